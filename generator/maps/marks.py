"""Where marks are: places that are near to each other share one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import dist
from typing import NamedTuple

from generator.maps.frame import HEIGHT, WIDTH, Frame, Spot

ENLARGED = 16
"""The radius of marks, in units, where the whole map is so small that names are left out."""

_APART = 2 * ENLARGED + 2
"""Marks are no nearer to each other."""


class Mark(NamedTuple):
    """The middle of a mark, in units from the upper left corner, and whose it is."""

    x: float
    y: float
    spots: tuple[int, ...]
    """Which of the spots, counted from 0."""


def marks_of(spots: Sequence[Spot], frame: Frame) -> list[Mark]:
    """Return the marks of all spots: while two are too near to each other, the nearest two join.

    A mark that is shared is in the middle of its spots. Where two pairs are equally near, the
    order of the spots decides.
    """
    marks = [Mark(*_inside(frame.position(spot)), (i,)) for i, spot in enumerate(spots)]
    while len(marks) > 1:
        one, other = min(combinations(marks, 2), key=lambda pair: dist(pair[0][:2], pair[1][:2]))
        if dist(one[:2], other[:2]) >= _APART:
            break
        marks[marks.index(one)] = _joined(one, other)
        marks.remove(other)
    return marks


def _inside(position: tuple[float, float]) -> tuple[float, float]:
    """Keep a mark wholly within the frame, even at a pole."""
    x, y = position
    return (
        min(WIDTH - ENLARGED - 1, max(ENLARGED + 1, x)),
        min(HEIGHT - ENLARGED - 1, max(ENLARGED + 1, y)),
    )


def _joined(one: Mark, other: Mark) -> Mark:
    share = len(other.spots) / (len(one.spots) + len(other.spots))
    return Mark(
        one.x + share * (other.x - one.x),
        one.y + share * (other.y - one.y),
        one.spots + other.spots,
    )
