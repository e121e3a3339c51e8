"""Which part of the earth a map shows, and where on the drawing a place lies."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

from msgspec import Struct

WIDTH = 480
"""Width of the drawing, in units of the SVG view box."""
HEIGHT = 320
"""Height of the drawing, in the same units."""

_INNER = 0.64
"""The share of the width and height that the places themselves take up: labels need the rest."""
_MAX_LATITUDE = 75.0
"""Parallels nearer to a pole are drawn as long as this one. True to scale, they would shrink to
nothing, and the map would need all longitudes to fill its width."""
_WORLD_WIDTH = 360.0
_WORLD_HEIGHT = _WORLD_WIDTH * cos(radians(45)) * HEIGHT / WIDTH
"""Degrees of latitude on a map of all longitudes that is true to shape at 45°: nearly all of them.
"""
_WORLD_WEST = -169.0
"""The left edge of a map of the world: it runs through the Bering Strait and cuts no continent."""


class LatLon(NamedTuple):
    """A point on the earth: degrees north from -90 to 90, degrees east from -180 to 180."""

    lat: float
    lon: float


class Projection(Struct, frozen=True):
    """An equirectangular projection, with the part of the earth that fills the drawing.

    One parallel near the middle has the scale of the meridians, so shapes near it look right:
    J. P. Snyder, Map Projections, A Working Manual (USGS 1987), equations 12-1 and 12-2. Mercator,
    which is true to shape everywhere, has no poles.
    """

    west: float
    """Longitude of the left edge, in degrees from -180 to 180."""
    north: float
    """Latitude of the upper edge, in degrees."""
    x_scale: float
    """Units per degree of longitude."""
    y_scale: float
    """Units per degree of latitude."""

    @property
    def east(self) -> float:
        """Longitude of the right edge; more than 180 if the map crosses the antimeridian."""
        return self.west + WIDTH / self.x_scale

    @property
    def south(self) -> float:
        """Latitude of the lower edge."""
        return self.north - HEIGHT / self.y_scale

    def project(self, point: LatLon) -> tuple[float, float]:
        """Return x and y, in units from the upper left corner."""
        # Modulo a turn, so that what lies behind the antimeridian is to the right of what is not.
        x = (point.lon - self.west) % 360 * self.x_scale
        return x, (self.north - point.lat) * self.y_scale


def projection_around(points: Iterable[LatLon], min_height: float) -> Projection:
    """Return a projection with all points well inside it, at least one.

    It shows at least `min_height` degrees of latitude. Where points are too far apart for a map
    that is true to shape, it shows the whole world.
    """
    lats, lons = zip(*points, strict=True)
    west, span = _narrowest_window(lons)
    middle = (min(lats) + max(lats)) / 2
    squeeze = cos(radians(min(abs(middle), _MAX_LATITUDE)))
    # As high as the places need, or as wide, whichever is more.
    height = max(max(lats) - min(lats), span * squeeze * HEIGHT / WIDTH) / _INNER
    height = max(height, min_height)
    width = height * WIDTH / HEIGHT / squeeze
    if width > _WORLD_WIDTH or height > _WORLD_HEIGHT:
        y_scale = HEIGHT / _WORLD_HEIGHT
        return Projection(_WORLD_WEST, _WORLD_HEIGHT / 2, WIDTH / _WORLD_WIDTH, y_scale)
    # Near a pole the window is moved rather than cut off, so that it shows no latitude beyond 90°.
    north = min(90.0, max(middle + height / 2, height - 90))
    left = (west + span / 2 - width / 2 + 180) % 360 - 180
    return Projection(left, north, WIDTH / width, HEIGHT / height)


def _narrowest_window(lons: Iterable[float]) -> tuple[float, float]:
    """Return the western edge and the width, in degrees, of the narrowest window on all longitudes.

    It is what the widest gap between two neighbours leaves, so it may cross the antimeridian.
    """
    ordered = sorted({lon % 360 for lon in lons})
    following = [*ordered[1:], ordered[0] + 360]
    gap, west = max(
        (after - lon, after % 360) for lon, after in zip(ordered, following, strict=True)
    )
    return west, 360 - gap
