"""What the claims on a point amount to: its state, one plain line for each answer, its claims.

Answers and claims beyond the limits are left out, and the view says how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from msgspec.structs import replace

from generator.assemble.claims import ClaimKey
from generator.assemble.points import Answer, Facts, PointRecord, Positions, Stand, State
from generator.language.borrowed import with_first
from generator.language.language import Language
from generator.plan import limits
from generator.plan.parties import Parties
from generator.plan.presenter import Bibliography, Presenter, is_held
from generator.plan.views.briefing import AnswerLine, PointView
from generator.plan.views.components import Badge, CitedClaim, LinkTo, NameList
from generator.scripts import is_unspaced
from generator.validate.content import Theme
from generator.validate.models import Point


def point_view(
    theme: Theme,
    point: Point,
    parties: Parties,
    presenter: Presenter,
    bibliography: Bibliography,
) -> PointView:
    """Return the view of a point of a theme."""
    record = presenter.corpus.point(theme.name, point.id)
    note = theme.notes[theme.front.points.index(point)]
    number = len(theme.front.points)
    most_lines = limits.share(limits.LINES_PER_BRIEFING, limits.LINES_PER_POINT, number)
    most_claims = limits.share(limits.CLAIMS_PER_BRIEFING, limits.CLAIMS_PER_POINT, number)
    answers = _answers(record, parties, presenter)
    lines = (_line(said, presenter, bibliography) for said in answers[:most_lines])
    shown = tuple(
        replace(_introduced(line, bibliography), unit=_unit_of(point, line.value)) for line in lines
    )
    return PointView(
        id=point.id,
        title=point.title,
        question=point.question,
        note=presenter.prose(note, bibliography) if note else None,
        aside=point.aside,
        badges=_badges(record, parties, presenter.language),
        reports=record.reports,
        independent=record.independent,
        lines=shown,
        more_lines=max(0, len(answers) - most_lines),
        claims=(claims := _claims_of(record, most_claims, bibliography)),
        count=record.claims,
        held=sum(is_held(one.claim.gate) for one in claims),
    )


def _badges(record: PointRecord, parties: Parties, language: Language) -> tuple[Badge, ...]:
    """Return the states of a point as badges.

    If a point has facts and positions, the badges say which of them they are about.
    """
    found: list[tuple[State, str, str | None]] = []
    if record.disputed:
        found.append((State.DISPUTED, language.named(State.DISPUTED, "state"), None))
    both = record.facts is not None and record.positions is not None
    if facts := record.facts:
        found.append((facts.state, _label_of_facts(facts, language), "facts" if both else None))
    if positions := record.positions:
        for state in positions.states:
            label = language.named(state, "state")
            if state is State.SOME_AGREE and positions.unheard:
                label = language.say(
                    "some-agree-without", names=_names(positions, parties, language)
                )
            found.append((state, label, "positions" if both else None))
    return tuple(_badge(*one, language) for one in found)


def _names(positions: Positions, parties: Parties, language: Language) -> str:
    """Return the names of the principals that were not heard."""
    found = parties.names(positions.unheard)
    names = ", ".join(one.text for one in found.shown)
    return f"{names} {language.count('and-others', found.more)}" if found.more else names


def _label_of_facts(facts: Facts, language: Language) -> str:
    if facts.state is not State.AGREED:
        return language.named(facts.state, "state")
    answer = facts.answers[0]
    key = "agreed-by-at-most" if answer.at_most else "agreed-by"
    return language.count(key, answer.independent)


def _badge(state: State, label: str, sort: str | None, language: Language) -> Badge:
    # After a colon, the state begins with a small letter.
    label = with_first(label, str.title if sort is None else str.lower)
    return Badge(
        state.value, label if sort is None else language.say(f"state-of-{sort}", state=label)
    )


class _Said(NamedTuple):
    """An answer to a point, before anything on the page cites it."""

    who: NameList
    value: str
    claims: Sequence[ClaimKey]


def _answers(record: PointRecord, parties: Parties, presenter: Presenter) -> Sequence[_Said]:
    """Return the answers to a point: facts first, then positions, those of principals first.

    Claims without a short answer are none, unless no claim has one: then each of the latest says
    what it says.
    """
    facts = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    found = [
        *_answers_of_facts(facts, presenter),
        *(_Said(*one) for one in positions_together(stands, parties)),
    ]
    return found or list(_answers_of_claims(record, parties, presenter))


def _introduced(line: AnswerLine, bibliography: Bibliography) -> AnswerLine:
    """Return an answer with the roles of people whom the page has not named before."""
    who = NameList(bibliography.introduced(line.who.shown), line.who.more)
    return replace(line, who=who)


def _answers_of_facts(answers: Iterable[Answer], presenter: Presenter) -> Iterator[_Said]:
    for answer in answers:
        if answer.value is not None:
            outlets = dict.fromkeys(map(presenter.outlet, answer.claims))
            yield _Said(short_list(tuple(outlets)), answer.value, answer.claims)


def positions_together(
    stands: Sequence[Stand], parties: Parties
) -> Iterator[tuple[NameList, str, list[ClaimKey]]]:
    """Yield each answer of parties once, with those who give it and their claims."""
    together: dict[tuple[str | None, ...], list[Stand]] = {}
    order = {party: place for place, party in enumerate(parties.in_order(s.party for s in stands))}
    for stand in sorted(stands, key=lambda stand: order[stand.party]):
        answers = tuple(one.folded for one in stand.answers if one.value is not None)
        if answers:
            together.setdefault(answers, []).append(stand)
    for group in together.values():
        value = "; ".join(one.value for one in group[0].answers if one.value is not None)
        claims = chain.from_iterable(one.claims for stand in group for one in stand.answers)
        yield parties.names([stand.party for stand in group]), value, list(claims)


def _answers_of_claims(
    record: PointRecord, parties: Parties, presenter: Presenter
) -> Iterator[_Said]:
    """Yield what claims say in their own words, for a point without any short answer."""
    for answer in record.facts.answers if record.facts else ():
        for key in answer.claims:
            names = short_list((presenter.outlet(key),))
            yield _Said(names, presenter.claim(key).text, [key])
    told: dict[ClaimKey, list[str]] = {}
    for stand in record.positions.stands if record.positions else ():
        for key in chain.from_iterable(answer.claims for answer in stand.answers):
            told.setdefault(key, []).append(stand.party)
    for key, by in told.items():
        yield _Said(parties.names(by), presenter.claim(key).text, [key])


def _line(said: _Said, presenter: Presenter, bibliography: Bibliography) -> AnswerLine:
    cited = list(dict.fromkeys(said.claims))
    return AnswerLine(
        who=said.who,
        value=said.value,
        unit=None,
        marks=bibliography.cite_answer(cited),
        status=presenter.claim(cited[0]).status,
        gate=presenter.gate_of(cited),
    )


def _unit_of(point: Point, value: str) -> str | None:
    """Return the unit of a point; None if a value has it, as it need not."""
    if point.unit and is_unspaced(point.unit[0]):
        return None if point.unit in value else point.unit
    # A digit may stand right before it: `30km`.
    word = rf"(?<![^\W\d_]){re.escape(point.unit or '')}(?!\w)"
    return None if re.search(word, value, re.IGNORECASE) else point.unit


def short_list(links: tuple[LinkTo, ...]) -> NameList:
    """Return the first few of those who give one answer, and how many others there are."""
    number = len(links) if len(links) <= limits.NAMES_IN_LINE else limits.NAMES_IN_LINE - 1
    return NameList(links[:number], len(links) - number)


def _claims_of(
    record: PointRecord, most: int, bibliography: Bibliography
) -> tuple[CitedClaim, ...]:
    """Return claims on a point, each once, at most `most`.

    Those that give its answers come first, facts before positions, then the latest of all others:
    earlier answers of a party, and claims without a value.
    """
    facts = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    answers = chain(facts, chain.from_iterable(stand.answers for stand in stands))
    of_answers = chain.from_iterable(answer.claims for answer in answers)
    keys = dict.fromkeys(chain(of_answers, record.latest))
    return tuple(bibliography.show(key) for key in islice(keys, most))
