"""The table: one row for each thing that was measured, one for how times grow with the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.measure import Figures

HEADER = (
    f"{'articles':>8}  {'what':<18}"
    f"{'ours s':>9}{'Hugo s':>9}{'ratio':>8}{'bar':>8}"
    f"{'ours MiB':>11}{'Hugo MiB':>10}{'ratio':>8}{'bar':>7}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one scenario gave at one size."""

    articles: int
    title: str
    ours: Figures
    hugo: Figures
    time_bar: float | None = None
    memory_bar: float | None = None
    absolute: bool = False
    """The bar of time is in seconds, not a ratio."""

    def __str__(self) -> str:
        ours, hugo = self.ours, self.hugo
        time_bar = _cell(self.time_bar) + (" s" if self.absolute else "")
        return (
            f"{self.articles:>8,}  {self.title:<18}"
            f"{_cell(ours.seconds, 3):>9}{_cell(hugo.seconds, 3):>9}"
            f"{_ratio(ours.seconds, hugo.seconds):>8}{time_bar:>8}"
            f"{_cell(ours.memory, 0):>11}{_cell(hugo.memory, 0):>10}"
            f"{_ratio(ours.memory, hugo.memory):>8}{_cell(self.memory_bar):>7}"
        )


def not_measured(articles: int, title: str, why: object) -> str:
    """What takes the place of a row, or goes below one of which a part is missing."""
    return f"{articles:>8,}  {title:<18}not measured: {why}"


def growth(title: str, rows: Sequence[Row], between: tuple[int, int], bar: float) -> str:
    """How often the time at the smallest size fits into that at the largest.

    `bar` is shown if these are the sizes that it is set for, `between`.
    """
    small = min(rows, key=lambda row: row.articles)
    large = max(rows, key=lambda row: row.articles)
    ours = _ratio(large.ours.seconds, small.ours.seconds)
    hugo = _ratio(large.hugo.seconds, small.hugo.seconds)
    sizes = (small.articles, large.articles)
    return (
        f"{'growth':>8}  {title:<18}{small.articles:,} → {large.articles:,} articles: "
        f"ours × {ours}, bar {_cell(bar if sizes == between else None)}; Hugo’s × {hugo}"
    )


def _ratio(a: float, b: float) -> str:
    return _cell(a / b if a and b else None, 3)


def _cell(value: float | None, digits: int = 2) -> str:
    return f"{value:.{digits}f}" if value else "–"
