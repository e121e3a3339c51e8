"""What a reader gets at an address: the files of the output as GitHub Pages would serve them."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from msgspec import Struct

NOT_FOUND = "404.html"

_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
"""Not left to the machine, whose own list may say otherwise."""


class Served(Struct, frozen=True):
    """An answer: the file with its status, or where to go instead."""

    status: int
    file: Path | None = None
    moved_to: str | None = None
    """An address below the top of the site."""


def serve_file(output: Path, address: str) -> Served:
    """Find what stands at `address`, relative to the top of the site: `themes/venues/`.

    As on GitHub Pages, a folder without its slash leads to the one with it, and `.html` may be left
    out. Nothing outside `output` is ever given.
    """
    try:
        return _found(output, address) or _missing(output)
    except (OSError, ValueError, RuntimeError):  # too long a name, a null byte, links in a circle
        return _missing(output)


def _found(output: Path, address: str) -> Served | None:
    path = output / address
    if not _lies_inside(path, output):
        return None
    if path.is_dir():
        if address and not address.endswith("/"):
            return Served(307, moved_to=f"{address}/")
        path = path / "index.html"
    elif not path.is_file() and not address.endswith("/"):
        path = output / f"{address}.html"
    if path.is_file() and _lies_inside(path, output) and not address.endswith(".html/"):
        return Served(200, path)
    return None


def media_type(file: Path) -> str:
    """Return the media type of a file, with its character set if it is text."""
    suffix = file.suffix.lower()
    found = _TYPES.get(suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _missing(output: Path) -> Served:
    page = output / NOT_FOUND
    return Served(404, page if page.is_file() else None)


def _lies_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
