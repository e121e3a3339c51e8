"""The home page: where each theme stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.assemble.corpus import Corpus
from generator.assemble.developments import Development
from generator.assemble.points import State
from generator.plan import limits
from generator.plan.briefing.events import key_events
from generator.plan.kind import Page
from generator.plan.pages.timeline import development_view, latest_developments
from generator.plan.presenter import Presenter
from generator.plan.views.components import ArticleCard, Badge, LinkTo
from generator.plan.views.pages import HomeView, ThemeCard
from generator.validate.content import Theme

_NOTEWORTHY = (State.DISPUTED, State.SOURCES_DIFFER, State.PARTIES_DIFFER)


def home_view(page: Page, presenter: Presenter) -> HomeView:
    """Return the view of the home page: where each theme stands, and how it came to that."""
    corpus, site = presenter.corpus, presenter.site
    themes = [corpus.theme(theme.name) for theme in corpus.names.themes]
    chosen = _key_events(themes, corpus)
    names = [theme.name for theme in themes]
    events = chosen or latest_developments(corpus, names, limits.HOME_EVENTS)
    return HomeView(
        site=site,
        path=page.address,
        title=site.title,
        description=site.tagline or presenter.language.say("home-about", site=site.title),
        themes=tuple(_theme_card(theme, presenter) for theme in themes),
        # Linked and not cited: the home page has no list of sources.
        events=tuple(development_view(one, presenter, None) for one in events),
        chosen=bool(chosen),
        articles=_latest_articles(presenter),
    )


def _key_events(themes: Iterable[Theme], corpus: Corpus) -> tuple[Development, ...]:
    """Return the first and the last key event of each theme, each once, from old to new."""
    of_themes = (key_events(theme, corpus) for theme in themes)
    ends = {event.claims: event for found in of_themes for event in (*found[:1], *found[-1:])}
    return tuple(sorted(ends.values(), key=lambda one: one.sort)[-limits.HOME_EVENTS :])


def _latest_articles(presenter: Presenter) -> tuple[ArticleCard, ...]:
    """Return the latest reports, at most so many of one outlet, unless there are no others."""
    latest = presenter.articles(presenter.corpus.latest_articles(limits.HOME_ARTICLES * 5))
    counts: Counter[LinkTo] = Counter()
    first: list[ArticleCard] = []
    others: list[ArticleCard] = []
    for card in latest:
        counts[card.source] += 1
        (first if counts[card.source] <= limits.ARTICLES_PER_OUTLET else others).append(card)
    chosen = {card.id for card in (first + others)[: limits.HOME_ARTICLES]}
    return tuple(card for card in latest if card.id in chosen)


def _theme_card(theme: Theme, presenter: Presenter) -> ThemeCard:
    last = latest_developments(presenter.corpus, [theme.name], 1)
    return ThemeCard(
        link=presenter.theme(theme.name),
        question=theme.front.question,
        state=theme.front.status.state.value,
        status=theme.front.status.text,
        since=presenter.date(theme.front.status.since) if theme.front.status.since else None,
        as_of=presenter.date(theme.front.as_of),
        review_by=presenter.date(theme.front.review_by) if theme.front.review_by else None,
        lead=presenter.first_paragraph(theme.bottom_line),
        latest=development_view(last[0], presenter, None) if last else None,
        counts=presenter.counts(theme.name),
        badges=_badges(theme, presenter),
    )


def _badges(theme: Theme, presenter: Presenter) -> tuple[Badge, ...]:
    """Return a badge for each state that asks for a closer look, with its number of points.

    Those points count that the briefing shows, not those that it folds away.
    """
    corpus, language = presenter.corpus, presenter.language
    states = [
        state
        for point in theme.front.points
        if not point.aside
        for state in corpus.point(theme.name, point.id).states
    ]
    return tuple(
        Badge(
            state.value,
            language.count("state-on", states.count(state), state=language.named(state, "state")),
        )
        for state in _NOTEWORTHY
        if state in states
    )
