"""What the finders of debts are asked: about which site, when, and how far ahead to look."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.gate import Gate
from generator.moments import Moment
from generator.status.debt import Group
from generator.status.survey import Survey, Written


class Query(Struct, frozen=True):
    """A question about the debts of a site."""

    survey: Survey
    gate: Gate
    """That of the published site, which lets no draft in."""
    days: int
    """How many days ahead are soon."""

    def is_public(self, written: Written) -> bool:
        """Return whether readers can see an article."""
        return self.gate.lets_in(written.article, self.survey.zone)

    def is_over(self, written: Written) -> bool:
        """Return whether an article has expired: nothing is owed of it any more."""
        expires = written.article.expires_at
        return expires is not None and self.gate.is_past(expires, self.survey.zone)

    def articles(self, *, public: bool) -> Iterator[Written]:
        """Yield articles: those that are public, or all that are it or will be."""
        for written in self.survey.articles:
            if self.is_public(written) if public else not self.is_over(written):
                yield written

    def when(self, moment: Moment) -> Group | None:
        """Return whether a moment is past or soon; None if it is later."""
        if self.gate.is_past(moment, self.survey.zone):
            return Group.OVERDUE
        return Group.SOON if self.is_soon(moment) else None

    def is_soon(self, moment: Moment) -> bool:
        """Return whether a moment comes within the days that are asked about, or has come."""
        return self.gate.is_within(self.days, moment, self.survey.zone)


def as_written(moment: Moment) -> str:
    """Return a moment as editors write it: `2025-06-05`, `2025-06-05 09:00`."""
    if moment.clock is None:
        return moment.written
    offset = moment.clock.isoformat("minutes")[5:]
    return f"{moment.written} {moment.clock:%H:%M}{offset}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 claim`, `5 claims`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
