"""Answers, stands and developments to the parts that show them, cut to their limits."""

from __future__ import annotations

from collections.abc import Sequence

from generator.assemble.developments import Development
from generator.assemble.points import Answer, Facts, PointRecord, Stand, State
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
        label = f"Agreed by {facts.answers[0].independent} independent sources"
    return Badge(state.value, f"{sort}: {label[0].lower()}{label[1:]}" if sort else label)


def answer_view(answer: Answer, cards: Cards, bibliography: Bibliography) -> AnswerView:
    """Show an answer with its latest claims."""
    shown = answer.claims[: limits.CLAIMS_PER_ANSWER]
    return AnswerView(
        value=answer.value,
        claims=tuple(
            CitedClaim(cards.claim(key), bibliography.mark(cards.corpus.the_article(key[0])))
            for key in shown
        ),
        reports=answer.reports,
        independent=answer.independent,
        more=answer.count - len(shown),
    )


def stand_views(
    stands: Sequence[Stand], cards: Cards, bibliography: Bibliography
) -> tuple[StandView, ...]:
    """Show where parties stand; those for whom the same claims speak stand together."""
    together: dict[tuple[Answer, ...], list[Stand]] = {}
    for stand in stands:
        together.setdefault(stand.answers, []).append(stand)
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
    told = cards.claim(development.claims[0])
    shown = development.claims[: limits.REPORTS_PER_DEVELOPMENT]
    articles = [cards.corpus.the_article(article) for article, _ in shown]
    return DevelopmentView(
        on=cards.date(development.on),
        kind=told.kind,
        text=told.text,
        status=told.status,
        by=told.by,
        theme=cards.theme(development.theme),
        marks=tuple(map(bibliography.mark, articles)) if bibliography else (),
        reports=tuple(LinkTo(card.path, card.source.text) for card in map(cards.claim, shown)),
        more=development.reports - len(shown),
    )
