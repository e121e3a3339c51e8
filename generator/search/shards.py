"""Which pages are indexed together: the index of a larger site consists of several *shards*.

An edit concerns few pages, so only their shards have to be indexed again. What a shard holds
follows from content alone, so an incremental build and a clean one give the same:

- Pages that are of no day (briefings, actors, sources, pages of the site's own) are one shard.
- Reports are put together in the order of their months, or of their days where a month has much of
  what a shard holds, until a shard is full: so all are about as large, and none takes more memory
  to index than it has to.
- How much it holds goes up by steps, so that there are never many shards, and so that the site
  can grow for some time before reports move from one to another.

A small site has one shard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

FIRST = "site"
"""The name of the shard that every index has, with the pages that are of no day."""

SMALLEST = 250
"""How many pages a shard holds at least before there is another."""
_STEP = 9, 8
"""By what part of it that number goes up."""
MOST_SHARDS = 8
"""How many shards of reports there are at most, beside the one of other pages."""
_MUCH = 8
"""A month with more than this part of a shard is divided."""
_MONTH = len("2025-05")


class Shard(Struct, frozen=True):
    """A part of the index."""

    name: str
    """`site`, or the month (`2025-05`) or day of its oldest report: the name of its folder."""
    files: tuple[str, ...]
    """Its pages, relative to the output folder, in the order in which they are numbered."""


def shards_of(pages: Sequence[str], days: Mapping[str, str]) -> tuple[Shard, ...]:
    """Return the shards of a site, `site` first, then from the oldest to the newest.

    `pages` are the files of all pages that are searched, in order; `days` has the day of those that
    are reports (`2025-05-15`).
    """
    if len(pages) <= SMALLEST:
        return (Shard(FIRST, tuple(pages)),) if pages else ()
    size = SMALLEST
    while len(spans := list(_filled(_units(days.values(), size // _MUCH), size))) > MOST_SHARDS:
        size = size * _STEP[0] // _STEP[1]
    shard_of = {unit: span[0] for span in spans for unit in span}
    members: dict[str, list[str]] = {FIRST: [], **{span[0]: [] for span in spans}}
    for file in pages:
        day = days.get(file)
        name = FIRST if day is None else shard_of.get(day) or shard_of[day[:_MONTH]]
        members[name].append(file)
    return tuple(Shard(name, tuple(files)) for name, files in members.items() if files)


def _units(days: Iterable[str], most: int) -> list[tuple[str, int]]:
    """Return months, and the days of those with more than `most` reports, in order.

    Each comes with the number of its reports.
    """
    by_day = Counter(days)
    by_month: Counter[str] = Counter()
    for day, count in by_day.items():
        by_month[day[:_MONTH]] += count
    found = [(month, count) for month, count in by_month.items() if count <= most]
    found += [(day, count) for day, count in by_day.items() if by_month[day[:_MONTH]] > most]
    return sorted(found)


def _filled(units: Iterable[tuple[str, int]], size: int) -> Iterator[tuple[str, ...]]:
    """Yield the units of one shard after the other: as many as it holds, at least one."""
    span: list[str] = []
    held = 0
    for unit, count in units:
        if span and held + count > size:
            yield tuple(span)
            span, held = [], 0
        span.append(unit)
        held += count
    if span:
        yield tuple(span)
