"""What happened: dated claims, those that several reports make of the same thing told once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from msgspec import Struct

from generator.assemble.claims import ClaimKey, CountedClaim
from generator.moments import Moment

REPORTS_KEPT = 5
"""Reports that a development names; the others are counted."""


class Development(Struct, frozen=True, array_like=True):
    """One thing that happened or was said on a day, and the claims that tell it."""

    theme: str
    sort: str
    """Sorts from old to new."""
    on: Moment
    """The day that it is about."""
    claims: tuple[ClaimKey, ...]
    """One for each report, old to new by their articles; the first one's words are shown."""
    reports: int


def developments(claims: Iterable[CountedClaim]) -> tuple[Development, ...]:
    """Return the developments among dated claims that run from old to new.

    Claims tell the same thing if they are of one kind, by the same parties, on the same day, and
    give the same value on the same point.
    """
    groups: dict[Hashable, list[CountedClaim]] = {}
    for claim in claims:
        groups.setdefault(_what(claim), []).append(claim)
    return tuple(_development(group) for group in groups.values())


def _development(group: list[CountedClaim]) -> Development:
    told = sorted(group, key=lambda claim: (claim.article_sort, claim.sort))
    # One for each report, even where a report makes several claims of it.
    reports = list({claim.article: claim for claim in reversed(told)}.values())[::-1]
    return Development(
        theme=told[0].theme,
        sort=group[0].sort,
        on=told[0].said,
        claims=tuple(claim.key for claim in reports[:REPORTS_KEPT]),
        reports=len(reports),
    )


def _what(claim: CountedClaim) -> Hashable:
    if claim.answer is None or not claim.point:
        return claim.sort
    parties = tuple(sorted(claim.parties))
    return claim.theme, claim.point, claim.said.day, claim.kind, parties, claim.answer
