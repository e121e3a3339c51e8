"""Edits that change one value of a YAML text, its front matter or a register.

Text is spliced in and out at the marks that PyYAML gives nodes, so what an edit is not about stays
byte for byte. A round-trip library that writes a file anew (ruamel.yaml was tried) evens out
alignment, indentation, the space in brackets, long lines, line ends and the end of the file.

Every function returns edits of the whole text as it was given. Those of several changes may be in
each other's way, so apply one, and ask for the next of the new text. Whatever is returned was
tried: the loader of a build reads the wanted value at its place, and everything else as before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.edit.text import TextEdit, apply
from generator.edit.written import (
    Layout,
    in_brackets,
    item_lines,
    mapping_lines,
    scalar,
    written,
)
from generator.edit.yaml_text import EditError, Entry, YamlText, entries, read
from generator.edit.yaml_text import in_brackets as is_flow
from generator.problems import KeyPath, Severity
from generator.read.written import Value

Edits = tuple[TextEdit, ...]


def set_value(yaml: YamlText, keys: KeyPath, value: Value, order: Sequence[str] = ()) -> Edits:
    """Return the edits that give the key, or item of a list, at the end of a path a value.

    A key that is not there is added: behind those that come before it in `order`, the keys that its
    mapping may have; by default at the end. A text keeps the style of the one in its place. Raise
    EditError if there is nothing to add it to, or if that would change anything else.
    """
    entry = yaml.entry(keys)
    if entry is None:
        edit = _added(yaml, keys, value, order)
    elif _is_empty(entry.value):
        edit = _filled(yaml, entry, value)
    else:
        edit = _replaced(yaml, entry, value)
    return _tried(yaml, edit, lambda values: _with(values, keys, value), keys)


def append(yaml: YamlText, keys: KeyPath, item: Value) -> Edits:
    """Return the edits that add an item at the end of a list. Raise EditError as `set_value`."""
    return insert(yaml, keys, None, item)


def insert(yaml: YamlText, keys: KeyPath, position: int | None, item: Value) -> Edits:
    """Return the edits that put an item before the one at a position; at the end for None.

    A list that is not there is added, as the last key. Raise EditError as `set_value` does.
    """
    node = yaml.node(keys)
    if node is None or _is_empty(node):
        return set_value(yaml, keys, [item])
    if not isinstance(node, SequenceNode):
        raise EditError(f"'{_name(keys)}' is no list")
    at = len(node.value) if position is None else position

    def wanted(values: Value) -> Value:
        items = list(_at(values, keys) or ())
        return _with(values, keys, [*items[:at], item, *items[at:]])

    return _tried(yaml, _item_edit(yaml, node, at, item), wanted, keys)


def remove(yaml: YamlText, keys: KeyPath) -> Edits:
    """Return the edits that take a key or an item of a list away. Raise EditError.

    One that is the only one in its mapping or list cannot go: take away what it is in.
    """
    entry = yaml.entry(keys)
    if entry is None:
        raise EditError(f"there is no '{_name(keys)}'")
    if len(entry.parent.value) == 1:
        raise EditError(f"'{_name(keys)}' is the only entry of '{_name(keys[:-1])}'")
    return _tried(yaml, _removal(yaml, entry), lambda values: _without(values, keys), keys)


def rename_key(yaml: YamlText, keys: KeyPath, name: str) -> Edits:
    """Return the edits that give a key another name. Raise EditError if there is no such key."""
    entry = yaml.entry(keys)
    if entry is None or entry.key is None:
        raise EditError(f"there is no '{_name(keys)}'")
    start, end = entry.start, yaml.content_end(entry.key)
    flow = bool(entry.parent.flow_style)
    edit = TextEdit(start, end, scalar(name, Layout(flow=flow, style=_style(entry.key))))
    old = str(keys[-1])

    def wanted(values: Value) -> Value:
        mapping = _at(values, keys[:-1])
        assert isinstance(mapping, dict)  # noqa: S101 - an entry with a key is in one
        renamed: Value = {name if key == old else key: mapping[key] for key in mapping}
        return _with(values, keys[:-1], renamed) if keys[:-1] else renamed

    return _tried(yaml, edit, wanted, keys)


# ---- what is to be edited


def _added(yaml: YamlText, keys: KeyPath, value: Value, order: Sequence[str]) -> TextEdit:
    parent, key = yaml.node(keys[:-1]), keys[-1]
    if not isinstance(key, str):
        raise EditError(f"'{_name(keys[:-1])}' has no item {key + 1}")
    if parent is None and len(keys) == 1:  # nothing is written yet
        line = f"{scalar(key, Layout())}:{written(value, _layout(yaml, 0))}{yaml.newline}"
        return TextEdit(len(yaml.text), len(yaml.text), line)
    if not isinstance(parent, MappingNode):
        raise EditError(f"'{_name(keys[:-1])}' is not there, or has no keys")
    there = list(entries(parent))
    before = order[: list(order).index(key)] if key in order else None
    behind = [e for e in there if before is None or e.key is None or e.key.value in before]
    if parent.flow_style:
        pair = f"{scalar(key, Layout(flow=True))}: {in_brackets(value, _layout(yaml, 0))}"
        return _in_flow(yaml, parent, there.index(behind[-1]) + 1 if behind else 0, pair)
    column = _column(there[0])
    line = f"{scalar(key, Layout())}:{written(value, _layout(yaml, column))}"
    if not behind:
        return _before(there[0].start, f"{line}{yaml.newline}{' ' * column}")
    return _below(yaml, behind[-1], f"{' ' * column}{line}")


def _item_edit(yaml: YamlText, node: SequenceNode, at: int, item: Value) -> TextEdit:
    there = list(entries(node))
    if node.flow_style:
        return _in_flow(yaml, node, at, in_brackets(item, _layout(yaml, 0)))
    column = int(node.start_mark.column)
    layout = _layout(yaml, column)
    like = there[min(at, len(there) - 1)].value
    if isinstance(like, MappingNode) and is_flow(like) and isinstance(item, dict):
        lines = [f"- {in_brackets(item, layout)}"]
    else:
        style = _style(like) if isinstance(like, ScalarNode) else None
        kept = Layout(column, layout.steps, layout.newline, style=style or None)
        lines = list(item_lines(item, kept))
    if at < len(there):
        start = yaml.line_start(there[at].start)
        first = (
            start
            + len(yaml.text[start : there[at].start])
            - len(yaml.text[start : there[at].start].lstrip(" "))
        )
        hyphen = yaml.text.rindex("-", first, there[at].start)
        return _before(hyphen, "".join(f"{line}{yaml.newline}{' ' * column}" for line in lines))
    text = yaml.newline.join(f"{' ' * column}{line}" for line in lines)
    return _below(yaml, there[-1], text)


def _filled(yaml: YamlText, entry: Entry, value: Value) -> TextEdit:
    """Return the edit that gives a key without a value one."""
    if entry.key is None:
        raise EditError("an item of a list has no value; remove it first")
    at = yaml.content_end(entry.value)
    if entry.parent.flow_style:
        return TextEdit(entry.value.start_mark.index, at, _spaced(yaml, entry, value))
    text = written(value, _layout(yaml, _column(entry)))
    if text.startswith(yaml.newline):  # below the line, whatever stands behind the colon
        at = yaml.line_end(at)
        return TextEdit(at, at, text)
    return TextEdit(yaml.content_end(entry.key) + 1, at, text)


def _spaced(yaml: YamlText, entry: Entry, value: Value) -> str:
    at = entry.value.start_mark.index
    space = "" if yaml.text[at - 1 : at].isspace() else " "
    return space + in_brackets(value, _layout(yaml, 0))


def _replaced(yaml: YamlText, entry: Entry, value: Value) -> TextEdit:
    """Return the edit that puts a value in the place of another."""
    node = entry.value
    start, end = int(node.start_mark.index), yaml.content_end(node)
    in_flow = bool(entry.parent.flow_style)
    if isinstance(value, list | dict):
        if in_flow or is_flow(node):
            return TextEdit(start, end, in_brackets(value, _layout(yaml, 0)))
        return _replaced_by_block(yaml, entry, value)
    layout = Layout(
        _column(entry) if entry.key is not None else int(entry.parent.start_mark.column),
        yaml.steps,
        yaml.newline,
        flow=in_flow,
        style=_style(node) if isinstance(node, ScalarNode) else None,
        behind=yaml.text[end : yaml.line_end(end)],
    )
    text = scalar(value or "", layout)
    if isinstance(node, ScalarNode) or is_flow(node) or entry.key is None:
        return TextEdit(start, end, text)
    return TextEdit(_colon(yaml, entry) + 1, end, f" {text}")


def _replaced_by_block(yaml: YamlText, entry: Entry, value: Value) -> TextEdit:
    """Return the edit that puts a list or mapping, on lines of its own, in a value's place."""
    start, end = int(entry.value.start_mark.index), yaml.content_end(entry.value)
    behind = yaml.text[end : yaml.line_end(end)].strip()
    if entry.key is not None:
        text = written(value, _layout(yaml, _column(entry)))
        if behind and text.startswith(yaml.newline):
            return TextEdit(_colon(yaml, entry) + 1, yaml.line_end(end), f"  {behind}{text}")
        return TextEdit(_colon(yaml, entry) + 1, end, text)
    layout = _layout(yaml, int(entry.value.start_mark.column))
    if not value or behind or not isinstance(value, dict):
        return TextEdit(start, end, in_brackets(value, layout))
    lines = mapping_lines(value, layout)
    return TextEdit(start, end, f"{yaml.newline}{' ' * layout.column}".join(lines))


