"""Keys and entries of lists that begin in another column than those that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

KEY = re.compile(r"(?P<key>[^\W\d][\w.-]*|\"[^\"]*\"|'[^']*')[ \t]*:(?:[ \t]|$)")
"""A key with its colon."""

_LEAD = re.compile(" *(?:- +)*")


class Mistake(NamedTuple):
    """Where something is wrong, lines and columns from 0, and what."""

    line: int
    column: int
    length: int
    message: str


def column_of(line: str) -> int:
    """Return the column at which the text of a line begins, behind its dashes."""
    found = _LEAD.match(line)
    return found.end() if found else 0


def key_off(lines: Sequence[str], number: int, wanted: Iterable[int]) -> Mistake:
    """Return the mistake of a key that should begin in one of the columns that are wanted.

    If the line above it has slipped out of the keys around it, the mistake is that line's.
    """
    line = lines[number]
    column = len(line) - len(line.lstrip())
    if slipped := _slipped(lines[:number], column):
        return slipped
    found = KEY.match(line, column)
    what = f"'{found['key']}'" if found else "this line"
    columns = " or ".join(str(other + 1) for other in sorted({*wanted}, reverse=True))
    message = (
        f"{what} begins in column {column + 1}; to belong to the keys above, "
        f"begin it in column {columns}"
    )
    return Mistake(number, column, len(found["key"]) if found else 1, message)


def _slipped(lines: Sequence[str], column: int) -> Mistake | None:
    """Return the mistake of the last line, if the keys before and after it begin in a column.

    Its own key begins further to the left, and has a value: nothing can be below it.
    """
    above = [number for number, line in enumerate(lines) if line.strip()][-2:]
    if len(above) != 2 or column_of(lines[above[0]]) != column:  # noqa: PLR2004 - the two above
        return None
    line = lines[above[1]]
    at = len(line) - len(line.lstrip())
    found = KEY.match(line, at)
    if found is None or at >= column or not line[found.end() :].strip():
        return None
    message = (
        f"'{found['key']}' begins in column {at + 1}; to belong to the keys around it, "
        f"begin it in column {column + 1}"
    )
    return Mistake(above[1], at, len(found["key"]), message)


def first_off(lines: Sequence[str], column: int) -> Mistake:
    """Return the mistake of the first line that does not begin in the column of those below."""
    texts = (number for number, line in enumerate(lines) if line.strip(" -#"))
    number = next(texts, 0)
    line = lines[number]
    at = len(line) - len(line.lstrip())
    message = (
        f"this line begins in column {at + 1}, and those below in column {column + 1}; "
        "begin it there, too"
    )
    return Mistake(number, at, len(line.rstrip()) - at, message)


def entry_off(lines: Sequence[str], number: int, column: int) -> Mistake:
    """Return the mistake of an entry of a list that cannot be one where it stands."""
    message = "this begins an entry of a list, but the key above has a value already"
    for line in reversed(lines[:number]):
        other = len(line) - len(line.lstrip())
        if line.startswith("- ", other) and other != column:
            message = (
                f"this entry begins in column {column + 1}; to belong to the list above, "
                f"begin it in column {other + 1}"
            )
            break
        if line.strip() and other <= column:
            break
    return Mistake(number, column, 1, message)


def open_columns(lines: Sequence[str]) -> list[int]:
    """Return the columns of keys that a line below these lines could join, the last first."""
    columns: list[int] = []
    for line in reversed(lines):
        column = column_of(line)
        if KEY.match(line, column) and (not columns or column < columns[-1]):
            columns.append(column)
    return columns


def entry_above(lines: Sequence[str], dash: int) -> tuple[int, set[str]] | None:
    """Return column and names of the keys in the last entry with its dash in a column, or None."""
    keys: list[tuple[int, str]] = []
    for line in reversed(lines):
        at = column_of(line)
        if found := KEY.match(line, at):
            keys.append((at, found["key"]))
        if line[dash : dash + 1] == "-" and not line[:dash].strip():
            return at, {key for column, key in keys if column == at}
    return None


def entry_column(lines: Sequence[str], column: int) -> int | None:
    """Return the column of the list of texts that ends with these lines, or None if none does.

    It is a list that a line in a column could go on with: one there or further to the right.
    """
    for line in reversed(lines):
        at = len(line) - len(line.lstrip())
        if line.startswith("- ", at) and at >= column:
            is_text = KEY.match(line, column_of(line)) is None and not line.startswith(
                ("{", "["), column_of(line)
            )
            return at if is_text else None
        if line.strip() and at <= column:
            return None
    return None
