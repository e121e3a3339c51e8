"""JSON Schemas of front matter and registers, from the types that validate them.

They are of draft-07, the newest that the YAML extension of VS Code supports in full. They judge the
structure and the names that a site has; what depends on other keys or on the text is for `check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from generator.catalogue import Catalogue
from generator.schema.descriptions import describe
from generator.validate import models, register_models
from generator.validate.keys import NESTED, REFERS

Schema = dict[str, Any]

FRONTS: Mapping[str, type] = {
    "article": models.ArticleFront,
    "theme": models.ThemeFront,
    "page": models.PageFront,
    "site": register_models.SiteFront,
}
"""Kinds of files whose keys are those of one class, by the names of their schemas."""
REGISTERS: Mapping[str, type] = {
    "sources": register_models.SourceFront,
    "actors": register_models.ActorFront,
    "glossary": register_models.TermFront,
}
"""Files whose entries are of one class, by the names of their schemas."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NUMBERS = {"integer": r"^[+-]?\d+(\.0+)?$", "number": r"^[+-]?\d+(\.\d+)?$"}
_MOST_CLAIMS = 5_000
"""Claims that a schema lists: editors that read schemas get slow from larger ones."""
_FACTS = {"pattern": "pattern", "examples": "examples", "ge": "minimum", "le": "maximum"}
"""What Pydantic may say of a value, by the names that schemas have for it."""
_INTEGER = re.compile(r"0|-?[1-9]\d*")


def schemas(catalogue: Catalogue) -> dict[str, Schema]:
    """Return all schemas by their names; values that name something are those of the catalogue."""
    made = {name: _of_class(model, catalogue) for name, model in FRONTS.items()}
    for name, model in REGISTERS.items():
        entry = _of_class(model, catalogue)
        made[name] = {"type": ["object", "null"], "additionalProperties": entry}
    return {name: {"$schema": _DRAFT, "title": name, **schema} for name, schema in made.items()}


def _of_class(model: type, catalogue: Catalogue) -> Schema:
    """Return the schema of a class and of all in it, without references to other schemas."""
    pydantic = TypeAdapter(model).json_schema()
    return _Maker(pydantic.get("$defs", {}), catalogue).mapping(model, pydantic)


