"""Make the outlines of maps, `land.bin`, from TopoJSON: `python -m tests.makers.land FILE`.

What the file holds is said in `generator/maps/outlines.py`, which reads it; where the TopoJSON is
had from, in `generator/maps/README.md`.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate, chain, groupby
from math import cos, inf, radians
from pathlib import Path
from typing import Any

from generator.maps.outlines import COUNTS, DATA, STEPS, TURN, Box, Ring, weight

Vertex = tuple[int, int]
"""Longitude and latitude in hundredths of a degree."""

CORNERS = 3
"""The fewest that a ring has."""


def rings(topology: Any) -> list[Ring]:
    """Return the rings of the object `land` of a TopoJSON topology, those that matter most first.

    Arcs are decoded as The TopoJSON Format Specification says in section 2.1.4.
    """
    arcs = [arc(steps, topology["transform"]) for steps in topology["arcs"]]
    lines = [
        unwrapped(chain.from_iterable(arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes))
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        for indexes in polygon
    ]
    # The South Pole is there as a line along 90° S: a ring without area, as are the tiniest islets.
    made = [_ring(line) for line in lines if len({lat for _, lat in line}) > 1]
    return sorted(made, key=lambda ring: (-ring.heaviest, *ring.lons))


def pack(rings: Sequence[Ring]) -> bytes:
    """Return the bytes of `land.bin`, laid out as `outlines.unpack` reads them."""
    numbers = array("h")
    for ring in rings:
        numbers.extend((len(ring.lons), ring.heaviest, *ring.box))
    numbers.extend(chain.from_iterable(ring.lons for ring in rings))
    numbers.extend(chain.from_iterable(ring.lats for ring in rings))
    if sys.byteorder == "big":
        numbers.byteswap()
    # Upper bytes hardly change from one number to the next: they pack best by themselves.
    low, high = numbers.tobytes()[::2], numbers.tobytes()[1::2]
    weights = b"".join(ring.weights for ring in rings)
    counts = COUNTS.pack(len(rings), len(weights))
    return zlib.compress(counts + low + high + weights, level=9)


def arc(steps: Sequence[Sequence[int]], transform: Any) -> list[Vertex]:
    (x_scale, y_scale), (x_start, y_start) = transform["scale"], transform["translate"]
    return [
        (round((x * x_scale + x_start) * STEPS), round((y * y_scale + y_start) * STEPS))
        for x, y in accumulate(steps, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    ]


def unwrapped(line: Any) -> list[Vertex]:
    """Return a line without repetition and without jumps from 180° E to 180° W."""
    vertices = [vertex for vertex, _ in groupby(line)]
    lons = list(
        accumulate(
            (lon for lon, _ in vertices),
            lambda last, lon: last + (lon - last + TURN // 2) % TURN - TURN // 2,
        )
    )
    turns = round((min(lons) + max(lons)) / 2 / TURN) * TURN
    unwrapped = [(lon - turns, lat) for lon, (_, lat) in zip(lons, vertices, strict=True)]
    return unwrapped[:-1] if unwrapped[0] == unwrapped[-1] else unwrapped


def _ring(line: Sequence[Vertex]) -> Ring:
    lons, lats = zip(*line, strict=True)
    weights = bytes(map(weight, _areas(line)))
    box = Box(min(lons), min(lats), max(lons), max(lats))
    return Ring(lons, lats, weights, max(weights), box)


def _areas(line: Sequence[Vertex]) -> list[float]:
    """Return what is lost with each vertex when they are taken away in turn, the least first."""
    count = len(line)
    closed = abs(line[0][0] - line[-1][0]) < TURN
    before, after = [i - 1 for i in range(count)], [(i + 1) % count for i in range(count)]
    before[0] = count - 1
    areas = [inf] * count
    now = [_triangle(line[before[i]], line[i], line[after[i]]) for i in range(count)]
    ends = set() if closed else {0, count - 1}
    heap = [(now[i], i) for i in range(count) if i not in ends]
    heapify(heap)
    most, left = 0.0, count
    while heap:
        area, i = heappop(heap)
        if areas[i] < inf or area != now[i]:
            continue  # taken away already, or its neighbours were
        most = areas[i] = max(most, area)
        if left > CORNERS:
            left -= 1
            after[before[i]], before[after[i]] = after[i], before[i]
            for j in {before[i], after[i]} - ends:
                now[j] = _triangle(line[before[j]], line[j], line[after[j]])
                heappush(heap, (now[j], j))
    return [min(area, 4 * most) for area in areas]  # the ends of an open line outweigh the rest


def _triangle(a: Vertex, b: Vertex, c: Vertex) -> float:
    """Return the area of a triangle, in squares of a hundredth of a degree of latitude."""
    plane = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return plane * cos(radians(b[1] / STEPS))


if __name__ == "__main__":
    DATA.write_bytes(pack(rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
