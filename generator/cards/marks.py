"""Shapes that are no letters: the marks of a theme's state, and the sign of the site."""

from __future__ import annotations

from math import cos, pi, sin

from generator.cards.letters import Ring

_MIDDLE = 360
"""Half of what capital letters are high."""
_CORNERS = 48
_HOLE = 0.53
"""How wide the hole of a ring is."""


def _arc(x: int, y: int, radius: float, start: float = 0, end: float = 1) -> Ring:
    """Return the corners of a circle, or of the part of it between two turns from its right."""
    turns = (start + (end - start) * i / _CORNERS for i in range(_CORNERS + 1))
    angles = [2 * pi * turn for turn in turns]
    return tuple((round(x + radius * cos(a)), round(y + radius * sin(a))) for a in angles)


def _box(left: int, bottom: int, right: int, top: int) -> Ring:
    return (left, bottom), (right, bottom), (right, top), (left, top)


_DISC = _arc(_MIDDLE, _MIDDLE, _MIDDLE)
_MARKS = {
    "open": (_DISC, _arc(_MIDDLE, _MIDDLE, _MIDDLE * _HOLE)),
    "partial": (_DISC, _arc(_MIDDLE, _MIDDLE, _MIDDLE * _HOLE, -0.25, 0.25)),
    "settled": (_DISC,),
    "stalled": (_box(0, 0, 2 * _MIDDLE, 2 * _MIDDLE),),
}

SIGN = (
    _box(0, 0, 1000, 1000),
    _box(220, 670, 780, 760),
    _box(220, 455, 620, 545),
    _arc(750, 500, 69),
    _box(220, 240, 780, 330),
)


def mark_of(state: str) -> tuple[Ring, ...]:
    """Return the outline of the mark of a state, as on its page: each has a shape of its own."""
    return _MARKS[state]
