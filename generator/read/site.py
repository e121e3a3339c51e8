"""Which files a site consists of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected
from generator.read.files import SourceFile
from generator.read.tree import Tree

SITE_FILE = "content/site.yaml"
IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Images that pages may show. No SVG: it may carry scripts."""


class SiteFiles(Struct, frozen=True):
    """Every file that editors wrote, found but not read; each group by path, sorted."""

    root: Path
    site: SourceFile
    sources: SourceFile
    actors: SourceFile
    articles: Mapping[str, SourceFile]
    pages: Mapping[str, SourceFile]
    themes: Mapping[str, SourceFile]
    media: Mapping[str, SourceFile]
    templates: Mapping[str, SourceFile]
    """All files that may be part of a template."""
    statics: Mapping[str, SourceFile]


def find(tree: Tree) -> SiteFiles:
    """Sort the files of a site by what they are for.

    README.md is left out everywhere: documentation lives in the room that it is about.
    Raise Rejected where a folder could not be looked into, and where this is no site.
    """
    if tree.findings:
        raise Rejected(tree.findings)
    if SITE_FILE not in tree.files:
        message = (
            f"there is no such file in {tree.root}; a site needs it, with id, title and base_url; "
            "is this the folder of the site? --root names another"
        )
        raise Rejected([Finding(SITE_FILE, AtLine(), "missing-file", message)])
    groups: dict[str, dict[str, SourceFile]] = {group: {} for group in _GROUPS}
    for path in tree.files:
        if (group := _group(path)) is not None:
            groups[group][path] = SourceFile(tree.root, path, path not in tree.links)

    def register(name: str) -> SourceFile:
        path = f"content/{name}.yaml"
        return SourceFile(tree.root, path, path in tree.files and path not in tree.links)

    return SiteFiles(
        root=tree.root,
        site=register("site"),
        sources=register("sources"),
        actors=register("actors"),
        **groups,
    )


_GROUPS = ("articles", "pages", "themes", "media", "templates", "statics")


def _group(path: str) -> str | None:
    """Say what a file is for by its path; None for one that is for nothing."""
    if path.endswith("/README.md"):
        return None
    if path.startswith("content/articles/"):  # nearly all
        return "articles" if path[-3:].lower() == ".md" else None
    folder, _, rest = path.partition("/")
    name = path.lower()
    if folder == "content":
        folder = rest.partition("/")[0]
        if folder == "pages":
            return "pages" if name.endswith(".md") else None
        return "media" if folder == "media" and name.endswith(IMAGE_TYPES) else None
    if folder == "themes":
        if name.endswith(".md"):
            return "themes" if "/" not in rest else None
        return "templates" if name.endswith(".html") else None
    return {"templates": "templates", "static": "statics"}.get(folder)
