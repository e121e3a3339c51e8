"""YAML to plain values: mappings, lists and text.

YAML gives the structure, the schema gives the types: every scalar stays the text that was written
(`NO`, `12:30`, `2025`, `1_000`), and the field that it is for says what it means. A key with an
empty or null value counts as not written. Values are built straight from the parser's events; line
and column are looked up again (`locate`) only where something turns out to be wrong.
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
from generator.read.files import UNSHOWABLE

Value = str | list["Value"] | dict[str, "Value"] | None

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MAX_DEPTH = 40
MAX_ALIASED_VALUES = 10_000
"""Values that all aliases of one file may stand for together: far above use, far below a bomb."""

_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loaded(Struct, frozen=True):
    """What a YAML text holds, and what is wrong with it although it can be read."""

    values: dict[str, Value]
    findings: tuple[Finding, ...]
    """Duplicate keys, of which the first counts, tags and control characters."""


def load(file: str, text: str, first_line: int = 1, *, keep_empty: bool = False) -> Loaded:
    """Return the mapping that `text` holds; `first_line` is the line of `file` it starts on.

    With `keep_empty`, a key of the top level without a value has an empty mapping.
    Raise Rejected: not YAML, not a mapping, aliases beyond all measure.
    """
    if bad := _LINE_BREAKS.search(text):
        # The parser would begin a new line here, and editors do not.
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
    """One pass over the events of one document."""

    def __init__(self, file: str, first_line: int, text: str, empty: Value) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._first_line = first_line
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._open_anchors: set[str] = set()
        self._count = 0
        self._aliased = 0
        self._empty = empty
        """What a key of the top level without a value has."""
        self._next: Callable[[], Event] = _LOADER(text).get_event

    def document(self) -> Value:
        try:
            self._next()  # the stream starts
            if isinstance(self._next(), StreamEndEvent):
                return None
            value = self._value(self._next(), 0)
            self._next()  # the document ends
            if not isinstance(end := self._next(), StreamEndEvent):
                self._fail(end, "yaml", "a second document begins here; a file holds one")
        except yaml.MarkedYAMLError as error:
            raise Rejected([self._syntax(error)]) from None
        except yaml.YAMLError as error:
            # The reader's own errors (control characters) carry a position instead of a mark.
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
        """Find what no value and no key may have."""
        if event.tag is not None:
            self._find(event, "yaml-tag", f"the tag {event.tag} has no meaning here; leave it out")
        # Only an escape in double quotes can make one; the file itself has been looked through.
        if type(event) is not ScalarEvent or event.style != '"':
            return
        if bad := UNSHOWABLE.search(event.value):
            message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
            self._find(event, "control-character", message)

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
                self._fail(event, "yaml", "a key has to be text")
            key: str = event.value
            self._check(event)
            value = self._value(self._next(), depth + 1)
            if value is None and depth == 0:
                value = self._empty
            if key in seen:
                self._find(event, "duplicate-key", f"the key '{key}' stands here a second time")
            elif value is not None:
                values[key] = value
            seen.add(key)
        return values

    def _alias(self, event: AliasEvent) -> Value:
        if event.anchor in self._open_anchors:
            self._fail(event, "yaml", f"the alias *{event.anchor} contains itself")
        if event.anchor not in self._anchors:
            self._fail(event, "yaml", f"the alias *{event.anchor} has no anchor before it")
        value, size = self._anchors[event.anchor]
        self._count += size
        self._aliased += size
        if self._aliased > MAX_ALIASED_VALUES:
            message = f"aliases stand for more than {MAX_ALIASED_VALUES:,} values; write them out"
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
        # What was never closed is shown where it was opened, not where the parser gave up.
        unclosed = error.context in _UNCLOSED
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        spot = AtLine(mark.line + self._first_line, mark.column + 1) if mark else AtLine()
        said = ", ".join(part for part in (error.context, error.problem) if part)
        hint = _UNCLOSED.get(error.context or "") or _HINTS.get(error.problem or "", "")
        return Finding(self._file, spot, "yaml", f"not valid YAML: {said}{hint}")


_UNCLOSED = {
    "while parsing a flow sequence": "; a list that begins with [ needs its ]",
    "while parsing a flow mapping": "; what begins with { needs its }",
    "while scanning a quoted scalar": (
        "; text that begins with a quotation mark needs one at its end"
    ),
}
_HINTS = {
    "found character that cannot start any token": "; put text that begins with @ % or ` in quotes",
    "mapping values are not allowed in this context": "; put text that contains ': ' in quotes",
    "did not find expected node content": "; a [ or { above may lack its ] or }",
    "did not find expected key": "; check the quotes and the indentation of the lines above",
}


class Extent(Struct, frozen=True):
    """Where a value or key stands: lines and columns from 0, within the YAML text."""

    line: int
    column: int
    end_line: int
    end_column: int


def compose(text: str) -> Node | None:
    """Return the nodes of a YAML text with their places; None if it is no YAML."""
    try:
        node: Node | None = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    return node


def locate(node: Node | None, spot: AtKey) -> Extent | None:
    """Find where the key or value of `spot` stands, given the composed text.

    Where the path leads nowhere (a key that is missing), the last step that exists is given;
    None if there is nothing to look in.
    """
    if node is None:
        return None
    found: Node | None = None
    for position, step in enumerate(spot.keys):
        entry = _step(node, step)
        if entry is None:
            break
        key, node = entry
        nothing = node.start_mark.index == node.end_mark.index
        found = key if nothing or (spot.name and position == len(spot.keys) - 1) else node
    if found is None:
        return None
    start, end = found.start_mark, found.end_mark
    return Extent(start.line, start.column, end.line, end.column)


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """Return key and value of one step into a node; an item of a list is its own key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
