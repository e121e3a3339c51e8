"""Which files a site consists of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.read.tree import Tree

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Images that pages may show. No SVG: it may carry scripts."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Every file that editors wrote, found but not read; each group sorted by path."""

    root: Path
    site: SourceFile
    sources: SourceFile
    actors: SourceFile
    articles: tuple[SourceFile, ...]
    pages: tuple[SourceFile, ...]
    themes: tuple[SourceFile, ...]
    media: tuple[SourceFile, ...]
    templates: tuple[SourceFile, ...]
    """All files that may be part of a template, by path."""
    statics: tuple[SourceFile, ...]


def find(tree: Tree) -> SiteFiles:
    """Sort the files of a site by what they are for.

    README.md is left out everywhere: documentation lives in the room that it is about.
    Raises Rejected where a folder could not be looked into.
    """
    if tree.findings:
        raise Rejected(tree.findings)

    def group(folder: str, *suffixes: str) -> tuple[SourceFile, ...]:
        return tuple(
            source(path)
            for path in tree.below(folder, suffixes or ("",))
            if not path.endswith("/README.md")
        )

    def source(path: str) -> SourceFile:
        return SourceFile(tree.root, path, path in tree.files and path not in tree.links)

    return SiteFiles(
        root=tree.root,
        site=source("content/site.yaml"),
        sources=source("content/sources.yaml"),
        actors=source("content/actors.yaml"),
        articles=group("content/articles", ".md"),
        pages=group("content/pages", ".md"),
        themes=tuple(file for file in group("themes", ".md") if file.path.count("/") == 1),
        media=group("content/media", *IMAGE_TYPES),
        templates=(*group("templates"), *group("themes", ".html")),
        statics=group("static"),
    )
