"""YAML to plain values: mappings, lists and text.

YAML gives the structure, the schema gives the types: every scalar stays the text that was written
(`NO`, `12:30`, `2025`, `1_000`), and the field that it is for decides what it means. PyYAML's own
loaders would read these by YAML 1.1: as false, 750, a number and 1000. A key with an empty or null
value counts as not written.

What stands in the file is either used or told. YAML drops words without a word: a comment that was
none, an anchor, a tag, a key without a value. All of these are looked for where it costs nothing if
there are none, and after such a finding the value is what the editor must have meant, so that one
mistake is one problem.

Values are built straight from the events of the parser. Nodes, which know their lines and columns,
are composed (`nodes`) only for a file in which something is wrong: to build values from nodes would
be a second pass over every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from generator import limits
from generator.patterns import pattern
from generator.problems import AtLine, Finding, Rejected
from generator.read.bidi import reordered
from generator.read.characters import slip
from generator.read.comments import LATE_HASH
from generator.read.files import UNSHOWABLE
from generator.read.sentences import looks_cut
from generator.read.told import Told
from generator.read.too_much import too_much
from generator.read.written import Empty, Value, Written, written

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What means null in the core schema (YAML 1.2.2, 10.3.2)."""
MAX_DEPTH = 40
"""Levels of nesting: far above use, and far below what Python's stack holds."""
MAX_ALIASED_VALUES = 10_000
"""Values that all aliases of one file may stand for together: far above use, and far below the
millions of a "billion laughs" file."""