class _Maker:
    """Makes of Pydantic's schemas what programs for YAML understand."""

    def __init__(self, definitions: Mapping[str, Schema], catalogue: Catalogue) -> None:
        self._definitions = definitions
        self._catalogue = catalogue

    def mapping(self, model: type, made: Schema) -> Schema:
        """Return the schema of a mapping, given what Pydantic made of its class."""
        required = made.get("required", [])
        properties: Schema = {}
        for key, value in made["properties"].items():
            # A key without a value is as good as none, where it may be left out.
            schema = self._value(key, value)
            schema = schema if key in required else _or_null(schema)
            properties[key] = {"description": describe(model, key), **schema}
        result = {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        if "theme" in properties and "point" in properties:
            result["allOf"] = [*self._points_by_theme()]
        if "defaults" in properties and "claims" in properties:
            result["allOf"] = [_without_defaults(properties["defaults"], properties["claims"])]
        return result

    def _value(self, key: str, made: Schema) -> Schema:
        """Return the schema of the value of a key, or of an entry of its list."""
        if "$ref" in made:
            made = self._definitions[made["$ref"].rpartition("/")[2]]
        if "anyOf" in made:
            kept = [one for one in made["anyOf"] if one.get("type") != "null"]
            choices = [self._value(key, one) for one in kept]
            return choices[0] if len(choices) == 1 else {"anyOf": choices}
        if made.get("type") == "object":
            return self.mapping(NESTED[key], made)
        if made.get("type") == "array":
            return self._list(key, made)
        if "enum" in made or "const" in made:
            return {"enum": made.get("enum") or [made["const"]]}
        if kind := REFERS.get(key):
            return self._name(kind)
        return _scalar(made)

    def _list(self, key: str, made: Schema) -> Schema:
        result: Schema = {"type": "array", "items": self._value(key, made["items"])}
        # For Pydantic, a list that goes through a validator has the least length of a text.
        least = made.get("minItems", made.get("minLength"))
        more = {"minItems": least, "uniqueItems": made.get("uniqueItems")}
        return result | {name: value for name, value in more.items() if value}

    def _name(self, kind: str) -> Schema:
        """Return the schema of a name: one of those that there are, if any are known."""
        entries = self._catalogue.of(kind)
        names = {key: entry.name for key, entry in entries.items()}
        if kind == "point":
            names = self._points()
        if kind == "claim":
            return self._claims()
        return _one_of(names) if names else _scalar({"minLength": 1})

    def _points(self) -> dict[str, str]:
        """Return the points of all themes with their titles; none if not all are known."""
        themes = self._catalogue.of("theme")
        if not all(theme.is_whole for theme in themes.values()):
            return {}
        names = {id: point.name for theme in themes.values() for id, point in theme.within.items()}
        both = (f"{key}/{id}" for key, theme in themes.items() for id in theme.within)
        return names | dict.fromkeys(both, "")

    def _claims(self) -> Schema:
        """Return the schema of the name of a claim; one of the same article may leave that out."""
        articles = self._catalogue.of("article")
        names = {
            f"{id}#{claim}": "" for id, article in articles.items() for claim in article.within
        }
        other = {"type": "string", "pattern": r"^(#?[^\s#@]+|\[?@[^\s#]+#[^\s#]+\]?)$"}
        is_usable = 0 < len(names) <= _MOST_CLAIMS
        return {"anyOf": [_one_of(names), other]} if is_usable else _scalar({"minLength": 1})

    def _points_by_theme(self) -> Iterator[Schema]:
        """Yield a condition for each theme: a claim that names it has one of its points."""
        for key, theme in self._catalogue.of("theme").items():
            names = {id: point.name for id, point in theme.within.items()}
            if names:
                yield {
                    "if": {"properties": {"theme": _one_of({key: ""})}, "required": ["theme"]},
                    "then": {"properties": {"point": _or_null(_one_of(names))}},
                }


def _without_defaults(defaults: Schema, claims: Schema) -> Schema:
    """Take from what claims need what defaults may give them; return that it is needed without."""
    claim = claims["items"]
    given = [key for key in claim["required"] if key in defaults["properties"]]
    claim["required"] = [key for key in claim["required"] if key not in given]
    return {
        "if": {"not": {"required": ["defaults"]}},
        "then": {"properties": {"claims": {"items": {"required": given}}}},
    }


def _one_of(names: Mapping[str, str]) -> Schema:
    """Return the schema of one of some texts, each with what it stands for."""
    values: list[str | int] = list(names)
    told = list(names.values())
    for name in names:  # which YAML reads as a number, if it is not in quotes
        if _INTEGER.fullmatch(name):
            values.append(int(name))
            told.append(names[name])
    return {"enum": values, "enumDescriptions": told} if any(told) else {"enum": values}


def _scalar(made: Schema) -> Schema:
    """Return the schema of one value; YAML reads text that looks like a number as one."""
    facts = {_FACTS[name]: value for name, value in made.items() if name in _FACTS}
    kind = made.get("type", "string")
    if kind == "boolean":
        return {"type": "boolean"}
    if kind in _NUMBERS:  # which may be in quotes
        return {"type": [kind, "string"], "pattern": _NUMBERS[kind], **facts}
    if "pattern" in facts:
        may_be_number = re.search(facts["pattern"], "2025") is not None
        return {"type": ["string", "integer"] if may_be_number else "string", **facts}
    return {"type": ["string", "number", "boolean"], "minLength": 1, **facts}


def _or_null(schema: Schema) -> Schema:
    """Return a schema that accepts an empty value too."""
    if "enum" in schema:
        told = schema.get("enumDescriptions")
        more = {"enumDescriptions": [*told, ""]} if told else {}
        return schema | {"enum": [*schema["enum"], None]} | more
    if "anyOf" in schema:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    kind = schema["type"]
    return schema | {"type": [*(kind if isinstance(kind, list) else [kind]), "null"]}
