"""What pages show at a glance: the matrix of positions, the chart of reports, the map."""

from __future__ import annotations

from generator.plan.components import CiteMark, LinkTo
from generator.plan.digested import Digested


class ShortAnswer(Digested, frozen=True):
    """A party's answer in a cell of the matrix."""

    value: str | None
    kind: str
    """What sort of statement it is: all there is to show of one without a value."""
    marks: tuple[CiteMark, ...]


class MatrixCell(Digested, frozen=True):
    """What a party, or several who say it all together, answer to a point."""

    parties: tuple[LinkTo, ...]
    answers: tuple[ShortAnswer, ...]
    differs: bool


class MatrixRow(Digested, frozen=True):
    """The answers to one point."""

    point: LinkTo
    cells: tuple[MatrixCell, ...]
    """One for each column; without answers where the parties say nothing."""
    others: tuple[MatrixCell, ...]
    """Of parties that have no column."""


class MatrixView(Digested, frozen=True):
    """Positions: parties by points, the most outspoken parties first."""

    columns: tuple[tuple[LinkTo, ...], ...]
    rows: tuple[MatrixRow, ...]
    others: bool
    """There are parties that have no column."""


class ChartRow(Digested, frozen=True):
    """The reports on one theme over time."""

    theme: LinkTo
    total: int
    bars: str
    """SVG path of the bars, each one unit wide, the tallest of the chart ten high."""
    told: str
    """What the bars show, in words."""


class ChartView(Digested, frozen=True):
    """Reports over time, theme by theme."""

    caption: str
    first: str
    last: str
    """What the first and the last bar stand for."""
    length: int
    """How many bars there is room for."""
    rows: tuple[ChartRow, ...]


class PlaceView(Digested, frozen=True):
    """Where a point is, in words: `41.01° N`."""

    point: LinkTo
    latitude: str
    longitude: str


class LineView(Digested, frozen=True):
    """A line of a label, and where its foot is."""

    text: str
    y: int


class LabelView(Digested, frozen=True):
    """A name on a map."""

    lines: tuple[LineView, ...]
    x: int
    anchor: str
    """Which part of the lines is at x: their `start`, `middle` or `end`."""


class MarkView(Digested, frozen=True):
    """A numbered mark on a map, for all places that are there."""

    number: int
    x: int
    y: int
    label: LabelView | None
    places: tuple[PlaceView, ...]


class MapView(Digested, frozen=True):
    """A map of the points of a theme that have places; lengths are in units of the drawing."""

    width: int
    height: int
    letters: int
    """Their height."""
    radius: int
    """Of marks."""
    land: str
    """Path data, to be filled by the even-odd rule once it has been scaled."""
    scale: float
    graticule: str
    """Path data of meridians and parallels."""
    marks: tuple[MarkView, ...]
