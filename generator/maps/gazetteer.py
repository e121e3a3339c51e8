"""What countries and seas there are to be named on a map, and where their names have room."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

COUNTRIES = Path(__file__).with_name("countries.csv")
"""A row for each: its code (ISO 3166-1), latitude, longitude and reach."""
SEAS = Path(__file__).with_name("seas.csv")
"""A row for each: latitude, longitude, reach, and its name in each language of the head."""
STRETCH = 2.5
"""How many times as wide as high the room around a name is."""


class Region(NamedTuple):
    """A country or a sea."""

    lat: float
    lon: float
    reach: float
    """Degrees of latitude from the middle of its name up to where something else begins; to either
    side there is `STRETCH` times as much room."""
    name: str
    is_sea: bool


def regions(language: str, named: Callable[[str], str | None]) -> tuple[Region, ...]:
    """Return the countries and seas with a name in a language, those with most room first.

    `named` returns the name of a country by its code, None if the language has none.
    """
    found = [
        Region(lat, lon, reach, name, False)
        for code, lat, lon, reach in _countries()
        if (name := named(code))
    ]
    found += [
        Region(lat, lon, reach, names[language], True)
        for lat, lon, reach, names in _seas()
        if language in names
    ]
    return tuple(sorted(found, key=lambda region: (-region.reach, region.name)))


@cache
def _countries() -> tuple[tuple[str, float, float, float], ...]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return tuple(
            (code, float(lat), float(lon), float(reach))
            for code, lat, lon, reach in csv.reader(file)
        )


@cache
def _seas() -> tuple[tuple[float, float, float, dict[str, str]], ...]:
    with SEAS.open(encoding="utf-8", newline="") as file:
        return tuple(
            (float(row.pop("lat")), float(row.pop("lon")), float(row.pop("reach")), row)
            for row in csv.DictReader(file)
        )
