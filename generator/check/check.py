"""Everything that is wrong with a site, found without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from pathlib import Path

from msgspec import Struct

from generator.build import STATE_FOLDER, placed
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary
from generator.check.links import SiteFile, follow
from generator.check.locator import LinkLocator
from generator.digests import digest_of
from generator.prepare.files import PageFile, ReadyFile
from generator.prepare.workshop import Prepared, Workshop
from generator.problems import Problem, Rejected
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.site import find
from generator.read.tree import Tree, look
from generator.request import Request
from generator.store.sources import Sources
from generator.store.store import Store
from generator.validate.content import Article, Theme
from generator.validate.site import read_article_file, read_theme_file
from generator.workers import stream
from generator.write.output import OutputFile


class Checked(Struct, frozen=True):
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    archive: ArchiveCheck | None
    """None where no archive was given, or errors kept its quotations from being read."""
    external: LinkCheckSummary | None
    """None where links to other sites were not looked up."""


def check(
    request: Request, archive: Path | None, options: LinkCheckOptions | None = None
) -> Checked:
    """Check a site: its files, its links and anchors, and its quotations against an archive.

    With options, links to other sites are looked up too.
    """
    tree = look(request.root)
    prepared = _prepare(request, tree)
    findings = list(prepared.findings)
    looked_up, external = None, None
    pages = 0
    if prepared.files is not None:
        if archive is not None:
            looked_up = check_archive(*_read(tree), archive)
            findings += looked_up.findings
        try:
            base_url = prepared.base_url or "/"
            files = [_site_file(file) for file in prepared.files.due]
            followed = follow(files, prepared.files.all, base_url, request.jobs)
            locator = LinkLocator(_reader(request.root), _shared(tree), base_url)
            findings += locator.locate(followed.flaws)
            if options is not None:
                # Only this needs the library that speaks HTTP.
                from generator.check.external import check_external_links  # noqa: PLC0415

                external = check_external_links(
                    followed.outside, options, request.root / STATE_FOLDER, base_url
                )
                findings += locator.locate(external.issues)
            pages = sum(file.path.endswith(".html") for file in files)
        except Rejected as rejected:
            findings += rejected.findings
    return Checked(placed(request.root, findings), pages, looked_up, external)


def digests(request: Request) -> Mapping[str, str]:
    """Make every file of the site to be, and give the digest of each by its path.

    Give nothing where errors are in the way. Raise Rejected where a template is at fault.
    """
    prepared = _prepare(request, look(request.root))
    due = prepared.files.due if prepared.files is not None else ()
    made = stream(lambda file: digest_of(file.ready().make()), due, request.jobs)
    return {due[number].path: found for number, found in made}


def files_to_be(request: Request) -> Set[str]:
    """Return every file of the site to be, none of them made; none where errors are in the way."""
    prepared = _prepare(request, look(request.root))
    return prepared.files.all if prepared.files is not None else frozenset()


def _prepare(request: Request, tree: Tree) -> Prepared:
    """Prepare a site as if for the first time, in memory."""
    store = Store(None, "")
    sources = Sources(store)
    return Workshop(store, sources).prepare(request, tree, sources.update(tree))


def _site_file(file: OutputFile) -> SiteFile:
    match file:
        case PageFile(spec):
            origin = spec.origin
        case ReadyFile():
            origin = file.origin
        case _:
            origin = file.path
    return SiteFile(file.path, origin, lambda: file.ready().make())


def _reader(root: Path) -> Callable[[str], str]:
    return lambda path: SourceFile(root, path).shown()


def _shared(tree: Tree) -> list[str]:
    """Return the files that show up on pages of any kind: registers, themes and templates."""
    files = find(tree)
    registers = (files.site.path, files.sources.path, files.actors.path)
    return [path for path in (*registers, *files.themes, *files.templates) if path in tree.files]


def _read(tree: Tree) -> tuple[list[Article], list[Theme]]:
    """Read articles and themes with all their words; for a site without errors."""
    files, markdown = find(tree), Markdown()
    articles = (read_article_file(file, markdown).article for file in files.articles.values())
    themes = (read_theme_file(file, markdown).theme for file in files.themes.values())
    return list(filter(None, articles)), list(filter(None, themes))
