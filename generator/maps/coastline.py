"""The coastline that a map shows: outlines simplified to its scale, clipped to it, and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, compress, groupby, pairwise, takewhile

from generator.maps.outlines import STEPS, TURN, Box, Ring, land, weight
from generator.maps.projection import HEIGHT, WIDTH, Projection

GRID = 2
"""Steps of the grid per unit: corners are rounded to half a unit, because short numbers make
short path data."""

_DETAIL = 1.3
"""Bends that are smaller than a square with sides of so many units are left out."""
_OVERSCAN = 3
"""Units of land drawn beyond each edge, so that the line along the cut is out of sight."""
_MAX_LAND = 0.95
"""The largest share of land on a map that still shows where in the world it is."""
_MIN_CORNERS = 3
"""A ring with fewer corners has no area."""

Point = tuple[float, float]
Polygon = list[Point]
"""The corners of a ring: x and y in units."""
GridPolygon = list[tuple[int, int]]
"""The corners of a ring: x and y in steps of the grid."""


def coastline(projection: Projection) -> list[GridPolygon]:
    """Return the rings around the land that a projection shows, the most important first."""
    polygons = (_snapped(_clipped(polygon)) for polygon in _visible_polygons(projection))
    return [polygon for polygon in polygons if len(polygon) >= _MIN_CORNERS]


def is_recognisable(rings: Sequence[GridPolygon]) -> bool:
    """Return whether a reader can tell where this is: a coast is in sight, and not only land."""
    in_sight = any(
        0 < x < WIDTH * GRID and 0 < y < HEIGHT * GRID for x, y in chain.from_iterable(rings)
    )
    return in_sight and _land_area(rings) < _MAX_LAND * WIDTH * HEIGHT * GRID**2


def svg_path(rings: Sequence[GridPolygon]) -> str:
    """Return SVG path data in steps of the grid, to be filled by the even-odd rule.

    All commands are relative (`m`, `z`; SVG 2, 9.3), because steps are shorter than positions.
    """
    commands, at = [], (0, 0)
    for corners in rings:
        steps = (f"{x - u} {y - v}" for (u, v), (x, y) in pairwise([at, *corners]))
        commands.append(f"m{' '.join(steps)}z")
        # After `z` the pen is back where the ring began.
        at = corners[0]
    # A minus sign separates two numbers by itself.
    return "".join(commands).replace(" -", "-")


def _land_area(rings: Sequence[GridPolygon]) -> float:
    """Return the area of land in squares of the grid.

    Computed by the shoelace formula. Inland seas run the other way round, so they are subtracted.
    """
    twice = sum(
        u * y - x * v for corners in rings for (u, v), (x, y) in pairwise([corners[-1], *corners])
    )
    return abs(twice) / 2


def _visible_polygons(projection: Projection) -> Iterator[Polygon]:
    """Return every ring that may be in sight and is not too small to see, without small bends."""
    threshold = weight((_DETAIL / projection.y_scale * STEPS) ** 2)
    # One byte per weight, whether vertices of that weight are kept: `bytes.translate` then picks
    # the vertices of a whole ring at once.
    kept = bytes(value >= threshold for value in range(256))
    x_scale, y_scale = projection.x_scale / STEPS, projection.y_scale / STEPS
    top = projection.north * projection.y_scale
    edges = projection.west, projection.south, projection.east, projection.north
    window = Box(*(round(edge * STEPS) for edge in edges))
    # Rings are sorted by weight, so from the first one that is too light on all are.
    for ring in takewhile(lambda ring: ring.heaviest >= threshold, land()):
        for turn in _turns(ring, window):
            lons, lats = _simplified(ring, kept)
            left = (projection.west * STEPS - turn) * x_scale
            xs, ys = (lon * x_scale - left for lon in lons), (top - lat * y_scale for lat in lats)
            yield list(zip(xs, ys, strict=True))


def _turns(ring: Ring, window: Box) -> list[int]:
    """Return by how much to shift a ring to the east to have it in the window.

    The shifts are none or a whole turn to either side. A window across the antimeridian may show
    both ends of a wide ring, so there may be several.
    """
    west, south, east, north = ring.box
    if south > window.north or north < window.south:
        return []
    if ring.around_pole:
        return [0]
    return [t for t in (-TURN, 0, TURN) if west + t < window.east and east + t > window.west]


def _simplified(ring: Ring, kept: bytes) -> tuple[list[int], list[int]]:
    """Return longitudes and latitudes of the vertices whose weights are kept."""
    chosen = ring.weights.translate(kept)
    lons, lats = list(compress(ring.lons, chosen)), list(compress(ring.lats, chosen))
    if ring.around_pole:
        # Three turns in one line, closed at the pole, so that no map shows where the line ends.
        turn, pole = lons[-1] - lons[0], 90 * STEPS if lats[0] > 0 else -90 * STEPS
        lons = [lon + count * turn for count in (-1, 0, 1) for lon in lons]
        return [*lons, lons[-1], lons[0]], [*lats * 3, pole, pole]
    return lons, lats


def _clipped(polygon: Polygon) -> Polygon:
    """Return the part of a polygon that is on the drawing, clipped at one edge after the other.

    I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, Communications of the ACM 17
    (1974). Parts that fall apart stay joined along an edge, which is out of sight here.
    """
    for axis, size in enumerate((WIDTH, HEIGHT)):
        for edge, outward in ((-_OVERSCAN, -1), (size + _OVERSCAN, 1)):
            beyond = [(point[axis] - edge) * outward for point in polygon]
            if beyond and max(beyond) > 0:
                polygon = _clipped_at_edge(beyond, polygon)
    return polygon


def _clipped_at_edge(beyond: Sequence[float], polygon: Polygon) -> Polygon:
    """Leave out all corners beyond an edge, and add those where the polygon crosses it.

    `beyond` says of each corner how far outside it is; corners inside have negative numbers.
    """
    kept = []
    before, start = polygon[-1], beyond[-1]
    for corner, end in zip(polygon, beyond, strict=True):
        if (start > 0) != (end > 0):
            kept.append(_between(before, corner, start / (start - end)))
        if end <= 0:
            kept.append(corner)
        before, start = corner, end
    return kept


def _between(before: Point, after: Point, share: float) -> Point:
    (u, v), (x, y) = before, after
    return u + share * (x - u), v + share * (y - v)


def _snapped(polygon: Polygon) -> GridPolygon:
    """Round corners to the grid; neighbours that meet become one."""
    corners = [
        corner for corner, _ in groupby((round(x * GRID), round(y * GRID)) for x, y in polygon)
    ]
    return corners[1:] if corners and corners[0] == corners[-1] else corners
