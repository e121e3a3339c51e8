"""The view of a map."""

from __future__ import annotations

from generator.plan.components import LinkTo
from generator.plan.digested import Digested


class PlaceView(Digested, frozen=True):
    """The place of a point."""

    point: LinkTo
    latitude: str
    """`41.01° N`."""
    longitude: str


class LineView(Digested, frozen=True):
    """A line of a label."""

    text: str
    y: int
    """Of its baseline."""


class LabelView(Digested, frozen=True):
    """A name on a map."""

    lines: tuple[LineView, ...]
    x: int
    anchor: str
    """What part of each line is at x: `start`, `middle` or `end`."""


class MarkView(Digested, frozen=True):
    """A numbered mark on a map, for one place or for several that are too close to each other."""

    number: int
    x: int
    y: int
    label: LabelView | None
    places: tuple[PlaceView, ...]


class MapView(Digested, frozen=True):
    """A map of the points of a theme that have places.

    Lengths are in units of the drawing, which has its origin at the top left.
    """

    width: int
    height: int
    letters: int
    """The font size of labels."""
    radius: int
    """The radius of marks."""
    land: str
    """The land as SVG path data, to be scaled by `scale` and filled by the even-odd rule."""
    scale: float
    graticule: str
    """Meridians and parallels as SVG path data, not to be scaled."""
    marks: tuple[MarkView, ...]
