"""The gate: which articles are public at a given instant.

Pages, lists, feeds, sitemaps, search and data see only the articles that the gate lets in. Nothing
else asks what time it is, so no other part of a site depends on when it is built.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from msgspec import Struct

from generator.moments import Moment


class Gated(Protocol):
    """The keys of an article that decide when it is public."""

    @property
    def draft(self) -> bool: ...  # noqa: D102
    @property
    def publish_at(self) -> Moment | None: ...  # noqa: D102
    @property
    def expires_at(self) -> Moment | None: ...  # noqa: D102


class Gate(Struct, frozen=True):
    """Decides which articles are public."""

    now: datetime
    """The time of the build, with a time zone."""
    drafts: bool = False
    """Whether to let in drafts, and articles whose `publish_at` is still to come."""

    def lets_in(self, article: Gated, zone: tzinfo) -> bool:
        """Return whether readers may see an article.

        An article is public from `publish_at` on and until just before `expires_at`; times without
        an offset are in `zone`, the time zone of the site. Drafts are never public. With `drafts`,
        only an article that has expired is shut out.
        """
        if article.expires_at is not None and article.expires_at.instant(zone) <= self.now:
            return False
        if self.drafts:
            return True
        return not (article.draft or self.is_embargoed(article, zone))

    def is_embargoed(self, article: Gated, zone: tzinfo) -> bool:
        """Return whether `publish_at` of an article is still to come, let in or not."""
        return article.publish_at is not None and article.publish_at.instant(zone) > self.now

    def is_past(self, moment: Moment, zone: tzinfo) -> bool:
        """Return whether a moment has passed; a bare day has once all of it is over in `zone`."""
        length = timedelta(days=1) if moment.clock is None else timedelta()
        return moment.instant(zone) + length <= self.now

    def is_within(self, days: int, moment: Moment, zone: tzinfo) -> bool:
        """Return whether a moment comes within so many days, or has come already."""
        return moment.instant(zone) - self.now <= timedelta(days=days)

    def is_to_come(self, moment: Moment, zone: tzinfo) -> bool:
        """Return whether a moment is still to come; a bare day, wherever on earth that may be."""
        if moment.clock is None:
            return moment.starts() > self.now
        return moment.instant(zone) > self.now

    def boundaries(self, article: Gated, zone: tzinfo) -> tuple[datetime, ...]:
        """Return the instants at which an article becomes public or ceases to be.

        They may lie in the past. A draft has none, unless drafts are let in: then `publish_at` is
        one too, as an article is shown as embargoed until then.
        """
        if article.draft and not self.drafts:
            return ()
        both = article.publish_at, article.expires_at
        return tuple(at.instant(zone) for at in both if at is not None)

    def unchanged_since(self, since: datetime, until: datetime | None) -> bool:
        """Return whether the same articles are public as at `since`.

        `until` is the first boundary after `since`, None if there is none.
        """
        # If the clock has been set back to before `since`, boundaries may lie between the two.
        return since <= self.now and (until is None or self.now < until)
