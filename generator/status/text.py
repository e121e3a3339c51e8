"""Debts as people read them in a terminal, and as programs do."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from unicodedata import combining, east_asian_width

from generator.status.debt import Debt, Group, Kind

WIDTH = 100
"""Columns of a terminal that lines fit."""
MOST_OF_KIND = 3
"""Debts of one kind and theme that are listed, unless somebody asks for all."""
_INDENT = 4
_WIDEST_PLACE = 44

TITLES: Mapping[Group, str] = {
    Group.OVERDUE: "Overdue",
    Group.SOON: "Due soon",
    Group.HELD: "Not public yet",
    Group.WEAK: "Weak evidence",
    Group.TIDY: "To tidy",
}
_NOUNS: Mapping[Kind, str] = {
    Kind.REVIEW: "reviews",
    Kind.WATCH: "dates to watch",
    Kind.EMBARGO: "embargoes",
    Kind.EXPIRY: "articles that end",
    Kind.DRAFT: "drafts",
    Kind.SINGLE_SOURCE: "points with one source",
    Kind.UNANSWERED: "points without a claim",
    Kind.NO_CLAIMS: "articles without a claim",
    Kind.UNCHECKED: "articles with unchecked quotations",
    Kind.WIRE: "articles that name an agency",
    Kind.NO_VALUE: "claims without a value",
    Kind.LONG: "long bottom lines",
    Kind.MANY_POINTS: "themes with many points",
    Kind.NO_SINCE: "statuses without a date",
    Kind.UNKNOWN_NAME: "unknown names",
    Kind.EXAMPLE: "marks of the example",
}


def shortened(debts: Iterable[Debt]) -> tuple[Sequence[Debt], Mapping[Debt, int]]:
    """Return the first debts of each kind and theme, and how many more follow the last of these."""
    shown: list[Debt] = []
    more: dict[Debt, int] = {}
    for _, group in groupby(debts, key=lambda debt: (debt.group, debt.theme, debt.kind)):
        same = list(group)
        # One more takes as much room as the line that says so.
        cut = MOST_OF_KIND if len(same) > MOST_OF_KIND + 1 else len(same)
        shown += same[:cut]
        if len(same) > cut:
            more[same[cut - 1]] = len(same) - cut
    return shown, more


def lines(debts: Sequence[Debt], more: Mapping[str, str]) -> Iterator[str]:
    """Yield debts by what is to be done next, then by theme, in lines that fit a terminal.

    `more` is what to say after some of them, by their place.
    """
    for group, of_group in groupby(debts, key=lambda debt: debt.group):
        yield TITLES[group]
        for theme, of_theme in groupby(of_group, key=lambda debt: debt.theme):
            yield f"  {theme or 'the whole site'}"
            listed = list(of_theme)
            widths = [width for width in map(_width, map(place, listed)) if width <= _WIDEST_PLACE]
            for debt in listed:
                yield from _entry(debt, max(widths, default=0))
                if debt_more := more.get(key(debt)):
                    yield f"{' ' * _INDENT}{debt_more}"
        yield ""


def key(debt: Debt) -> str:
    """Return what tells a debt from all others of a list."""
    return f"{debt.group} {debt.kind} {debt.theme} {place(debt)} {debt.text}"


def place(debt: Debt) -> str:
    """Return file and line of a debt: `themes/venues.md:7`."""
    return f"{debt.file}:{debt.line or 1}"


def more_of(kind: Kind, number: int) -> str:
    """Return what stands in place of so many further debts of a kind."""
    return f"… and {number:,} more {_NOUNS[kind]}"


def numbers(debts: Iterable[Debt]) -> str:
    """Return how many debts there are of each group: `2 overdue, 1 due soon`."""
    counts = Counter(debt.group for debt in debts)
    found = [f"{counts[group]:,} {TITLES[group].lower()}" for group in Group if counts[group]]
    return ", ".join(found) or "nothing is due"


def as_json(debts: Sequence[Debt], now: datetime, days: int, errors: int) -> str:
    """Return debts as a JSON object, whose keys the handbook explains."""
    counts = Counter(debt.group for debt in debts)
    listed = [
        {
            "group": debt.group.value,
            "kind": debt.kind.value,
            "themes": list(debt.themes),
            "file": debt.file,
            "line": debt.line or 1,
            "due": debt.due,
            "page": debt.address,
            "public": debt.is_public,
            "text": debt.text,
        }
        for debt in debts
    ]
    whole = {
        "now": now.isoformat(timespec="seconds"),
        "days": days,
        "errors": errors,
        "counts": {group.value: counts[group] for group in Group},
        "debts": listed,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _entry(debt: Debt, column: int) -> Iterator[str]:
    """Yield the lines of one debt: its place, and what is owed beside it or below."""
    at, indent = place(debt), " " * _INDENT
    room = WIDTH - _INDENT - column - 2
    if _width(at) > column:
        yield f"{indent}{at}"
        first, rest = f"{indent}  ", WIDTH - _INDENT - 2
        yield from (first + line for line in _wrapped(debt.text, rest))
        return
    first, *others = _wrapped(debt.text, room)
    yield f"{indent}{at}{' ' * (column - _width(at))}  {first}"
    yield from (f"{indent}{' ' * column}  {line}" for line in others)


def _wrapped(text: str, room: int) -> list[str]:
    # Characters of double width count twice, so a text of these has half the room.
    wide = _width(text) > len(text)
    return textwrap.wrap(text, room // 2 if wide else room) or [""]


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)