def _colon(yaml: YamlText, entry: Entry) -> int:
    assert entry.key is not None  # noqa: S101 - only keys have one
    return yaml.text.index(":", yaml.content_end(entry.key))


def _removal(yaml: YamlText, entry: Entry) -> TextEdit:
    there = list(entries(entry.parent))
    at = next(n for n, e in enumerate(there) if e.start == entry.start)
    end = yaml.content_end(entry.value)
    if entry.parent.flow_style:
        if at + 1 < len(there):
            return TextEdit(entry.start, there[at + 1].start, "")
        return TextEdit(yaml.content_end(there[at - 1].value), end, "")
    start = yaml.line_start(entry.start)
    if entry.key is not None and yaml.text[start : entry.start].strip():  # behind a hyphen
        return TextEdit(entry.start, there[at + 1].start, "")
    return TextEdit(start, yaml.after_line(end), "")


def _in_flow(yaml: YamlText, node: MappingNode | SequenceNode, at: int, text: str) -> TextEdit:
    """Return the edit that puts an entry at a position within brackets or braces."""
    there = list(entries(node))
    if not there:
        place = yaml.content_end(node) - 1
        return TextEdit(place, place, text)
    last = there[-1].value if at >= len(there) else there[at].value
    on_own_lines = last.start_mark.line > node.start_mark.line and (
        len(there) == 1 or there[-2].value.start_mark.line < there[-1].value.start_mark.line
    )
    between = f",{yaml.newline}{' ' * _column(there[-1])}" if on_own_lines else ", "
    if at < len(there):
        return _before(there[at].start, f"{text}{between}")
    place = yaml.content_end(there[-1].value)
    return TextEdit(place, place, f"{between}{text}")


