"""The one gate: which articles are public at a given instant.

Pages, lists, feeds, sitemap, search and data all see only what passed here, and this is the only
place that asks what time it is; nothing else of a site depends on when it is built.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Protocol

from msgspec import Struct

from generator.moments import Moment


class Gated(Protocol):
    """What an article says of when it is public."""

    @property
    def draft(self) -> bool: ...  # noqa: D102
    @property
    def publish_at(self) -> Moment | None: ...  # noqa: D102
    @property
    def expires_at(self) -> Moment | None: ...  # noqa: D102


class Gate(Struct, frozen=True):
    """Decides what is public."""

    now: datetime
    """Aware."""
    drafts: bool = False
    """Let drafts and embargoed articles in."""

    def lets_in(self, article: Gated, zone: tzinfo) -> bool:
        """Return whether readers may see an article; `zone` is the site's time zone."""
        if article.expires_at is not None and article.expires_at.instant(zone) <= self.now:
            return False
        if self.drafts:
            return True
        due = article.publish_at is None or article.publish_at.instant(zone) <= self.now
        return due and not article.draft

    def boundaries(self, article: Gated, zone: tzinfo) -> tuple[datetime, ...]:
        """Return the instants at which an article becomes public, or ceases to be."""
        if article.draft and not self.drafts:
            return ()
        opens = None if self.drafts else article.publish_at
        return tuple(at.instant(zone) for at in (opens, article.expires_at) if at is not None)

    def decides_as(self, since: datetime, until: datetime | None) -> bool:
        """Return whether it lets in what it let in at `since`; `until` is the next boundary."""
        # The clock may have been set back.
        return since <= self.now and (until is None or self.now < until)
