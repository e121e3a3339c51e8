"""The home page: where each theme stands."""

from __future__ import annotations

from generator.assemble.points import State
from generator.plan import limits
from generator.plan.chart import chart_view
from generator.plan.components import Badge
from generator.plan.kind import Page
from generator.plan.presenter import Presenter
from generator.plan.timeline import development_view, latest_developments
from generator.plan.views import HomeView, ThemeCard
from generator.validate.content import Theme

_NOTEWORTHY = (State.DISPUTED, State.SOURCES_DIFFER, State.PARTIES_DIFFER)


def home_view(page: Page, presenter: Presenter) -> HomeView:
    """Return the view of the home page: where each theme stands, and the latest news."""
    corpus, site = presenter.corpus, presenter.site
    names = [theme.name for theme in corpus.names.themes]
    recent = latest_developments(corpus, names, limits.HOME_DEVELOPMENTS)
    return HomeView(
        site=site,
        path=page.address,
        title=site.title,
        description=site.tagline or presenter.language.say("home-about", site=site.title),
        themes=tuple(_theme_card(corpus.theme(name), presenter) for name in names),
        # Linked and not cited: the home page has no list of sources.
        timeline=tuple(development_view(one, presenter, None) for one in reversed(recent)),
        chart=chart_view(presenter),
        articles=presenter.articles(corpus.latest_articles(limits.HOME_ARTICLES)),
    )


def _theme_card(theme: Theme, presenter: Presenter) -> ThemeCard:
    last = latest_developments(presenter.corpus, [theme.name], 1)
    return ThemeCard(
        link=presenter.theme(theme.name),
        question=theme.front.question,
        state=theme.front.status.state.value,
        status=theme.front.status.text,
        as_of=presenter.date(theme.front.as_of),
        lead=presenter.first_paragraph(theme.bottom_line),
        latest=development_view(last[0], presenter, None) if last else None,
        counts=presenter.counts(theme.name),
        badges=_badges(theme, presenter),
    )


def _badges(theme: Theme, presenter: Presenter) -> tuple[Badge, ...]:
    """Return a badge for each state that asks for a closer look, with its number of points."""
    corpus, language = presenter.corpus, presenter.language
    states = [
        state for point in theme.front.points for state in corpus.point(theme.name, point.id).states
    ]
    return tuple(
        Badge(
            state.value,
            language.count("state-on", states.count(state), state=language.named(state, "state")),
        )
        for state in _NOTEWORTHY
        if state in states
    )
