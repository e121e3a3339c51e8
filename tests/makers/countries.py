"""Make the table of where countries are named on maps, `countries.csv`, from TopoJSON.

`python -m tests.makers.countries FILE`. Where the TopoJSON is had from is said in
`generator/maps/README.md`, what the columns mean in `generator/maps/gazetteer.py`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from babel.core import get_global

from generator.maps.gazetteer import COUNTRIES, STRETCH
from generator.maps.outlines import STEPS
from tests.makers.land import arc, unwrapped

NO_MEMBERS = """
MP VI GU AS PR GS IO SH PN AI FK KY BM VG TC MS JE GG IM TW NU CK AW CW EH PM WF MF BL PF NC TF AX
GL FO MO HK HM NF AQ SX
"""
"""What the file has besides the member and observer states of the United Nations."""

_CELLS = 24
_ROUNDS = 4

Corner = tuple[float, float]
"""Longitude and latitude in degrees, the longitude as long as the latitude and then compressed."""


def rows(topology: Any) -> Iterator[str]:
    """Yield the rows of the table, sorted by code."""
    arcs = [arc(steps, topology["transform"]) for steps in topology["arcs"]]
    alpha = get_global("territory_aliases")
    for code, shape in sorted(
        (alpha[shape["id"]][0], shape)
        for shape in topology["objects"]["countries"]["geometries"]
        # A name that two shapes have is that of the first: islands come after their country.
        if shape.get("id") in alpha and shape["properties"]["name"] != "Ashmore and Cartier Is."
    ):
        if code not in NO_MEMBERS.split():
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            lat, lon, reach = max(map(_widest, _rings(polygons, arcs)), key=lambda found: found[2])
            yield f"{code},{lat:.1f},{(lon + 180) % 360 - 180:.1f},{reach:.2f}"


def _rings(polygons: Any, arcs: Sequence[Any]) -> Iterator[list[list[Corner]]]:
    for polygon in polygons:
        lines = (
            unwrapped(chain.from_iterable(arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes))
            for indexes in polygon
        )
        yield [[(lon / STEPS, lat / STEPS) for lon, lat in line] for line in lines]


def _widest(polygon: list[list[Corner]]) -> tuple[float, float, float]:
    """Return the position with the most room around it: latitude, longitude and how much.

    That is the pole of inaccessibility, where what is beside it counts less than what is above it,
    as names are wide. It is looked for in ever finer grids.
    """
    lats = [lat for _, lat in polygon[0]]
    squeeze = cos(radians((min(lats) + max(lats)) / 2)) / STRETCH
    shape = [[(lon * squeeze, lat) for lon, lat in ring] for ring in polygon]
    (left, bottom), (right, top) = (
        [limit(corner[axis] for corner in shape[0]) for axis in (0, 1)] for limit in (min, max)
    )
    width, height = right - left, top - bottom
    x, y = left + width / 2, bottom + height / 2
    room = _room(x, y, shape)
    for _ in range(_ROUNDS):
        grid = [
            (x + width * (i / _CELLS - 0.5), y + height * (j / _CELLS - 0.5))
            for i in range(_CELLS + 1)
            for j in range(_CELLS + 1)
        ]
        room, x, y = max([(room, x, y), *((_room(u, v, shape), u, v) for u, v in grid)])
        width, height = width / 4, height / 4
    return y, x / squeeze, room


def _room(x: float, y: float, shape: list[list[Corner]]) -> float:
    """Return how far it is to the border; less than nothing outside of it."""
    edges = [edge for ring in shape for edge in pairwise([ring[-1], *ring])]
    inside = sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in edges
    )
    # Corners are near enough to each other to stand for the edges between them.
    return min(hypot(a[0] - x, a[1] - y) for a, _ in edges) * (1 if inside % 2 else -1)


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    COUNTRIES.write_text("\n".join(rows(json.loads(text))) + "\n", encoding="utf-8")
