"""The timeline of all themes and its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.assemble.developments import Development
from generator.moments import month_name
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.claims import development_view
from generator.plan.pages import PlannedPage
from generator.plan.parts import LinkTo, MonthLink
from generator.plan.views import Day, SiteView, TimelineMonthView, TimelineView

ORIGIN = "the timeline"


def timeline_pages(
    happened: Sequence[Development], cards: Cards, site: SiteView
) -> Iterator[PlannedPage]:
    """Plan the timeline and its months from all developments, old to new."""
    by_month = sorted(happened, key=lambda development: development.on.month)
    months = [
        (MonthLink(addresses.timeline_month(month), month_name(month), len(listed)), listed)
        for month, group in groupby(by_month, key=lambda development: development.on.month)
        if (listed := list(group))
    ]
    yield PlannedPage(
        ("timeline.html",),
        TimelineView(
            site=site,
            path=addresses.TIMELINE,
            title="Timeline",
            description=f"What happened, day by day, over all themes of {site.title}",
            days=_days(happened[-limits.TIMELINE_DEVELOPMENTS :], cards),
            months=tuple(link for link, _ in reversed(months)),
        ),
        ORIGIN,
    )
    for position, (link, listed) in enumerate(months):
        yield PlannedPage(
            ("timeline-month.html",),
            TimelineMonthView(
                site=site,
                path=link.path,
                title=f"Timeline, {link.name}",
                description=f"What happened in {link.name}, day by day",
                month=link.name,
                days=_days(listed, cards),
                earlier=_neighbour(months, position - 1),
                later=_neighbour(months, position + 1),
            ),
            ORIGIN,
        )


def _days(happened: Iterable[Development], cards: Cards) -> tuple[Day, ...]:
    """Group developments by day, the last day first; within a day as they happened."""
    by_day = sorted(happened, key=lambda development: development.on.day)
    days = [
        Day(
            cards.day(day),
            tuple(development_view(development, cards, None) for development in group),
        )
        for day, group in groupby(by_day, key=lambda development: development.on.day)
    ]
    return tuple(reversed(days))


def _neighbour(
    months: Sequence[tuple[MonthLink, list[Development]]], position: int
) -> LinkTo | None:
    if not 0 <= position < len(months):
        return None
    return LinkTo(months[position][0].path, months[position][0].name)
