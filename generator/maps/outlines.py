"""The outlines of all land, read from `land.bin`; README.md says how it was made, and from what."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from math import log2
from pathlib import Path
from typing import NamedTuple

STEPS = 100
"""Steps per degree: outlines are in hundredths of a degree, at most about a kilometre. So every
number fits into 16 bits."""
TURN = 360 * STEPS
"""Once around the earth."""

DATA = Path(__file__).parent / "land.bin"
COUNTS = struct.Struct("<II")
"""How many rings and how many corners there are: the first bytes of the unpacked file."""
_HEAD = 6
"""Numbers in the header of a ring: how many vertices, the greatest weight, and the box."""


class Box(NamedTuple):
    """The edges of a part of the earth, in hundredths of a degree."""

    west: int
    south: int
    east: int
    north: int


class Ring(NamedTuple):
    """A line around land, or around a sea within land, in hundredths of a degree.

    Longitudes run on across the antimeridian: a ring may go beyond 180°, but never jumps back to
    -180°. One that ends a whole turn from where it began goes around a pole.
    """

    lons: Sequence[int]
    lats: Sequence[int]
    weights: bytes
    """The weight of each vertex, see `weight`."""
    heaviest: int
    """The greatest of the weights: by it rings are sorted, and too small ones are skipped."""
    box: Box

    @property
    def around_pole(self) -> bool:
        """Return whether this is the coast of the continent at a pole, open at both ends."""
        return abs(self.lons[-1] - self.lons[0]) == TURN


def weight(area: float) -> int:
    """Return the weight, from 0 to 255, of a vertex without which this area would be lost.

    The area is that of the triangle with its neighbours, in squares of a hundredth of a degree of
    latitude. The vertices above some weight are the line simplified for some scale: M. Visvalingam
    and J. D. Whyatt, Line generalisation by repeated elimination of points, The Cartographic
    Journal 30 (1993). So to simplify at build time is only to compare. The scale of weights is
    logarithmic, so that the bends of an islet and of a continent both fit into a byte.
    """
    return min(255, int(2 * log2(1 + area)))


@cache
def land() -> tuple[Ring, ...]:
    """Return all rings, the heaviest first. The file is read once, at the first call."""
    return tuple(unpack(DATA.read_bytes()))


def unpack(packed: bytes) -> Iterator[Ring]:
    """Return the rings that are kept in some bytes, as `tests/makers/land.py` writes them.

    Unpacked, they hold `COUNTS`, the lower and then the upper bytes of signed 16-bit numbers, and
    one byte of weight for each corner. The numbers are, for each ring, its length, its heaviest
    weight and its box; then all longitudes; then all latitudes.
    """
    data = zlib.decompress(packed)
    count, total = COUNTS.unpack_from(data)
    size = count * _HEAD + total * 2
    low, high, weights = (data[COUNTS.size + part * size :][:size] for part in range(3))
    both = bytearray(2 * size)
    both[::2], both[1::2] = low, high
    numbers = array("h", bytes(both))
    # The file is little-endian; arrays have the byte order of the machine.
    if sys.byteorder == "big":
        numbers.byteswap()
    heads, lons, lats = numbers[: -2 * total], numbers[-2 * total : -total], numbers[-total:]
    start = 0
    for length, heaviest, *box in zip(*[iter(heads)] * _HEAD, strict=True):
        here = slice(start, start + length)
        yield Ring(lons[here], lats[here], weights[here], heaviest, Box(*box))
        start += length
