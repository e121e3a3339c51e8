"""How values were written, where they do not show it and only the schema can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Finding, KeyPath

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
    again: tuple[tuple[KeyPath, Finding], ...] = ()
    """Mappings in which several keys are set twice, each with what to tell unless a list is
    wanted in its place."""


def by_entry(written: Written) -> dict[str, Written]:
    """Return what belongs to each key of the top level, of those that have anything."""
    names = {
        str(keys[0])
        for keys in (
            *(empty.keys for empty in written.empty),
            *written.cut,
            *(keys for keys, _ in written.again),
        )
    }
    return {
        name: Written(
            tuple(empty for empty in written.empty if empty.keys[0] == name),
            tuple(keys for keys in written.cut if keys[0] == name),
            tuple((keys, finding) for keys, finding in written.again if keys[0] == name),
        )
        for name in names
    }


def written(
    root: Value,
    empties: Iterable[tuple[Value, Empty]],
    cut: Iterable[Value],
    again: Iterable[tuple[Value, Finding]],
) -> Written:
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
        tuple((paths[id(values)], finding) for values, finding in again if id(values) in paths),
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
