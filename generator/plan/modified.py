"""When pages changed last, as their content tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.assemble.records import day_in
from generator.plan.kind import Page
from generator.plan.presenter import Presenter


def of_theme(page: Page, presenter: Presenter) -> str | None:
    """Return the day of the last change of a briefing page."""
    return last_change(page.subject, presenter)


def of_all_themes(_: Page, presenter: Presenter) -> str | None:
    """Return the day of the last change of a page that shows all themes; None without themes."""
    names = [theme.name for theme in presenter.corpus.names.themes]
    return max((last_change(name, presenter) for name in names), default=None)


def last_change(theme: str, presenter: Presenter) -> str:
    """Return the last day on which a theme was looked at or corrected, or a report on it came."""
    corpus = presenter.corpus
    zone, says = corpus.names.zone, corpus.theme(theme)
    corrected = [entry.date.day for entry in says.corrections if entry.date]
    came = [
        day_in(zone, datetime.fromisoformat(news.at).replace(tzinfo=UTC))
        for news in corpus.news(theme, 1)
    ]
    return max([says.front.as_of.day, *corrected, *came]).isoformat()
