"""The day on which a page was last modified, for sitemaps and search engines.

It follows from dates in the content. Those of files would differ from one checkout to the next.
"""

from __future__ import annotations

from datetime import UTC, datetime

from generator.assemble.records import day_in
from generator.plan.kind import Page
from generator.plan.presenter import Presenter


def of_theme(page: Page, presenter: Presenter) -> str | None:
    """Return the day on which a briefing page was last modified, as `2025-05-20`."""
    return last_change(page.subject, presenter)


def of_all_themes(_: Page, presenter: Presenter) -> str | None:
    """Return the day on which a page about all themes was last modified; None without themes."""
    names = [theme.name for theme in presenter.corpus.names.themes]
    return max((last_change(name, presenter) for name in names), default=None)


def last_change(theme: str, presenter: Presenter) -> str:
    """Return the latest day on which a theme was checked or corrected, or a report on it appeared.

    The day that it was checked is its `as_of`; that of a report is in the time zone of the site.
    """
    corpus = presenter.corpus
    zone, content = corpus.names.zone, corpus.theme(theme)
    corrected = [entry.date.day for entry in content.corrections if entry.date]
    # The instant is in UTC, without saying so.
    appeared = [
        day_in(zone, datetime.fromisoformat(news.at).replace(tzinfo=UTC))
        for news in corpus.news(theme, 1)
    ]
    return max([content.front.as_of.day, *corrected, *appeared]).isoformat()
