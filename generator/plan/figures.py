"""What pages show at a glance: the matrix of positions, the chart of reports, the map."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.part import Part
from generator.plan.parts import CiteMark, LinkTo


@dataclass(frozen=True, slots=True)
class ShortAnswer(Part):
    """A party's answer in a cell of the matrix."""

    value: str | None
    kind: str
    """What sort of statement it is: all there is to show of one without a value."""
    marks: tuple[CiteMark, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell(Part):
    """What a party, or several who say it all together, answer to a point."""

    parties: tuple[LinkTo, ...]
    answers: tuple[ShortAnswer, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class MatrixRow(Part):
    """The answers to one point."""

    point: LinkTo
    cells: tuple[MatrixCell, ...]
    """One for each column; without answers where the parties say nothing."""
    others: tuple[MatrixCell, ...]
    """Of parties that have no column."""


@dataclass(frozen=True, slots=True)
class MatrixView(Part):
    """Positions: parties by points, the most outspoken parties first."""

    columns: tuple[tuple[LinkTo, ...], ...]
    rows: tuple[MatrixRow, ...]
    others: bool
    """There are parties that have no column."""


@dataclass(frozen=True, slots=True)
class ChartRow(Part):
    """The reports on one theme over time."""

    theme: LinkTo
    total: int
    bars: str
    """SVG path of the bars, each one unit wide, the tallest of the chart ten high."""
    told: str
    """What the bars show, in words."""


@dataclass(frozen=True, slots=True)
class ChartView(Part):
    """Reports over time, theme by theme."""

    caption: str
    first: str
    last: str
    """What the first and the last bar stand for."""
    length: int
    """How many bars there is room for."""
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceView(Part):
    """Where a point is, in words: `41.01° N`."""

    point: LinkTo
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class LineView(Part):
    """A line of a label, and where its foot is."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class LabelView(Part):
    """A name on a map."""

    lines: tuple[LineView, ...]
    x: int
    anchor: str
    """Which part of the lines is at x: their `start`, `middle` or `end`."""


@dataclass(frozen=True, slots=True)
class MarkView(Part):
    """A numbered mark on a map, for all places that are there."""

    number: int
    x: int
    y: int
    label: LabelView | None
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class MapView(Part):
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
