"""The timeline of all themes and its months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.moments import Moment
from generator.plan import limits
from generator.plan.answers import development_view
from generator.plan.kind import Entry, Page
from generator.plan.months import beside, month_links
from generator.plan.presenter import Presenter
from generator.plan.views import Day, TimelineMonthView, TimelineView


def latest_developments(
    corpus: Corpus, themes: Collection[str], number: int
) -> tuple[Development, ...]:
    """Return the latest developments of some themes, old to new; no older month is asked for."""
    months: dict[str, list[str]] = {}
    for theme, month in corpus.months_with_developments():
        if theme in themes:
            months.setdefault(month, []).append(theme)
    found: list[Development] = []
    for month in sorted(months, reverse=True):
        found += (one for theme in months[month] for one in corpus.developments(theme, month))
        if len(found) >= number:
            break
    return tuple(sorted(found, key=lambda one: one.sort)[-number:])


def eventful_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months that have developments of any theme, new to old."""
    return tuple(sorted({month for _, month in corpus.months_with_developments()}, reverse=True))


def timeline_month_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the months of the timeline."""
    for month in eventful_months(corpus):
        yield Entry(addresses.timeline_month(month), month, "the timeline")


def timeline_view(page: Page, presenter: Presenter) -> TimelineView:
    """Show what happened last, over all themes."""
    corpus, site = presenter.corpus, presenter.site
    themes = [theme.name for theme in corpus.names.themes]
    return TimelineView(
        site=site,
        path=page.address,
        title=presenter.language.say("timeline"),
        description=presenter.language.say("timeline-about", site=site.title),
        days=_days(latest_developments(corpus, themes, limits.TIMELINE_DEVELOPMENTS), presenter),
        months=month_links(
            tuple(corpus.count_developments_by_month().items()),
            addresses.timeline_month,
            presenter.language,
        ),
    )


def timeline_month_view(page: Page, presenter: Presenter) -> TimelineMonthView:
    """Show what happened in one month, over all themes."""
    corpus, month = presenter.corpus, page.subject
    happened = [
        one
        for theme, eventful in corpus.months_with_developments()
        if eventful == month
        for one in corpus.developments(theme, month)
    ]
    here, earlier, later = beside(
        month, eventful_months(corpus), addresses.timeline_month, presenter.language
    )
    return TimelineMonthView(
        site=presenter.site,
        path=here.path,
        title=presenter.language.say("timeline-of", month=here.text),
        description=presenter.language.say("timeline-of-about", month=here.text),
        month=here.text,
        days=_days(sorted(happened, key=lambda one: one.sort), presenter),
        earlier=earlier,
        later=later,
    )


def _days(happened: Iterable[Development], presenter: Presenter) -> tuple[Day, ...]:
    """Group developments by day, the last day first; within a day as they happened."""
    by_day = sorted(happened, key=lambda development: development.on.day)
    days = [
        Day(
            presenter.date(Moment(day)),
            tuple(development_view(development, presenter, None) for development in group),
        )
        for day, group in groupby(by_day, key=lambda development: development.on.day)
    ]
    return tuple(reversed(days))
