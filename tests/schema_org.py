"""Linked data held against the vocabulary of schema.org, of which a library brings a copy."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

_VOCABULARY = importlib.import_module("msgspec_schemaorg.models")
_NAME = re.compile(r"\w+")
_KEYWORDS = {"@id", "@type"}

# What a value of JSON can stand for, by the names that the library has for data types.
_TEXT, _DATES, _NUMBERS = {"str"}, {"date", "datetime"}, {"int", "float"}


def faults(data: dict[str, object]) -> Iterator[str]:
    """Find what is wrong with a block of linked data: its frame, its types, its properties.

    A type has to be one of the vocabulary, a property one of its type or its type's parents, and a
    value in the property's range.
    """
    if data.keys() != {"@context", "@graph"} or data["@context"] != "https://schema.org":
        yield f"the frame is not one of schema.org: {sorted(data)}"
    graph = data.get("@graph")
    if not isinstance(graph, list) or not graph:
        yield "there is no graph"
        return
    for thing in graph:
        yield from _thing(thing, "the graph")


def _thing(thing: object, where: str) -> Iterator[str]:
    if not isinstance(thing, dict) or not isinstance(thing.get("@type"), str):
        yield f"{where}: no type: {thing!r}"
        return
    kind = thing["@type"]
    ranges = _ranges(kind)
    if not ranges:
        yield f"{where}: no type of the vocabulary: {kind}"
        return
    if "@id" in thing and not _is_address(thing["@id"]):
        yield f"{where}: {kind} has an @id that is no address: {thing['@id']!r}"
    for name, value in thing.items():
        if name in _KEYWORDS:
            continue
        here = f"{kind}.{name}"
        # What an action takes in is described beside its property (schema.org/docs/actions.html).
        if name.endswith("-input") and name.removesuffix("-input") in ranges:
            continue
        if name not in ranges:
            yield f"{here}: no property of the type"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value(one, ranges[name], here)


def _value(value: object, allowed: frozenset[str], here: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:  # a reference, whose type is told elsewhere
            if not _is_address(value["@id"]) or allowed <= _TEXT | _DATES | _NUMBERS | {"URL"}:
                yield f"{here}: no reference can stand here: {value!r}"
            return
        yield from _thing(value, here)
        if allowed.isdisjoint(_parents(str(value.get("@type")))):
            yield f"{here}: a {value.get('@type')} where {sorted(allowed)} is wanted"
    elif not _is_plain(value, allowed):
        yield f"{here}: {value!r} where {sorted(allowed)} is wanted"


def _is_plain(value: object, allowed: frozenset[str]) -> bool:
    if isinstance(value, str):
        return bool(
            (allowed & _TEXT and value)
            or ("URL" in allowed and _is_address(value))
            or (allowed & _DATES and _is_date(value))
        )
    if isinstance(value, bool):
        return "bool" in allowed
    return isinstance(value, int | float) and bool(allowed & _NUMBERS)


def _is_address(value: object) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


@cache
def _ranges(kind: str) -> dict[str, frozenset[str]]:
    """Return the properties of a type with what each can be; none for what is no type."""
    return {
        name: frozenset(_NAME.findall(str(written))) - {"Union", "List", "None"}
        for above in reversed(_classes(kind))
        for name, written in vars(above).get("__annotations__", {}).items()
        if name != "type"
    }


def _parents(kind: str) -> frozenset[str]:
    return frozenset(above.__name__ for above in _classes(kind))


def _classes(kind: str) -> tuple[type, ...]:
    """Return a type and its parents, up to Thing."""
    found = getattr(_VOCABULARY, kind, None)
    above = found.__mro__ if isinstance(found, type) else ()
    return tuple(one for one in above if one.__module__.startswith(f"{_VOCABULARY.__name__}."))
