"""Everything that is wrong with a site, found without writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from generator.build import placed
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.links import RenderedPage, broken_links
from generator.prepare.files import PageFile, ReadyFile
from generator.prepare.workshop import Prepared, Workshop
from generator.problems import Problem, Rejected
from generator.prose.markdown import Markdown
from generator.read.site import find
from generator.read.tree import Tree, look
from generator.request import Request
from generator.store.sources import Sources
from generator.store.store import Store
from generator.validate.content import Article, Theme
from generator.validate.site import read_article_file, read_theme_file


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    archive: ArchiveCheck | None
    """None where no archive was given, or errors kept its quotations from being read."""
    files: Mapping[str, str]
    """Every file of the site to be, relative to its top, with the digest of its bytes.

    Empty where errors keep it from being made.
    """


def check(request: Request, archive: Path | None) -> Checked:
    """Check a site: its files, its links and anchors, and its quotations against an archive."""
    tree = look(request.root)
    prepared = _prepare(request, tree)
    findings = list(prepared.findings)
    looked_up = None
    pages = 0
    files: dict[str, str] = {}
    if prepared.files is not None:
        if archive is not None:
            looked_up = check_archive(*_read(tree), archive)
            findings += looked_up.findings
        try:
            rendered: list[RenderedPage] = []
            for file in prepared.files.due:
                data = file.ready().make()
                files[file.path] = digest(data)
                if isinstance(file, PageFile):
                    rendered.append(RenderedPage(file.spec.path, file.spec.origin, data.decode()))
            others = [file.path for file in prepared.files.due if isinstance(file, ReadyFile)]
            findings += broken_links(rendered, others, prepared.base_url or "/")
            pages = len(rendered)
        except Rejected as rejected:
            findings += rejected.findings
    return Checked(placed(request.root, findings), pages, looked_up, files)


def files_to_be(request: Request) -> Set[str]:
    """Give every file of the site to be, none of them made; none where errors are in the way."""
    prepared = _prepare(request, look(request.root))
    return prepared.files.all if prepared.files is not None else frozenset()


def digest(data: bytes) -> str:
    """Stand for the bytes of a file."""
    return blake2b(data, digest_size=16).hexdigest()


def _prepare(request: Request, tree: Tree) -> Prepared:
    """Prepare a site as if for the first time, in memory."""
    store = Store(None, "")
    sources = Sources(store)
    return Workshop(store, sources).prepare(request, tree, sources.update(tree))


def _read(tree: Tree) -> tuple[list[Article], list[Theme]]:
    """Read articles and themes with all their words; for a site without errors."""
    files, markdown = find(tree), Markdown()
    articles = (read_article_file(file, markdown).article for file in files.articles.values())
    themes = (read_theme_file(file, markdown).theme for file in files.themes.values())
    return list(filter(None, articles)), list(filter(None, themes))
