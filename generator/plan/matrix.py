"""Positions as a matrix: points down, parties across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.assemble.points import PointRecord, Stand
from generator.plan import limits
from generator.plan.components import LinkTo
from generator.plan.figures import MatrixCell, MatrixRow, MatrixView, ShortAnswer
from generator.plan.presenter import Bibliography, Presenter

Row = Mapping[str, MatrixCell]
"""What each party says on one point, by its key."""


def matrix_view(
    points: Sequence[tuple[LinkTo, PointRecord]], presenter: Presenter, bibliography: Bibliography
) -> MatrixView | None:
    """Turn the points around: what each party says; None where nobody holds a position.

    Parties that say everything together stand together. The most outspoken have a column each; what
    the others say stands in one column at the end.
    """
    rows = [
        (link, {stand.party: _cell(stand, presenter, bibliography) for stand in _stands(record)})
        for link, record in points
        if record.positions
    ]
    if not rows:
        return None
    groups = _together([row for _, row in rows])
    columns, others = groups[: limits.PARTIES_IN_MATRIX], groups[limits.PARTIES_IN_MATRIX :]
    if len(others) == 1:  # a column for others would take as much room
        columns, others = groups, []
    return MatrixView(
        columns=tuple(tuple(map(presenter.actor, group)) for group in columns),
        rows=tuple(
            MatrixRow(
                link,
                tuple(_of_group(group, row, presenter) for group in columns),
                tuple(_of_group(group, row, presenter) for group in others if group[0] in row),
            )
            for link, row in rows
        ),
        others=bool(others),
    )


def _stands(record: PointRecord) -> tuple[Stand, ...]:
    return record.positions.stands[: limits.PARTIES_PER_POINT] if record.positions else ()


def _cell(stand: Stand, presenter: Presenter, bibliography: Bibliography) -> MatrixCell:
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


def _of_group(group: Sequence[str], row: Row, presenter: Presenter) -> MatrixCell:
    said = row.get(group[0], MatrixCell((), (), False))
    return replace(said, parties=tuple(map(presenter.actor, group)))


def _together(rows: Sequence[Row]) -> list[list[str]]:
    """Group the parties whose cells are the same throughout, the most outspoken first."""
    parties = dict.fromkeys(party for row in rows for party in row)
    groups: dict[tuple[MatrixCell | None, ...], list[str]] = {}
    for party in parties:
        cells = tuple(row.get(party) for row in rows)
        groups.setdefault(cells, []).append(party)
    ordered = sorted(groups.items(), key=lambda group: group[0].count(None))
    return [group for _, group in ordered]
