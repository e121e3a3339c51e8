"""YAML to plain values: mappings, lists and text.

YAML gives the structure, the schema gives the types: every scalar stays the text that was written
(`NO`, `12:30`, `2025`, `1_000`), and the field that it is for decides what it means. PyYAML's own
loaders would read these by YAML 1.1: as false, 750, a number and 1000. A key with an empty or null
value counts as not written.

Values are built straight from the events of the parser. Nodes, which know their lines and columns,
are composed (`compose`, `locate`) only for a file in which something is wrong: to build values from
nodes would be a second pass over every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

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
from yaml.nodes import Node

from generator.problems import AtKey, AtLine, Finding, Rejected
from generator.read.bidi import reordered
from generator.read.files import UNSHOWABLE

Value = str | list["Value"] | dict[str, "Value"] | None

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What means null in the core schema (YAML 1.2.2, 10.3.2)."""
MAX_DEPTH = 40
"""Levels of nesting: far above use, and far below what Python's stack holds."""
MAX_ALIASED_VALUES = 10_000
"""Values that all aliases of one file may stand for together: far above use, and far below the
millions of a "billion laughs" file."""

_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks in YAML 1.1, which PyYAML parses, but not in YAML 1.2 and not in editors."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loaded(Struct, frozen=True):
    """The values of a YAML text, and what is wrong with it although it can be parsed."""

    values: dict[str, Value]
    findings: tuple[Finding, ...]
    """Duplicate keys (the first value is kept), tags and control characters."""


