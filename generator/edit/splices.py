"""The single edit of a YAML text that adds, fills, replaces or removes one value.

Nothing here is tried: `front_matter` has the loader of a build read what an edit leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.edit.text import TextEdit
from generator.edit.written import (
    Layout,
    in_brackets,
    item_lines,
    mapping_lines,
    scalar,
    written,
)
from generator.edit.yaml_text import EditError, Entry, YamlText, entries
from generator.edit.yaml_text import in_brackets as is_flow
from generator.problems import KeyPath
from generator.read.written import Value


def addition(yaml: YamlText, keys: KeyPath, value: Value, order: Sequence[str]) -> TextEdit:
    """Return the edit that adds a key, behind those that come before it in `order`."""
    parent, key = yaml.node(keys[:-1]), keys[-1]
    if not isinstance(key, str):
        raise EditError(f"{yaml.file}: '{shown(keys[:-1])}' has no item {key + 1}")
    if parent is None and len(keys) == 1:  # nothing is written yet
        line = f"{scalar(key, Layout())}:{written(value, _layout(yaml, 0))}{yaml.newline}"
        return TextEdit(len(yaml.text), len(yaml.text), line)
    if not isinstance(parent, MappingNode):
        raise EditError(f"{yaml.file}: '{shown(keys[:-1])}' is not there, or has no keys")
    there = list(entries(parent))
    before = order[: list(order).index(key)] if key in order else None
    behind = [e for e in there if before is None or e.key is None or e.key.value in before]
    if parent.flow_style:
        pair = f"{scalar(key, Layout(flow=True))}: {in_brackets(value, _layout(yaml, 0))}"
        return _in_flow(yaml, parent, there.index(behind[-1]) + 1 if behind else 0, [pair])
    column = _column(there[0])
    line = f"{scalar(key, Layout())}:{written(value, _layout(yaml, column))}"
    if not behind:
        return _before(there[0].start, f"{line}{yaml.newline}{' ' * column}")
    return _below(yaml, behind[-1], f"{' ' * column}{line}")


def insertion(yaml: YamlText, node: SequenceNode, at: int, items: Sequence[Value]) -> TextEdit:
    """Return the edit that puts items into a list, like those that are there."""
    there = list(entries(node))
    if node.flow_style:
        return _in_flow(yaml, node, at, [in_brackets(item, _layout(yaml, 0)) for item in items])
    column = int(node.start_mark.column)
    like = there[min(at, len(there) - 1)].value
    lines = [line for item in items for line in _lines_like(like, item, _layout(yaml, column))]
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


def _lines_like(like: Node, item: Value, layout: Layout) -> list[str]:
    """Return the lines of an item, in the style of another."""
    if isinstance(like, MappingNode) and is_flow(like) and isinstance(item, dict):
        return [f"- {in_brackets(item, layout)}"]
    style = style_of(like) if isinstance(like, ScalarNode) else None
    return list(
        item_lines(item, Layout(layout.column, layout.steps, layout.newline, style=style or None))
    )


def filling(yaml: YamlText, entry: Entry, value: Value) -> TextEdit:
    """Return the edit that gives a key without a value one."""
    if entry.key is None:
        raise EditError(f"{yaml.file}: an item of a list has no value; remove it first")
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


def replacement(yaml: YamlText, entry: Entry, value: Value) -> TextEdit:
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
        style=style_of(node) if isinstance(node, ScalarNode) else None,
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


def removal(yaml: YamlText, entry: Entry) -> TextEdit:
    """Return the edit that takes away an entry, which is not the only one."""
    end = yaml.content_end(entry.value)
    start = yaml.line_start(entry.start)
    behind_hyphen = entry.key is not None and yaml.text[start : entry.start].strip()
    if entry.parent.flow_style or behind_hyphen:
        there = list(entries(entry.parent))
        at = next(n for n, e in enumerate(there) if e.start == entry.start)
        if at + 1 < len(there):
            return TextEdit(entry.start, there[at + 1].start, "")
        return TextEdit(yaml.content_end(there[at - 1].value), end, "")
    return TextEdit(start, yaml.after_line(end), "")


def _in_flow(
    yaml: YamlText, node: MappingNode | SequenceNode, at: int, texts: Sequence[str]
) -> TextEdit:
    """Return the edit that puts entries at a position within brackets or braces."""
    there = list(entries(node))
    if not there:
        place = yaml.content_end(node) - 1
        return TextEdit(place, place, ", ".join(texts))
    last = there[-1].value if at >= len(there) else there[at].value
    on_own_lines = last.start_mark.line > node.start_mark.line and (
        len(there) == 1 or there[-2].value.start_mark.line < there[-1].value.start_mark.line
    )
    between = f",{yaml.newline}{' ' * _column(there[-1])}" if on_own_lines else ", "
    if at < len(there):
        return _before(there[at].start, "".join(f"{text}{between}" for text in texts))
    place = yaml.content_end(there[-1].value)
    return TextEdit(place, place, "".join(f"{between}{text}" for text in texts))


def _before(at: int, text: str) -> TextEdit:
    return TextEdit(at, at, text)


def _below(yaml: YamlText, entry: Entry, text: str) -> TextEdit:
    """Return the edit that adds lines below an entry, and what stands behind it on its line."""
    parts = [entry.value, *([entry.key] if entry.key is not None else [])]
    at = yaml.line_end(max(yaml.content_end(part) for part in parts))
    return TextEdit(at, at, f"{yaml.newline}{text}")


# ---- what is there


def is_empty(node: Node) -> bool:
    """Return whether a key has no value, or a word such as `null` for none."""
    return (
        isinstance(node, ScalarNode)
        and not node.style
        and node.value in ("", "~", "null", "Null", "NULL")
    )


def style_of(node: Node) -> str:
    """Return the style of a text: a quotation mark, | or >, or "" for none."""
    return str(node.style or "") if isinstance(node, ScalarNode) else ""


def _column(entry: Entry) -> int:
    return int((entry.key or entry.value).start_mark.column)


def _layout(yaml: YamlText, column: int) -> Layout:
    return Layout(column, yaml.steps, yaml.newline)


def shown(keys: KeyPath) -> str:
    """Return a path as messages have it: `claims.1.value` for the first claim's."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys) or "this file"
