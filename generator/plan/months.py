"""Months: the pages that carry what bounded pages leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.language.language import Language
from generator.plan.components import LinkTo, MonthLink


def month_links(
    months: Sequence[tuple[str, int]], address: Callable[[str], str], language: Language
) -> tuple[MonthLink, ...]:
    """Return the links to months such as `2025-05`, each with how much there is of it.

    `address` gives the address of a month's page.
    """
    return tuple(MonthLink(address(month), language.month(month), count) for month, count in months)


def beside(
    month: str, months: Sequence[str], address: Callable[[str], str], language: Language
) -> tuple[LinkTo, LinkTo | None, LinkTo | None]:
    """Return the link to a month, and to those before and after it of `months`, new to old."""
    links = [LinkTo(address(name), language.month(name)) for name in months]
    at = months.index(month)
    earlier = links[at + 1] if at + 1 < len(links) else None
    return links[at], earlier, links[at - 1] if at else None
