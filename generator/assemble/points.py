"""The state of a point: worked out from its claims, never written by hand (DESIGN 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations

from msgspec import Struct

from generator.assemble.claims import ClaimKey, CountedClaim
from generator.validate.models import ClaimStatus

CLAIMS_KEPT = 3
"""Claims that an answer names; the others are counted."""


class State(StrEnum):
    """What the claims on a point, of one sort, amount to."""

    AGREED = "agreed"
    """Facts: two or more independent origins, one value."""
    SINGLE = "single"
    """Facts: one origin."""
    SOURCES_DIFFER = "sources-differ"
    """Different values of the same fact, or of what one party said on one day."""
    PARTIES_DIFFER = "parties-differ"
    """Positions: different values of different parties."""
    PARTIES_AGREE = "parties-agree"
    """Positions: one value of two or more parties."""
    ONE_PARTY = "one-party"
    """Positions: only one party has answered."""
    NOT_COMPARED = "not-compared"
    """Several claims, and none of them with a value."""
    DISPUTED = "disputed"
    """A claim is marked disputed or denied; stands beside the other states."""


class Answer(Struct, frozen=True, array_like=True):
    """Claims that give the same value; `value` is None for those that give none."""

    value: str | None
    answer: str | None
    """The value in the form in which values are compared."""
    claims: tuple[ClaimKey, ...]
    """The latest, new to old."""
    count: int
    """All of them."""
    reports: int
    independent: int
    """Distinct origins: who stands behind it."""
    sources: tuple[str, ...]
    """The outlets that report it, sorted."""


class Facts(Struct, frozen=True, array_like=True):
    """What sources report on a point."""

    state: State
    answers: tuple[Answer, ...]
    """The best supported first; claims without a value last."""


class Stand(Struct, frozen=True, array_like=True):
    """Where one party stands on a point: its latest word."""

    party: str
    answers: tuple[Answer, ...]
    """More than one where it is told differently."""
    differs: bool
    """Sources differ on what the party said on that day."""


class Positions(Struct, frozen=True, array_like=True):
    """What parties say on a point."""

    state: State
    stands: tuple[Stand, ...]
    """The latest word first; words of one day in the order of the register of actors."""

    @property
    def states(self) -> tuple[State, ...]:
        """The state, and that sources differ where they do so on any party."""
        differs = any(stand.differs for stand in self.stands)
        return tuple(dict.fromkeys((self.state, *([State.SOURCES_DIFFER] if differs else ()))))


class PointRecord(Struct, frozen=True, array_like=True):
    """What the claims on one point amount to."""

    facts: Facts | None
    positions: Positions | None
    disputed: bool
    reports: int
    independent: int

    @property
    def states(self) -> tuple[State, ...]:
        """All states to show, facts before positions."""
        found = [State.DISPUTED] if self.disputed else []
        found += [self.facts.state] if self.facts else []
        found += self.positions.states if self.positions else ()
        return tuple(dict.fromkeys(found))


NOTHING = PointRecord(None, None, False, 0, 0)


def work_out(claims: Sequence[CountedClaim], register: Iterable[str]) -> PointRecord:
    """Work out a point from its claims, old to new; `register` has the actors in their order."""
    facts = [claim for claim in claims if claim.fact]
    positions = [claim for claim in claims if not claim.fact]
    contested = (ClaimStatus.DISPUTED, ClaimStatus.DENIED)
    return PointRecord(
        facts=_facts(facts) if facts else None,
        positions=_positions(positions, register) if positions else None,
        disputed=any(claim.status in contested for claim in claims),
        reports=len({claim.article for claim in claims}),
        independent=_independent(claims),
    )


def _independent(claims: Iterable[CountedClaim]) -> int:
    """Count the distinct origins: a wire story counts once, however many relay it."""
    return len({claim.origin for claim in claims})


def _by_answer(claims: Sequence[CountedClaim]) -> list[list[CountedClaim]]:
    """Group claims by value: the best supported first, then the latest; without a value last."""
    groups: defaultdict[str | None, list[CountedClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.sort, reverse=True):
        groups[claim.answer].append(claim)
    # The groups stand from the latest to the oldest already; sorting keeps that among equals.
    return sorted(groups.values(), key=lambda g: (g[0].answer is None, -_independent(g)))


def _answer(claims: Sequence[CountedClaim]) -> Answer:
    return Answer(
        value=claims[0].value,
        answer=claims[0].answer,
        claims=tuple(claim.key for claim in claims[:CLAIMS_KEPT]),
        count=len(claims),
        reports=len({claim.article for claim in claims}),
        independent=_independent(claims),
        sources=tuple(sorted({claim.source for claim in claims})),
    )


def _facts(claims: Sequence[CountedClaim]) -> Facts:
    groups = _by_answer(claims)
    valued = [group for group in groups if group[0].answer is not None]
    if len(valued) > 1:
        state = State.SOURCES_DIFFER
    elif _independent(valued[0] if valued else claims) == 1:
        state = State.SINGLE
    else:
        state = State.AGREED if valued else State.NOT_COMPARED
    return Facts(state, tuple(map(_answer, groups)))


def _positions(claims: Sequence[CountedClaim], register: Iterable[str]) -> Positions:
    by_party: defaultdict[str, list[CountedClaim]] = defaultdict(list)
    for claim in claims:
        for party in claim.parties:
            by_party[party].append(claim)
    last = [_last_word(by_party[key]) for key in register if key in by_party]
    parties = [key for key in register if key in by_party]
    stands = [
        (groups[0][0].instant, _stand(party, groups))
        for party, groups in zip(parties, last, strict=True)
    ]
    stands.sort(key=lambda stand: stand[0], reverse=True)
    ordered = tuple(stand for _, stand in stands)
    return Positions(_state_of(ordered), ordered)


def _last_word(claims: Sequence[CountedClaim]) -> list[list[CountedClaim]]:
    """Take a party's latest word: its latest claim with a value, else its latest.

    All claims about the same day belong to it, unless their times say which came last.
    """
    valued = [claim for claim in claims if claim.value is not None] or claims
    last = max(valued, key=lambda claim: claim.sort)
    return _by_answer(
        [
            claim
            for claim in valued
            if claim.said.day == last.said.day
            and (claim.said.clock is None or claim.instant == last.instant)
        ]
    )


def _stand(party: str, groups: Sequence[Sequence[CountedClaim]]) -> Stand:
    articles = {frozenset(claim.article for claim in group) for group in groups}
    differs = len(groups) > 1 and len(articles) > 1
    return Stand(party, tuple(map(_answer, groups)), differs)


def _state_of(stands: Sequence[Stand]) -> State:
    said = [
        {answer.answer for answer in stand.answers if answer.value is not None} for stand in stands
    ]
    valued = [values for values in said if values]
    if not valued:
        return State.ONE_PARTY if len(stands) == 1 else State.NOT_COMPARED
    if any(one.isdisjoint(other) for one, other in combinations(valued, 2)):
        return State.PARTIES_DIFFER
    if any(stand.differs for stand in stands):
        return State.SOURCES_DIFFER
    return State.PARTIES_AGREE if len(valued) > 1 else State.ONE_PARTY
