"""Outlines to pixels, in whole numbers alone: the same pixels on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from generator.cards.letters import EM, Ring

PAPER, EDGE, TONE, INK = range(4)
"""The four colours of a card. Where letters touch, EDGE | INK is INK."""

_FINE = 4
"""A pixel is looked at in so many places across, and so many down."""
_SOME, _MOST = 6, 11
"""From how many of its sixteen places on a pixel is an edge, and from how many it is full."""
_BITS = 16
"""Where a line crosses a row is reckoned to so many binary places."""
_SEEN = bytes.maketrans(b"0123456789abcdef", bytes(i.bit_count() for i in range(16)))
"""From a pixel's four places across, as a hexadecimal digit, to how many of them have ink."""


@cache
def _colours(full: int) -> bytes:
    return bytes(ord(str(PAPER if i < _SOME else EDGE if i < _MOST else full)) for i in range(256))


class Shape(NamedTuple):
    """Some pixels: ink on paper."""

    left: int
    """Where they begin, from the origin."""
    above: int
    """By how many rows they begin above the line that letters stand on."""
    width: int
    rows: Sequence[int]
    """Two bits for each pixel, the leftmost in the highest."""


def shape(rings: Iterable[Ring], size: int, full: int = INK) -> Shape:
    """Return the pixels of an outline at a size; where they are full, they have this colour."""
    scale = 2 * _FINE * size  # units times scale: halves of a thousandth of a place
    corners = [[(x * scale, -y * scale) for x, y in ring] for ring in rings]
    if not corners:
        return Shape(0, 0, 0, ())
    across, down = zip(*chain.from_iterable(corners), strict=True)
    pixel = 2 * EM * _FINE
    left, top = min(across) // pixel, min(down) // pixel
    width, height = -(-max(across) // pixel) - left, -(-max(down) // pixel) - top
    places = [0] * (height * _FINE)
    end = (left + width) * _FINE
    masks = [(1 << count) - 1 for count in range(width * _FINE + 1)]
    for ring in corners:
        for start, stop in pairwise([*ring, ring[0]]):
            _cross(places, masks, start, stop, end, top * _FINE)
    rows = _rows(places, width, _colours(full))
    return Shape(left, -top, width, rows)


def _cross(
    places: list[int],
    masks: Sequence[int],
    start: tuple[int, int],
    stop: tuple[int, int],
    end: int,
    top: int,
) -> None:
    """Turn over, in every row of places that a line crosses, all places to its right."""
    (x, y), (x_stop, y_stop) = (start, stop) if start[1] <= stop[1] else (stop, start)
    first, last = (y + EM - 1) // (2 * EM), (y_stop + EM - 1) // (2 * EM)
    if first == last:
        return
    slope = ((x_stop - x) << _BITS) // (y_stop - y)
    # How many places are to its right in the middle of the first row; the half rounds them.
    crossing = ((x << _BITS) + slope * (2 * EM * first + EM - y)) // (2 * EM)
    off = (end << _BITS) + (1 << _BITS - 1) - crossing
    for row in range(first - top, last - top):
        places[row] ^= masks[off >> _BITS]
        off -= slope


def _rows(places: Sequence[int], width: int, colours: bytes) -> list[int]:
    """Return the rows of pixels: how many places of each have ink decides on its colour."""
    lines = [
        "".join(f"{row:0{width}x}" for row in places[i::_FINE]).encode().translate(_SEEN)
        for i in range(_FINE)
    ]
    # All sums at once: each is a byte of its own in one long number.
    seen = sum(int.from_bytes(line) for line in lines).to_bytes(len(lines[0]))
    drawn = seen.translate(colours)
    return [int(drawn[i : i + width], 4) for i in range(0, len(drawn), width)]
