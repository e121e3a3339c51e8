"""PNG: a series of chunks, each with a name and a checksum (https://www.w3.org/TR/png-3/).

Kept are the chunks that pixels, animations and colours are decoded from, and the orientation. All
others are words, times, places, and what programs keep for themselves.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.pictures.exif import UPRIGHT, exif_of, orientation_in
from generator.pictures.model import CUT_OFF, NO_PIXELS, MalformedError, Picture, picture_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND"),
        *(b"tRNS", b"bKGD", b"sBIT", b"hIST", b"pHYs"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
        *(b"acTL", b"fcTL", b"fdAT"),
    )
)
"""Pixels; what they are shown with; what their colours mean; and animation."""
_HEADER_SIZE = 13
_CRITICAL = 0x20
"""The bit of the first letter of a name that is not set if no picture can be shown without it."""


def clean_png(data: bytes) -> Picture:
    """Return a PNG picture as it may be published. Raise MalformedError."""
    parts = [SIGNATURE]
    size: tuple[int, int] | None = None
    orientation, has_pixels = UPRIGHT, False
    for name, chunk in _chunks(data):
        body = chunk[8:-4]
        if size is None:
            if name != b"IHDR" or len(body) != _HEADER_SIZE:
                raise MalformedError("it does not begin with its size")
            size = int.from_bytes(body[:4]), int.from_bytes(body[4:8])
        has_pixels = has_pixels or name == b"IDAT"
        if name in _KEPT:
            if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
                raise MalformedError(CUT_OFF)
            parts.append(chunk)
        elif name == b"eXIf" and orientation == UPRIGHT:
            orientation = orientation_in(body)
            if orientation != UPRIGHT:
                parts.append(_chunk(name, exif_of(orientation)))
        elif not name[0] & _CRITICAL:
            raise MalformedError("it is of a kind that only some programs can show")
    if not has_pixels:
        raise MalformedError(NO_PIXELS)
    return picture_of(parts, size, orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and bytes of each chunk up to the last. Raise MalformedError."""
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        name = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if len(name) < 4 or end > len(data):  # noqa: PLR2004
            raise MalformedError(CUT_OFF)
        yield name, data[at:end]
        at = end


def _chunk(name: bytes, body: bytes) -> bytes:
    named = name + body
    return len(body).to_bytes(4) + named + zlib.crc32(named).to_bytes(4)
