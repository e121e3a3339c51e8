"""The YAML in the text of a file, with the places of its keys and values in that very text.

The text is the file's own: with its byte order mark, its line ends and its accents as they are
stored. So a place in it is one in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from unicodedata import normalize

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.problems import AtLine, KeyPath, Rejected
from generator.read.nodes import compose
from generator.read.written import Value
from generator.read.yaml import Loaded, load

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DELIMITER = "---"
_BOM = "\ufeff"
_BLOCK_STYLES = ("|", ">")
_STEP = 2
"""How far what belongs to a key is indented where a file does not show what its editor does."""


class EditError(Exception):
    """A change cannot be made without changing what it is not about; the text says why."""


class Entry:
    """A key with its value, or an item of a list, whose key is None."""

    def __init__(self, parent: MappingNode | SequenceNode, key: Node | None, value: Node) -> None:
        self.parent = parent
        self.key = key
        self.value = value

    @property
    def start(self) -> int:
        """Where the key begins, or the value of an item; in characters of the YAML."""
        return int((self.key or self.value).start_mark.index)


class YamlText:
    """The YAML of a file: all of a register, or what stands between the two lines of ---."""

    def __init__(self, file: str, text: str) -> None:
        """Take the name of the file, which tells what it is, and its text. Raise EditError."""
        self.file = file
        self.whole = text
        self.start, self.end = _stretch(file, text)
        self.text = text[self.start : self.end]
        self.newline = "\r\n" if "\r\n" in text else "\n"

    @cached_property
    def loaded(self) -> Loaded:
        """What the loader of a build makes of it. Raise EditError if it is not YAML."""
        return read(self.file, self.text)

    @property
    def values(self) -> dict[str, Value]:
        """Keys and values, as a build reads them. Raise EditError if it is not YAML."""
        return self.loaded.values

    @cached_property
    def root(self) -> Node | None:
        """The node of the whole; None if nothing is written."""
        self.loaded  # noqa: B018 - what the loader refuses has no nodes that can be trusted
        return compose(self.text)

    def entry(self, keys: KeyPath) -> Entry | None:
        """Return the key, or the item of a list, that a path leads to; None if there is none."""
        node, found = self.root, None
        for step in keys:
            found = _part(node, step)
            if found is None:
                return None
            node = found.value
        return found

    def node(self, keys: KeyPath) -> Node | None:
        """Return the value at the end of a path, the root for an empty one; None if none is."""
        if not keys:
            return self.root
        entry = self.entry(keys)
        return entry.value if entry else None

    def content_end(self, node: Node) -> int:
        """Return where a value ends: spaces, comments and empty lines behind it are not in it."""
        if isinstance(node, ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style not in _BLOCK_STYLES:
                return int(end)
            written = self.text[start:end]
            keeps = "+" in written.split("\n", 1)[0]
            return int(start) + len(written.rstrip("\r\n" if keeps else None))
        if in_brackets(node):
            return int(node.end_mark.index)
        # That of the node is where the next one begins. An alias has the place of its anchor,
        # which comes before.
        ends = (self.content_end(part) for entry in entries(node) for part in _parts(entry))
        return max(ends, default=int(node.end_mark.index))

    def line_end(self, at: int) -> int:
        """Return where the line of a place ends, before its line break."""
        found = re.compile(r"[\r\n]|\Z").search(self.text, at)
        return found.start() if found else len(self.text)

    def after_line(self, at: int) -> int:
        """Return where the line after that of a place begins."""
        end = self.line_end(at)
        return end + (2 if self.text[end : end + 2] == "\r\n" else self.text[end : end + 1] != "")

    def line_start(self, at: int) -> int:
        """Return where the line of a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    @cached_property
    def steps(self) -> tuple[int, int]:
        """How far mappings below keys are indented in this file, and how far lists are."""
        mapping = sequence = None
        for key, value in _pairs(self.root):
            if not value.value or value.flow_style or value.start_mark.index < key.start_mark.index:
                continue
            step = value.start_mark.column - key.start_mark.column
            if isinstance(value, MappingNode):
                mapping = step if mapping is None else mapping
            else:
                sequence = step if sequence is None else sequence
        step = mapping or _STEP
        return step, step if sequence is None else sequence


def read(file: str, text: str) -> Loaded:
    """Return what the loader of a build makes of YAML. Raise EditError if it refuses it."""
    unix = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    is_document = file.lower().endswith(".md")
    first_line = 2 if is_document else 1
    try:
        return load(file, unix, first_line, keep_empty=not is_document)
    except Rejected as rejected:
        first = rejected.findings[0]
        line = f":{first.spot.line}" if isinstance(first.spot, AtLine) else ""
        raise EditError(f"{file}{line}: {first.message}") from None


def in_brackets(node: Node) -> bool:
    """Return whether a list or mapping is written in [ ] or { }."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def entries(node: Node | None) -> Iterator[Entry]:
    """Yield the keys of a mapping with their values, or the items of a list."""
    if isinstance(node, MappingNode):
        yield from (Entry(node, key, value) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        yield from (Entry(node, None, value) for value in node.value)


def _part(node: Node | None, step: str | int) -> Entry | None:
    """Return the key or the item of a node that a step of a path names; None if it has none."""
    if isinstance(node, SequenceNode):
        is_there = isinstance(step, int) and step < len(node.value)
        return Entry(node, None, node.value[step]) if is_there else None
    names = (e for e in entries(node) if e.key and normalize("NFC", str(e.key.value)) == step)
    return next(names, None)


def _parts(entry: Entry) -> tuple[Node, ...]:
    return (entry.value,) if entry.key is None else (entry.key, entry.value)


def _pairs(node: Node | None) -> Iterator[tuple[Node, yaml.CollectionNode]]:
    """Yield all keys that have lists or mappings, with these, from outside to inside."""
    for entry in entries(node):
        if isinstance(entry.value, yaml.CollectionNode):
            if entry.key is not None:
                yield entry.key, entry.value
            yield from _pairs(entry.value)


def _stretch(file: str, text: str) -> tuple[int, int]:
    """Return where the YAML of a file begins and ends. Raise EditError if front matter does not."""
    begin = len(_BOM) if text.startswith(_BOM) else 0
    if not file.lower().endswith(".md"):
        return begin, len(text)
    lines = _LINE.finditer(text, begin)
    first = next(lines)
    if first[0].rstrip() == _DELIMITER:
        for line in lines:
            if line[0].rstrip() == _DELIMITER:
                return first.end(), line.start()
    raise EditError(f"{file}: the front matter between two lines of --- is missing or not closed")
