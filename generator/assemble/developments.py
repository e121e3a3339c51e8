"""Developments: what happened or was said on a day, listed once however many reports tell it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

from msgspec import Struct

from generator.assemble import keys
from generator.assemble.claims import ClaimKey, CountedClaim
from generator.moments import Moment

DEVELOPMENTS_OF_PART = 200
"""How many developments a page of a month of the timeline shows; it has several pages for more."""
REPORTS_LISTED = 5
"""How many reports a development lists; the others are only counted."""


class Development(Struct, frozen=True, array_like=True):
    """An event, or a statement, and the claims that tell it."""

    theme: str
    sort: str
    """Orders developments from old to new: the `sort` of the oldest claim."""
    on: Moment
    """When it happened or was said, as the oldest report says."""
    claims: tuple[ClaimKey, ...]
    """One claim of each of the oldest reports, at most `REPORTS_LISTED`, in order from old to new.
    Pages show the text of the first."""
    reports: int
    """How many reports tell it, listed or not."""


def group_developments(claims: Iterable[CountedClaim]) -> tuple[Development, ...]:
    """Return the developments that dated claims tell; both are in order from old to new.

    Claims tell the same development if they are of one kind, by the same parties, about the same
    day, and give the same value on the same point. A claim without a point or a value is a
    development by itself, because nothing shows that two such claims mean the same.
    """
    groups: dict[Hashable, list[CountedClaim]] = {}
    for claim in claims:
        groups.setdefault(_identity(claim), []).append(claim)
    return tuple(_development(group) for group in groups.values())


def _development(group: list[CountedClaim]) -> Development:
    told = sorted(group, key=lambda claim: (claim.article_sort, claim.sort))
    # The first claim of each report: of the items of one key, a dict keeps the last.
    reports = list({claim.article: claim for claim in reversed(told)}.values())[::-1]
    return Development(
        theme=told[0].theme,
        sort=group[0].sort,
        on=told[0].moment,
        claims=tuple(claim.key for claim in reports[:REPORTS_LISTED]),
        reports=len(reports),
    )


def _identity(claim: CountedClaim) -> Hashable:
    """Return what is equal for claims that tell the same development."""
    if claim.answer is None or not claim.point:
        return claim.sort
    # The day, or month, and not the instant, as only some reports give a time; parties in any
    # order.
    parties = tuple(sorted(claim.parties))
    return claim.theme, claim.point, claim.moment.written, claim.kind, parties, claim.answer


def parts_of_months(counts: Mapping[str, int]) -> str | None:
    """Return the months of the timeline that take several pages, with how many, as JSON.

    `counts` are the numbers of developments by their keys. Return None if there is no such month.
    """
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        _, month = keys.parse_developments(key) or ("", "")
        totals[month] += count
    parts = {month: -(-total // DEVELOPMENTS_OF_PART) for month, total in sorted(totals.items())}
    several = {month: number for month, number in parts.items() if number > 1}
    return json.dumps(several) if several else None
