"""Which files a site consists of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.read.files import SourceFile, walk

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


def find(root: Path) -> SiteFiles:
    """Find the files of the site at `root`."""
    return SiteFiles(
        root=root,
        site=SourceFile(root, "content/site.yaml"),
        sources=SourceFile(root, "content/sources.yaml"),
        actors=SourceFile(root, "content/actors.yaml"),
        articles=walk(root, "content/articles", (".md",)),
        pages=walk(root, "content/pages", (".md",)),
        themes=walk(root, "themes", (".md",), deep=False),
        media=walk(root, "content/media", IMAGE_TYPES),
    )
