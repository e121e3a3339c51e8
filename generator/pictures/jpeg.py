"""JPEG: a series of segments, each of which begins with a marker (ITU-T T.81, annex B).

Kept are the segments that pixels are decoded from, and those that say what these mean: that it is a
JFIF file, which colours Adobe's encoder used, the colour profile, and the orientation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.pictures.exif import UPRIGHT, exif_of, orientation_in
from generator.pictures.model import (
    CUT_OFF,
    NO_PIXELS,
    MalformedError,
    Picture,
    picture_of,
)

SIGNATURE = b"\xff\xd8\xff"

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that tell the size (SOF)."""
_DECODED = frozenset({*_FRAMES, 0xC4, 0xCC, *range(_SCAN, _APP0)})
"""Markers of the segments that pixels are decoded from: frames, tables and scans."""

_MARKER = re.compile(rb"\xff[\x02-\xcf\xd9-\xfe]")
"""A marker of a segment, or the end. Decoders pass over other bytes until one comes."""
_END_OF_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the data of a scan: in it, after 0xFF come 0, 0xFF or a mark to restart at."""

_EXIF = b"Exif\0\0"
_ICC = b"ICC_PROFILE\0"
_JFIF, _JFIF_SIZE = b"JFIF\0", 12
"""How the segment begins; and its size without a small copy of the picture, which is measured in
its last two bytes."""
_ADOBE, _ADOBE_SIZE = b"Adobe", 12


class _Segment(NamedTuple):
    marker: int
    body: bytes
    """Without the marker and the length."""
    data: bytes
    """What follows a scan."""


def clean_jpeg(data: bytes) -> Picture:
    """Return a JPEG picture as it may be published. Raise MalformedError."""
    parts = [_START]
    size: tuple[int, int] | None = None
    orientation, has_scan = UPRIGHT, False
    for marker, body, scan in _segments(data):
        has_scan = has_scan or marker == _SCAN
        if marker in _FRAMES:
            size = int.from_bytes(body[3:5]), int.from_bytes(body[1:3])
        kept: bytes | None = None
        if marker == _APP1 and body.startswith(_EXIF) and orientation == UPRIGHT:
            orientation = orientation_in(body[len(_EXIF) :])
            kept = None if orientation == UPRIGHT else _EXIF + exif_of(orientation)
        else:
            kept = _kept(marker, body)
        if kept is not None:
            parts += b"\xff%c" % marker, (len(kept) + 2).to_bytes(2), kept, scan
    if not has_scan:
        raise MalformedError(NO_PIXELS)
    # What follows is another picture, such as a larger one, a film, or what somebody hid there.
    parts.append(_END)
    return picture_of(parts, size, orientation)


def _kept(marker: int, body: bytes) -> bytes | None:
    """Return what is kept of the body of a segment; None if the segment is left out."""
    if marker in _DECODED or (marker == _APP2 and body.startswith(_ICC)):
        return body
    if marker == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_SIZE + 2:
        return body[:_JFIF_SIZE] + b"\0\0"
    if marker == _APP14 and body.startswith(_ADOBE) and len(body) >= _ADOBE_SIZE:
        return body[:_ADOBE_SIZE]
    return None


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield the segments of a picture up to its end. Raise MalformedError."""
    at = len(_START)
    while found := _MARKER.search(data, at):
        marker, at = found[0][1], found.end()
        if marker == _END[1]:
            return
        end = at + int.from_bytes(data[at : at + 2])
        body = data[at + 2 : end]
        if len(body) != end - at - 2:
            break
        at = end
        if marker == _SCAN:
            if (after := _END_OF_SCAN.search(data, end)) is None:
                break
            at = after.start()
        yield _Segment(marker, body, data[end:at])
    raise MalformedError(CUT_OFF)
