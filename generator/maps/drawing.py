"""Places to a map, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from msgspec import Struct

from generator.maps.coast import Corners, coast, is_telling, path
from generator.maps.frame import HEIGHT, WIDTH, Frame, Spot, frame_around
from generator.maps.labels import Label, Named, labels_of
from generator.maps.marks import marks_of

_CLOSEST = 6.0
"""Degrees of latitude that a map shows at least: the outlines have no more detail."""
_REGION = 16.0
"""Degrees of latitude around places that all share one mark."""
_GRATICULE = (1, 2, 5, 10, 15, 30, 60)
"""Degrees from one line of the graticule to the next: the first with which they are few."""
_MOST_LINES = 6


class Place(NamedTuple):
    """A place on the earth, in degrees north and east, and what it is called."""

    lat: float
    lon: float
    name: str


class MapMark(Struct, frozen=True):
    """A numbered mark; x and y are its middle, in units from the upper left corner."""

    number: int
    x: int
    y: int
    places: tuple[int, ...]
    """Which of the places are here, counted from 0."""
    label: Label | None
    """None where there is no room for one."""


class Drawing(Struct, frozen=True):
    """A map of `WIDTH` by `HEIGHT` units, with letters `SIZE` units high."""

    land: str
    """SVG path data, in steps of which `GRID` make a unit; for the even-odd rule."""
    graticule: str
    """SVG path data of meridians and parallels, in units."""
    marks: tuple[MapMark, ...]
    """By their numbers, which follow the order of the places."""


@lru_cache(maxsize=64)
def draw(places: tuple[Place, ...]) -> Drawing:
    """Return the map of some places, at least one; their order decides the numbers alone."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    spots = [Spot(places[i].lat, places[i].lon) for i in order]
    frame, rings = _view_of(spots)
    marks = [
        (round(x), round(y), sorted(order[i] for i in here))
        for x, y, here in marks_of(spots, frame)
    ]
    named = [Named(x, y, _name_of([places[i].name for i in here])) for x, y, here in marks]
    labelled = sorted(zip(marks, labels_of(named), strict=True), key=lambda mark: mark[0][2])
    return Drawing(
        path(rings),
        _graticule(frame),
        tuple(
            MapMark(number, x, y, tuple(here), label)
            for number, ((x, y, here), label) in enumerate(labelled, 1)
        ),
    )


def _view_of(spots: Sequence[Spot]) -> tuple[Frame, list[Corners]]:
    """Return the nearest view that tells where the spots are: see `is_telling`."""
    frame = frame_around(spots, _CLOSEST)
    if len(marks_of(spots, frame)) == 1:
        frame = frame_around(spots, _REGION)
    while not is_telling(rings := coast(frame)):
        frame = frame_around(spots, 1.5 * (frame.north - frame.south))
    return frame, rings


def _name_of(names: Sequence[str]) -> str:
    """Return the name for a mark: the shortest is the likeliest to be that of the place itself."""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return min(names, key=lambda name: (len(name), name)) + more


def _graticule(frame: Frame) -> str:
    step = _step(frame.north - frame.south)
    parallels = range(ceil(frame.south / step) * step, ceil(frame.north), step)
    lines = [f"M0 {(frame.north - lat) * frame.down:.0f}h{WIDTH}" for lat in parallels]
    step = _step(frame.east - frame.west)
    meridians = range(ceil(frame.west / step) * step, ceil(frame.east), step)
    lines += [f"M{(lon - frame.west) * frame.across:.0f} 0v{HEIGHT}" for lon in meridians]
    return "".join(lines)


def _step(span: float) -> int:
    return next(step for step in _GRATICULE if span / step <= _MOST_LINES)
