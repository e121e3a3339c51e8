"""ICO: several sizes of one symbol, each of which may be a PNG picture."""

from __future__ import annotations

from generator.pictures.model import CUT_OFF, MalformedError, Picture, picture_of
from generator.pictures.png import SIGNATURE as PNG
from generator.pictures.png import clean_png

SIGNATURE = b"\0\0\1\0"
_HEAD, _ENTRY = 6, 16
"""The sizes of what comes first, and of what follows that for each size of the symbol."""


def clean_ico(data: bytes) -> Picture:
    """Return a symbol as it may be published. Raise MalformedError."""
    count = int.from_bytes(data[4:6], "little")
    start = at = _HEAD + _ENTRY * count
    left = len(data) - start
    if count == 0 or left < 0:
        raise MalformedError(CUT_OFF)
    entries, bodies = [data[:_HEAD]], []
    for number in range(count):
        entry = data[_HEAD + _ENTRY * number : _HEAD + _ENTRY * (number + 1)]
        length, place = (int.from_bytes(entry[n : n + 4], "little") for n in (8, 12))
        body = data[place : place + length]
        left -= length
        # One that was listed again and again would grow out of all measure.
        if not body or len(body) != length or left < 0:
            raise MalformedError(CUT_OFF)
        if body.startswith(PNG):
            body = clean_png(body).data
        entries.append(entry[:8] + len(body).to_bytes(4, "little") + at.to_bytes(4, "little"))
        bodies.append(body)
        at += len(body)
    first = data[_HEAD : _HEAD + 2]
    return picture_of([*entries, *bodies], (first[0] or 256, first[1] or 256))
