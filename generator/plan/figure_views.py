"""The views of figures: the chart of reports over time, the map."""

from __future__ import annotations

from generator.plan.components import LinkTo
from generator.plan.digested import Digested


class ChartRow(Digested, frozen=True):
    """The reports on one theme over time."""

    theme: LinkTo
    total: int
    bars: str
    """The bars as the data of an SVG path; a bar is one unit wide, the tallest 10 units high."""
    told: str
    """The same in words."""


class ChartView(Digested, frozen=True):
    """The chart of reports over time."""

    caption: str
    first: str
    """The day or month of the first bar."""
    last: str
    """The day or month of the last bar."""
    length: int
    """How many days or months the chart spans."""
    rows: tuple[ChartRow, ...]


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
