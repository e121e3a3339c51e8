"""Where keys and values are in a YAML text: its nodes, which know lines and columns."""

from __future__ import annotations

import yaml
from msgspec import Struct
from yaml.nodes import Node

from generator.problems import AtKey


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
