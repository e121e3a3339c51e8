"""Whether somebody wrote the latitude of a place as its longitude, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from math import cos, hypot, radians

from generator.maps.outlines import STEPS, TURN, Ring, land
from generator.maps.projection import LatLon

_AT_A_TOWN = 0.5
"""Degrees, about 55 km, within which a place is taken to be a town."""
_NEAR_A_TOWN = 2.0
"""Degrees from a town within which a place is taken to be meant."""
_COAST = 0.3
"""Degrees from the land of our coarse outlines within which a port may be."""
_OFFSHORE = 1.0
"""Degrees from all land, about 110 km, beyond which no place of a briefing is expected."""
_MAX_LATITUDE = 90.0


def meant_instead(place: LatLon) -> str | None:
    """Return what a place is if its degrees are exchanged, if that is far more likely: `Kyiv`.

    It is `land` if that is all that is known. Return None if the place may well be right.
    """
    other = LatLon(place.lon, place.lat)
    if abs(other.lat) > _MAX_LATITUDE or _town(place, _NEAR_A_TOWN):
        return None
    if town := _town(other, _AT_A_TOWN):
        return town
    return "land" if _is_near_land(other, _COAST) and not _is_near_land(place, _OFFSHORE) else None


@lru_cache(maxsize=1000)  # a preview asks about the same places at every save
def is_on_land(place: LatLon) -> bool:
    """Return whether a place is on land; small islands and the Antarctic are none here."""
    y, x = place.lat * STEPS, place.lon * STEPS
    # A line from the place to the east crosses the coasts around it an odd number of times.
    crossed = sum(
        _crosses(ring, x + turn, y)
        for ring in land()
        if ring.box.south <= y <= ring.box.north and not ring.around_pole
        for turn in (-TURN, 0, TURN)
        if x + turn <= ring.box.east
    )
    return crossed % 2 == 1


def _crosses(ring: Ring, x: float, y: float) -> int:
    """Count how often a line from a point to the east crosses a ring."""
    corners = zip(ring.lons, ring.lats, strict=True)
    edges = pairwise([*corners, (ring.lons[0], ring.lats[0])])
    return sum(
        (south > y) != (north > y) and x < west + (east - west) * (y - south) / (north - south)
        for (west, south), (east, north) in edges
    )


def _is_near_land(place: LatLon, within: float) -> bool:
    steps = (-within, 0.0, within)
    return any(
        is_on_land(LatLon(place.lat + north, place.lon + east)) for north in steps for east in steps
    )


def _town(place: LatLon, within: float) -> str | None:
    """Return a town that is within some degrees of a place; None if none is known there."""
    for name, town in _towns():
        north = town.lat - place.lat
        if abs(north) <= within:
            east = (town.lon - place.lon) * cos(radians(place.lat))
            if hypot(north, east) <= within:
                return name
    return None


@cache
def _towns() -> tuple[tuple[str, LatLon], ...]:
    """Return some 400 towns all over the world, those that time zones are named after.

    Source: `zone.tab` of the time zone database (IANA), which is in the public domain.
    """
    return tuple(_read_towns())


def _read_towns() -> Iterator[tuple[str, LatLon]]:
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            _, at, zone, *_ = line.split("\t")
            # The place is written as in ISO 6709, +5026+03031, or with seconds.
            split = max(at.rfind("+"), at.rfind("-"))
            place = LatLon(_degrees(at[:split], 2), _degrees(at[split:], 3))
            yield zone.rpartition("/")[2].replace("_", " "), place


def _degrees(written: str, digits: int) -> float:
    whole, minutes = written[1 : 1 + digits], written[1 + digits : 3 + digits]
    angle = int(whole) + int(minutes) / 60
    return -angle if written[0] == "-" else angle
