"""What the claims on a point amount to, as components of its briefing page.

Answers and claims beyond the limits are left out, and the view says that there are more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from generator.assemble.points import Answer, Facts, PointRecord, Stand, State
from generator.language.borrowed import with_first
from generator.language.language import Language
from generator.plan import limits
from generator.plan.components import (
    AnswerView,
    Badge,
    CitedClaim,
    FactView,
    StandView,
)
from generator.plan.presenter import Bibliography, Presenter


def badges(record: PointRecord, language: Language) -> tuple[Badge, ...]:
    """Return the states of a point as badges.

    If a point has facts and positions, the badges say which of them they are about.
    """
    found = [_badge(State.DISPUTED, None, None, language)] if record.disputed else []
    both = record.facts is not None and record.positions is not None
    if record.facts:
        found.append(_badge(record.facts.state, record.facts, "facts" if both else None, language))
    for state in record.positions.states if record.positions else ():
        found.append(_badge(state, None, "positions" if both else None, language))
    return tuple(found)


def _badge(state: State, facts: Facts | None, sort: str | None, language: Language) -> Badge:
    label = language.named(state, "state")
    if state is State.AGREED and facts is not None:
        label = language.count("agreed-by", facts.answers[0].independent)
    if sort is not None:
        # After a colon, the state begins with a small letter.
        label = language.say(f"state-of-{sort}", state=with_first(label, str.lower))
    return Badge(state.value, label)


def fact_view(answer: Answer, presenter: Presenter, bibliography: Bibliography) -> FactView:
    """Return the view of an answer that sources report as a fact."""
    return FactView(_answer_view([answer], presenter, bibliography), answer.independent)


def _answer_view(
    answers: Sequence[Answer], presenter: Presenter, bibliography: Bibliography
) -> AnswerView:
    """Return the view of one answer with its latest claims.

    `answers` has the answer of every party that gave it: the same value, but other claims.
    """
    keys = tuple(dict.fromkeys(key for answer in answers for key in answer.claims))
    shown = keys[: limits.CLAIMS_PER_ANSWER]
    return AnswerView(
        value=answers[0].value,
        claims=tuple(
            CitedClaim(presenter.claim(key), bibliography.mark(presenter.corpus.article(key[0])))
            for key in shown
        ),
        # An answer in the index lists only the latest of its claims.
        more=len(shown) < len(keys) or any(one.count > len(one.claims) for one in answers),
    )


def stand_views(
    stands: Sequence[Stand], presenter: Presenter, bibliography: Bibliography
) -> tuple[StandView, ...]:
    """Return the views of what parties say, in the order of the first party of each.

    Parties that gave the same value, and no other, share a view. Those with several answers, or
    without a value, share one only if the same claims name them.
    """
    # Where the one answer of parties is the same, each may have been reported in other claims.
    together: dict[object, list[Stand]] = {}
    for stand in stands:
        only = stand.answers[0].folded if len(stand.answers) == 1 else None
        together.setdefault(stand.answers if only is None else only, []).append(stand)
    return tuple(
        StandView(
            parties=tuple(presenter.actor(stand.party) for stand in group),
            answers=tuple(
                _answer_view(same, presenter, bibliography)
                for same in islice(
                    zip(*(stand.answers for stand in group), strict=True), limits.ANSWERS_PER_POINT
                )
            ),
            differs=group[0].differs,
        )
        for group in together.values()
    )
