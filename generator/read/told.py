"""What a parser of YAML passes over without a word, told to the editor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NoReturn

import yaml
from yaml.events import AliasEvent, CollectionStartEvent, Event, ScalarEvent

from generator.patterns import pattern
from generator.problems import AtLine, Finding, Rejected, Severity
from generator.read.characters import (
    CURLY_QUOTES,
    named,
    unseen_in_key,
    unseen_in_lead,
    without_curly,
)
from generator.read.comments import hidden_in_bracket, hidden_text
from generator.read.syntax import HIDDEN, syntax_error
from generator.scripts import needs_no_space

_BLOCKS = frozenset("|>")
_QUOTES = frozenset("'\"")
_THOUSANDS = pattern(r"\d{1,3},\d{3}")
_BESIDE = 2
"""Characters on either side of a line break that tell it from others."""
_HEADER = pattern(r"[|>][+\-\d]*")
_ESCAPE = pattern(r"\\(.)(\w?)", re.DOTALL)
_ESCAPED = {
    "n": "a line break",
    "t": "a tab",
    "r": "a line break",
    "_": "a no-break space",
    "N": "a line break",
    "L": "a line break",
    "P": "a line break",
}
"""What letters behind a backslash become in double quotes; others are reported as what they are."""


class Told:
    """The findings in one text, at the places that the events of its parser have."""

    def __init__(self, file: str, first_line: int, text: str) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._first_line = first_line
        self._text = text

    def report(self, event: Event, code: str, message: str, skip: int | None = None) -> None:
        """Add a finding about all of an event, or about one character some way into it."""
        spot = self._spot(event)
        if skip is not None:
            spot = AtLine(spot.line, spot.column + skip)
        self.findings.append(Finding(self._file, spot, code, message))

    def fail(self, event: Event, code: str, message: str) -> NoReturn:
        """Raise Rejected for something that nothing can be read behind."""
        self.report(event, code, message)
        raise Rejected(self.findings)

    def syntax(self, error: yaml.YAMLError) -> list[Finding]:
        """Return all that is wrong with a text that made the parser fail."""
        line, column, length, message = syntax_error(self._text, error)
        spot = AtLine(line + self._first_line, column + 1, length)
        if all(finding.spot != spot for finding in self.findings):  # else it is the same mistake
            self.findings.append(Finding(self._file, spot, "yaml", message))
        return self.findings

    # ---- comments

    def hidden(self, event: ScalarEvent) -> str:
        """Return what follows a scalar as a comment but must be part of the text, or ""."""
        found = self._hidden_at(event)
        return self._lines[found[0]][found[1] :].rstrip() if found else ""

    def report_hidden(self, event: ScalarEvent | AliasEvent) -> None:
        """Report what `hidden` finds, if anything."""
        if found := self._hidden_at(event):
            self._report_comment(*found)

    def _hidden_at(self, event: ScalarEvent | AliasEvent) -> tuple[int, int] | None:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the parser gives every event its marks
        assert end is not None  # noqa: S101
        style = "*" if isinstance(event, AliasEvent) else event.style
        if style in _BLOCKS:
            header = _HEADER.match(self._lines[start.line], start.column)
            at = hidden_text(header.string, header.end(), "") if header else None
            return None if at is None else (start.line, at)
        if end.line >= len(self._lines):
            return None
        line = self._lines[end.line]
        text = "" if isinstance(event, AliasEvent) else event.value
        at = hidden_text(line, end.column, text, quoted=bool(style))
        return None if at is None else (end.line, at)

    def hidden_in_bracket(self, event: CollectionStartEvent) -> None:
        """Report a comment that begins right behind a bracket."""
        assert event.start_mark is not None  # noqa: S101 - the parser gives every event its marks
        line, column = event.start_mark.line, event.start_mark.column
        at = hidden_in_bracket(self._lines[line], column)
        if at is not None:
            self._report_comment(line, at)

    def _report_comment(self, line: int, column: int) -> None:
        length = len(self._lines[line][column:].rstrip())
        spot = AtLine(line + self._first_line, column + 1, length)
        finding = Finding(self._file, spot, "hidden-text", HIDDEN)
        if finding not in self.findings[-1:]:  # behind a key without a value, it is found twice
            self.findings.append(finding)

    def written_at(self, event: Event) -> str:
        """Return the line on which an event starts, from there on."""
        return self._line_of(event)[self._spot(event).column - 1 :].strip()

    def escapes(self, event: ScalarEvent) -> None:
        """Report letters in double quotes that a backslash makes something else."""
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the parser gives every event its marks
        assert end is not None  # noqa: S101
        for number in range(start.line, end.line + 1):
            line = self._lines[number]
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(line)
            for found in _ESCAPE.finditer(line, first, last):
                if found[2] and (what := _ESCAPED.get(found[1])):
                    message = (
                        f"'{found[0][:2]}' in double quotes is {what} and no letter; "
                        "write two backslashes if the letter is meant"
                    )
                    spot = AtLine(number + self._first_line, found.start() + 1, 2)
                    self.findings.append(
                        Finding(self._file, spot, "escape", message, Severity.WARNING)
                    )

    # ---- keys and marks

    def visible(self, event: ScalarEvent, key: str) -> str:
        """Return a key as editors see it, and report what they do not see in it.

        Raise Rejected if that is its indentation: what it belongs to is anybody's guess.
        """
        # With no second mark, it may be a text that a colon cuts: `“Unclear: whether”`.
        if (plain := without_curly(key)) and key[-1] in CURLY_QUOTES:
            self.report(event, "curly-quotes", f"curly quotes in the key {key}; write {plain}")
            return plain
        unseen = unseen_in_key(key)
        if unseen is None:
            return key
        clean, character = unseen
        spot = self._spot(event)
        line = self._line_of(event)
        if not line[: spot.column - 1].strip(" -") and (wrong := unseen_in_lead(line)):
            at, message = wrong
            indentation = AtLine(spot.line, at + 1)
            raise Rejected([*self.findings, Finding(self._file, indentation, "yaml", message)])
        message = f"{named(character)} in the key '{clean}'; delete it"
        self.report(event, "unseen", message, key.index(character))
        return clean

    def cut_at_commas(self, entries: Sequence[ScalarEvent]) -> None:
        """Report texts in curly quotes, and numbers, that commas in brackets cut in two."""
        opened: ScalarEvent | None = None
        for one, other in pairwise(entries):
            if one.value[:1] in CURLY_QUOTES and one.value and one.value[-1] not in CURLY_QUOTES:
                opened = one
            if opened and other.value and other.value[-1] in CURLY_QUOTES:
                message = (
                    f"{opened.value[0]} is no quotation mark for YAML, so the comma in this text "
                    'begins another entry; put straight ones around the text: "…"'
                )
                self.report(opened, "curly-quotes", message, 0)
                opened = None
            number = f"{one.value},{other.value}"
            if _THOUSANDS.fullmatch(number) and self.written_at(one).startswith(number):
                message = f'inside [ ] a comma ends a number; put it in quotes: "{number}"'
                self.report(one, "comma-in-braces", message)

    def set_again(
        self, start: CollectionStartEvent, again: list[tuple[Event, str]], is_entry_by_key: bool
    ) -> Finding | None:
        """Report keys that a mapping has twice; several in an entry of a list are another entry.

        If a list may be wanted in place of the mapping, return what to tell unless it is.
        `is_entry_by_key` says that the mapping is an entry that has a key of its own.
        """
        first = again[0][1]
        before = self._line_of(start)[: self._spot(start).column - 1]
        is_entry = before.rstrip().endswith("-") and not start.flow_style
        if is_entry and len(again) > 1:
            message = (
                f"'{first}' is set a second time; if a new entry of the list begins here, "
                f"put '- ' before '{first}'"
            )
            for event, key in again:
                if key == first:
                    self.report(event, "duplicate-key", message)
            return None
        if len(again) > 1 and self._spot(start).column > 1:
            names = " and ".join(f"'{key}'" for _, key in again)
            message = f"{names} are set twice; does another entry begin here, without its own key?"
            return Finding(self._file, self._spot(again[0][0]), "duplicate-key", message)
        for event, key in again:
            message = f"the key '{key}' is set twice; remove one of the two"
            if is_entry_by_key and not start.flow_style:
                message += ", or write the key of another entry above it, if one begins here"
            if is_entry:
                message += f", or put '- ' before '{key}' if a new entry of the list begins here"
            self.report(event, "duplicate-key", message)
        return None

    def indented(self, event: Event) -> None:
        """Report the key of an entry that stands among the keys of the entry before it."""
        column = self._spot(event).column
        key = self._line_of(event)[column - 1 :].split(":")[0]
        message = f"'{key}' begins in column {column}; to begin an entry here, begin it in column 1"
        self.report(event, "duplicate-key", message)

    def mark(self, event: Event, anchor: str) -> Finding:
        """Return what is wrong with an anchor if no alias refers to it."""
        message = (
            f"'&{anchor}' would be hidden, as YAML takes a word that begins with & for a mark; "
            "put text that begins with & in quotes"
        )
        spot = self._spot(event)
        place = AtLine(spot.line, spot.column, len(anchor) + 1)
        return Finding(self._file, place, "yaml-anchor", message)

    # ---- text

    def unfolded(self, event: ScalarEvent) -> str:
        """Return the text of a scalar without the spaces that it got from line breaks in Chinese.

        YAML makes each line break a space, as if all scripts had spaces between words.
        """
        start, end, text = event.start_mark, event.end_mark, str(event.value)
        assert start is not None  # noqa: S101 - the parser gives every event its marks
        assert end is not None  # noqa: S101
        quote = event.style in _QUOTES
        at = 0
        for number in range(start.line, min(end.line, len(self._lines) - 1)):
            first = start.column + quote if number == start.line else 0
            last = end.column - quote if number + 1 == end.line else None
            before = self._lines[number][first:].strip()
            after = self._lines[number + 1][:last].strip()
            if needs_no_space(before[-1:], after[:1]):
                folded = f"{before[-_BESIDE:]} {after[:_BESIDE]}"
                if (found := text.find(folded, at)) >= 0:
                    at = found + len(before[-_BESIDE:])
                    text = text[:at] + text[at + 1 :]
        return text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def _line_of(self, event: Event) -> str:
        return self._lines[self._spot(event).line - self._first_line]

    def _spot(self, event: Event) -> AtLine:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the parser gives every event its marks
        assert end is not None  # noqa: S101
        length = end.column - start.column if end.line == start.line else 1
        return AtLine(start.line + self._first_line, start.column + 1, max(length, 1))
