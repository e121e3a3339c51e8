"""What part of the earth a map shows, and where on the drawing a place comes to lie."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

from msgspec import Struct

WIDTH = 600
HEIGHT = 400

_INNER = 0.64
"""The part of the frame, across and down, that the places themselves take up."""
_STEEPEST = 75.0
"""Parallels nearer to a pole are drawn no narrower than this one."""
_WORLD_WIDE = 360.0
_WORLD_HIGH = _WORLD_WIDE * cos(radians(45)) * HEIGHT / WIDTH
"""With the shapes right at 45°, a map of all longitudes shows nearly all latitudes, too."""
_WORLD_WEST = -169.0
"""The whole world is cut in the Bering Strait, where no continent is."""


class Spot(NamedTuple):
    """A place on the earth, in degrees north and east."""

    lat: float
    lon: float


class Frame(Struct, frozen=True):
    """A part of the earth in equirectangular projection: x grows with longitude, y with latitude.

    One parallel, near the middle, has the scale of the meridians, so shapes about it look right:
    J. P. Snyder, Map Projections, A Working Manual (USGS 1987), equations 12-1 and 12-2.
    """

    west: float
    """Longitude of the left edge, in degrees from -180 to 180."""
    north: float
    """Latitude of the upper edge, in degrees."""
    across: float
    """Units per degree of longitude."""
    down: float
    """Units per degree of latitude."""

    @property
    def east(self) -> float:
        """Longitude of the right edge; beyond 180 where the frame crosses the antimeridian."""
        return self.west + WIDTH / self.across

    @property
    def south(self) -> float:
        """Latitude of the lower edge."""
        return self.north - HEIGHT / self.down

    def position(self, spot: Spot) -> tuple[float, float]:
        """Return x and y, in units from the upper left corner."""
        return (spot.lon - self.west) % 360 * self.across, (self.north - spot.lat) * self.down


def frame_around(spots: Iterable[Spot], least: float) -> Frame:
    """Return a frame with all spots well inside, at least `least` degrees of latitude high."""
    lats, lons = zip(*spots, strict=True)
    west, turned = _narrowest(lons)
    middle = (min(lats) + max(lats)) / 2
    squeeze = cos(radians(min(abs(middle), _STEEPEST)))
    high = max(max(lats) - min(lats), turned * squeeze * HEIGHT / WIDTH) / _INNER
    high = max(high, least)
    wide = high * WIDTH / HEIGHT / squeeze
    if wide > _WORLD_WIDE or high > _WORLD_HIGH:
        down = HEIGHT / _WORLD_HIGH
        return Frame(_WORLD_WEST, _WORLD_HIGH / 2, WIDTH / _WORLD_WIDE, down)
    north = min(90.0, max(middle + high / 2, high - 90))
    left = (west + turned / 2 - wide / 2 + 180) % 360 - 180
    return Frame(left, north, WIDTH / wide, HEIGHT / high)


def _narrowest(lons: Iterable[float]) -> tuple[float, float]:
    """Return where the narrowest window around all longitudes begins, and how wide it is."""
    ordered = sorted({lon % 360 for lon in lons})
    following = [*ordered[1:], ordered[0] + 360]
    gap, west = max(
        (after - lon, after % 360) for lon, after in zip(ordered, following, strict=True)
    )
    return west, 360 - gap
