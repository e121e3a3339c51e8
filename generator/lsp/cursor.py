"""Where in a half-written file the cursor is: among which keys, at a key or at a value.

The YAML around the cursor is usually broken while somebody types, so no parser is asked: lines are
looked at for their indentation, their dashes and their keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from generator.lsp.files import Document

_LINE = re.compile(r"(?P<lead> *(?:- +)*)(?P<rest>.*)")
_KEY = re.compile(r"(?P<key>[^\W\d][\w.-]*|\"[^\"]*\"|'[^']*')[ \t]*:(?=[ \t]|$)")
_ENTRY_KEY = re.compile(r"(?P<key>\w[\w.-]*)[ \t]*:(?=[ \t]|$)")


class Place(Struct, frozen=True):
    """A place in front matter or in a register."""

    at: Literal["key", "value", "entry"]
    """An entry is what a dash begins: a value, or the first key of several."""
    path: tuple[str, ...]
    """The keys that lead to the mapping that has the key, or to the value, without indexes."""
    word: str
    """What is written there."""
    start: int
    """The column, from 0, at which that begins."""
    siblings: Mapping[str, str]
    """The other keys of the same mapping with what follows them on their lines."""
    listed: tuple[str, ...] = ()
    """What else stands in the same brackets."""


class Line(Struct, frozen=True):
    """A line of YAML, taken apart."""

    column: int
    """Where its text begins, behind dashes."""
    dash: int | None
    """The column of its last dash, if it has one."""
    key: str
    value: str


def place_at(document: Document, line: int, column: int) -> Place | None:
    """Return the place of a cursor; None if it is in the text below the front matter."""
    first, last = document.front
    if not first <= line < last:
        return None
    lines = document.lines[first:last]
    return _place([*lines, ""], line - first, column)


def _place(lines: Sequence[str], number: int, column: int) -> Place | None:
    line = lines[number]
    here = parse(line)
    before = line[:column]
    text = before[here.column :]
    if here.key and len(text) > len(here.key) and ":" in text:
        path = (*parents(lines, number), here.key)
        start = line.index(":", here.column + len(here.key)) + 1
        return _in_value(before, start, path, _siblings(lines, number))
    opened = _open_bracket(lines, number)
    if opened is not None and not here.key:
        path = (*parents(lines, opened), parse(lines[opened]).key)
        word = re.split(r"[\[,]", before)[-1]
        return _value(path, word, column, _siblings(lines, opened))
    if column < here.column:
        return None
    path = parents(lines, number)
    if text.startswith(("{", "[")):
        return _in_value(before, here.column, path, {})
    at: Literal["key", "entry"] = "key" if here.key or here.dash is None else "entry"
    return Place(at, path, text, here.column, _siblings(lines, number))


def _in_value(before: str, start: int, path: tuple[str, ...], siblings: Mapping[str, str]) -> Place:
    """Return the place of a cursor behind a key, perhaps in brackets or braces."""
    value = before[start:]
    stripped = value.lstrip()
    if stripped.startswith("{"):
        inner, _, word = stripped[1:].rpartition(",")
        keys = dict(part.strip().partition(":")[::2] for part in inner.split(",") if ":" in part)
        key, colon, rest = word.partition(":")
        if colon:
            return _value((*path, key.strip()), rest, len(before), keys)
        bare = word.lstrip()
        return Place("key", path, bare, len(before) - len(bare), keys)
    if stripped.startswith("["):
        *others, word = re.split(r"[\[,]", stripped[1:])
        listed = tuple(other.strip().strip("\"'") for other in others)
        return _value(path, word, len(before), siblings, listed)
    return _value(path, value, len(before), siblings)


def _value(
    path: tuple[str, ...],
    written: str,
    end: int,
    siblings: Mapping[str, str],
    listed: tuple[str, ...] = (),
) -> Place:
    word = written.lstrip().lstrip("\"'")
    return Place("value", path, word, end - len(word), siblings, listed)


def parse(line: str) -> Line:
    """Return a line of YAML, taken apart."""
    found = _LINE.match(line)
    lead, rest = (found["lead"], found["rest"]) if found else ("", line)
    dash = lead.rfind("-") if "-" in lead else None
    if rest == "-" or (rest.startswith("- ") and not rest[1:].strip()):
        return Line(len(lead) + len(rest) + (rest == "-"), len(lead), "", "")
    key = (_KEY.match(rest) or _ENTRY_KEY.match(rest)) if not rest.startswith("#") else None
    name = key["key"].strip("\"'") if key else ""
    return Line(len(lead), dash, name, rest[key.end() :].strip() if key else rest)


def parents(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the keys that lead to the mapping or list that a line is in."""
    here = parse(lines[number])
    path: list[str] = []
    # The key of a list may stand in the very column of its dashes.
    column, in_list = (here.column, False) if here.dash is None else (here.dash, True)
    for line in reversed(lines[:number]):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        other = parse(line)
        if not in_list and other.dash is not None and other.column == column:
            column, in_list = other.dash, True
        elif other.key and (
            other.column < column or (in_list and other.column == column and other.dash is None)
        ):
            path.insert(0, other.key)
            column, in_list = (other.column, False) if other.dash is None else (other.dash, True)
    return tuple(path)


def _siblings(lines: Sequence[str], number: int) -> dict[str, str]:
    """Return the keys of the mapping that a line is in, but for its own."""
    here = parse(lines[number])
    found: dict[str, str] = {}
    if here.dash is None:
        for line in reversed(lines[:number]):
            other = parse(line)
            if line.strip() and other.column < here.column:
                break
            if other.column == here.column:
                if other.key:
                    found[other.key] = other.value
                if other.dash is not None:
                    break
    for line in lines[number + 1 :]:
        other = parse(line)
        starts = other.column if other.dash is None else other.dash
        if line.strip() and starts < here.column:
            break
        if other.column == here.column and other.key:
            found[other.key] = other.value
    return found


def _open_bracket(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the key whose list in brackets goes on in a line; None if none does."""
    for above in range(number - 1, -1, -1):
        text = lines[above]
        if "]" in text:
            return None
        if parse(text).key:
            return above if "[" in text else None
    return None
