"""What an editor did where YAML cannot be parsed: the mistake, at its place, in plain words.

A parser says what it was in the middle of, and where it gave up, often a line late. What people do
is another matter: a space or a dash that is missing, text that needs quotes, a key a column off. So
the lines between the last scalar that was read and the place of the error are looked at for these.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from generator.patterns import pattern
from generator.read.characters import (
    CURLY_QUOTES,
    NO_DELIMITER,
    bullet,
    other_than_colon,
    seems_delimiter,
    slip,
    unseen_at_end,
    unseen_in_lead,
)
from generator.read.closed import behind_quotes
from generator.read.columns import (
    KEY,
    Mistake,
    column_of,
    entry_above,
    entry_column,
    entry_off,
    first_off,
    is_bracket_below,
    key_off,
    open_columns,
    texts_without_dashes,
    wide_start,
)
from generator.read.comments import LATE_HASH, hidden_text
from generator.read.so_far import read_so_far

_OUR_KEY = pattern(r"[a-z_]+[ \t]*:(?:[ \t]|$)")
_KEY_AND_BRACKET = pattern(r"(?P<key>[a-z_]+):[\[{]$")
_LINK = pattern(r"\[[^\]]*\]\((?P<address>https?://\S+)\)\s*$")
_BOLD_KEY = pattern(r"(?P<marks>\*+|_+)(?P<name>[a-z][a-z_]*)(?P=marks):")
_NEXT_KEY = pattern(
    r"[\s,;](?P<key>published|updated|retrieved|publish|publish_at|source|themes|theme|via|url|"
    r"language|authors|evidence|draft|claims|kind|point|quote|superseded_by|as_of|review_by):$"
)
"""A key of ours that is no word of a sentence, right behind a value."""
_MARKS = "&*!"
"""What begins an anchor, an alias or a tag."""
_VALUE = pattern(r" *(?:- +)*(?:[^\s:#][^:#]*:[ \t]+)?")

HIDDEN = (
    "all after ' #' would be hidden, as a comment; put the text in quotes, "
    "or the comment on a line of its own"
)
_OPEN_QUOTE = "text that starts with a quotation mark must end with one"
_COLON = "text that contains ': ' must be in quotes, or YAML takes what is before it for a key"


def syntax_error(text: str, error: yaml.YAMLError) -> Mistake:
    """Return what is wrong with a text that made the parser fail."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # PyYAML's errors about characters have a position in the stream, but no mark.
        return Mistake(0, 0, 1, f"not valid YAML: {str(error).splitlines()[0]}")
    look = _Look(text, error)
    return look.slip() or look.by_problem() or look.as_the_parser_says()


