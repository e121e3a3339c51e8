"""Keys and entries of lists that begin in another column than those that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.patterns import pattern

KEY = pattern(r"(?P<key>[^\W\d][\w.-]*|\"[^\"]*\"|'[^']*')[ \t]*:(?:[ \t]|$)")
"""A key with its colon."""

_WIDE = pattern(rf" *-(?P<more> (?: +|(?:- +)+)){KEY.pattern}")
_LEAD = pattern(" *(?:- +)*")


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
    if len(above) != 2:  # noqa: PLR2004 - the two above
        return None
    before, line = lines[above[0]], lines[above[1]]
    at = len(line) - len(line.lstrip())
    found, parent = KEY.match(line, at), KEY.match(before, at)
    if found is None or at >= column or not line[found.end() :].strip():
        return None
    if column_of(before) == column:
        where = "the keys around it"
    elif parent and column_of(before) == at and not before[parent.end() :].strip():
        where = f"'{parent['key']}', like the line below"
    else:
        return None
    message = (
        f"'{found['key']}' begins in column {at + 1}; to belong to {where}, "
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
    if first := _first_without_dash(lines[:number], column, lines[number]):
        return first
    message = "this begins an entry of a list, but the key above has a value already"
    is_among_keys = False
    for line in reversed(lines[:number]):
        other = len(line) - len(line.lstrip())
        if line.startswith("- ", other) and (other < column if is_among_keys else other != column):
            message = (
                f"this entry begins in column {column + 1}; to belong to the list above, "
                f"begin it in column {other + 1}"
            )
            break
        if line.strip() and other < column:
            break
        is_among_keys = is_among_keys or other == column
    else:
        if is_among_keys and KEY.match(lines[number], column_of(lines[number])):
            message = "the lines above are no entries of a list; remove the dash"
    return Mistake(number, column, 1, message)


def _first_without_dash(lines: Sequence[str], column: int, entry: str) -> Mistake | None:
    """Return the mistake of the first entry of a list that has no dash, as the next one has."""
    begun = KEY.match(entry, column_of(entry))
    first: int | None = None
    for number, line in reversed([*enumerate(lines)]):
        at = len(line) - len(line.lstrip())
        if not line.strip():
            continue
        if at <= column:
            found = KEY.match(line, at)
            is_key_alone = found is not None and not line[found.end() :].strip()
            if first is None or not is_key_alone:
                return None
            at = column_of(lines[first])
            same = KEY.match(lines[first], at)
            # At the top, it may as well be a dash too many: it is not if both begin with one key.
            if column == 0 and not (begun and same and begun["key"] == same["key"]):
                return None
            message = (
                "the first entry of the list has no dash; put '- ' before this line, with the "
                f"dash in column {column + 1}"
            )
            return Mistake(first, at, len(lines[first].rstrip()) - at, message)
        if line.startswith("- ", at):
            return None
        first = number
    return None


def texts_without_dashes(lines: Sequence[str], number: int, column: int) -> Mistake | None:
    """Return the mistake of several texts in quotes on lines below each other, up to a line."""
    first = number
    while first >= 0 and lines[first].startswith(('"', "'"), column):
        first -= 1
    if first + 1 >= number:
        return None
    message = "each entry of a list begins with a dash; put '- ' before each of these texts"
    return Mistake(first + 1, column, 1, message)


def wide_start(line: str, below: int) -> Mistake | None:
    """Return the mistake of an entry with two dashes, or two spaces after its dash.

    With the latter, its other keys may well be right: `below` is the column in which they begin.
    """
    found = _WIDE.match(line)
    if found is None or (found["more"].isspace() and below != found.start("more") + 1):
        return None
    message = "write one dash and one space before the first key of an entry"
    return Mistake(0, found.start("more") - 1, 1, message)


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


def is_bracket_below(lines: Sequence[str], line: str, column: int) -> bool:
    """Return whether a line is an entry in braces below such entries, but has no dash."""
    above = next((other for other in reversed(lines) if other.strip()), "")
    return line.startswith("{", column) and above.startswith("- ", column)


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
