"""What a file says of itself, found by its lines: its id, its themes, its claims or points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from generator.lsp.cursor import Line, parse
from generator.lsp.files import Document

_IN_BRACES = re.compile(r"[{,]\s*(\w+)\s*:\s*(\"[^\"]*\"|'[^']*'|[^,}]*)")


class Item(Struct, frozen=True):
    """A claim of an article, or a point of a theme."""

    id: str
    title: str
    line: int
    """The line, from 0, that its id is on, or else the one that it begins on."""
    start: int
    """The column of the id, or of the first key."""
    end: int
    first: int
    """The line that it begins on, and the one after its last."""
    last: int


def top_level(document: Document) -> dict[str, str]:
    """Return the keys of a file with what follows each on its line."""
    first, last = document.front
    lines = map(parse, document.lines[first:last])
    return {line.key: line.value for line in lines if line.key and line.column == 0}


def id_of(document: Document) -> str:
    """Return the id of an article, or the name of a theme or page."""
    own = top_level(document).get("id", "") if document.defines == "article" else ""
    return unquoted(own) or document.stem


def list_of(document: Document, key: str) -> list[str]:
    """Return the entries of a list at the top of a file, in brackets or with dashes."""
    first, last = document.front
    lines = document.lines[first:last]
    for number, text in enumerate(lines):
        line = parse(text)
        if line.key != key or line.column:
            continue
        if line.value.startswith("["):
            return [unquoted(part) for part in line.value.strip("[]").split(",") if part.strip()]
        below = map(parse, lines[number + 1 :])
        return [unquoted(other.value) for other in _until_key(below)]
    return []


def default_of(document: Document, key: str) -> str:
    """Return what an article says of all its claims that say nothing else; "" for nothing."""
    first, last = document.front
    lines = document.lines[first:last]
    is_within = False
    for text in lines:
        line = parse(text)
        if line.key and line.column == 0:
            is_within = line.key == "defaults"
            inside = {found[1]: unquoted(found[2]) for found in _IN_BRACES.finditer(line.value)}
            if is_within and key in inside:
                return inside[key]
        elif is_within and line.key == key:
            return unquoted(line.value)
    return ""


def items(document: Document) -> list[Item]:
    """Return the claims of an article or the points of a theme, in their order."""
    key = {"article": "claims", "theme": "points"}.get(document.defines, "")
    first, last = document.front
    lines = document.lines[first:last]
    found: list[Item] = []
    starts = [*_starts(lines, key), (len(lines), -1)] if key else []
    for (start, dash), (end, _) in pairwise(starts):
        stop = next(
            (
                n
                for n in range(start + 1, end)
                if lines[n].strip() and parse(lines[n]).column <= dash
            ),
            end,
        )
        own = dict(_own(lines, start, stop))
        title = own.get("title") or own.get("text") or (0, 0, "")
        at = own.get("id") or (start, parse(lines[start]).column, "")
        id = at[2] or f"c{len(found) + 1}"
        spot = first + at[0], at[1], at[1] + max(1, len(at[2]))
        found.append(Item(id, title[2], *spot, first + start, first + stop))
    return found


def unquoted(written: str) -> str:
    """Return a value of one line without quotes and a comment behind it."""
    value = written.strip()
    if value[:1] in ("'", '"'):
        return value[1:].partition(value[0])[0]
    return value.partition(" #")[0].strip()


def _until_key(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if line.dash is None:
            return
        yield line


def _starts(lines: tuple[str, ...], key: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with which the entries of a list at the top begin, with their dashes."""
    is_within, dash = False, None
    for number, text in enumerate(lines):
        line = parse(text)
        if line.key and line.column == 0:
            is_within, dash = line.key == key, None
        elif is_within and line.dash is not None and dash in (None, line.dash):
            dash = line.dash
            yield number, dash


def _own(
    lines: tuple[str, ...], start: int, stop: int
) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Yield the keys of an entry, each with line, column and text of its value."""
    column = parse(lines[start]).column
    for number in range(start, stop):
        text = lines[number]
        line = parse(text)
        if number == start and line.value.startswith("{"):
            for found in _IN_BRACES.finditer(text):
                yield found[1], (number, found.start(2), unquoted(found[2]))
        elif line.key and line.column == column:
            value = unquoted(line.value)
            at = text.find(value, column + len(line.key)) if value else column
            yield line.key, (number, max(at, column), value)