def load(file: str, text: str, first_line: int = 1, *, keep_empty: bool = False) -> Loaded:
    """Return the mapping in `text`, which starts on the line `first_line` (from 1) of `file`.

    With `keep_empty`, a key at the top level without a value has an empty mapping.
    Raise Rejected if it is not YAML or no mapping, or if its aliases would fill the memory.
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
    reader = _Reader(file, first_line, text, {} if keep_empty else None)
    value = reader.document()
    if value is not None and not isinstance(value, dict):
        message = "expected keys with values, such as 'title: …'"
        raise Rejected([*reader.findings, Finding(file, AtLine(first_line), "yaml", message)])
    return Loaded(value or {}, tuple(reader.findings))


class _Reader:
    """A recursive descent through the events of one document."""

    def __init__(self, file: str, first_line: int, text: str, empty: Value) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._first_line = first_line
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
        self._next: Callable[[], Event] = _LOADER(text).get_event

    def document(self) -> Value:
        """Return the value of the one document. Raise Rejected."""
        try:
            self._next()  # the stream starts
            if isinstance(self._next(), StreamEndEvent):
                return None
            value = self._value(self._next(), 0)
            self._next()  # the document ends
            if not isinstance(end := self._next(), StreamEndEvent):
                self._fail(
                    end, "yaml", "a second YAML document begins here; a file can have only one"
                )
        except yaml.MarkedYAMLError as error:
            raise Rejected([self._syntax(error)]) from None
        except yaml.YAMLError as error:
            # PyYAML's errors about characters have a position in the stream, but no mark.
            message = f"not valid YAML: {str(error).splitlines()[0]}"
            raise Rejected(
                [Finding(self._file, AtLine(self._first_line), "yaml", message)]
            ) from None
        return value

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
        else:
            if depth > MAX_DEPTH:
                self._fail(event, "yaml", f"nested more than {MAX_DEPTH} levels deep")
            if anchor:
                self._open_anchors.add(anchor)
            mapping = isinstance(event, MappingStartEvent)
            value = self._mapping(depth) if mapping else self._sequence(depth)
            self._open_anchors.discard(anchor)
        if anchor:
            self._anchors[anchor] = (value, self._count - before + 1)
        return value

    def _scalar(self, event: ScalarEvent) -> str | None:
        text: str = event.value
        return None if text in NULLS and event.style in ("", None) else text

    def _check(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Report what neither a value nor a key may have."""
        if event.tag is not None:
            message = (
                f"the YAML tag {event.tag} is not supported; remove it, "
                "or put text that starts with ! in quotes"
            )
            self._find(event, "yaml-tag", message)
        # Only an escape in double quotes can bring one in: those in the file were found already.
        if type(event) is not ScalarEvent or event.style != '"':
            return
        if bad := UNSHOWABLE.search(event.value):
            message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
            self._find(event, "control-character", message)
        elif wrong := next(reordered(event.value), None):
            message = f"the invisible character {wrong.message}"
            self._find(event, "reordering-character", message)

    def _sequence(self, depth: int) -> list[Value]:
        values: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._value(event, depth + 1))
        return values

    def _mapping(self, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        seen: set[str] = set()
        while type(event := self._next()) is not MappingEndEvent:
            if not isinstance(event, ScalarEvent):
                self._fail(event, "yaml", "a key must be text")
            key: str = event.value
            self._check(event)
            value = self._value(self._next(), depth + 1)
            if value is None and depth == 0:
                value = self._empty
            if key in seen:
                message = f"the key '{key}' is set twice; remove one of the two"
                self._find(event, "duplicate-key", message)
            elif value is not None:
                values[key] = value
            seen.add(key)
        return values

    def _alias(self, event: AliasEvent) -> Value:
        if event.anchor in self._open_anchors:
            self._fail(event, "yaml", f"the alias *{event.anchor} contains itself")
        if event.anchor not in self._anchors:
            message = (
                f"no anchor &{event.anchor} comes before the alias *{event.anchor}; "
                "put text that starts with * in quotes"
            )
            self._fail(event, "yaml", message)
        value, size = self._anchors[event.anchor]
        self._count += size
        self._aliased += size
        if self._aliased > MAX_ALIASED_VALUES:
            message = (
                f"the aliases in this file stand for more than {MAX_ALIASED_VALUES:,} values; "
                "write the values out"
            )
            self._fail(event, "alias-bomb", message)
        return value

    def _finding(self, event: Event, code: str, message: str) -> Finding:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the parser gives every event its marks
        assert end is not None  # noqa: S101
        length = end.column - start.column if end.line == start.line else 1
        spot = AtLine(start.line + self._first_line, start.column + 1, max(length, 1))
        return Finding(self._file, spot, code, message)

    def _find(self, event: Event, code: str, message: str) -> None:
        self.findings.append(self._finding(event, code, message))

    def _fail(self, event: Event, code: str, message: str) -> NoReturn:
        raise Rejected([*self.findings, self._finding(event, code, message)])

    def _syntax(self, error: yaml.MarkedYAMLError) -> Finding:
        # What was never closed is shown where it was opened: the parser gives up much later.
        unclosed = error.context in _UNCLOSED
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        spot = AtLine(mark.line + self._first_line, mark.column + 1) if mark else AtLine()
        said = ", ".join(part for part in (error.context, error.problem) if part)
        hint = _UNCLOSED.get(error.context or "") or _HINTS.get(error.problem or "", "")
        return Finding(self._file, spot, "yaml", f"not valid YAML: {said}{hint}")


_UNCLOSED = {
    "while parsing a flow sequence": "; a list that starts with [ must end with ]",
    "while parsing a flow mapping": "; a mapping that starts with { must end with }",
    "while scanning a quoted scalar": "; text that starts with a quotation mark must end with one",
}
"""Remedies, by the context that libyaml names: what it was in the middle of."""
_HINTS = {
    "found character that cannot start any token": "; put text that starts with @ % or ` in quotes",
    "mapping values are not allowed in this context": "; put text that contains ': ' in quotes",
    "did not find expected node content": "; a [ or { above may not have been closed",
    "did not find expected key": "; check the quotes and the indentation of the lines above",
}
"""Remedies, by the problem that libyaml names."""


class Span(Struct, frozen=True):
    """Where a value or key is in the YAML text: lines and columns from 0, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def compose(text: str) -> Node | None:
    """Return the root node of a YAML text, with lines and columns; None if it is not YAML."""
    try:
        node: Node | None = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    return node


def locate(node: Node | None, spot: AtKey) -> Span | None:
    """Return where the key or value of `spot` is, given the root node of the text.

    If the path breaks off (a key is missing), return the span of the last step that exists; return
    None if there is none.
    """
    if node is None:
        return None
    found: Node | None = None
    for position, step in enumerate(spot.keys):
        entry = _step(node, step)
        if entry is None:
            break
        key, node = entry
        # A value that is not written has no width, so its key is shown.
        is_empty = node.start_mark.index == node.end_mark.index
        found = key if is_empty or (spot.name and position == len(spot.keys) - 1) else node
    if found is None:
        return None
    start, end = found.start_mark, found.end_mark
    return Span(start.line, start.column, end.line, end.column)


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """Return key and value of one step into a node, or None; a list item is its own key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
