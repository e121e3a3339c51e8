"""Which file of the output answers a request, by the rules of GitHub Pages."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from msgspec import Struct

NOT_FOUND = "404.html"

_MEDIA_TYPES = {
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
"""By suffix. `mimetypes` reads tables of the operating system, which differ between machines."""


class Served(Struct, frozen=True):
    """The answer to a request: a file, or another address to go to."""

    status: int
    """The HTTP status."""
    file: Path | None = None
    moved_to: str | None = None
    """An address relative to the top of the site."""


def serve_file(output: Path, address: str) -> Served:
    """Return what to send for an address relative to the top of the site, such as `themes/venues/`.

    As on GitHub Pages, a folder without its slash redirects to the one with it, and `.html` may be
    left out. Only files inside `output` are served, symbolic links resolved.
    """
    try:
        return _found(output, address) or _missing(output)
    except (OSError, ValueError, RuntimeError):  # name too long, null byte, loop of links
        return _missing(output)


def _found(output: Path, address: str) -> Served | None:
    path = output / address
    if not _is_inside(path, output):
        return None
    if path.is_dir():
        if address and not address.endswith("/"):
            return Served(307, moved_to=f"{address}/")
        path = path / "index.html"
    elif not path.is_file() and not address.endswith("/"):
        path = output / f"{address}.html"
    # pathlib drops a trailing slash, so `about.html/` would name a file here, unlike on Pages.
    if path.is_file() and _is_inside(path, output) and not address.endswith(".html/"):
        return Served(200, path)
    return None


def media_type(file: Path) -> str:
    """Return the value of the Content-Type header for a file, with a charset if it is text."""
    suffix = file.suffix.lower()
    kind = _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(file.name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _missing(output: Path) -> Served:
    page = output / NOT_FOUND
    return Served(404, page if page.is_file() else None)


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
