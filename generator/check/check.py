"""Everything that is wrong with a site, found without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build import placed
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.links import RenderedPage, broken_links
from generator.prepare.files import PageFile
from generator.prepare.workshop import Workshop
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


def check(request: Request, archive: Path | None) -> Checked:
    """Check a site: its files, its links and anchors, and its quotations against an archive."""
    tree = look(request.root)
    store = Store(None, "")
    sources = Sources(store)
    prepared = Workshop(store, sources).prepare(request, tree, sources.update(tree))
    findings = list(prepared.findings)
    looked_up = None
    pages = 0
    if prepared.files is not None:
        if archive is not None:
            looked_up = check_archive(*_read(tree), archive)
            findings += looked_up.findings
        try:
            rendered = [
                RenderedPage(file.spec.path, file.spec.origin, file.ready().make().decode())
                for file in prepared.files.due
                if isinstance(file, PageFile) and file.path.endswith(".html")
            ]
            others = [file.path for file in prepared.files.due if not file.path.endswith(".html")]
            findings += broken_links(rendered, others, prepared.base_url or "/")
            pages = len(rendered)
        except Rejected as rejected:
            findings += rejected.findings
    return Checked(placed(request.root, findings), pages, looked_up)


def _read(tree: Tree) -> tuple[list[Article], list[Theme]]:
    """Read articles and themes with all their words; for a site without errors."""
    files, markdown = find(tree), Markdown()
    articles = (read_article_file(file, markdown).article for file in files.articles.values())
    themes = (read_theme_file(file, markdown).theme for file in files.themes.values())
    return list(filter(None, articles)), list(filter(None, themes))
