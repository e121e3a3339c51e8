"""Edits that change one value of a YAML text, its front matter or a register.

Text is spliced in and out at the marks that PyYAML gives nodes, so what an edit is not about stays
byte for byte. A round-trip library that writes a file anew (ruamel.yaml was tried) evens out
alignment, indentation, the space in brackets, long lines, line ends and the end of the file.

Every function returns edits of the whole text as it was given. Those of several calls may be in
each other's way, so apply those of one, and ask for the next of the new text. Each call reads all
of the text twice, so what can be changed together should be. Whatever is returned was tried: the
loader of a build reads the wanted values at their places, and everything else as before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from unicodedata import normalize

from yaml.nodes import SequenceNode

from generator.edit.splices import (
    addition,
    filling,
    insertion,
    is_empty,
    removal,
    replacement,
    shown,
    style_of,
)
from generator.edit.text import TextEdit, apply
from generator.edit.written import Layout, scalar
from generator.edit.yaml_text import EditError, YamlText, read
from generator.problems import KeyPath, Severity
from generator.read.written import Value

Edits = tuple[TextEdit, ...]


def set_value(yaml: YamlText, keys: KeyPath, value: Value, order: Sequence[str] = ()) -> Edits:
    """Return the edits that give the key, or item of a list, at the end of a path a value.

    A key that is not there is added: behind those that come before it in `order`, the keys that its
    mapping may have; by default at the end. A text keeps the style of the one in its place. Raise
    EditError if there is nothing to add it to, or if that would change anything else.
    """
    return set_values(yaml, [(keys, value)], order)


def set_values(
    yaml: YamlText, values: Sequence[tuple[KeyPath, Value]], order: Sequence[str] = ()
) -> Edits:
    """Return the edits that `set_value` would return for each of several paths, tried together.

    Each path leads into another mapping or list. Raise EditError as that.
    """
    set_there = [_filled(yaml, keys, value) for keys, value in values]
    edits = [_setting(yaml, keys, value, order) for keys, value in set_there]

    def wanted(before: Value) -> Value:
        return reduce(lambda all_values, one: _with(all_values, *one), set_there, before)

    return _tried(yaml, edits, wanted, values[0][0])


def append(yaml: YamlText, keys: KeyPath, *items: Value) -> Edits:
    """Return the edits that add items at the end of a list. Raise EditError as `set_value`."""
    return insert(yaml, keys, None, *items)


def insert(yaml: YamlText, keys: KeyPath, position: int | None, *items: Value) -> Edits:
    """Return the edits that put items before the one at a position; at the end for None.

    A list that is not there is added where `set_value` would add its key. Raise EditError as that.
    """
    node = yaml.node(keys)
    if node is None or is_empty(node):
        return set_value(yaml, keys, list(items))
    if not isinstance(node, SequenceNode):
        raise EditError(f"{yaml.file}: '{shown(keys)}' is no list")
    at = len(node.value) if position is None else position

    def wanted(values: Value) -> Value:
        there = list(_at(values, keys) or ())
        return _with(values, keys, [*there[:at], *items, *there[at:]])

    return _tried(yaml, [insertion(yaml, node, at, items)], wanted, keys)


def remove(yaml: YamlText, *paths: KeyPath) -> Edits:
    """Return the edits that take keys, or items of lists, away. Raise EditError.

    Several paths are in the order of the text. What is the only one in its mapping or list cannot
    go: take away what it is in.
    """
    edits = [_taking(yaml, keys) for keys in paths]

    def wanted(values: Value) -> Value:
        # From behind, as items move up when one before them goes.
        return reduce(_without, reversed(paths), values)

    return _tried(yaml, edits, wanted, paths[0])


def rename_key(yaml: YamlText, keys: KeyPath, name: str) -> Edits:
    """Return the edits that give a key another name. Raise EditError if there is no such key."""
    entry = yaml.entry(keys)
    if entry is None or entry.key is None:
        raise EditError(f"{yaml.file}: there is no '{shown(keys)}'")
    start, end = entry.start, yaml.content_end(entry.key)
    flow = bool(entry.parent.flow_style)
    edit = TextEdit(start, end, scalar(name, Layout(flow=flow, style=style_of(entry.key))))
    old = str(keys[-1])

    def wanted(values: Value) -> Value:
        mapping = _at(values, keys[:-1])
        assert isinstance(mapping, dict)  # noqa: S101 - an entry with a key is in one
        renamed: Value = {name if key == old else key: mapping[key] for key in mapping}
        return _with(values, keys[:-1], renamed) if keys[:-1] else renamed

    return _tried(yaml, [edit], wanted, keys)


# ---- one edit


def _filled(yaml: YamlText, keys: KeyPath, value: Value) -> tuple[KeyPath, Value]:
    """Return what to set where: a mapping of one key, where what it is to be in has no value."""
    if yaml.entry(keys) is None and isinstance(keys[-1], str):
        above = yaml.entry(keys[:-1])
        if above and is_empty(above.value):
            return _filled(yaml, keys[:-1], {keys[-1]: value})
    return keys, value


def _setting(yaml: YamlText, keys: KeyPath, value: Value, order: Sequence[str]) -> TextEdit:
    entry = yaml.entry(keys)
    if entry is None:
        return addition(yaml, keys, value, order)
    return filling(yaml, entry, value) if is_empty(entry.value) else replacement(yaml, entry, value)


def _taking(yaml: YamlText, keys: KeyPath) -> TextEdit:
    entry = yaml.entry(keys)
    if entry is None:
        raise EditError(f"{yaml.file}: there is no '{shown(keys)}'")
    if len(entry.parent.value) == 1:
        raise EditError(f"{yaml.file}: '{shown(keys)}' is the only entry of '{shown(keys[:-1])}'")
    return removal(yaml, entry)


# ---- whether it is right


def _tried(
    yaml: YamlText, edits: Sequence[TextEdit], wanted: Callable[[Value], Value], keys: KeyPath
) -> Edits:
    """Return edits of YAML as edits of the whole text. Raise EditError if they do not do."""
    try:
        after = apply(yaml.text, edits)
    except ValueError:
        raise EditError(f"{yaml.file}: '{shown(keys)}' cannot be changed with others") from None
    loaded = read(yaml.file, after)
    expected = _composed(wanted(yaml.values))
    known = {(found.code, found.message) for found in yaml.loaded.findings}
    errors = (found for found in loaded.findings if found.severity is Severity.ERROR)
    more = [found for found in errors if (found.code, found.message) not in known]
    if loaded.values != expected or more:
        why = more[0].message if more else "it is shared with other places, or written unusually"
        raise EditError(f"{yaml.file}: '{shown(keys)}' cannot be changed by itself: {why}")
    return tuple(
        TextEdit(edit.start + yaml.start, edit.end + yaml.start, edit.text) for edit in edits
    )


def _composed(value: Value) -> Value:
    """Return a value as it is read: in NFC, and without keys that have none."""
    if isinstance(value, dict):
        return {normalize("NFC", key): _composed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_composed(inner) for inner in value]
    return normalize("NFC", value) if value else value


def _at(value: Value, keys: KeyPath) -> Value:
    for key in keys:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def _with(value: Value, keys: KeyPath, new: Value) -> Value:
    """Return a value in which the one at a path is another."""
    if not keys:
        return new
    key, *rest = keys
    if isinstance(value, list) and isinstance(key, int):
        items = list(value)
        if key < len(items):
            items[key] = _with(items[key], tuple(rest), new)
        return items
    there = value if isinstance(value, dict) else {}
    return {**there, str(key): _with(there.get(str(key)), tuple(rest), new)}


def _without(value: Value, keys: KeyPath) -> Value:
    """Return a value without what is at a path."""
    inside = _at(value, keys[:-1])
    left: Value
    if isinstance(inside, list):
        assert isinstance(keys[-1], int)  # noqa: S101 - as there is such an item
        left = [*inside[: keys[-1]], *inside[keys[-1] + 1 :]]
    else:
        assert isinstance(inside, dict)  # noqa: S101 - an entry is in a list or a mapping
        left = {key: item for key, item in inside.items() if key != keys[-1]}
    return _with(value, keys[:-1], left) if keys[:-1] else left
