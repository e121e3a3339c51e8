"""Months: the pages that carry what bounded pages leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.moments import month_name
from generator.plan.parts import LinkTo, MonthLink

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Month(Generic[T]):
    """What belongs to one month, and the months beside it that have anything."""

    link: MonthLink
    items: tuple[T, ...]
    earlier: LinkTo | None
    later: LinkTo | None


def by_month(
    items: Iterable[T], month_of: Callable[[T], str], address: Callable[[str], str]
) -> tuple[Month[T], ...]:
    """Group items by month, the last month first; within a month they keep their order.

    `month_of` gives an item's month as `2025-05`, `address` the address of a month's page.
    """
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[month_of(item)].append(item)
    months = sorted(groups, reverse=True)
    links = [LinkTo(address(month), month_name(month)) for month in months]
    return tuple(
        Month(
            link=MonthLink(link.path, link.text, len(groups[month])),
            items=tuple(groups[month]),
            earlier=links[position + 1] if position + 1 < len(links) else None,
            later=links[position - 1] if position else None,
        )
        for position, (month, link) in enumerate(zip(months, links, strict=True))
    )
