"""Land as a frame shows it: the outlines simplified, cut off at the edges, and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, compress, groupby, pairwise, takewhile

from generator.maps.frame import HEIGHT, WIDTH, Frame
from generator.maps.outlines import STEPS, TURN, Box, Ring, land, weight

GRID = 2
"""Lines are drawn in steps of half a unit, because whole numbers are short."""

_DETAIL = 1.3
"""Bends that are smaller than a square of so many units are left out."""
_BEYOND = 3
"""Land goes on for so many units beyond the edges, so that the line of the cut is not seen."""
_MOST_LAND = 0.95
"""Of the frame, if it is to tell where it is."""
_CORNERS = 3
"""A ring has no fewer."""

Point = tuple[float, float]
Line = list[Point]
"""The corners of a ring, x and y in units."""
Corners = list[tuple[int, int]]
"""The corners of a ring, x and y in steps of the grid."""


def coast(frame: Frame) -> list[Corners]:
    """Return the rings around land within a frame."""
    rings = (_on_grid(_cut(line)) for line in _lines(frame))
    return [corners for corners in rings if len(corners) >= _CORNERS]


def is_telling(rings: Sequence[Corners]) -> bool:
    """Return whether a reader can tell where this is: a coast is in sight, not land alone."""
    seen = any(
        0 < x < WIDTH * GRID and 0 < y < HEIGHT * GRID for x, y in chain.from_iterable(rings)
    )
    return seen and _area(rings) < _MOST_LAND * WIDTH * HEIGHT * GRID**2


def path(rings: Sequence[Corners]) -> str:
    """Return rings as SVG path data in steps of the grid, to be filled by the even-odd rule."""
    drawn, at = [], (0, 0)
    for corners in rings:
        steps = (f"{x - u} {y - v}" for (u, v), (x, y) in pairwise([at, *corners]))
        drawn.append(f"m{' '.join(steps)}z")
        at = corners[0]
    return "".join(drawn).replace(" -", "-")


def _area(rings: Sequence[Corners]) -> float:
    """Return the area of land in steps of the grid: seas run the other way round and count off."""
    twice = sum(
        u * y - x * v for corners in rings for (u, v), (x, y) in pairwise([corners[-1], *corners])
    )
    return abs(twice) / 2


def _lines(frame: Frame) -> Iterator[Line]:
    """Return every ring that is large enough wherever it is in the frame, without small bends."""
    least = weight((_DETAIL / frame.down * STEPS) ** 2)
    seen = bytes(heavy >= least for heavy in range(256))
    across, down = frame.across / STEPS, frame.down / STEPS
    top = frame.north * frame.down
    edges = frame.west, frame.south, frame.east, frame.north
    window = Box(*(round(edge * STEPS) for edge in edges))
    for ring in takewhile(lambda ring: ring.heaviest >= least, land()):
        for turn in _turns(ring, window):
            lons, lats = _simplified(ring, seen)
            left = (frame.west * STEPS - turn) * across
            xs, ys = (lon * across - left for lon in lons), (top - lat * down for lat in lats)
            yield list(zip(xs, ys, strict=True))


def _turns(ring: Ring, window: Box) -> list[int]:
    """Return how far to the east a ring is in the window: here, or a turn to either side."""
    west, south, east, north = ring.box
    if south > window.north or north < window.south:
        return []
    if ring.around_pole:
        return [0]
    return [t for t in (-TURN, 0, TURN) if west + t < window.east and east + t > window.west]


def _simplified(ring: Ring, seen: bytes) -> tuple[list[int], list[int]]:
    """Return longitudes and latitudes of the vertices whose weights are seen."""
    chosen = ring.weights.translate(seen)
    lons, lats = list(compress(ring.lons, chosen)), list(compress(ring.lats, chosen))
    if ring.around_pole:
        # Three turns in one line, closed at the pole, so that no frame shows where it ends.
        way, pole = lons[-1] - lons[0], 90 * STEPS if lats[0] > 0 else -90 * STEPS
        lons = [lon + turn * way for turn in (-1, 0, 1) for lon in lons]
        return [*lons, lons[-1], lons[0]], [*lats * 3, pole, pole]
    return lons, lats


def _cut(line: Line) -> Line:
    """Cut off what lies beyond the edges, one edge after the other.

    I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, Communications of the ACM 17
    (1974).
    """
    for axis, size in enumerate((WIDTH, HEIGHT)):
        for edge, outward in ((-_BEYOND, -1), (size + _BEYOND, 1)):
            beyond = [(point[axis] - edge) * outward for point in line]
            if beyond and max(beyond) > 0:
                line = _cut_off(beyond, line)
    return line


def _cut_off(beyond: Sequence[float], line: Line) -> Line:
    """Leave out the corners that are so far beyond an edge, and add those on the edge."""
    kept = []
    before, start = line[-1], beyond[-1]
    for corner, end in zip(line, beyond, strict=True):
        if (start > 0) != (end > 0):
            kept.append(_between(before, corner, start / (start - end)))
        if end <= 0:
            kept.append(corner)
        before, start = corner, end
    return kept


def _between(before: Point, after: Point, part: float) -> Point:
    (u, v), (x, y) = before, after
    return u + part * (x - u), v + part * (y - v)


def _on_grid(line: Line) -> Corners:
    corners = [corner for corner, _ in groupby((round(x * GRID), round(y * GRID)) for x, y in line)]
    return corners[1:] if corners and corners[0] == corners[-1] else corners
