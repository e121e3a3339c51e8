"""Which files a site consists of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected
from generator.read.files import SourceFile
from generator.read.scan import Snapshot

SITE_FILE = "content/site.yaml"
SOURCES_FILE = "content/sources.yaml"
ACTORS_FILE = "content/actors.yaml"
ARTICLES = "content/articles"
MEDIA = "content/media"
IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Images that pages may show. No SVG: it may carry scripts."""


class SiteFiles(Struct, frozen=True):
    """Every file that editors wrote, found but not read; each group by path, sorted."""

    root: Path
    site: SourceFile
    sources: SourceFile | None
    actors: SourceFile | None
    articles: Mapping[str, SourceFile]
    pages: Mapping[str, SourceFile]
    themes: Mapping[str, SourceFile]
    media: Mapping[str, SourceFile]
    templates: Mapping[str, SourceFile]
    """All files that may be part of a template."""
    statics: Mapping[str, SourceFile]


def find(snapshot: Snapshot) -> SiteFiles:
    """Sort the files of a site by what they are for.

    README.md is left out everywhere: documentation lives in the room that it is about.
    Raise Rejected where a folder could not be read, and where this is no site.
    """
    if snapshot.findings:
        raise Rejected(snapshot.findings)
    if SITE_FILE not in snapshot.files:
        message = (
            f"there is no such file in {snapshot.root}; a site needs it, with id, title and "
            "base_url; is this the folder of the site? --root names another"
        )
        raise Rejected([Finding(SITE_FILE, AtLine(), "missing-file", message)])
    groups: dict[str, dict[str, SourceFile]] = {group: {} for group in _GROUPS}
    for path in snapshot.files:
        if (group := _group(path)) is not None:
            groups[group][path] = _found(snapshot, path)
    return SiteFiles(
        root=snapshot.root,
        site=_found(snapshot, SITE_FILE),
        sources=_found(snapshot, SOURCES_FILE) if SOURCES_FILE in snapshot.files else None,
        actors=_found(snapshot, ACTORS_FILE) if ACTORS_FILE in snapshot.files else None,
        **groups,
    )


def _found(snapshot: Snapshot, path: str) -> SourceFile:
    return SourceFile(snapshot.root, path, path in snapshot.links)


def has_use(path: str) -> bool:
    """Return whether a file is for anything: one that is not is never read."""
    return path in (SITE_FILE, SOURCES_FILE, ACTORS_FILE) or _group(path) is not None


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
