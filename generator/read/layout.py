"""The layout of a site: which files are articles, themes, templates and so on, by their paths."""

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
"""The ends of names of images that pages may show. No SVG, as it may contain scripts."""


class SiteFiles(Struct, frozen=True):
    """The files of a site by what they are for, none of them read; each group sorted by path."""

    root: Path
    site: SourceFile
    sources: SourceFile | None
    actors: SourceFile | None
    articles: Mapping[str, SourceFile]
    pages: Mapping[str, SourceFile]
    themes: Mapping[str, SourceFile]
    media: Mapping[str, SourceFile]
    templates: Mapping[str, SourceFile]
    """The templates of the whole site, and those of single themes."""
    statics: Mapping[str, SourceFile]
    """Files that are copied to the site as they are."""


def group_files(snapshot: Snapshot) -> SiteFiles:
    """Group the files of a site by what they are for.

    Every README.md is left out, as documentation lies in the folder that it is about.
    Raise Rejected if a part of the site could not be scanned, or if this is no site.
    """
    if snapshot.findings:
        raise Rejected(snapshot.findings)
    if SITE_FILE not in snapshot.files:
        message = (
            f"not found in {snapshot.root}; every site needs this file, with id, title and "
            "base_url; if your site is in another folder, name that with --root"
        )
        raise Rejected([Finding(SITE_FILE, AtLine(), "missing-file", message)])
    groups: dict[str, dict[str, SourceFile]] = {group: {} for group in _GROUPS}
    for path in snapshot.files:
        if (group := _group_of(path)) is not None:
            groups[group][path] = _source_file(snapshot, path)
    return SiteFiles(
        root=snapshot.root,
        site=_source_file(snapshot, SITE_FILE),
        sources=_source_file(snapshot, SOURCES_FILE) if SOURCES_FILE in snapshot.files else None,
        actors=_source_file(snapshot, ACTORS_FILE) if ACTORS_FILE in snapshot.files else None,
        **groups,
    )


def _source_file(snapshot: Snapshot, path: str) -> SourceFile:
    return SourceFile(snapshot.root, path, path in snapshot.links)


def is_used(path: str) -> bool:
    """Return whether a file is part of the site; one that is not is never read."""
    return path in (SITE_FILE, SOURCES_FILE, ACTORS_FILE) or _group_of(path) is not None


_GROUPS = ("articles", "pages", "themes", "media", "templates", "statics")


def _group_of(path: str) -> str | None:
    """Return the group that a file belongs to by its path; None for a file of no use."""
    if path.endswith("/README.md"):
        return None
    if path.startswith(f"{ARTICLES}/"):  # first, as nearly all files are there
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
