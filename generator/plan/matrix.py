"""The matrix of positions: a row for each point, a column for each party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.assemble.points import PointRecord, Stand
from generator.plan import limits
from generator.plan.components import LinkTo
from generator.plan.figure_views import MatrixCell, MatrixRow, MatrixView, ShortAnswer
from generator.plan.presenter import Bibliography, Presenter

Row = Mapping[str, MatrixCell]
"""The cell of each party that has a position on one point, by its key."""


def matrix_view(
    points: Sequence[tuple[LinkTo, PointRecord]], presenter: Presenter, bibliography: Bibliography
) -> MatrixView | None:
    """Return the view of the matrix of a theme; None if there are no positions.

    `points` are the points of the theme, each with its link. Parties with the same answers to all
    points share a column. Those with the most answers have columns of their own, and the answers of
    all others are in one column at the end.
    """
    rows = [
        (link, {stand.party: _cell(stand, presenter, bibliography) for stand in _stands(record)})
        for link, record in points
        if record.positions
    ]
    if not rows:
        return None
    groups = _group_parties([row for _, row in rows])
    columns, others = groups[: limits.PARTIES_IN_MATRIX], groups[limits.PARTIES_IN_MATRIX :]
    if len(others) == 1:  # a column for others would be as wide as one for this group
        columns, others = groups, []
    return MatrixView(
        columns=tuple(tuple(map(presenter.actor, group)) for group in columns),
        rows=tuple(
            MatrixRow(
                link,
                tuple(_cell_of_group(group, row, presenter) for group in columns),
                tuple(_cell_of_group(group, row, presenter) for group in others if group[0] in row),
            )
            for link, row in rows
        ),
        others=bool(others),
    )


def _stands(record: PointRecord) -> tuple[Stand, ...]:
    return record.positions.stands[: limits.PARTIES_PER_POINT] if record.positions else ()


def _cell(stand: Stand, presenter: Presenter, bibliography: Bibliography) -> MatrixCell:
    """Return a cell without parties, so that parties with the same answers have equal cells."""
    answers = tuple(
        ShortAnswer(
            value=answer.value,
            kind=presenter.claim(answer.claims[0]).kind,
            marks=tuple(
                dict.fromkeys(
                    bibliography.mark(presenter.corpus.article(article))
                    for article, _ in answer.claims
                )
            ),
        )
        for answer in stand.answers[: limits.ANSWERS_PER_POINT]
    )
    return MatrixCell((), answers, stand.differs)


def _cell_of_group(group: Sequence[str], row: Row, presenter: Presenter) -> MatrixCell:
    said = row.get(group[0], MatrixCell((), (), False))
    return replace(said, parties=tuple(map(presenter.actor, group)))


def _group_parties(rows: Sequence[Row]) -> list[list[str]]:
    """Return groups of parties that have equal cells in all rows, those with most answers first."""
    # A dict keeps the order in which parties first appear, and sorting keeps that among equals.
    parties = dict.fromkeys(party for row in rows for party in row)
    groups: dict[tuple[MatrixCell | None, ...], list[str]] = {}
    for party in parties:
        cells = tuple(row.get(party) for row in rows)
        groups.setdefault(cells, []).append(party)
    ordered = sorted(groups.items(), key=lambda group: group[0].count(None))
    return [group for _, group in ordered]
