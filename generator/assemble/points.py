"""The state of a point, derived from its claims, so that editors cannot forget to update it.

The rules, as the editor's handbook has them:

- Facts are compared across sources. One value from two or more independent origins is *agreed*,
  from one origin it is *single*; with several values, *sources differ*.
- Positions are compared by party: an actor together with all who speak for it. Only the latest
  answer of a party counts. *Parties differ* if the answers of two of them have no value in common;
  *sources differ* if reports tell the answer of one party differently.
- Two claims are independent if their origins differ: a wire story counts once, however many relay
  it. Sources and reports are never counted in place of origins.
- Parties *agree* only if every principal is among them; else those that answer do (*some-agree*).
- A claim without a value is listed and counted but not compared.
- A claim that is marked disputed or denied adds *disputed*, whatever else is found.
- Facts and positions are judged apart, and a point with both shows both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations

from msgspec import Struct

from generator.assemble.claims import ClaimKey, CountedClaim, Grouping
from generator.validate.models import ClaimStatus

CLAIMS_LISTED = 3
"""How many claims an answer lists; the others are only counted."""


CLAIMS_OF_POINT = 24
"""How many claims a point lists, whatever they answer; the others are only counted."""


class State(StrEnum):
    """What the facts or the positions on a point amount to."""

    AGREED = "agreed"
    """Facts: one value, from two or more independent origins."""
    SINGLE = "single"
    """Facts: one origin, with one value or with none."""
    SOURCES_DIFFER = "sources-differ"
    """Facts: several values. Positions: several values of what one party said at one time."""
    PARTIES_DIFFER = "parties-differ"
    """Positions: two parties gave answers that have no value in common."""
    PARTIES_AGREE = "parties-agree"
    """Positions: two or more parties gave the same value, all principals among them."""
    SOME_AGREE = "some-agree"
    """Positions: two or more parties gave the same value, and a principal gave none."""
    ONE_PARTY = "one-party"
    """Positions: only one party gave a value, or only one said anything."""
    NOT_COMPARED = "not-compared"
    """Claims from several origins, or of several parties, none of them with a value."""
    DISPUTED = "disputed"
    """A claim is marked disputed or denied; shown besides the other states."""


class Answer(Struct, frozen=True, array_like=True):
    """Claims that give the same value, or those that give none."""

    value: str | None
    """The value as the latest of these claims has it; None if they give none."""
    folded: str | None
    """The value in the form in which values are compared (`fold_value`)."""
    claims: tuple[ClaimKey, ...]
    """The latest claims, at most `CLAIMS_LISTED`, from new to old."""
    count: int
    """How many claims there are, listed or not."""
    reports: int
    """How many articles they are from."""
    independent: int
    """How many distinct origins they have."""
    at_most: bool
    """Whether that number may be too high."""
    origins: tuple[str, ...]
    """Whom they really come from, sorted by key."""


class Facts(Struct, frozen=True, array_like=True):
    """What sources report on a point."""

    state: State
    answers: tuple[Answer, ...]
    """Those with the most independent origins first; claims without a value last."""


class Stand(Struct, frozen=True, array_like=True):
    """The latest answer of one party to a point."""

    party: str
    """The key of its actor, one that represents nobody else."""
    answers: tuple[Answer, ...]
    """Several if the party gave several answers at one time, or reports tell it differently."""
    differs: bool
    """Whether reports differ on what the party said."""


class Positions(Struct, frozen=True, array_like=True):
    """What parties say on a point."""

    state: State
    stands: tuple[Stand, ...]
    """The latest first; those of the same instant in the order of the register of actors."""
    unheard: tuple[str, ...] = ()
    """Where only some agree, the principals that said nothing."""

    @property
    def states(self) -> tuple[State, ...]:
        """The state, and *sources differ* if they differ on any party."""
        differs = any(stand.differs for stand in self.stands)
        return tuple(dict.fromkeys((self.state, *([State.SOURCES_DIFFER] if differs else ()))))


class PointRecord(Struct, frozen=True, array_like=True):
    """What the claims on one point amount to."""

    facts: Facts | None
    """None without facts."""
    positions: Positions | None
    """None without positions."""
    disputed: bool
    claims: int
    """How many claims there are."""
    latest: tuple[ClaimKey, ...]
    """The latest of them, at most `CLAIMS_OF_POINT`, from new to old."""
    reports: int
    """How many articles they are from."""
    independent: int
    """How many distinct origins they have."""
    at_most: bool
    """Whether that number may be too high."""

    @property
    def states(self) -> tuple[State, ...]:
        """All states to show, each once: disputed, then those of facts, then of positions."""
        found = [State.DISPUTED] if self.disputed else []
        found += [self.facts.state] if self.facts else []
        found += self.positions.states if self.positions else ()
        return tuple(dict.fromkeys(found))


NO_CLAIMS = PointRecord(None, None, False, 0, (), 0, 0, False)
"""The record of a point that no claim answers."""


def derive_point(
    claims: Sequence[CountedClaim], grouping: Grouping, principals: Sequence[str] = ()
) -> PointRecord:
    """Return what the claims on a point amount to; they are sorted from old to new.

    Parties agree if all `principals`, as editors wrote them, are heard.
    """
    facts = [claim for claim in claims if claim.is_fact]
    positions = [claim for claim in claims if not claim.is_fact]
    contested = (ClaimStatus.DISPUTED, ClaimStatus.DENIED)
    return PointRecord(
        facts=_facts(facts, grouping) if facts else None,
        positions=_positions(positions, grouping, principals) if positions else None,
        disputed=any(claim.status in contested for claim in claims),
        claims=len(claims),
        latest=tuple(claim.key for claim in claims[: -CLAIMS_OF_POINT - 1 : -1]),
        reports=len({claim.article for claim in claims}),
        independent=_independent(claims),
        at_most=grouping.is_upper_bound(_origins(claims)),
    )


def _origins(claims: Iterable[CountedClaim]) -> set[str]:
    return {claim.origin for claim in claims}


def _independent(claims: Iterable[CountedClaim]) -> int:
    """Count the distinct origins of claims."""
    return len(_origins(claims))


def _group_by_answer(claims: Sequence[CountedClaim]) -> list[list[CountedClaim]]:
    """Return groups of claims with the same value, each from new to old.

    Groups with more independent origins come first, among equals the one with the latest claim;
    claims without a value are one group, which comes last.
    """
    groups: defaultdict[str | None, list[CountedClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.sort, reverse=True):
        groups[claim.answer].append(claim)
    # The groups are in order from new to old already, and sorting is stable.
    return sorted(
        groups.values(), key=lambda group: (group[0].answer is None, -_independent(group))
    )


def _answer(claims: Sequence[CountedClaim], grouping: Grouping) -> Answer:
    """Return the answer that claims of one group give; they are in order from new to old."""
    return Answer(
        value=claims[0].value,
        folded=claims[0].answer,
        claims=tuple(claim.key for claim in claims[:CLAIMS_LISTED]),
        count=len(claims),
        reports=len({claim.article for claim in claims}),
        independent=_independent(claims),
        at_most=grouping.is_upper_bound(_origins(claims)),
        origins=tuple(sorted(_origins(claims))),
    )


def _facts(claims: Sequence[CountedClaim], grouping: Grouping) -> Facts:
    groups = _group_by_answer(claims)
    valued = [group for group in groups if group[0].answer is not None]
    # Claims without a value can neither agree nor differ, so they count only where none has one.
    if len(valued) > 1:
        state = State.SOURCES_DIFFER
    elif _independent(valued[0] if valued else claims) == 1:
        state = State.SINGLE
    else:
        state = State.AGREED if valued else State.NOT_COMPARED
    return Facts(state, tuple(_answer(group, grouping) for group in groups))


def _positions(
    claims: Sequence[CountedClaim], grouping: Grouping, principals: Sequence[str]
) -> Positions:
    by_party: defaultdict[str, list[CountedClaim]] = defaultdict(list)
    for claim in claims:
        for party in claim.parties:
            by_party[party].append(claim)
    # In the order of the register.
    latest = {actor: _latest(by_party[actor]) for actor in grouping.speaks_for if actor in by_party}
    stands = [
        (groups[0][0].instant, _stand(party, groups, grouping)) for party, groups in latest.items()
    ]
    # Stable: parties that spoke at one instant stay in the order of the register.
    stands.sort(key=lambda stand: stand[0], reverse=True)
    ordered = tuple(stand for _, stand in stands)
    state = _state_of_positions(ordered, grouping)
    if state is not State.PARTIES_AGREE:
        return Positions(state, ordered)
    answering = [stand for stand in ordered if stand.answers[0].value is not None]
    if not _unheard(principals, answering, grouping):
        return Positions(state, ordered)
    return Positions(State.SOME_AGREE, ordered, _unheard(principals, ordered, grouping))


def _unheard(
    principals: Sequence[str], stands: Sequence[Stand], grouping: Grouping
) -> tuple[str, ...]:
    """Return the principals of which no stand is, nor of a group or member of theirs."""
    return tuple(
        principal
        for principal in grouping.parties(principals)
        if not any(
            stand.party == principal or grouping.are_one(stand.party, principal) for stand in stands
        )
    )


def _latest(claims: Sequence[CountedClaim]) -> list[list[CountedClaim]]:
    """Return the claims that are a party's latest answer, grouped by value.

    They are those about the day, or month, of its latest claim with a value or, if none has a
    value, of its latest claim. Of claims with a time, only those of the latest time count; a claim
    without one may be about any time of that day.
    """
    valued = [claim for claim in claims if claim.value is not None] or claims
    last = max(valued, key=lambda claim: claim.sort)
    return _group_by_answer(
        [
            claim
            for claim in valued
            if claim.moment.written == last.moment.written
            and (claim.moment.clock is None or claim.instant == last.instant)
        ]
    )


def _stand(party: str, groups: Sequence[Sequence[CountedClaim]], grouping: Grouping) -> Stand:
    # A report in which the party gives several answers does not differ from any other report.
    articles = {frozenset(claim.article for claim in group) for group in groups}
    differs = len(groups) > 1 and len(articles) > 1
    return Stand(party, tuple(_answer(group, grouping) for group in groups), differs)


def _state_of_positions(stands: Sequence[Stand], grouping: Grouping) -> State:
    answers = [
        (stand.party, {answer.folded for answer in stand.answers if answer.value is not None})
        for stand in stands
    ]
    valued = [stand for stand in answers if stand[1]]
    # What parties say outweighs how it is reported; `Positions.states` adds that sources differ.
    if not valued:
        return State.ONE_PARTY if len(stands) == 1 else State.NOT_COMPARED
    # What is said of a group and what one of its members says are no two sides.
    pairs = [
        (values, others)
        for (party, values), (other, others) in combinations(valued, 2)
        if not grouping.are_one(party, other)
    ]
    if any(one.isdisjoint(other) for one, other in pairs):
        return State.PARTIES_DIFFER
    if any(stand.differs for stand in stands):
        return State.SOURCES_DIFFER
    return State.PARTIES_AGREE if pairs else State.ONE_PARTY
