"""Tiles to strips, and strips to a PNG (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

from generator.cards.deflate import (
    BLOCK_END,
    BLOCK_HEADER,
    Bits,
    continue_run,
    encode_run,
    join_bits,
    pack_bits,
)
from generator.cards.tiles import ADLER_BASE, PIXELS_PER_BYTE, STRIDE, Tile

WIDTH, HEIGHT = (STRIDE - 1) * PIXELS_PER_BYTE, 630
"""In pixels: the size that sharing services ask for (Open Graph's `og:image`)."""


class Strip(NamedTuple):
    """Whole rows of the picture, and the sums that its checksum is computed from."""

    top: int
    """The first row."""
    bottom: int
    """The row after the last."""
    bits: Bits
    total: int
    """The sum of the bytes."""
    moment: int
    """The sum of the bytes, each times its distance from the first of the strip."""


def strip(top: int, tiles: Sequence[Tile]) -> Strip:
    """Return tiles of one height beside each other, from the left edge on, and paper after them."""
    rest = STRIDE - sum(tile.width for tile in tiles)
    rows = zip(*(tile.rows for tile in tiles), repeat(continue_run(0, rest)))
    total = moment = left = 0
    for tile in tiles:
        total += tile.total
        moment += tile.moment + left * tile.total
        left += tile.width
    bits = pack_bits(b"".join(chain.from_iterable(rows)))
    return Strip(top, top + len(tiles[0].rows), bits, total, moment)


def png(strips: Iterable[Strip], colours: Sequence[bytes]) -> bytes:
    """Return a PNG of `WIDTH` by `HEIGHT` pixels of strips from top to bottom, paper between them.

    Colours are red, green and blue, in the order of the palette in `rasterizer.py`.
    """
    bits, row = [BLOCK_HEADER], 0
    low, high = 1, HEIGHT * STRIDE  # the sums of Adler-32 (RFC 1950, 8.2) if all bytes were zero
    for one in strips:
        if one.top > row:
            bits.append(_blank_rows(one.top - row))
        bits.append(one.bits)
        low += one.total
        # The second sum counts each byte as often as there are bytes from it to the end.
        high += (HEIGHT - one.top) * STRIDE * one.total - one.moment
        row = one.bottom
    bits += _blank_rows(HEIGHT - row), BLOCK_END
    checksum = struct.pack(">HH", high % ADLER_BASE, low % ADLER_BASE)
    # The zlib header: a window of 32 KB, and nothing said about the effort (RFC 1950, 2.2).
    data = b"\x78\x01" + join_bits(bits) + checksum
    # Bit depth 2, colour type 3: two bits for each pixel, a number of the palette (11.2.1).
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(colours)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


@cache
def _blank_rows(count: int) -> Bits:
    """Return rows of paper. They are all zeros: the filter None, and the first colour."""
    return pack_bits(encode_run(0, count * STRIDE))


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
