"""Find the debts of a site, put them in order, and look up their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.gate import Gate
from generator.problems import AtKey, AtLine, Finding
from generator.read.layout import SITE_FILE
from generator.read.places import place
from generator.status.debt import Debt, Group, Kind
from generator.status.of_articles import of_article
from generator.status.of_points import of_points
from generator.status.of_themes import of_theme
from generator.status.query import Query
from generator.status.quotations import unchecked
from generator.status.speakers import unknown_speakers
from generator.status.survey import Survey

SOON_DAYS = 7
"""How many days ahead is soon, unless somebody asks for another number."""


def find_debts(
    survey: Survey,
    gate: Gate,
    *,
    days: int = SOON_DAYS,
    archive: Path | None = None,
    theme: str | None = None,
) -> tuple[Debt, ...]:
    """Return the debts of a site, or of one theme, in the order in which they are listed.

    What falls due within `days` is among them. Quotations are looked up in the folder `archive`.
    """
    query = Query(survey, gate, days)
    found = (debt for debt in _debts(query, archive) if theme is None or theme in debt.themes)
    names = [one.name for one in survey.themes]
    return tuple(sorted(found, key=lambda debt: _order(debt, names)))


def _debts(query: Query, archive: Path | None) -> Iterator[Debt]:
    for theme in query.survey.themes:
        yield from of_theme(theme, query)
    yield from of_points(query)
    for written in query.articles(public=False):
        yield from of_article(written, query)
        yield from unchecked(written, query, archive)
    yield from unknown_speakers(query)
    yield from _of_example(query.survey)


def _of_example(survey: Survey) -> Iterator[Debt]:
    if survey.site and survey.site.example:
        text = "content of the example may be left: replace it, then delete this line"
        yield Debt(Group.TIDY, Kind.EXAMPLE, (), SITE_FILE, text, AtKey(("example",)))


def _order(debt: Debt, themes: Sequence[str]) -> tuple[int, int, str, int, str]:
    """Return the place of a debt: by group, theme, date, kind and file."""
    at = themes.index(debt.theme) if debt.theme in themes else len(themes)
    kind = list(Kind).index(debt.kind)
    return list(Group).index(debt.group), at, debt.due or "~", kind, debt.file


def with_lines(debts: Iterable[Debt], read: Callable[[str], str]) -> tuple[Debt, ...]:
    """Return debts with the lines that they stand on. `read` returns a file's text, or raises."""
    listed = tuple(debts)
    # The code of a finding is its number here. Of a bare line, nothing has to be looked up.
    findings = [
        Finding(debt.file, debt.spot, str(number), "")
        for number, debt in enumerate(listed)
        if not isinstance(debt.spot, AtLine)
    ]
    lines = {int(problem.code): problem.line for problem in place(findings, read)}
    return tuple(replace(debt, line=lines.get(at, 1)) for at, debt in enumerate(listed))
