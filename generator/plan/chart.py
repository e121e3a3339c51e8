"""Reports over time, theme by theme: bars by day, or by month where the story is a long one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.language.language import Language
from generator.plan import limits
from generator.plan.figures import ChartRow, ChartView
from generator.plan.presenter import Presenter

_SHOWN_IN_WORDS = 12
_HEIGHT = 10
_FEW_MONTHS = 4
"""A story of more is longer than `CHART_DAYS`: its days need not be counted to know that."""

Counts = Mapping[str, int]
"""How many reports there are of days such as `2025-05-20`, or of months."""


def chart_view(presenter: Presenter) -> ChartView | None:
    """Show how many reports there are on each theme over time; None where there are none."""
    corpus, language = presenter.corpus, presenter.language
    themes = [theme.name for theme in corpus.names.themes]
    by_month = {theme: dict(corpus.months(theme)) for theme in themes}
    months = sorted({month for counts in by_month.values() for month in counts})
    if not months:
        return None
    counts, steps, unit = by_month, _months(months)[-limits.CHART_MONTHS :], "month"
    if len(steps) <= _FEW_MONTHS:
        by_day = {theme: dict(corpus.days(theme, months[0])) for theme in themes}
        days = _days({day for counted in by_day.values() for day in counted})
        if len(days) <= limits.CHART_DAYS:
            counts, steps, unit = by_day, days, "day"
    tallest = max(counts[theme].get(step, 0) for theme in themes for step in steps)
    return ChartView(
        caption=language.count(f"reports-by-{unit}", tallest),
        first=_name(steps[0], language),
        last=_name(steps[-1], language),
        length=len(steps),
        rows=tuple(
            ChartRow(
                theme=presenter.theme(theme),
                total=sum(counts[theme].get(step, 0) for step in steps),
                bars=_bars([counts[theme].get(step, 0) / tallest for step in steps]),
                told=_told(counts[theme], steps, language),
            )
            for theme in themes
        ),
    )


def _days(found: set[str]) -> list[str]:
    """Return all days from the first to the last."""
    first, last = date.fromisoformat(min(found)), date.fromisoformat(max(found))
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _months(found: Sequence[str]) -> list[str]:
    """Return all months from the first to the last."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (found[0], found[-1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _name(step: str, language: Language) -> str:
    whole_day = len(step) > len("2025-05")
    return language.day(date.fromisoformat(step)) if whole_day else language.month(step)


def _bars(shares: Sequence[float]) -> str:
    """Draw the bars, each a share of the full height, with a little room between them."""
    return "".join(
        f"M{at}.1 {_HEIGHT}v-{share * _HEIGHT:.3g}h.8V{_HEIGHT}z"
        for at, share in enumerate(shares)
        if share
    )


def _told(counts: Counts, steps: Sequence[str], language: Language) -> str:
    """Say when there were how many; of a long story the latest."""
    told = [f"{_name(step, language)}: {counts[step]}" for step in steps if counts.get(step)]
    return "; ".join(told[-_SHOWN_IN_WORDS:])
