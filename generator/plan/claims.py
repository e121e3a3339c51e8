"""Answers, stands and developments to the parts that show them, cut to their limits."""

from __future__ import annotations

from collections.abc import Sequence

from generator.assemble.developments import Development
from generator.assemble.points import Answer, Facts, PointRecord, Stand, State, origins
from generator.plan import limits
from generator.plan.cards import Bibliography, Cards
from generator.plan.parts import (
    AnswerView,
    Badge,
    CitedClaim,
    DevelopmentView,
    LinkTo,
    StandView,
)

LABELS = {
    State.AGREED: "Agreed",
    State.SOURCES_DIFFER: "Sources differ",
    State.PARTIES_DIFFER: "Parties differ",
    State.PARTIES_AGREE: "Parties agree",
    State.ONE_PARTY: "One party",
    State.NOT_COMPARED: "Not compared",
    State.DISPUTED: "Disputed",
    State.SINGLE: "Single source",
}


def badges(record: PointRecord) -> tuple[Badge, ...]:
    """Give the states of a point in words; where there are facts and positions, of each."""
    found = [Badge(State.DISPUTED.value, LABELS[State.DISPUTED])] if record.disputed else []
    both = record.facts is not None and record.positions is not None
    if record.facts:
        found.append(_badge(record.facts.state, record.facts, "Facts" if both else ""))
    for state in record.positions.states if record.positions else ():
        found.append(_badge(state, record.facts, "Positions" if both else ""))
    return tuple(found)


def _badge(state: State, facts: Facts | None, sort: str) -> Badge:
    label = LABELS[state]
    if state is State.AGREED and facts is not None:
        label = f"Agreed by {len(facts.answers[0].origins)} independent sources"
    return Badge(state.value, f"{sort}: {label[0].lower()}{label[1:]}" if sort else label)


def answer_view(answer: Answer, cards: Cards, bibliography: Bibliography) -> AnswerView:
    """Show an answer with its latest claims."""
    shown = answer.claims[: limits.CLAIMS_PER_ANSWER]
    return AnswerView(
        value=answer.value,
        claims=tuple(
            CitedClaim(cards.claim(claim), bibliography.mark(claim.article)) for claim in shown
        ),
        reports=len({claim.article.id for claim in answer.claims}),
        independent=len(origins(answer.claims)),
        more=len(answer.claims) - len(shown),
    )


def stand_views(
    stands: Sequence[Stand], cards: Cards, bibliography: Bibliography
) -> tuple[StandView, ...]:
    """Show where parties stand; those for whom the same claims speak stand together."""
    together: dict[tuple[tuple[str, str], ...], list[Stand]] = {}
    for stand in stands:
        spoken = tuple(claim.key for answer in stand.answers for claim in answer.claims)
        together.setdefault(spoken, []).append(stand)
    return tuple(
        StandView(
            parties=tuple(cards.actor(stand.party) for stand in group),
            answers=tuple(
                answer_view(answer, cards, bibliography)
                for answer in group[0].answers[: limits.ANSWERS_PER_POINT]
            ),
            differs=group[0].differs,
        )
        for group in together.values()
    )


def development_view(
    development: Development, cards: Cards, bibliography: Bibliography | None
) -> DevelopmentView:
    """Show a development; with a bibliography its reports are cited, without they are linked."""
    claims = development.claims
    told = cards.claim(claims[0])
    # One link or mark for each report, even where a report makes several claims of it.
    reports = list({claim.article.id: claim for claim in reversed(claims)}.values())[::-1]
    shown = reports[: limits.REPORTS_PER_DEVELOPMENT]
    return DevelopmentView(
        on=cards.date(development.on),
        kind=told.kind,
        text=told.text,
        status=told.status,
        by=told.by,
        theme=cards.theme(claims[0].claim.theme),
        marks=tuple(bibliography.mark(claim.article) for claim in shown) if bibliography else (),
        reports=tuple(LinkTo(card.path, card.source.text) for card in map(cards.claim, shown)),
        more=len(reports) - len(shown),
    )
