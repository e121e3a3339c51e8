"""The state of a point: worked out from its claims, never written by hand (DESIGN 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from generator.assemble.corpus import Corpus, PublicClaim
from generator.validate.models import ClaimStatus


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


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that give the same value; `value` is None for those that give none."""

    value: str | None
    claims: tuple[PublicClaim, ...]
    """New to old."""

    @property
    def origins(self) -> frozenset[str]:
        """Who stands behind it independently."""
        return origins(self.claims)


@dataclass(frozen=True, slots=True)
class Facts:
    """What sources report on a point."""

    state: State
    answers: tuple[Answer, ...]
    """The best supported first; claims without a value last."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one party stands on a point: its latest word."""

    party: str
    answers: tuple[Answer, ...]
    """More than one where it is told differently."""
    differs: bool
    """Sources differ on what the party said on that day."""


@dataclass(frozen=True, slots=True)
class Positions:
    """What parties say on a point."""

    state: State
    stands: tuple[Stand, ...]
    """The latest word first; words of one day in the order of the register of actors."""

    @property
    def states(self) -> tuple[State, ...]:
        """The state, and that sources differ where they do so on any party."""
        differs = any(stand.differs for stand in self.stands)
        return tuple(dict.fromkeys((self.state, *([State.SOURCES_DIFFER] if differs else ()))))


@dataclass(frozen=True, slots=True)
class PointRecord:
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


def work_out(claims: Sequence[PublicClaim], corpus: Corpus) -> PointRecord:
    """Work out a point from its claims that count, old to new."""
    facts = [claim for claim in claims if claim.claim.kind.is_fact]
    positions = [claim for claim in claims if not claim.claim.kind.is_fact]
    contested = (ClaimStatus.DISPUTED, ClaimStatus.DENIED)
    return PointRecord(
        facts=_facts(facts) if facts else None,
        positions=_positions(positions, corpus) if positions else None,
        disputed=any(claim.claim.status in contested for claim in claims),
        reports=len({claim.article.id for claim in claims}),
        independent=len(origins(claims)),
    )


def work_out_all(corpus: Corpus) -> dict[tuple[str, str], PointRecord]:
    """Work out every point, by theme and id, in the order of themes and points."""
    return {
        (theme.name, point.id): work_out(
            corpus.claims_of_point.get((theme.name, point.id), ()), corpus
        )
        for theme in corpus.themes
        for point in theme.front.points
    }


def origins(claims: Iterable[PublicClaim]) -> frozenset[str]:
    """Give the distinct origins: a wire story counts once, however many relay it."""
    return frozenset(claim.origin for claim in claims)


def answers_of(claims: Sequence[PublicClaim]) -> tuple[Answer, ...]:
    """Group claims by value: the best supported first, then the latest; without a value last."""
    groups: defaultdict[str | None, list[PublicClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.order, reverse=True):
        groups[claim.answer].append(claim)
    answers = [Answer(group[0].claim.value, tuple(group)) for group in groups.values()]
    # The groups stand from the latest to the oldest already; sorting keeps that among equals.
    return tuple(sorted(answers, key=lambda a: (a.value is None, -len(a.origins))))


def _facts(claims: Sequence[PublicClaim]) -> Facts:
    answers = answers_of(claims)
    valued = [answer for answer in answers if answer.value is not None]
    if len(valued) > 1:
        state = State.SOURCES_DIFFER
    elif len(origins(valued[0].claims if valued else claims)) == 1:
        state = State.SINGLE
    else:
        state = State.AGREED if valued else State.NOT_COMPARED
    return Facts(state, answers)


def _positions(claims: Sequence[PublicClaim], corpus: Corpus) -> Positions:
    by_party: defaultdict[str, list[PublicClaim]] = defaultdict(list)
    for claim in claims:
        for party in corpus.parties(claim.claim):
            by_party[party].append(claim)
    register = corpus.content.actors
    stands = [_stand(key, by_party[key], corpus) for key in register if key in by_party]
    stands.sort(key=lambda stand: stand.answers[0].claims[0].order[0], reverse=True)
    return Positions(_state_of(stands), tuple(stands))


def _stand(party: str, claims: Sequence[PublicClaim], corpus: Corpus) -> Stand:
    """Take a party's latest word: its latest claim with a value, else its latest.

    All claims about the same day belong to it, unless their times say which came last.
    """
    valued = [claim for claim in claims if claim.claim.value is not None] or claims
    last = max(valued, key=lambda claim: claim.order)
    at = last.said.instant(corpus.zone)
    latest = [
        claim
        for claim in valued
        if claim.said.day == last.said.day
        and (claim.said.clock is None or claim.said.instant(corpus.zone) == at)
    ]
    answers = answers_of(latest)
    articles = {frozenset(claim.article.id for claim in answer.claims) for answer in answers}
    return Stand(party, answers, differs=len(answers) > 1 and len(articles) > 1)


def _state_of(stands: Sequence[Stand]) -> State:
    said = [
        {answer.claims[0].answer for answer in stand.answers if answer.value is not None}
        for stand in stands
    ]
    valued = [values for values in said if values]
    if not valued:
        return State.ONE_PARTY if len(stands) == 1 else State.NOT_COMPARED
    if any(one.isdisjoint(other) for one, other in combinations(valued, 2)):
        return State.PARTIES_DIFFER
    if any(stand.differs for stand in stands):
        return State.SOURCES_DIFFER
    return State.PARTIES_AGREE if len(valued) > 1 else State.ONE_PARTY
