"""Findings to problems: each spot is looked up in its file, for line, column and text.

This is late, and only for files in which something is wrong: stages that carried positions along
would pay for them on every build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby, islice

from msgspec import Struct
from yaml.nodes import Node

from generator import limits
from generator.patterns import pattern
from generator.problems import AtLine, AtWords, Finding, Problem, Rejected, Severity, Spot
from generator.read.documents import split
from generator.read.nodes import compose, locate

_MARKUP = r"[\s*_`>]"
_BETWEEN = rf"(?:{_MARKUP}|[\[~]|\\|\](?:\([^()\n]*\))?|\[[@^][^\[\]\n]*\]|<!--[^>]{{0,200}}-->)"
"""Marks that may stand between words, those of links, citations, notes and comments among them."""
_FIRST = 3
"""How many words are enough to find a place, if not all of them are there as they are shown."""
_IN_UNSPACED = pattern(r"(?<=[\u2e80-\ua4cf\uff00-\uffef])(?=[\u2e80-\ua4cf\uff00-\uffef])")
"""A place between two characters of Chinese or Japanese."""


def place(findings: Iterable[Finding], read: Callable[[str], str]) -> tuple[Problem, ...]:
    """Return the findings as problems, sorted by file, line and column, without duplicates.

    `read` returns the text of a file. If it raises Rejected, problems are shown without a line.
    """
    problems = set[Problem]()
    for file, group in groupby(sorted(findings, key=lambda f: f.file), key=lambda f: f.file):
        try:
            text = read(file)
        except Rejected:
            text = ""
        lines = text.split("\n")
        front = _front(file, text)
        for finding in _first(list(group)):
            spot = _look_up(finding.spot, text, front)
            shown = lines[spot.line - 1] if spot.line <= len(lines) else ""
            # A value of several lines is underlined to the end of the first.
            length = max(1, min(spot.length, len(shown) - spot.column + 1))
            problems.add(
                Problem(
                    file=file,
                    line=spot.line,
                    column=spot.column,
                    length=length,
                    severity=finding.severity,
                    code=finding.code,
                    message=finding.message,
                    text=shown,
                )
            )
    return tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code, p.message)))


def _first(findings: list[Finding]) -> list[Finding]:
    """Return the findings of a file, or as many as anybody would read, and how many are left.

    To look one up takes longer the longer the file is.
    """
    distinct = list(dict.fromkeys(findings))
    if len(distinct) <= limits.FINDINGS:
        return distinct
    distinct.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    first, rest = distinct[: limits.FINDINGS], distinct[limits.FINDINGS :]
    message = (
        f"{len(rest):,} more problems of this file are not shown; once these are mended, they are"
    )
    more = Finding(rest[0].file, AtLine(), "more-problems", message, rest[0].severity)
    return [*first, more]


class _Front(Struct, frozen=True):
    """The YAML of a file, composed once for all findings, and the line on which it starts."""

    text: str
    line: int
    node: Node | None


def _front(file: str, text: str) -> _Front:
    if not file.lower().endswith(".md"):
        return _Front(text, 1, compose(text))
    try:
        front = split(file, text)[0]
    except Rejected:
        return _Front("", 1, None)
    return _Front(front, 2, compose(front))


def _look_up(spot: Spot, text: str, yaml: _Front) -> AtLine:
    """Return line, column and length of a spot, or of the nearest place to it that exists."""
    if isinstance(spot, AtLine):
        return spot
    if isinstance(spot, AtWords):
        start = _offset(text, spot.line)
        found = _words(text, start, len(text), spot.words, spot.nth, spot.after)
        if found is None:
            return AtLine(spot.line)
        return AtLine(found.line, found.column + spot.skip, found.length - spot.skip)
    # What is left is a key: its span is in lines of the YAML, which begins after the first ---.
    front, front_line = yaml.text, yaml.line
    span = locate(yaml.node, spot)
    if span is None:
        return AtLine(1, 1, len(text.split("\n", 1)[0]))
    start = _offset(front, span.line + 1) + span.column
    end = _offset(front, span.end_line + 1) + span.end_column
    if spot.words and (found := _words(front, start, end, spot.words, spot.nth)):
        return AtLine(found.line + front_line - 1, found.column, found.length)
    value = front[start:end].rstrip()
    first = value.split("\n", 1)[0]
    return AtLine(span.line + front_line, span.column + 1, len(first))


def _offset(text: str, line: int) -> int:
    """Return the index in `text` at which a line (from 1) starts, or the last line there is."""
    at = 0
    for _ in range(line - 1):
        newline = text.find("\n", at)
        if newline < 0:
            return at
        at = newline + 1
    return at


def _words(text: str, start: int, end: int, words: str, nth: int, after: str = "") -> AtLine | None:
    """Return the nth (from 0) occurrence of words between two indexes, or None.

    Any white space matches any other, because Markdown and YAML fold lines. Words that stand
    nowhere may have emphasis, a link or a quoted line in between, or a line break within Chinese;
    at last, the first of them have to do.
    """
    # Every word is escaped: they are an editor's, and may have any characters.
    escaped = [re.escape(word) for word in words.split()]
    parted = [_IN_UNSPACED.sub(lambda _: f"{_MARKUP}*", word) for word in escaped]
    before = re.escape(after) + f"{_MARKUP}*" if after else ""
    exact, with_markup = r"\s+".join(escaped), f"{_MARKUP}+".join(parted)
    linked, first = (f"{_BETWEEN}+".join(some) for some in (parted, parted[:_FIRST]))
    behind = re.escape(after) + f"{_BETWEEN}*" if after else ""
    found = None
    for wanted in (
        *(f"{before}({exact})", f"{before}({with_markup})", f"({exact})"),
        *(f"{behind}({linked})", f"{behind}({first})"),
    ):
        if found is not None:
            break
        matches = re.compile(wanted).finditer(text, start, end)
        found = next(islice(matches, nth, None), None)
    if found is None:
        return None
    at = found.start(1)
    line_start = text.rfind("\n", 0, at) + 1
    length = len(found[1].split("\n", 1)[0])
    return AtLine(text.count("\n", 0, at) + 1, at - line_start + 1, length)
