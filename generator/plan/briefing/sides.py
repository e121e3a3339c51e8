"""Where each side stands: what principals answer, point by point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.assemble.points import Answer, PointRecord
from generator.plan import limits
from generator.plan.parties import Parties
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.briefing import SideAnswer, SideRow, SidesView
from generator.plan.views.components import LinkTo
from generator.validate.content import Theme

_LEAST = 2
"""A table with fewer rows or columns says no more than its points do."""


def sides_view(
    theme: Theme, parties: Parties, presenter: Presenter, bibliography: Bibliography
) -> SidesView | None:
    """Return the table of what each side answers to each point; None if it would have one cell.

    Sides are the principals; without any, the parties that answer most points. Only answers with a
    value are in it, and neither a side nor a point without any, nor a point that is put aside.
    """
    name, points = theme.name, [point.id for point in theme.front.points if not point.aside]
    answers = [
        (presenter.point(name, id), _answers_by_party(presenter.corpus.point(name, id)))
        for id in points
    ]
    sides = [parties.side(one) for one in parties.principals or _most_heard(answers)]
    sides = [side for side in sides if any(set(side) & set(of) for _, of in answers)]
    answers = [(link, of) for link, of in answers if any(set(side) & set(of) for side in sides)]
    if len(sides) < _LEAST or len(answers) < _LEAST:
        return None
    most = limits.share(limits.ANSWERS_OF_SIDES, limits.ANSWERS_PER_CELL, len(sides) * len(answers))
    return SidesView(
        columns=tuple(presenter.actor(side[0]) for side in sides),
        rows=tuple(
            SideRow(
                link,
                tuple(
                    tuple(islice(_cell(side, of, presenter, bibliography), most)) for side in sides
                ),
            )
            for link, of in answers
        ),
    )


def _answers_by_party(record: PointRecord) -> dict[str, list[Answer]]:
    stands = record.positions.stands if record.positions else ()
    found = {
        stand.party: [one for one in stand.answers if one.value is not None] for stand in stands
    }
    return {party: answers for party, answers in found.items() if answers}


def _most_heard(answers: Sequence[tuple[LinkTo, dict[str, list[Answer]]]]) -> list[str]:
    counts = Counter(party for _, of in answers for party in of)
    return [party for party, _ in counts.most_common(limits.SIDES)]


def _cell(
    side: Sequence[str],
    answers: dict[str, list[Answer]],
    presenter: Presenter,
    bibliography: Bibliography,
) -> Iterator[SideAnswer]:
    """Yield the answers of a side, each once, with the members of a group who give it."""
    given: dict[str | None, list[tuple[str, Answer]]] = {}
    for party in side:
        for answer in answers.get(party, ()):
            given.setdefault(answer.folded, []).append((party, answer))
    for same in given.values():
        who = [party for party, _ in same]
        is_whole = side[0] in who or len(who) == len(side) - 1
        claims = dict.fromkeys(key for _, answer in same for key in answer.claims)
        yield SideAnswer(
            value=same[0][1].value or "",
            who=() if is_whole else tuple(map(presenter.actor, who)),
            members=len(side) - 1,
            marks=bibliography.cite_answer(claims),
            gate=presenter.gate_of(claims),
        )
