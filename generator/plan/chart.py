"""The chart of reports over time: a row of bars for each theme, by day or by month.

All rows share the scale of both axes. Months are used if the days would not fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.language.language import Language
from generator.plan import limits
from generator.plan.figure_views import ChartRow, ChartView
from generator.plan.presenter import Presenter

_STEPS_IN_WORDS = 12
"""How many days or months the description lists, the latest ones."""
_HEIGHT = 10
"""Of the tallest bar, in units of the drawing; a day or month is one unit wide."""
_FEW_MONTHS = 4
"""More months than this have more days than `CHART_DAYS`, so the days need not be counted."""

Counts = Mapping[str, int]
"""The number of reports of each day, `2025-05-20`, or of each month, `2025-05`."""


def chart_view(presenter: Presenter) -> ChartView | None:
    """Return the view of the chart of all themes; None without any report."""
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
        first=_label(steps[0], language),
        last=_label(steps[-1], language),
        length=len(steps),
        rows=tuple(
            ChartRow(
                theme=presenter.theme(theme),
                total=sum(counts[theme].get(step, 0) for step in steps),
                bars=_bars([counts[theme].get(step, 0) / tallest for step in steps]),
                told=_in_words(counts[theme], steps, language),
            )
            for theme in themes
        ),
    )


def _days(found: set[str]) -> list[str]:
    """Return all days from the first to the last of those found."""
    first, last = date.fromisoformat(min(found)), date.fromisoformat(max(found))
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _months(found: Sequence[str]) -> list[str]:
    """Return all months from the first to the last of those found, which are sorted."""
    # Months are counted from the year 0, so that they can be subtracted.
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (found[0], found[-1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _label(step: str, language: Language) -> str:
    whole_day = len(step) > len("2025-05")
    return language.day(date.fromisoformat(step)) if whole_day else language.month(step)


def _bars(shares: Sequence[float]) -> str:
    """Return the bars as the data of an SVG path, given the share of the full height of each."""
    # Each starts a tenth of a unit in and is eight tenths wide, so that there is a gap between two.
    return "".join(
        f"M{at}.1 {_HEIGHT}v-{share * _HEIGHT:.3g}h.8V{_HEIGHT}z"
        for at, share in enumerate(shares)
        if share
    )


def _in_words(counts: Counts, steps: Sequence[str], language: Language) -> str:
    """Return what the bars show as text, for those who do not see them."""
    words = [f"{_label(step, language)}: {counts[step]}" for step in steps if counts.get(step)]
    return "; ".join(words[-_STEPS_IN_WORDS:])
