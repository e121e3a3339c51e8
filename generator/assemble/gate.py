"""The one gate: which articles are public at a given instant.

Pages, lists, feeds, sitemap, search and data all see only what passed here, and this is the only
place that `now` enters; nothing else of a site depends on when it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from generator.problems import Finding, Severity
from generator.validate.content import Article, Content


def is_public(article: Article, now: datetime, zone: tzinfo, *, drafts: bool) -> bool:
    """Say whether readers may see an article; with `drafts`, drafts and embargoed ones too."""
    front = article.front
    if front.expires_at is not None and front.expires_at.instant(zone) <= now:
        return False
    if drafts:
        return True
    due = front.publish_at is None or front.publish_at.instant(zone) <= now
    return due and not front.draft


def next_due(content: Content, now: datetime, zone: tzinfo, *, drafts: bool) -> datetime | None:
    """Give the first instant after `now` at which an article passes the gate or is shut out."""
    boundaries = (
        boundary.instant(zone)
        for article in content.articles
        for boundary in (article.front.publish_at, article.front.expires_at)
        if boundary is not None and (drafts or not article.front.draft)
    )
    return min((instant for instant in boundaries if instant > now), default=None)


def citations_left_out(content: Content, public: frozenset[str]) -> Iterator[Finding]:
    """Warn of every mention of an article that is not public; its mark is left out of the page."""
    shown = {article.path for article in content.articles if article.id in public}
    articles = {article.path for article in content.articles}
    for file, reference in content.citations:
        if reference.key in public or (file in articles and file not in shown):
            continue
        message = f"the article '{reference.key}' is not public; the mark is left out"
        yield Finding(file, reference.spot, "not-public", message, Severity.WARNING)
