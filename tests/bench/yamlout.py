"""Just enough YAML to write front matter and registries, the way an editor would type it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

Value: TypeAlias = "str | int | date | Sequence[Value] | Mapping[str, Value]"

_PLAIN = re.compile(r"[A-Za-z](?:[\w ,.()/’-]*[\w.)])?")
_FLOW = re.compile(r"[A-Za-z][\w-]*")
_RESERVED = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def to_yaml(data: Mapping[str, Value], pad: str = "") -> str:
    """`data` as a block mapping; a key whose value is empty text or an empty list is left out."""
    return "".join(_entry(key, value, pad) for key, value in data.items() if value or value == 0)


def front_matter(data: Mapping[str, Value], body: str) -> str:
    """A Markdown file: `data` between its marks, then `body`."""
    return f"---\n{to_yaml(data)}---\n\n{body}"


def _entry(key: str, value: Value, pad: str) -> str:
    if isinstance(value, (str, int, date)):
        return f"{pad}{key}: {_scalar(value)}\n"
    inner = pad + "  "
    if isinstance(value, Mapping):
        return f"{pad}{key}:\n{to_yaml(value, inner)}"
    if all(isinstance(item, str) and _FLOW.fullmatch(item) for item in value):
        return f"{pad}{key}: [{', '.join(map(str, value))}]\n"
    return f"{pad}{key}:\n" + "".join(_item(item, inner) for item in value)


def _item(value: Value, pad: str) -> str:
    if isinstance(value, Mapping):
        return f"{pad}- {to_yaml(value, pad + '  ').lstrip()}"
    return f"{pad}- {_scalar(value)}\n"


def _scalar(value: Value) -> str:
    if isinstance(value, str) and (not _PLAIN.fullmatch(value) or value.lower() in _RESERVED):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
