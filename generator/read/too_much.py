"""Lists and texts of front matter that are longer than they may be."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.problems import AtKey, Finding, KeyPath
from generator.read.written import Value

_MOST_ENTRIES: dict[str | int, tuple[int, str]] = {
    "claims": (limits.CLAIMS, "divide the article into several"),
    "points": (limits.POINTS, "divide the theme into several"),
}
"""How many entries some lists may have, and what to do about more."""


def too_much(file: str, value: Value, at: KeyPath = ()) -> Iterator[Finding]:
    """Yield a finding for each list, and for each text, that is longer than it may be."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from too_much(file, inner, (*at, key))
    elif isinstance(value, str) and len(value) > limits.VALUE_LETTERS:
        message = (
            f"this text has {len(value):,} characters, and may have {limits.VALUE_LETTERS:,}; "
            "shorten it, or write it in the text below the front matter"
        )
        yield Finding(file, AtKey(at), "too-large", message)
    elif isinstance(value, list):
        name = at[-1]
        most, remedy = _MOST_ENTRIES.get(name, (limits.ENTRIES, "leave out what readers can miss"))
        if len(value) > most:
            message = f"'{name}' has {len(value):,} entries, and may have {most}; {remedy}"
            yield Finding(file, AtKey(at, name=True), "too-many", message)
        for position, inner in enumerate(value):
            yield from too_much(file, inner, (*at, position))
