"""Front matter against its model: every key that is wrong becomes a finding in plain words."""

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
    "place": models.Place,
    "points": models.Point,
    "status": models.Status,
    "watch": models.Watch,
}


class Shape(Generic[T]):
    """The shape that one kind of front matter has to have."""

    def __init__(self, model: type[T]) -> None:
        self._model = model
        self._adapter: TypeAdapter[T] = TypeAdapter(model)

    def check(self, file: str, data: Value, at: KeyPath = ()) -> tuple[T | None, list[Finding]]:
        """Return the typed value of `data`, or None with all that is wrong.

        `at` are the keys that lead to `data` in the file.
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
            known = [field.name for field in dataclasses.fields(_model_at(path, model))]
            message = f"unknown key '{name}'{nearest(name, known)}"
            return Finding(file, AtKey(keys, name=True), "unknown-key", message)
        case "missing":
            return _missing(file, keys, name)
        case "literal_error" | "enum":
            names = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            given = error["input"]
            message = (
                f"'{given}' is not one of {', '.join(names)}{nearest(given, names)}"
                if isinstance(given, str)
                else f"expected one of {', '.join(names)}, not {_kind_of(given)}"
            )
            return Finding(file, AtKey(keys), "unknown-value", message)
        case "value_error":
            # What is quoted in a message may go on over several lines; the message does not.
            message = " ".join(str(error["ctx"]["error"]).split())
            return Finding(file, AtKey(keys), "bad-value", message)
    message = _in_words(error, name)
    return Finding(file, AtKey(keys), "wrong-type", message)


def _missing(file: str, keys: KeyPath, name: str) -> Finding:
    """A key that is not there is shown where it should be: at the block that it belongs to.

    A key that is there without a value is found at itself (`AtKey` goes as far as keys lead).
    """
    message = f"missing key '{name}', or it has no value"
    return Finding(file, AtKey(keys, name=True), "missing-key", message)


def _in_words(error: ErrorDetails, name: str) -> str:
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
            return f"'{given}' is out of range: {error['msg'].removeprefix('Input should be ')}"
        case "string_too_short":
            return f"'{name}' is empty"
    return str(error["msg"])


def _kind_of(given: object) -> str:
    if isinstance(given, dict):
        return "keys with values"
    if isinstance(given, list):
        return "a list"
    return "nothing" if given is None else f"the text '{given}'"


def _model_at(path: KeyPath, model: type) -> type:
    """Return the class whose keys stand where `path` ends."""
    names = [step for step in path[:-1] if isinstance(step, str)]
    return _NESTED[names[-1]] if names else model


ARTICLE = Shape(models.ArticleFront)
THEME = Shape(models.ThemeFront)
PAGE = Shape(models.PageFront)
SITE = Shape(models.SiteFront)
SOURCE = Shape(models.SourceFront)
ACTOR = Shape(models.ActorFront)
