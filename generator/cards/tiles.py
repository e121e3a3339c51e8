"""Tiles: rectangles of pixels, filtered and encoded, ready to be put beside each other.

PNG is https://www.w3.org/TR/png-3/; numbers in parentheses after its name are its sections.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.cards.deflate import encode_rows
from generator.cards.rasterizer import Bitmap

PIXELS_PER_BYTE = 4
STRIDE = 1 + 1200 // PIXELS_PER_BYTE
"""Bytes per row of the picture: the type of its filter, then pixels."""
_UP = 2
"""The filter that stores differences to the row above (PNG, 9.2). Rows of a letter differ little.
Sub, Average and Paeth would depend on the tile to the left."""
ADLER_BASE = 65521
"""The modulus of Adler-32 (RFC 1950, 2.2)."""


class Tile(NamedTuple):
    """Pixels as differences to the row above.

    An extra row at the bottom is paper again, so that tiles fit under each other in any order.
    """

    rows: tuple[bytes, ...]
    """Encoded rows. The byte before a row must be 0, and its own last byte is 0."""
    width: int
    """In bytes."""
    total: int
    """The sum of its bytes modulo `ADLER_BASE`."""
    moment: int
    """The sum of its bytes, each times its distance from the first; rows are a stride apart."""


def _filtered(pixels: bytes, width: int) -> bytes:
    """Return the difference of every byte to the one above it, with a row of paper at the end.

    All at once, as two long numbers that are subtracted byte by byte: the upper bit of each byte is
    set before, so that no byte borrows from its neighbour, and is put right afterwards.
    """
    size = len(pixels) + width
    above = int.from_bytes(pixels)
    here = above << 8 * width
    upper = int.from_bytes(b"\x80" * size)
    return (((here | upper) - (above & ~upper)) ^ ((here ^ ~above) & upper)).to_bytes(size)


def encode_tile(filtered: bytes, width: int) -> Tile:
    """Return the tile of filtered rows of `width` bytes each."""
    # Adler-32 (RFC 1950, 8.2) has one sum of bytes, and one of bytes by how far from the end. From
    # those of its tiles follow those of the picture, which is never there as a whole.
    gap = bytes(STRIDE - width)
    apart = gap.join([filtered[i : i + width] for i in range(0, len(filtered), width)])
    # It starts with 0 and not with the usual 1, to count nothing but these bytes.
    weighed, total = divmod(zlib.adler32(apart, 0), 1 << 16)
    moment = (len(apart) * total - weighed) % ADLER_BASE
    return Tile(encode_rows(filtered, width), width, total, moment)


def compose(bitmaps: Iterable[tuple[int, Bitmap]], width: int, above: int, below: int) -> Tile:
    """Return a tile with bitmaps in it, each with the pixels from the left edge to its origin.

    It is `width` bytes wide and has `above` rows above the baseline and `below` rows under it.
    """
    rows = [0] * (above + below)
    end = width * PIXELS_PER_BYTE
    for origin, bitmap in bitmaps:
        shift = 2 * (end - origin - bitmap.left - bitmap.width)
        for at, row in enumerate(bitmap.rows, above - bitmap.above):
            rows[at] |= row << shift  # kerned letters may overlap
    return encode_tile(_filtered(b"".join(row.to_bytes(width) for row in rows), width), width)


def solid(colour: int, width: int, height: int) -> Tile:
    """Return a tile of one colour, `width` bytes wide, and a byte of paper behind it."""
    row = bytes([colour * 0b01010101]) * width + b"\0"
    return encode_tile(_filtered(row * height, width + 1), width + 1)


@cache
def left_margin(width: int, height: int) -> Tile:
    """Return the tile that rows begin with: the type of the filter, and `width` bytes of paper."""
    # One row more, as in every tile: the row of paper at the bottom.
    return encode_tile((bytes([_UP]) + bytes(width)) * (height + 1), width + 1)


@cache
def full_width_band(colour: int, height: int) -> Tile:
    """Return rows of one colour from edge to edge, with the type of the filter."""
    width = STRIDE - 1
    filtered = _filtered(bytes([colour * 0b01010101]) * width * height, width)
    rows = (bytes([_UP]) + filtered[i : i + width] for i in range(0, len(filtered), width))
    return encode_tile(b"".join(rows), STRIDE)
