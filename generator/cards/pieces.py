"""Pieces of a picture: rows of pixels, ready to be put beside each other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.cards.code import encoded
from generator.cards.raster import Shape

PIXELS = 4
"""So many pixels are one byte."""
STRIDE = 1 + 1200 // PIXELS
"""The bytes of a row of the picture: the filter's number, then pixels."""
_UP = 2
ADLER = 65521


class Piece(NamedTuple):
    """Some pixels, as what is new in each row; below them is one row more, all paper again."""

    rows: tuple[bytes, ...]
    """The tokens of each row. The byte before it has to be zero, and its own last byte is zero."""
    width: int
    """In bytes."""
    total: int
    """The sum of its bytes, as Adler-32 counts it: modulo 65521."""
    moment: int
    """The sum of its bytes, each times how far it is from the first, rows being a stride apart."""


def _new(pixels: bytes, width: int) -> bytes:
    """Return the difference of every byte to the one above (PNG, 9.2, Up), then a row of paper.

    All at once, as one long number: the upper bit of every byte is kept out of the way of its
    neighbour, and put right after.
    """
    size = len(pixels) + width
    above = int.from_bytes(pixels)
    here = above << 8 * width
    upper = int.from_bytes(b"\x80" * size)
    return (((here | upper) - (above & ~upper)) ^ ((here ^ ~above) & upper)).to_bytes(size)


def pack(new: bytes, width: int) -> Piece:
    """Return the piece of rows, all of so many bytes, that hold what is new in them."""
    # Adler-32 (RFC 1950, 8.2) has one sum of bytes, and one of bytes by how far from the end.
    gap = bytes(STRIDE - width)
    apart = gap.join([new[i : i + width] for i in range(0, len(new), width)])
    weighed, total = divmod(zlib.adler32(apart, 0), 1 << 16)
    moment = (len(apart) * total - weighed) % ADLER
    return Piece(encoded(new, width), width, total, moment)


def placed(shapes: Iterable[tuple[int, Shape]], width: int, above: int, below: int) -> Piece:
    """Return a piece with shapes in it, each so many pixels from its left.

    Rows go from `above` the line that letters stand on to `below` it.
    """
    rows = [0] * (above + below)
    end = width * PIXELS
    for left, one in shapes:
        shift = 2 * (end - left - one.left - one.width)
        for at, row in enumerate(one.rows, above - one.above):
            rows[at] |= row << shift
    return pack(_new(b"".join(row.to_bytes(width) for row in rows), width), width)


def even(colour: int, width: int, height: int) -> Piece:
    """Return a piece that is all of one colour, and a byte of paper behind it."""
    row = bytes([colour * 0b01010101]) * width + b"\0"
    return pack(_new(row * height, width + 1), width + 1)


@cache
def margin(width: int, height: int) -> Piece:
    """Return what a row begins with: the filter's number (PNG, 9.2), and paper."""
    return pack((bytes([_UP]) + bytes(width)) * (height + 1), width + 1)


@cache
def band(colour: int, height: int) -> Piece:
    """Return rows of one colour from edge to edge, with the filter's number."""
    width = STRIDE - 1
    new = _new(bytes([colour * 0b01010101]) * width * height, width)
    rows = (bytes([_UP]) + new[i : i + width] for i in range(0, len(new), width))
    return pack(b"".join(rows), STRIDE)
