"""Front matter against its model: every wrong key becomes a finding in plain words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import Field
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import AtKey, Finding, KeyPath, Severity, nearest
from generator.read.characters import CURLY_QUOTES, bullet, slip
from generator.read.written import Empty, Value, Written
from generator.validate import models, register_models
from generator.validate.emptied import empty_finding, outdented
from generator.validate.entries import dates_as_keys, fallen_out, parted
from generator.validate.fields import is_pair
from generator.validate.keys import (
    NESTED,
    example,
    fields_of,
    is_list_of_names,
    may_mean,
    model_at,
    near_key,
)
from generator.validate.plain import marks

T = TypeVar("T")

_LISTS_OF_SENTENCES = frozenset({"unknowns", "watch"})
"""Lists whose entries are sentences, and not names or keys."""

_WIDE_BRACKETS = ("［", "【", "〔", "「")


_AS_IT_SEEMS = Written()


class Shape(Generic[T]):
    """The keys and types that one kind of front matter must have, checked by Pydantic."""

    def __init__(self, model: type[T]) -> None:
        self._model = model
        self._adapter: TypeAdapter[T] = TypeAdapter(model)

    @property
    def keys(self) -> Container[str]:
        """The keys that there may be."""
        return fields_of(self._model)

    def check(
        self, file: str, data: Value, at: KeyPath = (), written: Written = _AS_IT_SEEMS
    ) -> tuple[T | None, list[Finding]]:
        """Return the typed value of `data`, or None, and all that is wrong with it.

        `at` is the path of keys that leads to `data` in the file, and `written` says how what is
        there was written.
        """
        try:
            value = self._adapter.validate_python(data)
        except ValidationError as error:
            details = error.errors(include_url=False)
            findings = list(self._judge(file, data, at, written, details))
            unknown = self._unknown(details, at, written)
            braces = {empty.keys[len(at) : -1] for empty in written.empty if empty.in_braces}
            details = _told_once(details, unknown, braces, self._model)
            if written and written.empty:
                details, strays = _outdented(file, written.empty, details, len(at))
                findings += strays
            details, fallen = fallen_out(file, data, details, at)
            details, dated = dates_as_keys(file, details, at)
            findings += dated
            details, in_two = parted(file, details, at)
            findings += (*fallen, *in_two)
            details, renamed = _otherwise_named(details, self._model)
            wrong = [_finding(file, detail, self._model, at) for detail in details]
            wrong += [_otherwise(file, at + path, name) for path, name in renamed.items()]
            return None, [*findings, *wrong]
        return value, list(self._judge(file, data, at, written, ()))

    def _unknown(
        self, details: Iterable[ErrorDetails], at: KeyPath, written: Written
    ) -> Iterator[KeyPath]:
        """Yield the paths of all keys that there are not, with a value or without."""
        yield from (
            detail["loc"] for detail in details if detail["type"] == "unexpected_keyword_argument"
        )
        for empty in written.empty:
            path = empty.keys[len(at) :]
            model = model_at(path, self._model) if path else None
            if model and path[-1] not in fields_of(model):
                yield path

    def _judge(
        self,
        file: str,
        data: Value,
        at: KeyPath,
        written: Written,
        details: Iterable[ErrorDetails],
    ) -> Iterator[Finding]:
        """Yield what is wrong with how values were written."""
        empties = {empty.keys for empty in written.empty if empty.in_braces}
        for empty in written.empty:
            path = empty.keys[len(at) :]
            if (*empty.keys[:-1], empty.after) in empties:
                continue  # the rest of a text that several commas cut is no further problem
            if path and (model := model_at(path, self._model)):
                yield from empty_finding(file, empty, model, _mapping_at(data, path))
        for keys in written.cut:
            if keys[-1] in _LISTS_OF_SENTENCES:
                message = (
                    "this looks like one sentence, cut at its commas into several entries; "
                    "put each entry in quotes, or on a line of its own that begins with '- '"
                )
                yield Finding(file, AtKey(keys), "cut-sentence", message, Severity.WARNING)
        yield from marks(file, data, at, self._model, NESTED)
        no_lists = {(*at, *error["loc"]) for error in details if error["type"] == "tuple_type"}
        yield from (finding for keys, finding in written.again if keys not in no_lists)


def _mapping_at(data: Value, path: KeyPath) -> dict[str, Value]:
    """Return the mapping that has the last key of `path`, or would have it."""
    at: Value = data
    for step in path[:-1]:
        if isinstance(at, dict) and isinstance(step, str):
            at = at.get(step)
        elif isinstance(at, list) and isinstance(step, int):
            at = at[step]
    return at if isinstance(at, dict) else {}


def _outdented(
    file: str, empties: Iterable[Empty], details: list[ErrorDetails], skip: int
) -> tuple[list[ErrorDetails], list[Finding]]:
    """Return the errors without those that come from the keys of a mapping not being indented.

    They are one finding at the key that they belong to. `skip` is the number of keys that lead to
    the value in which the errors are.
    """
    unknown: dict[KeyPath, list[str]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "unexpected_keyword_argument":
            unknown[detail["loc"][:-1]].append(str(detail["loc"][-1]))
    strays: set[KeyPath] = set()
    findings: list[Finding] = []
    for empty in empties:
        *above, key = empty.keys[skip:] or ("",)
        nested = NESTED.get(str(key))
        below = [
            name for name in unknown.get((*above,), ()) if nested and name in fields_of(nested)
        ]
        if below:
            findings.append(outdented(file, empty.keys, below))
            # It is not to be reported as missing, too.
            strays.update((*above, name) for name in (*below, key))
    return [detail for detail in details if detail["loc"] not in strays], findings


def _told_once(
    details: Sequence[ErrorDetails],
    unknown: Iterable[KeyPath],
    in_braces: Container[KeyPath],
    model: type,
) -> list[ErrorDetails]:
    """Return the errors without those that follow from others.

    A key is not missing if it is there misspelt, or as `kind event` or `event` alone in braces. And
    for `- Unclear: whether` in a list of texts or mappings, that a 'text' is missing says nothing.

    `unknown` are keys that there are not; `in_braces` are mappings that have some without a value.
    """
    cut = {detail["loc"][:-1] for detail in details if _is_sentence(detail)}
    pairs = {detail["loc"] for detail in details if is_pair(detail["input"])}
    meant = defaultdict[KeyPath, list[str]](list)
    for path in unknown:
        meant[path[:-1]].append(str(path[-1]))

    def follows(detail: ErrorDetails) -> bool:
        *above, name = detail["loc"] or ("",)
        at_path = model_at(detail["loc"], model)
        if detail["type"] != "missing" or at_path is None:
            return False
        if name == "lon" and (*above, "lat") in pairs:
            return True
        if (*above,) in cut or ((*above,) in in_braces and not detail["input"]):
            return True
        field = fields_of(at_path)[str(name)]
        return any(may_mean(key, str(name), field) for key in meant[(*above,)])

    first = {detail["loc"][:-1]: detail for detail in reversed(details)}
    return [
        detail
        for detail in details
        if not follows(detail)
        and (detail["loc"][-2:-1] != ("alike",) or detail is first[detail["loc"][:-1]])
    ]


def _otherwise_named(
    details: Sequence[ErrorDetails], model: type
) -> tuple[list[ErrorDetails], dict[KeyPath, str]]:
    """Return the errors without those of a key that is required and stands there by another name.

    These are the paths of unknown keys, each the only one where only one key is missing, with that.
    """
    unknown, missing = defaultdict[KeyPath, list[str]](list), defaultdict[KeyPath, list[str]](list)
    sorts = {"unexpected_keyword_argument": unknown, "missing": missing}
    for detail in details:
        if detail["type"] in sorts:
            sorts[detail["type"]][detail["loc"][:-1]].append(str(detail["loc"][-1]))
    renamed: dict[KeyPath, str] = {}
    for above, names in unknown.items():
        lacking, known = missing.get(above, []), fields_of(model_at((*above, ""), model) or model)
        if len(names) == len(lacking) == 1 and not nearest(names[0], known):
            renamed[(*above, names[0])] = lacking[0]
    told = {*renamed, *((*path[:-1], name) for path, name in renamed.items())}
    return [detail for detail in details if detail["loc"] not in told], renamed


def _otherwise(file: str, keys: KeyPath, name: str) -> Finding:
    message = (
        f"unknown key '{keys[-1]}', and the key '{name}' is missing; if you mean that, write "
        f"'{name}' in place of '{keys[-1]}'"
    )
    return Finding(file, AtKey(keys, name=True), "unknown-key", message)


def _is_sentence(error: ErrorDetails) -> bool:
    """Return whether an unknown key is the start of an entry that should be text."""
    path = error["loc"]
    return (
        error["type"] == "unexpected_keyword_argument"
        and path[:1] == ("watch",)
        and not nearest(str(path[-1]), ("text", "date"))
    )


def _finding(file: str, error: ErrorDetails, model: type, at: KeyPath) -> Finding:
    path = error["loc"]
    name = str(path[-1]) if path else ""
    keys = at + path
    match error["type"]:
        case "unexpected_keyword_argument" if _is_sentence(error):
            return Finding(file, AtKey(keys, name=True), "wrong-type", _colon(name))
        case "unexpected_keyword_argument":
            # The spot is the key, because its value may well be right.
            at_path = model_at(path, model)
            known = fields_of(at_path) if at_path else ()
            message = f"unknown key '{name}'{near_key(name, known)}"
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
    message = _in_words(error, name, model)
    return Finding(file, AtKey(keys), "wrong-type", message)


def _missing(file: str, keys: KeyPath, name: str) -> Finding:
    """Return a finding at the mapping that lacks a key, or at the key if only its value is missing.

    One spot serves both, as `AtKey` means the last step of its path that exists.
    """
    message = f"the key '{name}' is missing or has no value"
    return Finding(file, AtKey(keys, name=True), "missing-key", message)


def _in_words(error: ErrorDetails, name: str, model: type) -> str:
    """Return an error of Pydantic in plain words; kinds that are not listed keep its own text."""
    given = error["input"]
    match error["type"]:
        case "string_type":
            return _no_text(given, error["loc"], model)
        case "tuple_type":
            if isinstance(given, dict):
                return "expected a list, not keys with values; begin each entry with a hyphen"
            return _no_list(given, error["loc"], model)
        case "dataclass_type" | "dict_type":
            return _no_mapping(given, error["loc"], model)
        case "too_short":
            return f"'{name}' needs at least one entry"
        case "greater_than_equal" | "less_than_equal":
            limit = error["msg"].removeprefix("Input should be ")
            hint = "; 'lat' is degrees north, 'lon' degrees east" if name in ("lat", "lon") else ""
            return f"'{given}' is out of range; it must be {limit}{hint}"
        case "string_too_short":
            return f"'{name}' is empty"
    return str(error["msg"])


def _field_at(path: KeyPath, model: type) -> Field[Any] | None:
    """Return the field of the last key of `path`; None if there is none."""
    at_path = model_at(path, model)
    return fields_of(at_path).get(str(path[-1])) if at_path else None


def _no_text(given: object, path: KeyPath, model: type) -> str:
    is_entry = isinstance(path[-1], int)
    if isinstance(given, dict) and is_entry and given:
        if "text" in given:
            return "an entry of this list is a text and no more; write it without 'text:'"
        return _colon(next(iter(given)))
    message = f"expected text, not {_kind_of(given)}"
    if given == {} and is_entry:
        message += "; text that ends with : must be in quotes"
    elif isinstance(given, dict):
        message += "; text that contains ': ' or starts with { must be in quotes"
    if isinstance(given, list) and is_entry:
        message += "; one pair of brackets, or one hyphen, is enough"
    elif isinstance(given, list):
        field = _field_at(path, model)
        message += (
            "; text that starts with [ or - must be in quotes"
            if field and str(field.type).startswith("Text")
            else "; only one is allowed here, without brackets or hyphens"
        )
    return message


def _colon(key: str) -> str:
    if not key:
        return "this is a key with a value, where text is expected; put all of it in quotes"
    if key[0] in CURLY_QUOTES:
        return (
            f"{key[0]} is no quotation mark for YAML, which knows only straight ones; "
            'put these around the text: "…"'
        )
    return (
        f"the ': ' after '{key}' makes this a key with a value, where text is expected; "
        "put all of it in quotes"
    )


def _no_list(given: object, path: KeyPath, model: type) -> str:
    """Return the message about a value that should be a list."""
    name, entries = str(path[-1]), model_at((*path, ""), model)
    message = f"expected a list, not {_kind_of(given)}"
    if not isinstance(given, str):
        return message
    if mark := bullet(given):
        return f"{message}; {mark}"
    if given.startswith(_WIDE_BRACKETS):
        return f"{message}; write plain brackets: [ ]"
    if name in _LISTS_OF_SENTENCES:
        return f"{message}; begin each entry with '- ' on a line of its own"
    if path[-2:-1] == ("alike",):
        return f"{message}; values that are one answer are a list in the list: alike: [[…, …]]"
    if is_list_of_names(_field_at(path, model)):
        given = ", ".join(re.split(r"[\s,;]+", given))
    if entries:
        return f"{message}; begin each entry on a line of its own: - {example(fields_of(entries))}"
    key = "" if name.isdigit() else f"{name}: "  # an entry of a list has no name, but a number
    return f"{message}; write {key}[{given}]"


def _no_mapping(given: object, path: KeyPath, model: type) -> str:
    if isinstance(given, str) and (mistyped := slip(given)):
        return mistyped.message
    message = f"expected keys with values, not {_kind_of(given)}"
    nested = model_at((*path, ""), model)
    if nested is None:
        return message
    return f"{message}; write {example(fields_of(nested))}"


def _kind_of(given: object) -> str:
    if isinstance(given, dict):
        return "keys with values"
    if isinstance(given, list):
        return "a list"
    return "an empty value" if given is None else f"the text '{given}'"


ARTICLE = Shape(models.ArticleFront)
THEME = Shape(models.ThemeFront)
PAGE = Shape(models.PageFront)
SITE = Shape(register_models.SiteFront)
SOURCE = Shape(register_models.SourceFront)
ACTOR = Shape(register_models.ActorFront)
TERM = Shape(register_models.TermFront)
