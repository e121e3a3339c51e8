"""Values as JSON, to be kept from build to build: nothing in it can be run, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from generator.assemble.developments import Development
from generator.assemble.points import Answer, Facts, PointRecord, Positions, Stand, State
from generator.assemble.records import ArticleRecord
from generator.moments import Moment
from generator.prose.model import Base, Citation, Image, Link, Part, Prose, Ref
from generator.validate.content import Claim, Dated
from generator.validate.models import ClaimStatus, Kind, Publish

_KINDS: tuple[type, ...] = (
    *(Moment, Ref, Citation, Link, Image, Base, Prose),
    *(Claim, Dated, ArticleRecord),
    *(Development, PointRecord, Facts, Answer, Positions, Stand),
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS}
_WORDS: Mapping[type, Mapping[str, Callable[[str], str]]] = {
    Claim: {"kind": Kind, "status": ClaimStatus},
    ArticleRecord: {"publish": Publish},
    Facts: {"state": State},
    Positions: {"state": State},
}
"""Fields that hold one of a list of words."""
_TUPLE = -1


def dump(value: Any) -> str:
    """Write a value of one of the kinds above, or a tuple of them; equal values, equal texts.

    Prose loses its plain words, which no page shows.
    """
    return json.dumps(_written(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """Read what `dump` wrote."""
    return _read(json.loads(text))


def _written(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return [_TUPLE, *map(_written, value)]
    number = _NUMBERS.get(kind)
    if number is None:
        return value
    if kind is Moment:
        clock = value.clock.isoformat() if value.clock is not None else None
        return [number, value.day.isoformat(), clock]
    if kind is Prose:
        return [number, *map(_written, value.parts)]
    return [number, *[_written(getattr(value, name)) for name in _FIELDS[kind]]]


def _read(value: Any) -> Any:
    if type(value) is not list:
        return value
    number, *rest = value
    if number == _TUPLE:
        return tuple([_read(item) for item in rest])
    kind = _KINDS[number]
    if kind is Moment:
        clock = None if rest[1] is None else time.fromisoformat(rest[1])
        return Moment(date.fromisoformat(rest[0]), clock)
    if kind is Prose:
        parts: list[Part] = [_read(part) for part in rest]
        return Prose(tuple(parts), "")
    if kind not in _WORDS:
        return kind(*map(_read, rest))
    values = dict(zip(_FIELDS[kind], map(_read, rest), strict=True))
    for name, word in _WORDS[kind].items():
        values[name] = word(values[name])
    return kind(**values)
