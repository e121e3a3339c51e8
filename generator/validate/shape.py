"""Front matter against its model: every wrong key becomes a finding in plain words."""

from __future__ import annotations

import dataclasses
import re
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import AtKey, Finding, KeyPath, nearest
from generator.read.yaml import Value
from generator.validate import models

T = TypeVar("T")

_NESTED = {
    "claims": models.ClaimFront,
    "corrections": models.Correction,
    "editor": models.Editor,
    "place": models.PlaceFront,
    "points": models.Point,
    "status": models.Status,
    "watch": models.Watch,
}
"""Models of mappings inside front matter, by the key that they are under: an error of Pydantic has
the path of keys, but not the class."""


class Shape(Generic[T]):
    """The keys and types that one kind of front matter must have, checked by Pydantic."""

    def __init__(self, model: type[T]) -> None:
        self._model = model
        self._adapter: TypeAdapter[T] = TypeAdapter(model)

    def check(self, file: str, data: Value, at: KeyPath = ()) -> tuple[T | None, list[Finding]]:
        """Return the typed value of `data` and no findings, or None and all that is wrong with it.

        `at` is the path of keys that leads to `data` in the file.
        """
        try:
            return self._adapter.validate_python(data), []
        except ValidationError as error:
            details = error.errors(include_url=False)
            return None, [_finding(file, detail, self._model, at) for detail in details]


def _finding(file: str, error: ErrorDetails, model: type, at: KeyPath) -> Finding:
    path = error["loc"]
    name = str(path[-1]) if path else ""
    keys = at + path
    match error["type"]:
        case "unexpected_keyword_argument":
            # The spot is the key, because its value may well be right.
            known = [field.name for field in dataclasses.fields(_model_at(path, model))]
            message = f"unknown key '{name}'{nearest(name, known)}"
            return Finding(file, AtKey(keys, name=True), "unknown-key", message)
        case "missing":
            return _missing(file, keys, name)
        case "literal_error" | "enum":
            # The allowed words are only in Pydantic's text: "'open', 'partial' or 'settled'".
            names = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            given = error["input"]
            message = (
                f"'{given}' is not one of {', '.join(names)}{nearest(given, names)}"
                if isinstance(given, str)
                else f"expected one of {', '.join(names)}, not {_kind_of(given)}"
            )
            return Finding(file, AtKey(keys), "unknown-value", message)
        case "value_error":
            # A message that quotes a value of several lines is put on one line.
            message = " ".join(str(error["ctx"]["error"]).split())
            return Finding(file, AtKey(keys), "bad-value", message)
    message = _in_words(error, name)
    return Finding(file, AtKey(keys), "wrong-type", message)


def _missing(file: str, keys: KeyPath, name: str) -> Finding:
    """Return a finding at the mapping that lacks a key, or at the key if only its value is missing.

    One spot serves both, as `AtKey` means the last step of its path that exists.
    """
    message = f"the key '{name}' is missing or has no value"
    return Finding(file, AtKey(keys, name=True), "missing-key", message)


def _in_words(error: ErrorDetails, name: str) -> str:
    """Return an error of Pydantic in plain words; kinds that are not listed keep its own text."""
    given = error["input"]
    match error["type"]:
        case "string_type":
            return f"expected text, not {_kind_of(given)}"
        case "tuple_type":
            if isinstance(given, dict):
                return "expected a list, not keys with values; begin each entry with a hyphen"
            return f"expected a list, not {_kind_of(given)}; write {name}: [{given}]"
        case "dataclass_type" | "dict_type":
            return f"expected keys with values, not {_kind_of(given)}"
        case "too_short":
            return f"'{name}' needs at least one entry"
        case "greater_than_equal" | "less_than_equal":
            limit = error["msg"].removeprefix("Input should be ")
            hint = "; 'lat' is degrees north, 'lon' degrees east" if name in ("lat", "lon") else ""
            return f"'{given}' is out of range; it must be {limit}{hint}"
        case "string_too_short":
            return f"'{name}' is empty"
    return str(error["msg"])


def _kind_of(given: object) -> str:
    if isinstance(given, dict):
        return "keys with values"
    if isinstance(given, list):
        return "a list"
    return "an empty value" if given is None else f"the text '{given}'"


def _model_at(path: KeyPath, model: type) -> type:
    """Return the class of the mapping that has the last key of `path`."""
    # Indexes of lists are left out: `("claims", 2, "kind")` is a field of what `claims` holds.
    names = [step for step in path[:-1] if isinstance(step, str)]
    return _NESTED[names[-1]] if names else model


ARTICLE = Shape(models.ArticleFront)
THEME = Shape(models.ThemeFront)
PAGE = Shape(models.PageFront)
SITE = Shape(models.SiteFront)
SOURCE = Shape(models.SourceFront)
ACTOR = Shape(models.ActorFront)
