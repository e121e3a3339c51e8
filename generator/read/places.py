"""Findings to problems: each spot is looked up in its file for line, column and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby, islice

from msgspec import Struct
from yaml.nodes import Node

from generator.problems import AtLine, AtWords, Finding, Problem, Rejected, Spot
from generator.read.documents import split
from generator.read.yaml import compose, locate


def place(findings: Iterable[Finding], read: Callable[[str], str]) -> tuple[Problem, ...]:
    """Return every finding its place, sorted by file, line and column, each once.

    `read` gives the text of a file; it may raise Rejected where there is none to show.
    """
    problems = set[Problem]()
    for file, group in groupby(sorted(findings, key=lambda f: f.file), key=lambda f: f.file):
        try:
            text = read(file)
        except Rejected:
            text = ""
        lines = text.split("\n")
        front = _front(file, text)
        for finding in group:
            spot = _look_up(finding.spot, text, front)
            shown = lines[spot.line - 1] if spot.line <= len(lines) else ""
            # A value that goes on over several lines is underlined to the end of its first.
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


class _Front(Struct, frozen=True):
    """The YAML of a file, composed once for all findings, and the line that it starts on."""

    text: str
    line: int
    node: Node | None


def _front(file: str, text: str) -> _Front:
    if not file.endswith(".md"):
        return _Front(text, 1, compose(text))
    try:
        front = split(file, text)[0]
    except Rejected:
        return _Front("", 1, None)
    return _Front(front, 2, compose(front))


def _look_up(spot: Spot, text: str, yaml: _Front) -> AtLine:
    if isinstance(spot, AtLine):
        return spot
    if isinstance(spot, AtWords):
        found = _words(text, _offset(text, spot.line), len(text), spot.words, spot.nth)
        if found is None:
            return AtLine(spot.line)
        return AtLine(found.line, found.column + spot.skip, found.length - spot.skip)
    front, front_line = yaml.text, yaml.line
    extent = locate(yaml.node, spot)
    if extent is None:
        return AtLine(1, 1, len(text.split("\n", 1)[0]))
    start = _offset(front, extent.line + 1) + extent.column
    end = _offset(front, extent.end_line + 1) + extent.end_column
    if spot.words and (found := _words(front, start, end, spot.words, spot.nth)):
        return AtLine(found.line + front_line - 1, found.column, found.length)
    value = front[start:end].rstrip()
    first = value.split("\n", 1)[0]
    return AtLine(extent.line + front_line, extent.column + 1, len(first))


def _offset(text: str, line: int) -> int:
    """Return the index in `text` at which a line, from 1, starts."""
    at = 0
    for _ in range(line - 1):
        newline = text.find("\n", at)
        if newline < 0:
            return at
        at = newline + 1
    return at


def _words(text: str, start: int, end: int, words: str, nth: int) -> AtLine | None:
    """Find the nth place of words between two indices; any white space stands for any other."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    found = next(islice(pattern.finditer(text, start, end), nth, None), None)
    if found is None:
        return None
    line_start = text.rfind("\n", 0, found.start()) + 1
    line = text.count("\n", 0, found.start()) + 1
    return AtLine(line, found.start() - line_start + 1, len(found[0].split("\n", 1)[0]))
