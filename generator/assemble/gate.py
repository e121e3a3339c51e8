"""The one gate: which articles are public at a given instant.

Pages, lists, feeds, sitemap, search and data all see only what passed here, and this is the only
place that `now` enters; nothing else of a site depends on when it is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from generator.assemble.records import ArticleRecord


def is_public(article: ArticleRecord, now: datetime, zone: tzinfo, *, drafts: bool) -> bool:
    """Say whether readers may see an article; with `drafts`, drafts and embargoed ones too."""
    if article.expires_at is not None and article.expires_at.instant(zone) <= now:
        return False
    if drafts:
        return True
    due = article.publish_at is None or article.publish_at.instant(zone) <= now
    return due and not article.draft


def next_due(
    articles: Iterable[ArticleRecord], now: datetime, zone: tzinfo, *, drafts: bool
) -> datetime | None:
    """Give the first instant after `now` at which one of them passes the gate or is shut out."""
    boundaries = (
        boundary.instant(zone)
        for article in articles
        for boundary in (article.publish_at, article.expires_at)
        if boundary is not None and (drafts or not article.draft)
    )
    return min((instant for instant in boundaries if instant > now), default=None)
