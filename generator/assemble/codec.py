"""Values as JSON, to be kept from build to build: nothing in it can be run, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from generator.assemble.developments import Development
from generator.assemble.points import Answer, Facts, PointRecord, Positions, Stand, State
from generator.assemble.records import ArticleRecord
from generator.moments import Moment
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.validate.content import Claim, Dated
from generator.validate.models import ClaimStatus, Kind, Publish

_KINDS: tuple[type, ...] = (
    *(Moment, Ref, Citation, Link, Image, Base, Prose),
    *(Claim, Dated, ArticleRecord),
    *(Development, PointRecord, Facts, Answer, Positions, Stand),
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _KINDS}
_WORDS: Mapping[type, Mapping[str, Callable[[str], str]]] = {
    Claim: {"kind": Kind, "status": ClaimStatus},
    ArticleRecord: {"publish": Publish},
    Facts: {"state": State},
    Positions: {"state": State},
}
"""Fields that hold one of a list of words."""
_PLACES = {
    kind: [(_NAMES[kind].index(name), word) for name, word in words.items()]
    for kind, words in _WORDS.items()
}
_TUPLE = -1
_MOMENT = _NUMBERS[Moment]
_PROSE = _NUMBERS[Prose]
_LEAVES = frozenset({str, int, bool, type(None)})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: Any) -> str:
    """Write a value of one of the kinds above, or a tuple of them; equal values, equal texts.

    Prose loses its plain words, which no page shows.
    """
    return _encode(_written(value))


def load(text: str) -> Any:
    """Read what `dump` wrote."""
    return _read(json.loads(text))


def _written(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return [_TUPLE, *_all_written(value)]
    number = _NUMBERS.get(kind)
    if number is None:
        return value
    if number == _MOMENT:
        clock = value.clock.isoformat() if value.clock is not None else None
        return [number, value.day.isoformat(), clock]
    if number == _PROSE:
        return [number, *_all_written(value.parts)]
    return [number, *_all_written([getattr(value, name) for name in _NAMES[kind]])]


def _all_written(values: Iterable[Any]) -> list[Any]:
    return [value if type(value) in _LEAVES else _written(value) for value in values]


def _read(value: Any) -> Any:
    if type(value) is not list:
        return value
    number = value[0]
    rest = [_read(item) if type(item) is list else item for item in value[1:]]
    if number == _TUPLE:
        return tuple(rest)
    if number == _MOMENT:
        clock = None if rest[1] is None else time.fromisoformat(rest[1])
        return Moment(date.fromisoformat(rest[0]), clock)
    if number == _PROSE:
        return Prose(tuple(rest), "")
    kind = _KINDS[number]
    for position, word in _PLACES.get(kind, ()):
        rest[position] = word(rest[position])
    return kind(*rest)
