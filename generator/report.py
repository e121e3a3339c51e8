"""Problems and results as people and programs read them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build import Built
from generator.patterns import pattern
from generator.problems import Problem, Severity
from generator.write.output import Written

if TYPE_CHECKING:
    from generator.publish.commit import Change

_WIDTH = 96
"""Characters of a line that are shown with a problem, at most."""
# Control characters but the tab, and those that change the direction of text (Unicode's bidi
# embeddings, overrides and isolates): in a terminal, either could show what the file does not say.
_CONTROLS = pattern(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(problem: Problem, paint: bool = False) -> str:
    """Return a problem with its line, and carets under the place; `paint` adds colours."""
    red = problem.severity is Severity.ERROR
    severity = _painted(problem.severity.value, "31;1" if red else "33;1", paint)
    place = _painted(_shown(_place(problem)), "1", paint)
    text = f"{place}: {severity}: {_shown(problem.message)} [{problem.code}]"
    if not problem.text.strip():
        return text
    line, column = _excerpt(problem.text, problem.column - 1)
    # Tabs stay tabs, so that the caret is below the place whatever width a terminal gives them.
    before = "".join(c if c == "\t" else " " for c in line[:column])
    caret = _painted("^" * max(1, min(problem.length, len(line) - column)), "32;1", paint)
    return f"{text}\n{problem.line:5} | {_shown(line)}\n      | {before}{caret}"


def foremost(problems: Sequence[Problem], most: int) -> tuple[Problem, ...]:
    """Return at most so many problems, errors first, and some of each kind.

    One mistake, such as a renamed folder, may make hundreds of one kind; the one that tells of it
    must not be lost among them.
    """
    if len(problems) <= most:
        return tuple(problems)
    seen: Counter[str] = Counter()
    ranked: list[tuple[bool, int, int]] = []
    for at, problem in enumerate(problems):
        ranked.append((problem.severity is not Severity.ERROR, seen[problem.code], at))
        seen[problem.code] += 1
    chosen = sorted(ranked)[:most]
    return tuple(problems[at] for _, at in sorted((warns, at) for warns, _, at in chosen))


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return the part of a line that fits a terminal, and where in it the column (from 0) is."""
    if len(line) <= _WIDTH:
        return line, column
    # A third of the excerpt before the place, as what comes after it usually explains more.
    start = max(0, min(column - _WIDTH // 3, len(line) - _WIDTH))
    cut = line[start : start + _WIDTH]
    if start > 0:
        cut = "…" + cut[1:]
    if start + _WIDTH < len(line):
        cut = cut[:-1] + "…"
    return cut, column - start


def _place(problem: Problem) -> str:
    """Return file, line and column, or the file alone if there is no line to show."""
    if not problem.text and (problem.line, problem.column) == (1, 1):
        return problem.file
    return f"{problem.file}:{problem.line}:{problem.column}"


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON list, in the same order."""
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "length": problem.length,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_github(problem: Problem) -> str:
    """Return a problem as a workflow command, which annotates the line in a pull request.

    Source: GitHub's documentation, "Workflow commands for GitHub Actions".
    """
    properties = (
        f"file={_property(problem.file)},line={problem.line},col={problem.column},"
        f"title={_property(problem.code)}"
    )
    return f"::{problem.severity.value} {properties}::{_data(problem.message)}"


def summary(problems: Iterable[Problem]) -> str:
    """Return how many problems there are: `2 errors, 1 warning`; "" for none."""
    severities = [problem.severity for problem in problems]
    counts = (
        (severities.count(severity), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    return ", ".join(counted(n, name) for n, name in counts if n)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `2 pages`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def closing_line(output: Path, written: Written, seconds: float, indexed: int = 0) -> str:
    """Return one line on what a build did; `indexed` counts the pages of a new search index."""
    new = counted(len(written.written), "file")
    search = f"{indexed} indexed for search, " if indexed else ""
    return (
        f"{output}: {new} written, {written.unchanged} unchanged, "
        f"{len(written.removed)} removed, {search}{seconds:.2f} s"
    )


def checked_line(pages: int, problems: Iterable[Problem]) -> str:
    """Return one line on a check that found no broken link."""
    return f"{counted(pages, 'page')} without a broken link; {summary(problems) or 'no problems'}"


def unseen_line(quotations: int) -> str:
    """Return one line on quotations that rest on evidence alone, which was not looked at."""
    rests, them = ("rests", "it") if quotations == 1 else ("rest", "them")
    return (
        f"{counted(quotations, 'quotation')} {rests} on evidence that was not looked at; check "
        f"{them} with briefing check --archive"
    )


def publish_line(branch: str, change: Change, seconds: float, *, dry_run: bool = False) -> str:
    """Return one line on what a publish did; with `dry_run`, on what it would have done."""
    if not change:
        return f"{branch}: nothing has changed since the last publish, {seconds:.2f} s"
    added = counted(change.added, "file")
    others = f"{change.changed} changed, {change.removed} removed"
    if dry_run:
        return f"{branch}: {added} would be added, {others}; dry run, nothing was published"
    return f"{branch}: {added} added, {others}, {seconds:.2f} s"


def explanation(built: Built) -> Iterator[str]:
    """Yield why each file was written, then which other pages were checked, and why."""
    if built.written is None:
        return
    why = dict(built.why)
    for file in built.written.written:
        yield f"{file}: {why.pop(file, 'missing or changed in the output folder')}"
    for file, reason in sorted(why.items()):
        yield f"{file}: up to date; reason for the check: {reason}"


def _shown(text: str) -> str:
    """Return text without characters that a terminal would obey; U+FFFD shows where they were."""
    return _CONTROLS.sub("\ufffd", text)


def _painted(text: str, codes: str, paint: bool) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if paint else text


# Workflow commands have their own escapes: these in the text, and two more in properties.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
