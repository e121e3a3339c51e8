"""What happened: dated claims, those that several reports make of the same thing told once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from generator.assemble.corpus import Corpus, PublicClaim
from generator.moments import Moment


@dataclass(frozen=True, slots=True)
class Development:
    """One thing that happened or was said on a day, and every claim that tells it."""

    claims: tuple[PublicClaim, ...]
    """Old to new by their articles; the first one's words are shown."""

    @property
    def theme(self) -> str:
        """The theme that it belongs to."""
        return self.claims[0].claim.theme

    @property
    def on(self) -> Moment:
        """The day that it is about."""
        return self.claims[0].said


def developments(claims: Iterable[PublicClaim], corpus: Corpus) -> tuple[Development, ...]:
    """Give the developments among claims that run from old to new; undated claims are none.

    Claims tell the same thing if they are of one kind, by the same parties, on the same day, and
    give the same value on the same point.
    """
    groups: dict[Hashable, list[PublicClaim]] = {}
    for claim in claims:
        if claim.claim.on is not None:
            groups.setdefault(_what(claim, corpus), []).append(claim)
    return tuple(
        Development(tuple(sorted(group, key=lambda claim: (claim.article.order, claim.order))))
        for group in groups.values()
    )


def _what(public: PublicClaim, corpus: Corpus) -> Hashable:
    claim = public.claim
    if public.answer is None or claim.point is None:
        return public.order
    parties = tuple(sorted(corpus.parties(claim)))
    return claim.theme, claim.point, public.said.day, claim.kind, parties, public.answer
