"""WebP: chunks in a RIFF container (RFC 9649).

Kept are the chunks that pixels, animations and colours are decoded from, and the orientation.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.pictures.exif import UPRIGHT, exif_of, orientation_in
from generator.pictures.model import CUT_OFF, NO_PIXELS, MalformedError, Picture, picture_of

_RIFF, _WEBP = b"RIFF", b"WEBP"
_HEAD = 12
"""The size of both, with the length of the file between them."""
_EXTENDED, _LOSSY, _LOSSLESS = b"VP8X", b"VP8 ", b"VP8L"
_PIXELS = frozenset((_LOSSY, _LOSSLESS, b"ANMF"))
_KEPT = _PIXELS | {_EXTENDED, b"ALPH", b"ANIM", b"ICCP"}
_EXIF = b"EXIF"
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
"""Flags in the first byte of an extended file's first chunk."""
_FRAME_HEAD = 16
"""The size of what comes before the chunks in a frame of an animation."""
_START_CODE = b"\x9d\x01\x2a"
_LOSSLESS_SIGNATURE = 0x2F
_SIDE = 0x3FFF
"""The bits that a side is measured with, where the file is not extended."""


def is_webp(data: bytes) -> bool:
    """Return whether bytes begin as a WebP picture does."""
    return data.startswith(_RIFF) and data[8:_HEAD] == _WEBP


def clean_webp(data: bytes) -> Picture:
    """Return a WebP picture as it may be published. Raise MalformedError."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise MalformedError(CUT_OFF)
    chunks = list(_chunks(data, _HEAD, end))
    if not any(name in _PIXELS for name, _ in chunks):
        raise MalformedError(NO_PIXELS)
    first, head = chunks[0]
    size = _size(first, head)
    if first != _EXTENDED or size is None:
        # There is nothing else that browsers look at in a simple file.
        return picture_of([_container([_chunk(first, head)])], size)
    exif = next((body for name, body in chunks if name == _EXIF), b"").removeprefix(b"Exif\0\0")
    orientation = orientation_in(exif) if head[0] & _HAS_EXIF else UPRIGHT
    flags = head[0] & ~(_HAS_EXIF | _HAS_XMP)
    parts = [
        _chunk(name, _clean_frame(body) if name == b"ANMF" else body)
        for name, body in chunks[1:]
        if name in _KEPT
    ]
    if orientation != UPRIGHT:
        flags |= _HAS_EXIF
        parts.append(_chunk(_EXIF, exif_of(orientation)))
    parts.insert(0, _chunk(first, bytes((flags,)) + head[1:10]))
    # Chromium shows a WebP picture as it is stored, whatever its orientation.
    return picture_of([_container(parts)], size)


def _size(name: bytes, body: bytes) -> tuple[int, int] | None:
    """Return the size that the first chunk tells; None if it tells none."""
    if name == _EXTENDED and len(body) >= 10:  # noqa: PLR2004
        return (
            int.from_bytes(body[4:7], "little") + 1,
            int.from_bytes(body[7:10], "little") + 1,
        )
    if name == _LOSSY and body[3:6] == _START_CODE:
        sides = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
        return sides[0] & _SIDE, sides[1] & _SIDE
    if name == _LOSSLESS and body[:1] == bytes((_LOSSLESS_SIGNATURE,)):
        bits = int.from_bytes(body[1:5], "little")
        return (bits & _SIDE) + 1, (bits >> 14 & _SIDE) + 1
    return None


def _clean_frame(body: bytes) -> bytes:
    """Return a frame of an animation with only what its pixels are decoded from."""
    inside = _chunks(body, _FRAME_HEAD, len(body))
    parts = [_chunk(name, part) for name, part in inside if name in _KEPT]
    return b"".join((body[:_FRAME_HEAD], *parts))


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and body of each chunk between two places. Raise MalformedError."""
    while end - at >= 8:  # noqa: PLR2004 - what is shorter holds no chunk
        start = at + 8
        at = start + int.from_bytes(data[at + 4 : start], "little")
        if at > end:
            raise MalformedError(CUT_OFF)
        yield data[start - 8 : start - 4], data[start:at]
        at += at - start & 1  # chunks have an even number of bytes


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) & 1)


def _container(chunks: list[bytes]) -> bytes:
    length = len(_WEBP) + sum(map(len, chunks))
    return b"".join((_RIFF, length.to_bytes(4, "little"), _WEBP, *chunks))
