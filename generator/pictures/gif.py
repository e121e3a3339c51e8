"""GIF: blocks, each of which begins with a byte that says what it is (GIF89a, appendix A).

Kept are the pictures with what says how to show them, the number of times that they are repeated,
and the colour profile. Left out are comments, text, and what other programs keep in it.
"""

from __future__ import annotations

from generator.pictures.model import CUT_OFF, NO_PIXELS, MalformedError, Picture, picture_of

SIGNATURES = (b"GIF87a", b"GIF89a")

_HEAD = 13
_IMAGE, _EXTENSION, _TRAILER = b",", b"!", b";"
_CONTROL, _APPLICATION, _TEXT = 0xF9, 0xFF, 0x01
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_LOOP = b"\x03\x01"
"""How the block begins that says how often an animation is repeated; its size is its first byte."""
_PROFILE = b"ICCRGBG1012"
_NAME_SIZE = 11


def clean_gif(data: bytes) -> Picture:
    """Return a GIF picture as it may be published. Raise MalformedError."""
    at = _HEAD + _table_size(data[10:11])
    parts = [data[:at]]
    control, has_pixels = b"", False
    while (kind := data[at : at + 1]) != _TRAILER:
        if kind == _IMAGE:
            start = at
            # The table of colours comes before the size of codes, and that before the pixels.
            at = _after_blocks(data, at + 10 + _table_size(data[at + 9 : at + 10]) + 1)
            parts += control, data[start:at]
            control, has_pixels = b"", True
        elif kind == _EXTENSION and at + 2 < len(data):
            label, start = data[at + 1], at
            at = _after_blocks(data, at + 2)
            if label == _CONTROL:
                control = data[start:at]  # for what comes next, be it a picture or text
            elif label == _TEXT:
                control = b""
            elif label == _APPLICATION:
                parts.append(_kept_of_application(data[start:at]))
        elif kind == b"\0":
            at += 1  # an end too many, which some programs write
        elif not kind and has_pixels and at == len(data):
            break  # without an end, as some programs leave it
        else:
            raise MalformedError(CUT_OFF)
    if not has_pixels:
        raise MalformedError(NO_PIXELS)
    parts.append(_TRAILER)
    size = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return picture_of(parts, size)


def _table_size(packed: bytes) -> int:
    """Return the size of the table of colours that a byte announces."""
    has_table, bits = 0x80, 0x07
    flags = int.from_bytes(packed)
    return 3 << (flags & bits) + 1 if flags & has_table else 0


def _kept_of_application(block: bytes) -> bytes:
    """Return what is kept of the extension of an application, "" for nothing."""
    name = block[3:14] if block[2] == _NAME_SIZE else b""
    if name == _PROFILE:
        return block
    # Further blocks in it are not shown by browsers.
    if name in _LOOPS and block[14:16] == _LOOP:
        return block[:18] + b"\0"
    return b""


def _after_blocks(data: bytes, at: int) -> int:
    """Return the place after a series of blocks with a size each. Raise MalformedError."""
    while at < len(data):
        size = data[at]
        at += size + 1
        if size == 0:
            return at
    raise MalformedError(CUT_OFF)
