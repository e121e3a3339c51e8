"""The one gate: which articles are public at a given instant.

Pages, lists, feeds, sitemap, search and data all see only what passed here, and this is the only
place that `now` enters; nothing else of a site depends on when it is built.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from generator.assemble.records import ArticleRecord


def is_public(article: ArticleRecord, now: datetime, zone: tzinfo, *, drafts: bool) -> bool:
    """Return whether readers may see an article; with `drafts`, drafts and embargoed ones too."""
    if article.expires_at is not None and article.expires_at.instant(zone) <= now:
        return False
    if drafts:
        return True
    due = article.publish_at is None or article.publish_at.instant(zone) <= now
    return due and not article.draft


def boundaries(article: ArticleRecord, zone: tzinfo, *, drafts: bool) -> tuple[datetime, ...]:
    """Return the instants at which an article passes the gate or is shut out."""
    if article.draft and not drafts:
        return ()
    opens = None if drafts else article.publish_at
    return tuple(at.instant(zone) for at in (opens, article.expires_at) if at is not None)
