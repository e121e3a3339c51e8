"""How values were written, where they do not show it and only the schema can judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import KeyPath

Value = str | list["Value"] | dict[str, "Value"] | None
"""What YAML can give: nothing but text, lists and mappings."""


class Empty(Struct, frozen=True):
    """A key without a value."""

    keys: KeyPath
    """The path to it."""
    in_braces: bool
    """Whether it is in `{ }`, where a comma in a text makes a key without a value."""
    after: str | None
    """The key before it in its mapping."""
    word: str
    """The word that stands for no value, such as `null`, or \"\"."""


class Written(Struct, frozen=True):
    """What the values do not show, and only the schema can judge."""

    empty: tuple[Empty, ...] = ()
    cut: tuple[KeyPath, ...] = ()
    """Lists in brackets whose entries, if they are sentences, look like one cut at its commas."""


def by_entry(written: Written) -> dict[str, Written]:
    """Return what belongs to each key of the top level, of those that have anything."""
    found: dict[str, tuple[list[Empty], list[KeyPath]]] = defaultdict(lambda: ([], []))
    for empty in written.empty:
        found[str(empty.keys[0])][0].append(empty)
    for keys in written.cut:
        found[str(keys[0])][1].append(keys)
    return {key: Written(tuple(empty), tuple(cut)) for key, (empty, cut) in found.items()}


def written(root: Value, empties: Iterable[tuple[Value, Empty]], cut: Iterable[Value]) -> Written:
    """Return what the values below `root` do not show.

    Each key without a value comes with its mapping, and has no path yet.
    """
    paths = {id(value): path for value, path in _collections(root, ())}
    return Written(
        tuple(
            replace(empty, keys=(*paths[id(values)], *empty.keys))
            for values, empty in empties
            if id(values) in paths  # unless it belongs to a key that is there twice
        ),
        tuple(paths[id(values)] for values in cut if id(values) in paths),
    )


def _collections(value: Value, at: KeyPath) -> Iterator[tuple[Value, KeyPath]]:
    """Yield a value and all lists and mappings in it, with their paths."""
    if isinstance(value, dict):
        yield value, at
        for key, inner in value.items():
            yield from _collections(inner, (*at, key))
    elif isinstance(value, list):
        yield value, at
        for position, inner in enumerate(value):
            yield from _collections(inner, (*at, position))