_TAB_INDENT = pattern(r"^ *\t", re.MULTILINE)
_DIRECTIVE = pattern(r"(?:[ \t]*(?:#.*)?\n)*%(?!YAML |TAG )")
_QUOTES = frozenset("'\"")
_DIGIT_AFTER = pattern(r"[|>][+-]?\d")
"""A number after > or |, which tells how far text is indented on the lines below."""
_LINE_BREAKS = pattern("[\x85\u2028\u2029]")
"""Line breaks in YAML 1.1, which PyYAML parses, but not in YAML 1.2 and not in editors."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loaded(Struct, frozen=True):
    """The values of a YAML text, and what is wrong with it although it can be parsed."""

    values: dict[str, Value]
    findings: tuple[Finding, ...]
    """Duplicate keys (the first value is kept), tags, hidden words and control characters."""
    written: Written


def load(
    file: str,
    text: str,
    first_line: int = 1,
    *,
    keep_empty: bool = False,
    entry_keys: Container[str] = (),
) -> Loaded:
    """Return the mapping in `text`, which starts on the line `first_line` (from 1) of `file`.

    With `keep_empty`, a key at the top level without a value has an empty mapping. `entry_keys` are
    the keys that an entry of a register may have: another one among them begins an entry.
    Raise Rejected if it is not YAML or no mapping, if a list or a text in it is too long, or if
    its aliases would fill the memory.
    """
    if bad := _LINE_BREAKS.search(text):
        # The parser would count a new line here and editors do not, so all problems below would
        # be shown on wrong lines.
        before = text[: bad.start()]
        column = bad.start() - (before.rfind("\n") + 1) + 1
        message = f"the line separator U+{ord(bad[0]):04X} cannot be shown; remove it"
        spot = AtLine(before.count("\n") + first_line, column)
        raise Rejected([Finding(file, spot, "control-character", message)])
    if tab := _TAB_INDENT.search(text):
        line = text.count("\n", 0, tab.start()) + first_line
        column = tab.end() - tab.start()
        message = "a tab in the indentation; indent with spaces"
        raise Rejected([Finding(file, AtLine(line, column), "tab", message)])
    if directive := _DIRECTIVE.match(text):
        line = text.count("\n", 0, directive.end()) + first_line
        message = (
            "YAML ignores a line that begins with %; remove it, or begin it with # as a comment"
        )
        raise Rejected([Finding(file, AtLine(line), "yaml", message)])
    reader = _Reader(file, first_line, text, {} if keep_empty else None, entry_keys)
    value = reader.document()
    if value is not None and not isinstance(value, dict):
        mistyped = slip(value) if isinstance(value, str) else None
        spot = AtLine(first_line, mistyped.at + 1) if mistyped else AtLine(first_line)
        message = mistyped.message if mistyped else "expected keys with values, such as 'title: …'"
        raise Rejected([*reader.findings, Finding(file, spot, "yaml", message)])
    if reader.has_too_much and (found := tuple(too_much(file, value))):
        raise Rejected(found)
    findings = sorted(reader.findings, key=_place)
    return Loaded(value or {}, tuple(findings), reader.written(value))


def _tag(name: str) -> str:
    """Return a tag as it was written: `!!str`."""
    return name.replace("tag:yaml.org,2002:", "!!")


def _place(finding: Finding) -> tuple[int, int]:
    spot = finding.spot
    return (spot.line, spot.column) if isinstance(spot, AtLine) else (0, 0)


class _Reader:
    """A recursive descent through the events of one document."""

    def __init__(
        self, file: str, first_line: int, text: str, empty: Value, entry_keys: Container[str]
    ) -> None:
        self._text = text
        self._entry_keys = entry_keys
        self._told = Told(file, first_line, text)
        self._anchors: dict[str, tuple[Value, int]] = {}
        """The value of each anchor, and how many values are in it, itself included."""
        self._open_anchors: set[str] = set()
        """Anchors of collections that have not ended: an alias to one of these is a cycle."""
        self._count = 0
        """Values so far, those that aliases stand for included."""
        self._aliased = 0
        """Values that aliases stand for so far."""
        self._empty = empty
        """The value of a key at the top level without one."""
        self._may_hide = "#" in text and LATE_HASH.search(text) is not None
        """Whether a comment may be behind something else."""
        self.has_too_much = False
        """Whether a list may be longer than it may be, or a text is."""
        self._may_escape = "\\" in text
        self._marked: list[tuple[str, Finding]] = []
        """Every anchor, with what is wrong if no alias refers to it."""
        self._used: set[str] = set()
        """Anchors that aliases refer to."""
        self._empties: list[tuple[Value, Empty]] = []
        """Keys without a value, each with its mapping."""
        self._cut: list[list[Value]] = []
        self._again: list[tuple[Value, Finding]] = []
        """See `Written`."""
        self._next: Callable[[], Event] = _LOADER(text).get_event

    @property
    def findings(self) -> list[Finding]:
        """What is wrong so far."""
        return self._told.findings

    def document(self) -> Value:
        """Return the value of the one document. Raise Rejected."""
        try:
            self._next()  # the stream starts
            if isinstance(self._next(), StreamEndEvent):
                return None
            value = self._value(self._next(), 0)
            self._next()  # the document ends
            if not isinstance(end := self._next(), StreamEndEvent):
                message = (
                    "a second YAML document begins here; a file can have only one: remove this line"
                )
                self._told.fail(end, "yaml", message)
        except yaml.YAMLError as error:
            raise Rejected(self._told.syntax(error)) from None
        for anchor, finding in self._marked:
            if anchor not in self._used:
                self._told.findings.append(finding)
        return value

    def written(self, root: Value) -> Written:
        """Return what the values do not show, given all of them."""
        if not (self._empties or self._cut or self._again):
            return Written()
        return written(root, self._empties, self._cut, self._again)

    def _value(self, event: Event, depth: int) -> Value:
        self._count += 1
        if type(event) is ScalarEvent and event.anchor is None:  # as nearly all are
            self._check(event)
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)  # noqa: S101 - for the types
        self._check(event)
        # Counted as a difference, because an alias inside counts for all that it stands for.
        anchor, before = event.anchor, self._count
        value: Value
        if isinstance(event, ScalarEvent):
            value = self._scalar(event)
            if value is None:
                value = f"&{anchor}"  # so that it is not reported as missing, too
        else:
            if depth > MAX_DEPTH:
                self._told.fail(event, "yaml", f"nested more than {MAX_DEPTH} levels deep")
            if anchor:
                self._open_anchors.add(anchor)
            mapping = isinstance(event, MappingStartEvent)
            value = self._mapping(event, depth) if mapping else self._sequence(event, depth)
            self._open_anchors.discard(anchor)
        if anchor:
            self._marked.append((anchor, self._told.mark(event, anchor)))
            self._anchors[anchor] = (value, self._count - before + 1)
        return value

    def _scalar(self, event: ScalarEvent) -> str | None:
        text: str = event.value
        if len(text) > limits.VALUE_LETTERS:
            self.has_too_much = True
        if text in NULLS and event.style not in _QUOTES:
            return self._null(event)
        if not text.isascii() and " " in text:
            return self._told.unfolded(event)
        return text

    def _null(self, event: ScalarEvent) -> str | None:
        """Return None, unless there is text that YAML does not give."""
        if event.style in ("|", ">"):
            if _DIGIT_AFTER.match(written := self._told.written_at(event)) and not event.value:
                message = (
                    f"text that begins with {written[0]} must be in quotes, or YAML takes it for "
                    "the start of text on the lines below"
                )
                self._told.report(event, "yaml", message)
                return written
            return str(event.value)
        if self._may_hide and (hidden := self._told.hidden(event)):
            return hidden
        # What was reported as a tag is not to be reported as missing.
        return event.tag and self._told.written_at(event)

    def _check(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Report what neither a value nor a key may have."""
        if event.tag is not None:
            message = (
                f"the YAML tag {_tag(event.tag)} is not supported; remove it, "
                "or put text that starts with ! in quotes"
            )
            self._told.report(event, "yaml-tag", message)
        if not isinstance(event, ScalarEvent):
            if self._may_hide:
                self._told.hidden_in_bracket(event)
            return
        if self._may_hide:
            self._told.report_hidden(event)
        if event.style != '"':
            return
        if self._may_escape:
            self._told.escapes(event)
        # Only an escape in double quotes can bring one in: those in the file were found already.
        if bad := UNSHOWABLE.search(event.value):
            message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
            self._told.report(event, "control-character", message)
        elif wrong := next(reordered(event.value), None):
            message = f"the invisible character {wrong.message}"
            self._told.report(event, "reordering-character", message)

    def _sequence(self, start: CollectionStartEvent, depth: int) -> list[Value]:
        values: list[Value] = []
        plain, told = True, len(self._told.findings)
        scalars: list[ScalarEvent] = []
        while type(event := self._next()) is not SequenceEndEvent:
            plain = plain and type(event) is ScalarEvent and not event.style
            values.append(self._value(event, depth + 1))
            if plain and isinstance(event, ScalarEvent):
                scalars.append(event)
        if len(values) > limits.POINTS:
            self.has_too_much = True
        if plain and len(values) > 1 and start.flow_style:
            self._told.cut_at_commas(scalars)
            if len(self._told.findings) == told and looks_cut(values):
                self._cut.append(values)
        return values

    def _mapping(self, start: CollectionStartEvent, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        seen: set[str] = set()
        again: list[tuple[Event, str]] = []
        after: str | None = None
        before: Event = start
        without_value: Event | None = None  # the key right before one that is set again
        while type(event := self._next()) is not MappingEndEvent:
            if not isinstance(event, ScalarEvent):
                self._told.fail(
                    event, "yaml", "a key must be text; put text that starts with { or [ in quotes"
                )
            key: str = event.value
            self._check(event)
            if not event.style and not key.isascii():
                key = self._told.visible(event, key)
            value_event = self._next()
            value = self._value(value_event, depth + 1)
            if value is None and depth == 0 and self._empty is not None:
                value = self._empty
            elif value is None:
                key, value = self._without_value(event, value_event, start, values, after)
            elif not event.style and (":" in key or not key.isascii()):
                key, value = self._apart(event, key, value)
            if key in seen:
                if not again and after not in values and after not in self._entry_keys:
                    without_value = before
                again.append((event, key))
            elif value is not None:
                values[key] = value
            seen.add(key)
            after, before = key, event
        if len(seen) > limits.ENTRIES and (depth or self._empty is None):
            message = f"{len(seen):,} keys are set here; there are not even {limits.ENTRIES}"
            self._told.fail(start, "too-many", message)
        if again:
            is_entry = depth == 1 and self._empty is not None
            self._set_again(start, values, again, without_value, is_entry)
        return values

    def _set_again(
        self,
        start: CollectionStartEvent,
        values: dict[str, Value],
        again: list[tuple[Event, str]],
        without_value: Event | None,
        is_entry: bool,
    ) -> None:
        """Report keys of a mapping that are there twice, in an entry of a register if it is one."""
        if is_entry and without_value:
            self._told.indented(without_value)
            self._empties = [one for one in self._empties if one[0] is not values]
        elif finding := self._told.set_again(start, again, is_entry):
            self._again.append((values, finding))

    def _apart(self, event: ScalarEvent, key: str, value: Value) -> tuple[str, Value]:
        """Return key and value of `title:First report: a start`, which is reported."""
        mistyped = slip(key)
        if mistyped is None:
            return key, value
        self._told.report(event, "yaml", mistyped.message, mistyped.at)
        rest = f"{mistyped.value}: {value}" if isinstance(value, str) else value
        return mistyped.key, rest

    def _alias(self, event: AliasEvent) -> Value:
        if self._may_hide:
            self._told.report_hidden(event)
        if event.anchor in self._open_anchors:
            self._told.fail(event, "yaml", f"the alias *{event.anchor} contains itself")
        if event.anchor not in self._anchors:
            message = (
                f"no anchor &{event.anchor} comes before the alias *{event.anchor}; "
                "put text that starts with * in quotes"
            )
            self._told.fail(event, "yaml", message)
        self._used.add(event.anchor)
        value, size = self._anchors[event.anchor]
        self._count += size
        self._aliased += size
        if self._aliased > MAX_ALIASED_VALUES:
            message = (
                f"the aliases in this file stand for more than {MAX_ALIASED_VALUES:,} values; "
                "write the values out"
            )
            self._told.fail(event, "alias-bomb", message)
        return value

    def _without_value(
        self,
        event: ScalarEvent,
        value: Event,
        start: CollectionStartEvent,
        values: dict[str, Value],
        after: str | None,
    ) -> tuple[str, Value]:
        """Return key and value of a key that has none, which is noted or reported."""
        key: str = event.value
        if not event.style and (mistyped := slip(key)):
            self._told.report(event, "yaml", mistyped.message, mistyped.at)
            return mistyped.key, mistyped.value
        word = value.value if isinstance(value, ScalarEvent) else ""
        in_braces = bool(start.flow_style) and not word
        self._empties.append((values, Empty((key,), in_braces, after, word)))
        return key, None
