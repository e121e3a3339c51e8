"""Pieces to a PNG (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

from generator.cards.code import HEAD, TAIL, Bits, joined, packed, repeated, run
from generator.cards.pieces import ADLER, PIXELS, STRIDE, Piece

WIDTH, HEIGHT = (STRIDE - 1) * PIXELS, 630


class Strip(NamedTuple):
    """Some rows of the picture, and all that a checksum has to know of them."""

    top: int
    bottom: int
    bits: Bits
    total: int
    """The sum of the bytes."""
    moment: int
    """The sum of the bytes, each times how far it is from the first of the strip."""


def strip(top: int, pieces: Sequence[Piece]) -> Strip:
    """Return the rows of pieces of one height, beside each other from the left edge on."""
    rest = STRIDE - sum(piece.width for piece in pieces)
    rows = zip(*(piece.rows for piece in pieces), repeat(repeated(0, rest)))
    total = moment = left = 0
    for piece in pieces:
        total += piece.total
        moment += piece.moment + left * piece.total
        left += piece.width
    bits = packed(b"".join(chain.from_iterable(rows)))
    return Strip(top, top + len(pieces[0].rows), bits, total, moment)


def png(strips: Iterable[Strip], colours: Sequence[bytes]) -> bytes:
    """Return the picture of some strips, from top to bottom; what is between them is paper.

    Colours are red, green and blue, in the order of `raster.py`.
    """
    bits, row = [HEAD], 0
    low, high = 1, HEIGHT * STRIDE  # the sums of Adler-32 (RFC 1950, 8.2) if all bytes were zero
    for one in strips:
        if one.top > row:
            bits.append(_paper(one.top - row))
        bits.append(one.bits)
        low += one.total
        high += (HEIGHT - one.top) * STRIDE * one.total - one.moment
        row = one.bottom
    bits += _paper(HEIGHT - row), TAIL
    checksum = struct.pack(">HH", high % ADLER, low % ADLER)
    # A window of 32 KB, and no promise how well it is packed (RFC 1950, 2.2).
    data = b"\x78\x01" + joined(bits) + checksum
    # Two bits for each pixel, which is a number in the palette (11.2.1).
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(colours)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


@cache
def _paper(rows: int) -> Bits:
    """Return so many rows in which nothing is new."""
    return packed(run(0, rows * STRIDE))


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
