"""Find everything that is wrong with a site, its links included, without writing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.build import STATE_FOLDER, to_problems, undisturbed
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary
from generator.check.links import PlannedFile, follow_links
from generator.check.locator import LinkLocator
from generator.maker import Maker
from generator.pipeline import Prepared, prepare
from generator.plan.kind import Page
from generator.problems import Problem, Rejected
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.layout import SiteFiles, group_files
from generator.read.scan import Snapshot, scan
from generator.render.copies import Copy
from generator.request import Request
from generator.search.index import Searched
from generator.searching import searched_of
from generator.session import Session
from generator.store.cache import Cache
from generator.validate.content import Article, Term, Theme
from generator.validate.registers import read_glossary
from generator.validate.site import read_theme_file, validate_article
from generator.validate.unfit import unfit_findings


class Checked(Struct, frozen=True):
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    """The number of pages whose links were checked; 0 if errors stopped the check before."""
    archive: ArchiveCheck | None
    """None if no archive was given, or the content has errors."""
    external: LinkCheckSummary | None
    """None if links to other sites were not checked."""
    digests: Mapping[str, str] | None = None
    """The digest of every file that a build would write, by its path; None if there are errors."""
    base_url: str = ""
    """Where the site will be served; "" if errors stopped the check before."""
    unseen: int = 0
    """How many quotations rest on evidence that was not looked at."""
    searched: Searched | None = None
    """What of the site is searched, for which digests have to be asked for as well."""


def check(
    request: Request,
    archive: Path | None,
    options: LinkCheckOptions | None = None,
    *,
    digests: bool = False,
) -> Checked:
    """Check the content of a site and its links.

    With `archive`, quotations are checked against the original texts in it; with `options`, links
    to other sites are followed too. Files that can contain links are made in memory; with
    `digests`, all files of the site are.
    """
    prepared, snapshot, session = _prepared(request)
    findings = list(prepared.findings)
    site = prepared.site
    if site is None:
        return Checked(to_problems(request.root, findings), 0, None, None)
    if session.context and session.context.site:
        findings += unfit_findings(session.context.site, site.base_url)
    files = group_files(snapshot)
    archive_check, external, digests_of_all = None, None, None
    if archive is not None:
        archive_check = check_archive(*_read(files), archive)
        findings += archive_check.findings
    pages = 0
    try:
        # As the cache was empty, these are all files of the site.
        planned = [_planned_file(item, site.maker) for item in site.items]
        links = follow_links(planned, site.files, site.base_url, request.jobs, all_files=digests)
        digests_of_all = links.digests
        locator = LinkLocator(_reader(request.root), _shared(files), site.base_url)
        findings += locator.locate(links.issues)
        if options is not None:
            # Only this needs the HTTP library, which takes long to load.
            from generator.check.external import check_external_links  # noqa: PLC0415

            state = request.root / STATE_FOLDER
            external = check_external_links(links.external, options, state, site.base_url)
            findings += locator.locate(external.issues)
        pages = sum(file.path.endswith(".html") for file in planned)
    except Rejected as rejected:
        findings += rejected.findings
    problems = to_problems(request.root, findings)
    searched = searched_of(session, session.context) if digests else None
    unseen = prepared.unseen if archive is None else 0
    return Checked(
        problems,
        pages,
        archive_check,
        external,
        digests_of_all,
        site.base_url,
        unseen,
        searched,
    )


def expected_files(request: Request) -> Set[str]:
    """Return the paths of all files that a build would write; none if there are errors."""
    site = _prepared(request)[0].site
    return site.files if site is not None else frozenset()


def _prepared(request: Request) -> tuple[Prepared, Snapshot, Session]:
    """Prepare a site with an empty cache in memory: every file is read, every page is dirty.

    So a check trusts nothing that builds have kept, and changes nothing of it. Return the snapshot
    that was prepared, too, and the session.
    """
    # Files that change meanwhile would give findings of two states of the site at once.
    return undisturbed(request.root, partial(_prepared_once, request))


def _prepared_once(request: Request) -> tuple[Prepared, Snapshot, Session]:
    cache = Cache(None, "")
    session = Session(cache)
    snapshot = scan(request.root)
    suspects = cache.files.suspects(snapshot)
    return prepare(session, request, snapshot, suspects), snapshot, session


def _planned_file(item: Page | Copy, maker: Maker) -> PlannedFile:
    return PlannedFile(item.file, item.origin, partial(maker.render, item))


def _reader(root: Path) -> Callable[[str], str]:
    return lambda path: SourceFile(root, path).read().lenient_text()


def _shared(files: SiteFiles) -> list[str]:
    """Return the files that may end up on any page: registers, themes and templates."""
    registers = [
        file.path for file in (files.site, files.sources, files.actors, files.glossary) if file
    ]
    return [*registers, *files.themes, *files.templates]


def _read(files: SiteFiles) -> tuple[list[Article], list[Theme], list[Term]]:
    """Read the articles, themes and terms of a site without errors, with their full text.

    The cache has only what is published of an article.
    """
    markdown = Markdown()
    articles = (validate_article(file.read(), markdown).article for file in files.articles.values())
    themes = (
        read_theme_file(file, SourceFile.read, markdown).theme for file in files.themes.values()
    )
    terms = read_glossary(files.glossary, SourceFile.read, markdown).entries.values()
    return list(filter(None, articles)), list(filter(None, themes)), list(terms)