class _Look:
    """The text around the place where the parser gave up."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError) -> None:
        self.lines = text.split("\n")
        mark, context = error.problem_mark, error.context_mark
        assert mark is not None  # noqa: S101 - the caller has looked
        # At the end of the text, the parser may count a line more than there is.
        self.line = min(mark.line, len(self.lines) - 1)
        self.column = min(mark.column, len(self.lines[self.line]))
        self.context = (context.line, context.column) if context else (self.line, self.column)
        self.problem, self.during = error.problem or "", error.context or ""
        self.last, self.open = read_so_far(text)
        start, end = (self.last.start_mark, self.last.end_mark) if self.last else (None, None)
        self.start = (start.line, start.column) if start else (0, 0)
        self.end = (end.line, end.column) if end else (0, 0)

    # ---- characters and spaces, whatever the parser made of them

    def slip(self) -> Mistake | None:
        """Return a mistyped key, or a space that is none, in the lines that can be to blame."""
        quoted = self.last is not None and self.last.style not in ("", None)
        first = self.end[0] if quoted else self.start[0]
        for number in range(first, self.line + 1):
            line = self.lines[number]
            if unseen := unseen_in_lead(line):
                return Mistake(number, unseen[0], 1, unseen[1])
            at = column_of(line)
            if mistyped := slip(line[at:]):
                return Mistake(number, at + mistyped.at, 1, mistyped.message)
            if message := bullet(line, at):
                return Mistake(number, at, 1, message)
            if number < self.line and (wide := wide_start(line, self.column)):
                return wide._replace(line=number)
        return None

    # ---- by what the parser says

    def by_problem(self) -> Mistake | None:
        """Return the mistake that this problem of the parser mostly comes from."""
        find = _BY_PROBLEM.get(self.problem) or _BY_CONTEXT.get(self.during)
        return find(self) if find else None

    def as_the_parser_says(self) -> Mistake:
        """Return the problem in the words of the parser, for want of better ones."""
        said = ", ".join(part for part in (self.during, self.problem) if part)
        return Mistake(self.line, self.column, 1, f"not valid YAML: {said}")

    def _unclosed_quote(self) -> Mistake:
        return Mistake(*self.context, 1, _OPEN_QUOTE)

    def _list_behind_key(self) -> Mistake:
        message = (
            "a list cannot begin behind its key; put each entry on a line of its own below it, "
            "or put text that starts with - in quotes"
        )
        return Mistake(self.line, self.column, 1, message)

    def _escape(self) -> Mistake:
        message = "a backslash in double quotes has a meaning of its own; write two of them"
        return Mistake(self.line, self.column, 2, message)

    def _wrong_start(self) -> Mistake:
        line = self.lines[self.line]
        at = _value_at(line)
        # `[@first] says`: the bracket begins no list, as text follows.
        if at < self.column and line[at] in "[{" and not line.rstrip().endswith(("]", "}", ",")):
            return self._needs_quotes(self.line, at)
        return self._needs_quotes(self.line, self.column)

    def _wrong_start_of_context(self) -> Mistake:
        return self._needs_quotes(*self.context)

    def _after_or_off(self) -> Mistake | None:
        line = self.lines[self.line]
        at = _value_at(line)
        here = line[self.column : self.column + 1]
        if at < self.column and (line[at] in _MARKS or (here and here in _MARKS)):
            return self._needs_quotes(self.line, at)
        return self._after_value() or self._column_off() or self._unexpected()

    def _off_or_end(self) -> Mistake | None:
        if self.lines[self.line - 1].startswith("..."):
            message = "the line '...' above ends what YAML reads; remove it"
            return Mistake(self.line, self.column, 1, message)
        return self._column_off() or self._unexpected()

    def _unexpected(self) -> Mistake:
        line = self.lines[self.line]
        if (bracket := line[self.column : self.column + 1]) and bracket in "]}":
            message = f"this {bracket} has none that opens it; remove it, or put the text in quotes"
            return Mistake(self.line, self.column, 1, message)
        if texts := texts_without_dashes(self.lines, self.line, self.column):
            return texts
        columns = sorted({column + 1 for column in open_columns(self.lines[: self.line])})
        where = " or ".join(map(str, columns)) or "1"
        message = (
            f"expected a key, a colon and a space, beginning in column {where}; if the text above "
            "goes on here, put it in quotes"
        )
        return Mistake(self.line, self.column, 1, message)

    def _directive(self) -> Mistake:
        message = "a line cannot begin with %; begin a comment with #, or put the text in quotes"
        return Mistake(*self.context, 1, message)

    def _colon_at_end(self) -> Mistake:
        line = self.lines[self.line]
        if found := _KEY_AND_BRACKET.search(line, 0, self.column + 2):
            return Mistake(
                self.line, found.end("key"), 1, f"a space is missing after '{found['key']}:'"
            )
        return Mistake(self.line, self.column, 1, "text with a : at its end must be in quotes here")

    def _no_colon(self) -> Mistake:
        return self._without_colon(self.context[0])

    def _without_colon(self, number: int) -> Mistake:
        line = self.lines[number]
        column = len(line) - len(line.lstrip())
        if seems_delimiter(line):
            return Mistake(number, 0, len(line.rstrip()), NO_DELIMITER)
        if hidden := LATE_HASH.search(line):
            return self._hidden(number, hidden.end() - 1)
        if message := bullet(line, column):
            return Mistake(number, column, 1, message)
        if unseen := unseen_at_end(line):
            return Mistake(number, unseen[0], 1, unseen[1])
        if other := other_than_colon(line):
            return Mistake(number, other[0], 1, other[1])
        message = (
            "no key with a value: a colon is missing; if the text above goes on here, indent this "
            "line further than its key"
        )
        dash = entry_column(self.lines[:number], column)
        if dash == column or is_bracket_below(self.lines[:number], line, column):
            message = "a new entry of the list begins here; put '- ' before it"
        elif dash is not None:
            message += f"; if it is an entry of the list, begin it with '- ' in column {dash + 1}"
        return Mistake(number, column, len(line.rstrip()) - column, message)

    def _colon_in_text(self) -> Mistake:
        line = self.lines[self.line]
        if self.start[0] < self.line:  # the text before the colon began on a line above
            before = column_of(self.lines[self.start[0]])
            if self.start[1] == before:  # and is all of that line
                return self._without_colon(self.start[0])
            if _OUR_KEY.match(line, column_of(line)):
                return key_off(self.lines, self.line, [before])
        at = _value_at(line)
        if line[at : at + 1] in CURLY_QUOTES and at < len(line):
            return self._curly(self.line, at)
        if self.last is not None and self.last.value[:1] in CURLY_QUOTES and self.last.value:
            return self._curly(*self.start)
        if following := _NEXT_KEY.search(line[: self.column + 1]):
            key = following["key"]
            message = f"put '{key}:' on a line of its own; if it is part of the text, use quotes"
            return Mistake(self.line, following.start("key"), len(key) + 1, message)
        return Mistake(self.line, self.column, 1, _COLON)

    def _curly(self, line: int, column: int) -> Mistake:
        written = self.lines[line][column]
        message = (
            f"{written} is no quotation mark for YAML, which knows only straight ones; "
            'put these around the text: "…"'
        )
        return Mistake(line, column, 1, message)

    def _no_dash(self) -> Mistake:
        line, (_, dash) = self.lines[self.line], self.context
        top = next((number for number, text in enumerate(self.lines) if text.strip()), 0)
        if not self.column and KEY.match(line) and self.lines[top].startswith("- "):
            return Mistake(top, 0, 1, "no list can begin here; remove the dash before this key")
        if message := bullet(line, self.column):
            return Mistake(self.line, self.column, 1, message)
        if line[self.column : self.column + 1] == ",":
            return Mistake(self.line, self.column, 1, "a comma behind the bracket; remove it")
        found = KEY.match(line, self.column)
        if found is None:
            message = "each entry of this list must begin with '- ', in the column of those above"
            return Mistake(self.line, self.column, len(line.rstrip()) - self.column, message)
        column, keys = entry_above(self.lines[: self.line], dash) or (self.column, {found["key"]})
        if not keys:  # a list of texts
            message = (
                "a new entry of the list begins here; put '- ' before it, and quotes around it"
            )
            return Mistake(self.line, self.column, len(line.rstrip()) - self.column, message)
        if found["key"] not in keys:
            return key_off(self.lines, self.line, [column])
        message = f"a new entry of the list begins here; put '- ' before '{found['key']}'"
        return Mistake(self.line, self.column, len(found["key"]), message)

    def _column_off(self) -> Mistake | None:
        """Return the line at which the parser stopped as one that is a column off, if it is."""
        line = self.lines[self.line]
        column = len(line) - len(line.lstrip())
        if column != self.column:
            return None
        if line.startswith("- ", column) or line.strip() == "-":
            return entry_off(self.lines, self.line, column)
        if self.lines[self.line - 1].lstrip().startswith("#"):
            message = (
                "the comment above ends the text before it, which goes on here; move the comment"
            )
            return Mistake(self.line, column, 1, message)
        columns = open_columns(self.lines[: self.line])
        if not columns or column in columns or KEY.match(line, column) is None:
            return None
        if column < min(columns):
            return first_off(self.lines, column)
        return key_off(self.lines, self.line, columns)

    def _after_value(self) -> Mistake | None:
        """Return the mistake if there is something behind a value that was complete."""
        line = self.lines[self.line]
        if not line[: self.column].strip():
            return None
        before = line[: self.column].rstrip()
        if before.endswith(("]", "}")):
            at = _value_at(line)
            message = f"text that starts with {line[at]} must be in quotes, or end with its bracket"
            if link := _LINK.match(line, at):
                message = f"a link stands here; write its address alone: {link['address']}"
            return Mistake(self.line, at, 1, message)
        if self.last is None or self.last.style not in ('"', "'") or self.end[0] != self.line:
            return None
        inside = self.lines[self.start[0] + 1 : self.line + 1]
        if line[self.column :].strip() != "," and any(
            _OUR_KEY.match(text.lstrip(" -")) for text in inside
        ):
            return Mistake(*self.start, 1, _OPEN_QUOTE)
        return behind_quotes(line, self.line, self.column, self.end[1], self.last.style)

    def _in_brackets(self) -> Mistake:
        if self.last is not None and self.last.style in ("", None):
            line = self.lines[self.end[0]]
            at = hidden_text(line, self.end[1], self.last.value)
            if at is not None and self.end > self.context:
                return self._hidden(self.end[0], at)
        here = self.lines[self.line][self.column : self.column + 1]
        if here == ":" and self.line == self.start[0]:
            if self.last and self.last.value[:1] in CURLY_QUOTES and self.last.value:
                return self._curly(*self.start)
            return Mistake(self.line, self.column, 1, _COLON)
        if self.context[0] == self.line and (wrong := self._after_value()):
            return wrong
        return self._open_bracket(*self.context)

    def _open_bracket(self, number: int, column: int) -> Mistake:
        opened = self.lines[number][column]
        closed = "]" if opened == "[" else "}"
        what = "a list that begins" if closed == "]" else "keys with values that begin"
        return Mistake(number, column, 1, f"{what} with {opened} must end with {closed}")

    def _no_content(self) -> Mistake:
        line = self.lines[self.line]
        written = line[self.column : self.column + 1]
        if self.open and written == ",":
            message = "an entry is missing between two commas; remove one of them"
            return Mistake(self.line, self.column, 1, message)
        if self.open and written in ("", "]", "}"):
            return self._open_bracket(*self.open[-1])
        if not written or not line[: self.column].strip():
            message = "something is missing here; a [ or { above may not have been closed"
            return Mistake(self.line, self.column, 1, message)
        return self._needs_quotes(self.line, self.column)

    def _needs_quotes(self, number: int, column: int) -> Mistake:
        line = self.lines[number]
        if line[column : column + 1] == "\t":
            return Mistake(number, column, 1, "a tab before the text; put a space in its place")
        message = f"text that starts with {line[column]} must be in quotes"
        if bold := _BOLD_KEY.match(line, column):
            message = f"write the key without {bold['marks']}: {bold['name']}:"
        return Mistake(number, column, len(line.rstrip()) - column, message)

    def _hidden(self, number: int, column: int) -> Mistake:
        return Mistake(number, column, len(self.lines[number].rstrip()) - column, HIDDEN)


_BY_PROBLEM: dict[str, Callable[[_Look], Mistake | None]] = {
    "could not find expected ':'": _Look._no_colon,
    "mapping values are not allowed in this context": _Look._colon_in_text,
    "did not find expected '-' indicator": _Look._no_dash,
    "did not find expected key": _Look._after_or_off,
    "did not find expected <document start>": _Look._off_or_end,
    "mapping keys are not allowed in this context": _Look._wrong_start,
    "block sequence entries are not allowed in this context": _Look._list_behind_key,
    "found character that cannot start any token": _Look._wrong_start,
    "did not find expected node content": _Look._no_content,
    "found unknown escape character": _Look._escape,
}
"""Where to look, by the problem that libyaml names."""
_BY_CONTEXT: dict[str, Callable[[_Look], Mistake | None]] = {
    "while scanning a quoted scalar": _Look._unclosed_quote,
    "while parsing a flow sequence": _Look._in_brackets,
    "while parsing a flow mapping": _Look._in_brackets,
    "while scanning an alias": _Look._wrong_start_of_context,
    "while scanning an anchor": _Look._wrong_start_of_context,
    "while scanning a directive": _Look._directive,
    "while parsing a quoted scalar": _Look._escape,
    "while scanning a plain scalar": _Look._colon_at_end,
    "while parsing a tag": _Look._wrong_start_of_context,
    "while scanning a tag": _Look._wrong_start_of_context,
    "while scanning a block scalar": _Look._wrong_start_of_context,
}
"""Where to look, by what libyaml was in the middle of."""


def _value_at(line: str) -> int:
    """Return the column at which the value on a line begins, behind its key."""
    found = _VALUE.match(line)
    return found.end() if found else 0