def _before(at: int, text: str) -> TextEdit:
    return TextEdit(at, at, text)


def _below(yaml: YamlText, entry: Entry, text: str) -> TextEdit:
    """Return the edit that adds lines below an entry, and what stands behind it on its line."""
    parts = [entry.value, *([entry.key] if entry.key is not None else [])]
    at = yaml.line_end(max(yaml.content_end(part) for part in parts))
    return TextEdit(at, at, f"{yaml.newline}{text}")


# ---- what is there


def _is_empty(node: Node) -> bool:
    """Return whether a key has no value, or a word such as `null` for none."""
    return (
        isinstance(node, ScalarNode)
        and not node.style
        and node.value in ("", "~", "null", "Null", "NULL")
    )


def _style(node: Node) -> str:
    """Return the style of a text: a quotation mark, | or >, or "" for none."""
    return str(node.style or "") if isinstance(node, ScalarNode) else ""


def _column(entry: Entry) -> int:
    return int((entry.key or entry.value).start_mark.column)


def _layout(yaml: YamlText, column: int) -> Layout:
    return Layout(column, yaml.steps, yaml.newline)


def _name(keys: KeyPath) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys) or "this file"


# ---- whether it is right


def _tried(
    yaml: YamlText, edit: TextEdit, wanted: Callable[[Value], Value], keys: KeyPath
) -> Edits:
    """Return an edit of YAML as edits of the whole text. Raise EditError if it does not do."""
    after = apply(yaml.text, [edit])
    loaded = read(yaml.file, after)
    expected = _composed(wanted(yaml.values))
    known = {(found.code, found.message) for found in yaml.loaded.findings}
    errors = (found for found in loaded.findings if found.severity is Severity.ERROR)
    more = [found for found in errors if (found.code, found.message) not in known]
    if loaded.values != expected or more:
        why = more[0].message if more else "it is shared with other places, or written unusually"
        raise EditError(f"'{_name(keys)}' cannot be changed by itself: {why}")
    return (TextEdit(edit.start + yaml.start, edit.end + yaml.start, edit.text),)


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
        return [_with(v, tuple(rest), new) if n == key else v for n, v in enumerate(value)]
    there = value if isinstance(value, dict) else {}
    return {**there, str(key): _with(there.get(str(key)), tuple(rest), new)}


def _without(value: Value, keys: KeyPath) -> Value:
    """Return a value without what is at a path."""
    inside = _at(value, keys[:-1])
    left: Value
    if isinstance(inside, list):
        left = [item for number, item in enumerate(inside) if number != keys[-1]]
    else:
        assert isinstance(inside, dict)  # noqa: S101 - an entry is in a list or a mapping
        left = {key: item for key, item in inside.items() if key != keys[-1]}
    return _with(value, keys[:-1], left) if keys[:-1] else left
