"""Places to a drawn map: the entry point of this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from msgspec import Struct

from generator.maps.clusters import clusters_of
from generator.maps.coastline import GridPolygon, coastline, is_recognisable, svg_path
from generator.maps.gazetteer import STRETCH, Region
from generator.maps.label_text import FONT_SIZE, text_width
from generator.maps.labels import (
    INSIDE,
    Label,
    PointFeature,
    Rectangle,
    mark_box,
    place_labels,
)
from generator.maps.projection import HEIGHT, WIDTH, LatLon, Projection, projection_around

_MIN_HEIGHT = 6.0
"""Degrees of latitude that a map shows at least: the outlines have no more detail to show."""
_REGION_HEIGHT = 16.0
"""Degrees of latitude around places that all share one mark: nearer, nobody sees where it is."""
_ZOOM_OUT = 1.5
"""By how much the view grows until a coast is in sight."""
_GRATICULE_STEPS = (1, 2, 5, 10, 15, 30, 60)
"""Degrees between lines of the graticule: the smallest step with few lines is taken."""
_MAX_LINES = 6
REGION_SIZE = 13
"""Size of the letters of countries and seas, in units."""
_OVERHANG = 1.5
"""How many times as wide as its room a name may be: no border shows where that ends."""
_LEAST_ROOM = 5.0
"""Units from the middle of a region to its edge: smaller ones have no name."""


class MapPlace(NamedTuple):
    """A place on the earth, in degrees north and east, and its name."""

    lat: float
    lon: float
    name: str


class MapMark(Struct, frozen=True):
    """A numbered mark; x and y are its middle, in units from the upper left corner."""

    number: int
    """From 1."""
    x: int
    y: int
    places: tuple[int, ...]
    """Indexes of the places that share it, in ascending order."""
    label: Label | None
    """None where there is no room for a label; the list beside the map has every name."""


class RegionName(Struct, frozen=True):
    """The name of a country or a sea; x is its middle, y its baseline."""

    text: str
    x: int
    y: int
    is_sea: bool


class Drawing(Struct, frozen=True):
    """A map of `WIDTH` by `HEIGHT` units, with letters of `FONT_SIZE` units."""

    land: str
    """SVG path data to fill by the even-odd rule, in steps of the grid: `GRID` of them per unit."""
    graticule: str
    """SVG path data of meridians and parallels, in units."""
    marks: tuple[MapMark, ...]
    """Sorted by number. Numbers follow the order of the places."""
    regions: tuple[RegionName, ...]
    """Countries and seas around the places, where there is room for their names."""


# A preview plans the page of a theme after every save of one of its articles, with the same map.
@lru_cache(maxsize=64)
def draw(places: tuple[MapPlace, ...], regions: tuple[Region, ...] = ()) -> Drawing:
    """Return the map of some places, at least one. Their order decides nothing but the numbers.

    Of the regions, those are named that are in sight, and are no place themselves.
    """
    # Sorted first, so that a new order of points in a theme does not move marks and labels about.
    order = sorted(range(len(places)), key=lambda i: places[i])
    points = [LatLon(places[i].lat, places[i].lon) for i in order]
    projection, rings = _view(points)
    marks = [
        (round(x), round(y), sorted(order[i] for i in members))
        for x, y, members in clusters_of(points, projection)
    ]
    features = [
        PointFeature(x, y, _shared_name([places[i].name for i in members]))
        for x, y, members in marks
    ]
    labels = place_labels(features)
    taken = [
        *(mark_box(feature) for feature in features),
        *(label.box for label in labels if label),
    ]
    named = {place.name for place in places}
    others = [region for region in regions if region.name not in named]
    labelled = sorted(zip(marks, labels, strict=True), key=lambda one: one[0][2])
    return Drawing(
        svg_path(rings),
        _graticule(projection),
        tuple(
            MapMark(number, x, y, tuple(members), label)
            for number, ((x, y, members), label) in enumerate(labelled, 1)
        ),
        tuple(_region_names(others, projection, taken)),
    )


def _view(points: Sequence[LatLon]) -> tuple[Projection, list[GridPolygon]]:
    """Return the closest view in which a reader can tell where the points are, and its coastline.

    Zooming out ends at the latest with the whole world, where `is_recognisable` is always true.
    """
    projection = projection_around(points, _MIN_HEIGHT)
    # Around a single mark there is nothing to compare its place with but the coasts.
    if len(clusters_of(points, projection)) == 1:
        projection = projection_around(points, _REGION_HEIGHT)
    while not is_recognisable(rings := coastline(projection)):
        height = projection.north - projection.south
        projection = projection_around(points, _ZOOM_OUT * height)
    return projection, rings


def _region_names(
    regions: Iterable[Region], projection: Projection, taken: list[Rectangle]
) -> Iterator[RegionName]:
    """Yield the names that overlap neither each other nor what is there, those that fit first."""
    occupied, told = list(taken), set[str]()
    for region in regions:
        x, y = projection.project(LatLon(region.lat, region.lon))
        room = region.reach * projection.y_scale
        half = text_width(region.name) * REGION_SIZE / FONT_SIZE / 2
        if region.name in told or room * STRETCH * _OVERHANG < half or room < _LEAST_ROOM:
            continue
        for right, down in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)):
            at, baseline = round(x + right * room), round(y + down * room / 2 + REGION_SIZE / 3)
            box = Rectangle(at - half, baseline - REGION_SIZE, at + half, baseline + 3)
            if INSIDE.contains(box) and not any(map(box.overlaps, occupied)):
                yield RegionName(region.name, at, baseline, region.is_sea)
                occupied.append(box)
                told.add(region.name)
                break


def _shared_name(names: Sequence[str]) -> str:
    """Return the name for a mark: "Istanbul +2" for three places.

    The shortest name is the likeliest to be that of the place itself, and not of what is there.
    """
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return min(names, key=lambda name: (len(name), name)) + more


def _graticule(projection: Projection) -> str:
    step = _graticule_step(projection.north - projection.south)
    parallels = range(ceil(projection.south / step) * step, ceil(projection.north), step)
    lines = [f"M0 {(projection.north - lat) * projection.y_scale:.0f}h{WIDTH}" for lat in parallels]
    step = _graticule_step(projection.east - projection.west)
    meridians = range(ceil(projection.west / step) * step, ceil(projection.east), step)
    lines += [
        f"M{(lon - projection.west) * projection.x_scale:.0f} 0v{HEIGHT}" for lon in meridians
    ]
    return "".join(lines)


def _graticule_step(span: float) -> int:
    return next(step for step in _GRATICULE_STEPS if span / step <= _MAX_LINES)
