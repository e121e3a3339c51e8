"""Pieces to a PNG (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from generator.cards.code import HEAD, TAIL, LITERALS, repeated
from generator.cards.pieces import PIXELS, STRIDE, Piece, pack

HEIGHT = 630
WIDTH = (STRIDE - 1) * PIXELS
_ADLER = 65521


class Strip(NamedTuple):
    """Pieces of the same height beside each other; around them is paper."""

    top: int
    pieces: Sequence[Piece]

    @property
    def bottom(self):
        return self.top + len(self.pieces[0].rows)


def png(strips: Iterable[Strip], colours: Sequence[bytes]) -> bytes:
    """Give the picture of some strips, from top to bottom, at least a row of paper between them."""
    digits: list[str] = [HEAD]
    low, high, row = 1, HEIGHT * STRIDE, 0
    for strip in strips:
        height = len(strip.pieces[0].rows)
        pieces = strip.pieces
        rest = STRIDE - sum(piece.width for piece in pieces)
        digits.append(_paper((strip.top - row) * STRIDE))
        rows = [*(piece.rows for piece in pieces), (repeated(0, rest),) * height]
        digits.extend(chain.from_iterable(zip(*rows, strict=True)))
        at = HEIGHT * STRIDE - strip.top * STRIDE
        for piece in pieces:
            low += piece.total
            high += at * piece.total - piece.moment
            at -= piece.width
        row = strip.top + height
    digits += _paper((HEIGHT - row) * STRIDE), TAIL
    text = "".join(digits)
    text += "0" * (len(text) % 2)
    body = bytes.fromhex(text[::-1])[::-1]
    data = b"\x78\x01" + body + struct.pack(">HH", high % _ADLER, low % _ADLER)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(colours)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def _paper(count):
    return LITERALS[0] + repeated(0, count - 1) if count else ""
