"""Links to the pages of months, which have all that other pages leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.language.language import Language
from generator.plan.components import LinkTo, MonthLink


def month_links(
    months: Sequence[tuple[str, int]], address: Callable[[str], str], language: Language
) -> tuple[MonthLink, ...]:
    """Return links to the pages of months, such as `2025-05`, each with its count of entries.

    `address` returns the address of the page of a month.
    """
    return tuple(MonthLink(address(month), language.month(month), count) for month, count in months)


def neighbours(
    month: str, months: Sequence[str], address: Callable[[str], str], language: Language
) -> tuple[LinkTo, LinkTo | None, LinkTo | None]:
    """Return links to a month, to the one before it and to the one after it, if there are any.

    `months` are all months that have pages, from new to old; `month` is one of them.
    """
    links = [LinkTo(address(name), language.month(name)) for name in months]
    at = months.index(month)
    earlier = links[at + 1] if at + 1 < len(links) else None
    return links[at], earlier, links[at - 1] if at else None
