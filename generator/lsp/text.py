"""Texts as editors count them: lines, and columns in UTF-16, UTF-8 or characters.

A buffer has the text as it was typed. Everything else here has it as it is read: without a byte
order mark, lines ended by `\\n`, composed (NFC). Lines are the same in both; columns may differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unicodedata import is_normalized, normalize

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"

Units = Callable[[str], int]
"""Counts a text as an editor counts columns."""

_UTF16: Units = lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2  # noqa: E731
ENCODINGS: Mapping[str, Units] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": _UTF16,
    "utf-32": len,
}
"""How columns are counted, by the names that the protocol has for that."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends, which are those of the protocol."""
    return _LINE_END.split(text)


def to_units(line: str, column: int, units: Units) -> int:
    """Return a column (in characters, from 0) of a line as an editor counts it."""
    return column if line.isascii() else units(line[:column])


def to_column(line: str, count: int, units: Units) -> int:
    """Return the column (in characters, from 0) that an editor counts as so many units.

    One in the midst of a character means its start, and one beyond the line its end.
    """
    if line.isascii():
        return min(count, len(line))
    column = 0
    while column < len(line) and units(line[: column + 1]) <= count:
        column += 1
    return column


def raw_column(line: str, column: int, *, is_first: bool = False) -> int:
    """Return the column of a line as it was typed, given the one of it as it is read.

    The first line of a file may begin with a byte order mark.
    """
    skip = 1 if is_first and line.startswith(_BOM) else 0
    if is_normalized("NFC", line):
        return min(column + skip, len(line))
    # Of all starts that have so many characters composed, the longest ends where the next begins.
    at = skip
    for end in range(skip, len(line) + 1):
        if len(normalize("NFC", line[skip:end])) <= column:
            at = end
    return at
