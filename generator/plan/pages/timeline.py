"""Developments in order of time: the timeline of all themes, and its months."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.moments import parse_period
from generator.plan import limits
from generator.plan.kind import Entry, Page
from generator.plan.months import Part, month_links, neighbours, parts_of
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.components import DevelopmentView, LinkTo
from generator.plan.views.pages import Day, TimelineMonthView, TimelineView


def latest_developments(
    corpus: Corpus, themes: Collection[str], number: int
) -> tuple[Development, ...]:
    """Return the latest developments of themes, at most `number`, from old to new."""
    return _of_latest_months(corpus, themes, number)[-number:]


def latest_days(corpus: Corpus, themes: Collection[str], number: int) -> tuple[Development, ...]:
    """Return the latest developments of themes, with all of each day, from old to new.

    They are at least `number`, if there are so many, and never more than the page of a month has.
    """
    found = _of_latest_months(corpus, themes, number)
    days = {one.on.written for one in found[-number:]}
    return tuple(one for one in found if one.on.written in days)[-limits.DEVELOPMENTS_PER_PART :]


def _of_latest_months(
    corpus: Corpus, themes: Collection[str], number: int
) -> tuple[Development, ...]:
    """Return the developments of as many of the latest months as have `number`, from old to new.

    An edit of an older month does not make the page dirty that shows them.
    """
    months: dict[str, list[str]] = {}
    for theme, month in corpus.months_with_developments():
        if theme in themes:
            months.setdefault(month, []).append(theme)
    found: list[Development] = []
    for month in sorted(months, reverse=True):
        found += (one for theme in months[month] for one in corpus.developments(theme, month))
        if len(found) >= number:
            break
    return tuple(sorted(found, key=lambda one: one.sort))


def development_view(
    development: Development, presenter: Presenter, bibliography: Bibliography | None
) -> DevelopmentView:
    """Return the view of a development, in the words of its oldest report.

    With a bibliography, the reports are cited on the page as well as linked.
    """
    told = presenter.claim(development.claims[0])
    shown = development.claims[: limits.REPORTS_PER_DEVELOPMENT]
    articles = [presenter.corpus.article(article) for article, _ in shown]
    cards = [presenter.claim(key) for key in shown]
    gate = presenter.gate_of(shown)
    return DevelopmentView(
        on=presenter.date(development.on),
        kind=told.kind,
        fact=told.fact,
        text=told.text,
        status=told.status,
        by=told.by,
        theme=presenter.theme(development.theme),
        marks=tuple(map(bibliography.mark, articles)) if bibliography else (),
        # Where all are kept from readers, that is said once, of the whole.
        reports=tuple(
            LinkTo(card.path, card.source.text, gate=None if gate else next(iter(card.gate), None))
            for card in cards
        ),
        more=development.reports - len(shown),
        key=told.key,
        gate=gate,
    )


def timeline_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months with developments of any theme, from new to old.

    Among them are years, after their months: of some developments no more is known.
    """
    return tuple(sorted({month for _, month in corpus.months_with_developments()}, reverse=True))


def timeline_month_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the months of the timeline; the subject is the month."""
    for part in _parts(corpus):
        address = part.address(addresses.timeline_month(part.month))
        yield Entry(address, part.subject, "the timeline")


def _parts(corpus: Corpus) -> list[Part]:
    several = corpus.parts_of_months()
    return parts_of((month, several.get(month, 1)) for month in timeline_months(corpus))


def theme_timeline_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the timeline of each theme with developments; the subject is its name."""
    for theme in corpus.names.themes:
        if corpus.count_developments(theme.name):
            address = addresses.theme_timeline(theme.name)
            yield Entry(address, theme.name, f"themes/{theme.name}.md")


def timeline_view(page: Page, presenter: Presenter) -> TimelineView:
    """Return the view of the timeline: the latest developments of all themes."""
    corpus, site = presenter.corpus, presenter.site
    themes = [theme.name for theme in corpus.names.themes]
    shown = latest_days(corpus, themes, limits.TIMELINE_DEVELOPMENTS)
    months = corpus.count_developments_by_month()
    return TimelineView(
        site=site,
        path=page.address,
        title=presenter.language.say("timeline"),
        description=presenter.language.say("timeline-about", site=site.title),
        theme=None,
        days=_days(shown, presenter),
        shown=len(shown),
        all=sum(months.values()),
        months=month_links(tuple(months.items()), addresses.timeline_month, presenter.language),
    )


def theme_timeline_view(page: Page, presenter: Presenter) -> TimelineView:
    """Return the view of the timeline of a theme: all its developments, or the latest of many."""
    corpus, name = presenter.corpus, page.subject
    theme = presenter.theme(name)
    shown = latest_days(corpus, [name], limits.THEME_TIMELINE_DEVELOPMENTS)
    return TimelineView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("timeline-of-theme", theme=theme.text),
        description=presenter.language.say("timeline-of-theme-about", theme=theme.text),
        theme=theme,
        days=_days(shown, presenter),
        shown=len(shown),
        all=corpus.count_developments(name),
        months=(),
    )


def timeline_month_view(page: Page, presenter: Presenter) -> TimelineMonthView:
    """Return the view of a month of the timeline, or of a part: developments of all themes."""
    corpus = presenter.corpus
    part, here, earlier, later = neighbours(
        page.subject, _parts(corpus), addresses.timeline_month, presenter.language
    )
    happened = [
        one
        for theme, its_month in corpus.months_with_developments()
        if its_month == part.month
        for one in corpus.developments(theme, part.month)
    ]
    latest_first = sorted(happened, key=lambda one: one.sort)[::-1]
    shown = part.entries(latest_first, limits.DEVELOPMENTS_PER_PART)
    return TimelineMonthView(
        site=presenter.site,
        path=here.path,
        title=presenter.language.say("timeline-of", month=here.text),
        description=presenter.language.say("timeline-of-about", month=here.text),
        month=here.text,
        days=_days(shown[::-1], presenter),
        earlier=earlier,
        later=later,
    )


def _days(happened: Iterable[Development], presenter: Presenter) -> tuple[Day, ...]:
    """Return developments by day, all from new to old; they are given from old to new.

    Those of which only the month or the year is known come after all days of it.
    """

    latest_first = [*happened][::-1]

    # They are in the order of instants, which with offsets need not be that of days as written.
    def by_day(development: Development) -> str:
        return development.on.written

    days = [
        Day(
            presenter.date(parse_period(day)),
            tuple(development_view(development, presenter, None) for development in group),
        )
        for day, group in groupby(sorted(latest_first, key=by_day, reverse=True), key=by_day)
    ]
    return tuple(days)
