"""Values as JSON, to be kept from build to build: nothing in it can be run, whoever wrote it."""

from __future__ import annotations

from typing import TypeVar

from msgspec import json

T = TypeVar("T")


def dump(value: object) -> str:
    """Write a value of frozen types, or a tuple of them; equal values, equal texts."""
    return json.encode(value).decode()


def load(kind: type[T], text: str) -> T:
    """Read a value of this kind, as `dump` wrote it. Raise ValueError for anything else."""
    return json.decode(text, type=kind)
