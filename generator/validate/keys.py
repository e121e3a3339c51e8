"""What the models say of keys: which a mapping may and must have, and which words as values."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable
from enum import EnumType
from typing import Any

from generator.problems import KeyPath, nearest
from generator.read.characters import mixed_scripts
from generator.validate import models, register_models

Fields = dict[str, dataclasses.Field[Any]]

NESTED = {
    "claims": models.ClaimFront,
    "corrections": models.Correction,
    "defaults": models.Defaults,
    "editor": register_models.Editor,
    "history": models.FormerStatus,
    "place": models.PlaceFront,
    "points": models.Point,
    "status": models.Status,
    "watch": models.Watch,
}
"""Models of mappings inside front matter, by the key that they are under: an error of Pydantic has
the path of keys, but not the class."""

REFERS = {
    "by": "actor",
    "events": "claim",
    "members": "actor",
    "of": "actor",
    "point": "point",
    "principals": "actor",
    "source": "source",
    "superseded_by": "claim",
    "theme": "theme",
    "themes": "theme",
    "via": "source",
}
"""What the value of a key, or each entry of its list, is the name of."""

_STEM = 4
"""Letters that tell which key may be meant."""
_LEAST = 3
"""Letters of a key that another word may begin with."""


def model_at(path: KeyPath, model: type) -> type | None:
    """Return the class of the mapping that has the last key of `path`; None if it has none."""
    # Indexes of lists are left out: `("claims", 2, "kind")` is a field of what `claims` holds.
    names = [step for step in path[:-1] if isinstance(step, str)]
    return NESTED.get(names[-1]) if names else model


def example(fields: Fields) -> str:
    """Return the keys that a mapping must have, or else one, as an editor would write them."""
    required = [name for name, field in fields.items() if is_required(field)] or [*fields][:1]
    return f"{{{', '.join(f'{name}: …' for name in required)}}}"


def near_key(name: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown key, which may be the start of a known one."""
    known = list(known)
    begun = (key for key in known if key.startswith(name.lower()) and len(name) >= _STEM)
    # `latitude` for lat; not `byline` for by.
    longer = (key for key in known if name.lower().startswith(key) and len(key) >= _LEAST)
    meant = next(begun, "") or next(longer, "")
    hint = nearest(name, known) or nearest(meant, known)
    letter = mixed_scripts(name) if hint else None
    return f"{hint} ({letter})" if letter else hint


def may_mean(key: str, name: str, field: dataclasses.Field[Any]) -> bool:
    """Return whether an unknown key may be a known one, misspelt, or `kind event` or `event`."""
    word, _, rest = key.partition(" ")
    words = words_of(field)
    return word == name or key in words or near_key(word if rest in words else key, [name]) != ""


def fields_of(model: type) -> Fields:
    """Return the keys that a mapping may have, each with its field."""
    return {field.name: field for field in dataclasses.fields(model)}


def is_list(field: dataclasses.Field[Any]) -> bool:
    """Return whether the value of a field is a list."""
    return str(field.type).startswith(
        ("tuple", "Texts", "Names", "SomeNames", "NameOrNames", "ClaimNames")
    )


def is_list_of_names(field: dataclasses.Field[Any] | None) -> bool:
    """Return whether the value of a field is a list of keys, which have no spaces."""
    return field is not None and str(field.type).startswith(("Names", "SomeNames", "ClaimNames"))


def is_number(field: dataclasses.Field[Any] | None) -> bool:
    """Return whether the value of a field is a number."""
    return field is not None and "Number" in str(field.type)


def words_of(field: dataclasses.Field[Any]) -> Container[str]:
    """Return the words that a key may have as its value, if there are only some."""
    words = getattr(models, str(field.type), None)
    return tuple(words.__members__.values()) if isinstance(words, EnumType) else ()


def is_required(field: dataclasses.Field[Any]) -> bool:
    """Return whether a mapping must have a field."""
    return field.default is dataclasses.MISSING
