"""The timeline of all themes and its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.assemble.developments import Development
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.claims import development_view
from generator.plan.months import by_month
from generator.plan.pages import PlannedPage
from generator.plan.views import Day, SiteView, TimelineMonthView, TimelineView

ORIGIN = "the timeline"


def timeline_pages(
    happened: Sequence[Development], cards: Cards, site: SiteView
) -> Iterator[PlannedPage]:
    """Plan the timeline and its months from all developments, old to new."""
    months = by_month(happened, lambda one: one.on.month, addresses.timeline_month)
    yield PlannedPage(
        ("timeline.html",),
        TimelineView(
            site=site,
            path=addresses.TIMELINE,
            title="Timeline",
            description=f"What happened, day by day, over all themes of {site.title}",
            days=_days(happened[-limits.TIMELINE_DEVELOPMENTS :], cards),
            months=tuple(month.link for month in months),
        ),
        ORIGIN,
    )
    for month in months:
        yield PlannedPage(
            ("timeline-month.html",),
            TimelineMonthView(
                site=site,
                path=month.link.path,
                title=f"Timeline, {month.link.name}",
                description=f"What happened in {month.link.name}, day by day",
                month=month.link.name,
                days=_days(month.items, cards),
                earlier=month.earlier,
                later=month.later,
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
