"""Everything that is wrong with a site, found without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.build import MAX_ATTEMPTS, STATE_FOLDER, disturbed_finding, to_problems
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary
from generator.check.links import SiteFile, follow
from generator.check.locator import LinkLocator
from generator.maker import Maker
from generator.pipeline import Prepared, prepare
from generator.plan.kind import Page
from generator.problems import Problem, Rejected
from generator.prose.markdown import Markdown
from generator.read.files import DisturbedError, SourceFile
from generator.read.layout import SiteFiles, group_files
from generator.read.scan import scan
from generator.render.copies import Copy
from generator.request import Request
from generator.session import Session
from generator.store.cache import Cache
from generator.validate.content import Article, Theme
from generator.validate.site import read_theme_file, validate_article


class Checked(Struct, frozen=True):
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    archive: ArchiveCheck | None
    """None where no archive was given, or errors kept its quotations from being read."""
    external: LinkCheckSummary | None
    """None where links to other sites were not looked up."""
    digests: Mapping[str, str] | None = None
    """Of every file of the site to be, by its path; None where errors are in the way."""


def check(
    request: Request,
    archive: Path | None,
    options: LinkCheckOptions | None = None,
    *,
    digests: bool = False,
) -> Checked:
    """Check a site: its files, its links and anchors, and its quotations against an archive.

    With options, links to other sites are looked up too. Every file that can hold links is made;
    with `digests`, all are.
    """
    prepared = _prepared(request)
    findings = list(prepared.findings)
    site = prepared.site
    if site is None:
        return Checked(to_problems(request.root, findings), 0, None, None)
    files = group_files(scan(request.root))
    looked_up, external, made = None, None, None
    if archive is not None:
        looked_up = check_archive(*_read(files), archive)
        findings += looked_up.findings
    pages = 0
    try:
        items = [_site_file(item, site.maker) for item in site.items]
        followed = follow(items, site.files, site.base_url, request.jobs, all_files=digests)
        made = followed.digests
        locator = LinkLocator(_reader(request.root), _shared(files), site.base_url)
        findings += locator.locate(followed.flaws)
        if options is not None:
            # Only this needs the library that speaks HTTP.
            from generator.check.external import check_external_links  # noqa: PLC0415

            state = request.root / STATE_FOLDER
            external = check_external_links(followed.outside, options, state, site.base_url)
            findings += locator.locate(external.issues)
        pages = sum(item.path.endswith(".html") for item in items)
    except Rejected as rejected:
        findings += rejected.findings
    return Checked(to_problems(request.root, findings), pages, looked_up, external, made)


def files_to_be(request: Request) -> Set[str]:
    """Return every file of the site to be, none of them made; none where errors are in the way."""
    site = _prepared(request).site
    return site.files if site is not None else frozenset()


def _prepared(request: Request) -> Prepared:
    """Prepare a site as if for the first time, in memory."""
    for _ in range(MAX_ATTEMPTS):
        cache = Cache(None, "")
        snapshot = scan(request.root)
        with suppress(DisturbedError):
            return prepare(Session(cache), request, snapshot, cache.files.suspects(snapshot))
    raise Rejected([disturbed_finding(request.root)])


def _site_file(item: Page | Copy, maker: Maker) -> SiteFile:
    return SiteFile(item.file, item.origin, partial(maker.render, item))


def _reader(root: Path) -> Callable[[str], str]:
    return lambda path: SourceFile(root, path).read().lenient_text()


def _shared(files: SiteFiles) -> list[str]:
    """Return the files that show up on pages of any kind: registers, themes and templates."""
    registers = [file.path for file in (files.site, files.sources, files.actors) if file]
    return [*registers, *files.themes, *files.templates]


def _read(files: SiteFiles) -> tuple[list[Article], list[Theme]]:
    """Read articles and themes with all their words; for a site without errors."""
    markdown = Markdown()
    articles = (validate_article(file.read(), markdown).article for file in files.articles.values())
    themes = (
        read_theme_file(file, SourceFile.read, markdown).theme for file in files.themes.values()
    )
    return list(filter(None, articles)), list(filter(None, themes))
