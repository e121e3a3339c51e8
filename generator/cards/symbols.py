"""Outlines that are no letters: the symbols of a theme's state, and the logo of the site."""

from __future__ import annotations

from math import cos, pi, sin

from generator.cards.fonts import Contour

_RADIUS = 360
"""Half the height of capital letters, in thousandths of the font size."""
_CORNERS = 48
_HOLE = 0.53
"""The inner radius of a ring, as a share of the outer."""


def _arc(x: int, y: int, radius: float, start: float = 0, end: float = 1) -> Contour:
    """Return the corners of an arc around x and y, from one turn to another; a circle by default.

    Turns are counted anticlockwise from the right: -0.25 to 0.25 is the right half.
    """
    turns = (start + (end - start) * i / _CORNERS for i in range(_CORNERS + 1))
    angles = [2 * pi * turn for turn in turns]
    # The last digits of a sine may differ between machines; rounding to units drops them.
    return tuple((round(x + radius * cos(a)), round(y + radius * sin(a))) for a in angles)


def _box(left: int, bottom: int, right: int, top: int) -> Contour:
    return (left, bottom), (right, bottom), (right, top), (left, top)


_DISC = _arc(_RADIUS, _RADIUS, _RADIUS)
# The second contour of a ring or half ring is its hole, by the even-odd rule.
_STATE_SYMBOLS = {
    "open": (_DISC, _arc(_RADIUS, _RADIUS, _RADIUS * _HOLE)),
    "partial": (_DISC, _arc(_RADIUS, _RADIUS, _RADIUS * _HOLE, -0.25, 0.25)),
    "settled": (_DISC,),
    "stalled": (_box(0, 0, 2 * _RADIUS, 2 * _RADIUS),),
}

LOGO = (
    _box(0, 0, 1000, 1000),
    _box(220, 670, 780, 760),
    _box(220, 455, 620, 545),
    _arc(750, 500, 69),
    _box(220, 240, 780, 330),
)
"""The site's icon, as in `static/icon.svg`, but in one colour and with square corners."""


def state_symbol(state: str) -> tuple[Contour, ...]:
    """Return the outline of the symbol of a state, as on its page; no two have one shape."""
    return _STATE_SYMBOLS[state]
