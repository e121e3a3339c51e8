"""Values to JSON and back, to store them from build to build.

JSON and not pickle: reading a cache that somebody else wrote must not run anything.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import json

T = TypeVar("T")


def encode(value: object) -> str:
    """Return a frozen struct, or a tuple of structs, as JSON. Equal values give equal text."""
    return json.encode(value).decode()


def decode(kind: type[T], text: str) -> T:
    """Return the value of type `kind` that `encode` wrote. Raise ValueError for any other text."""
    return json.decode(text, type=kind)
