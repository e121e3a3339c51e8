"""Invisible characters that change the order in which text is shown (Unicode Standard Annex 9).

With them, a title can be shown as other words than it consists of, and a figure as another one. So
what changes the order of a line must have a reason in that line and end in it:

- overrides and embeddings are refused: isolates do what they are needed for, without harm;
- isolates are fine if each is closed on its line;
- what turns text to the right is fine in lines with letters of a script that runs to the left, or
  with its digits, which by themselves would run with what is around them.

Joiners (U+200C, U+200D) belong to the spelling of words, and the left-to-right mark (U+200E) turns
nothing round in a line that runs to the right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.patterns import pattern

REORDERING = pattern("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""What can change the order of text; in most texts there is none."""
IN_NAMES = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What no name of a file needs. Two names that differ in it look the same."""
_WRITTEN = pattern(
    # As HTML writes them in numbers, with any number of zeros before, or by name.
    r"&(?:rlm|#x0{0,9}(?:61c|200f|202[a-e]|206[6-9])"
    r"|#0{0,9}(?:1564|8207|823[4-8]|829[4-7]));",
    re.IGNORECASE,
)
_MARKS_TO_THE_LEFT = "\u061c\u200f"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_TO_THE_LEFT = f"{_MARKS_TO_THE_LEFT}\u2067"
_OVERRIDES_AND_EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"


class Reordered(NamedTuple):
    """A place where an invisible character changes the order of a text, and why that is wrong."""

    line: int
    """From 1, as the column."""
    column: int
    length: int
    message: str


def reordered(text: str) -> Iterator[Reordered]:
    """Yield the first wrong place of each line."""
    if not REORDERING.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if REORDERING.search(line) and (found := _first_wrong(line)):
            at, why = found
            yield Reordered(number, at + 1, 1, f"{named(line[at])} {why}")


def reordered_by_entities(text: str) -> Iterator[Reordered]:
    """Yield the same for a text in which these characters may be written as HTML entities."""
    if "&" not in text or not _WRITTEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        written = list(_WRITTEN.finditer(line))
        if not written:
            continue
        # One character stands for each, so that places in the one can be told in the other.
        read, ends = _WRITTEN.sub(lambda found: _char(found[0]), line), 0
        if (wrong := _first_wrong(read)) is None:
            continue
        for entity in written:
            at = entity.start() - ends
            if at == wrong[0]:
                message = f"{entity[0]}, {named(read[at])}, {wrong[1]}"
                yield Reordered(number, entity.start() + 1, len(entity[0]), message)
            ends += len(entity[0]) - 1


def named(char: str) -> str:
    """Return a character for a message: `U+202E (right-to-left override)`."""
    return f"U+{ord(char):04X} ({unicodedata.name(char).lower()})"


def _first_wrong(line: str) -> tuple[int, str] | None:
    """Return the index of the first character in a line that must not be there, and why."""
    open_isolates: list[int] = []
    runs_to_the_left: bool | None = None
    for found in REORDERING.finditer(line):
        at, char = found.start(), found[0]
        if char in _OVERRIDES_AND_EMBEDDINGS:
            return at, "has words shown in another order than they are written in; remove it"
        if char in _TO_THE_LEFT:
            if runs_to_the_left is None:
                runs_to_the_left = _has_letters_to_the_left(line)
            if not runs_to_the_left:
                why = "turns signs and numbers round in a line without Arabic or Hebrew letters"
                return at, f"{why}; remove it"
        if char in _ISOLATES:
            open_isolates.append(at)
        elif char == _END_OF_ISOLATE:
            if not open_isolates:
                return at, "ends what was not begun on its line; remove it"
            open_isolates.pop()
    if open_isolates:
        why = "changes the order of words and is not ended on its line"
        return open_isolates[0], f"{why}; put U+2069 after these words, or remove it"
    return None


def _has_letters_to_the_left(line: str) -> bool:
    return any(
        unicodedata.bidirectional(char) in ("R", "AL", "AN")
        for char in line
        if char not in _MARKS_TO_THE_LEFT
    )


def _char(entity: str) -> str:
    digits = entity[2:-1]
    if entity[1] != "#":
        return "\u200f"
    return chr(int(digits[1:], 16) if digits[0] in "xX" else int(digits))
