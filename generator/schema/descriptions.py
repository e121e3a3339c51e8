"""What each key means, in the words that the types of front matter are documented with."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from itertools import chain

from generator.validate import enums, models, register_models

_MODULES = (models, register_models, enums)


def describe(model: type, key: str) -> str:
    """Return what a key of a mapping means, as Markdown on one line; "" if nobody wrote it down."""
    return _all().get((model.__name__, key), "")


@cache
def _all() -> Mapping[tuple[str, str], str]:
    """Return the description of each field of each class: the text below it, as Sphinx reads it.

    The classes do not have these texts themselves: to look them up there would cost every command.
    """
    found: dict[tuple[str, str], str] = {}
    trees = (ast.parse(inspect.getsource(module)) for module in _MODULES)
    for node in chain.from_iterable(tree.body for tree in trees):
        if not isinstance(node, ast.ClassDef):
            continue
        for field, after in zip(node.body, node.body[1:], strict=False):
            name = _name(field)
            if name and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                found[node.name, name] = " ".join(str(after.value.value).split())
    return found


def _name(node: ast.stmt) -> str:
    """Return the name that a statement gives a value, or ""."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return ""
