"""Validate static files: pictures must be such that no private notes in them are published.

Other files are served as they are, whatever is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.pictures.clean import clean_picture
from generator.pictures.model import MalformedError
from generator.problems import AtLine, Finding, Severity
from generator.read.files import Source

_CLEANED = (".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".ico")
_NOT_CLEANED = (
    *(".avif", ".heic", ".heif", ".hif", ".jxl", ".jp2", ".tif", ".tiff", ".bmp", ".psd", ".svgz"),
    *(".dng", ".raw", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf"),
)
"""Ends of names of pictures with notes that we cannot take out."""

_PATH = rb"""(?<=["'\s=>])(?:file:/|[a-z]:[\\/]|/(?:users|home)/)[^"'<>\s]*"""
_SVG_NOTES = re.compile(
    rb"(?P<path>" + _PATH + rb")|(?P<person><(?:dc:creator|dc:publisher|cc:agent)\b)"
    rb"|(?P<program><(?:x:xmpmeta|i:pgf|i:aipgf|\?xpacket)\b)",
    re.IGNORECASE,
)
"""Notes in drawings of which one should not be public: on whose computer it was, and who drew it;
and what a program keeps in it for itself, which may be either."""
_SAID = {
    "path": "names a folder of the computer that it was drawn on",
    "person": "names people",
    "program": "holds notes that a drawing program keeps for itself",
}
_MOST_SHOWN = 60


def static_findings(source: Source) -> Iterator[Finding]:
    """Yield what is wrong with a static file."""
    name = source.path.casefold()
    if name.endswith(".svg"):
        yield from _drawing_findings(source)
        return
    message = ""
    try:
        if clean_picture(source.data) is not None:
            return
        if name.endswith(_CLEANED):
            message = "not an image that can be read"
        elif name.endswith(_NOT_CLEANED):
            message = "what it may tell of place, owner and camera cannot be taken out of this kind"
    except MalformedError as error:
        message = f"not an image that can be read: {error}"
    if message:
        yield Finding(
            source.path,
            AtLine(),
            "bad-image",
            f"{message}; save it as PNG, JPEG, GIF or WebP",
        )


def _drawing_findings(source: Source) -> Iterator[Finding]:
    """Yield a warning for the first private note in an SVG drawing."""
    if (found := _SVG_NOTES.search(source.data)) is None:
        return
    start = source.data.rfind(b"\n", 0, found.start()) + 1
    column = len(source.data[start : found.start()].decode("utf-8", "replace")) + 1
    words = found[0].decode("utf-8", "replace")
    shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
    message = (
        f"this drawing {_SAID[str(found.lastgroup)]} ('{shown}'), and is published as it is; "
        "save it as plain or optimized SVG, without metadata"
    )
    spot = AtLine(source.data.count(b"\n", 0, found.start()) + 1, column, len(words))
    yield Finding(source.path, spot, "private-note", message, Severity.WARNING)
