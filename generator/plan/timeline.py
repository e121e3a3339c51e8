"""The timeline of all themes and its months."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.moments import Moment
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.claims import development_view
from generator.plan.months import beside, month_links
from generator.plan.views import Day, TimelineMonthView, TimelineView


def latest_developments(
    corpus: Corpus, themes: Collection[str], number: int
) -> tuple[Development, ...]:
    """Return the latest developments of some themes, old to new; no older month is asked for."""
    months: dict[str, list[str]] = {}
    for theme, month in corpus.eventful_months():
        if theme in themes:
            months.setdefault(month, []).append(theme)
    found: list[Development] = []
    for month in sorted(months, reverse=True):
        found += (one for theme in months[month] for one in corpus.happened(theme, month))
        if len(found) >= number:
            break
    return tuple(sorted(found, key=lambda one: one.sort)[-number:])


def eventful_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months that have developments of any theme, new to old."""
    return tuple(sorted({month for _, month in corpus.eventful_months()}, reverse=True))


def timeline_view(cards: Cards) -> TimelineView:
    """Show what happened last, over all themes."""
    corpus, site = cards.corpus, cards.site
    themes = [theme.name for theme in corpus.names.themes]
    return TimelineView(
        site=site,
        path=addresses.TIMELINE,
        title=cards.language.say("timeline"),
        description=cards.language.say("timeline-about", site=site.title),
        days=_days(latest_developments(corpus, themes, limits.TIMELINE_DEVELOPMENTS), cards),
        months=month_links(
            tuple(corpus.count_eventful_months().items()), addresses.timeline_month, cards.language
        ),
    )


def timeline_month_view(month: str, cards: Cards) -> TimelineMonthView:
    """Show what happened in one month, over all themes."""
    corpus = cards.corpus
    happened = [
        one
        for theme, eventful in corpus.eventful_months()
        if eventful == month
        for one in corpus.happened(theme, month)
    ]
    here, earlier, later = beside(
        month, eventful_months(corpus), addresses.timeline_month, cards.language
    )
    return TimelineMonthView(
        site=cards.site,
        path=here.path,
        title=cards.language.say("timeline-of", month=here.text),
        description=cards.language.say("timeline-of-about", month=here.text),
        month=here.text,
        days=_days(sorted(happened, key=lambda one: one.sort), cards),
        earlier=earlier,
        later=later,
    )


def _days(happened: Iterable[Development], cards: Cards) -> tuple[Day, ...]:
    """Group developments by day, the last day first; within a day as they happened."""
    by_day = sorted(happened, key=lambda development: development.on.day)
    days = [
        Day(
            cards.date(Moment(day)),
            tuple(development_view(development, cards, None) for development in group),
        )
        for day, group in groupby(by_day, key=lambda development: development.on.day)
    ]
    return tuple(reversed(days))
