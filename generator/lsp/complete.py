"""What may stand at a cursor: keys, their values, citations and links by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import EnumType, StrEnum
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.catalogue import Catalogue, Entries, Entry
from generator.lsp.cursor import Place, place_at
from generator.lsp.files import Document
from generator.lsp.names import entry_path, theme_of
from generator.lsp.outline import id_of
from generator.prose.references import KINDS
from generator.schema.descriptions import describe
from generator.validate import models
from generator.validate.keys import NESTED, REFERS, fields_of, is_list, is_required, model_at

_CITING = re.compile(r"\[(?:[^\[\]]*;\s*)?@(?P<article>[^\[\];#\s]*)(?:#(?P<claim>[^\[\];\s]*))?$")
_LINKING = re.compile(r"\[\[(?:(?P<kind>\w+):)?(?P<key>[^\[\]|:]*)$")


class Suggestion(Struct, frozen=True):
    """Something that may stand at the cursor."""

    label: str
    what: Literal["key", "word", "name"]
    start: int
    """The column, from 0, from which on it takes the place of what is there up to the cursor."""
    detail: str = ""
    about: str = ""
    insert: str = ""
    """What is written; the label if this is ""."""


def suggestions(
    document: Document, catalogue: Catalogue, line: int, column: int
) -> list[Suggestion]:
    """Return what may stand at a cursor, what is wanted most often first."""
    before = document.lines[line][:column]
    if found := _CITING.search(before):
        return [*_cited(catalogue, found)]
    if found := _LINKING.search(before):
        return [*_linked(catalogue, found)]
    place = place_at(document, line, column)
    if place is None or document.model is None:
        return []
    path = entry_path(document, place.path)
    model = model_at((*path, ""), document.model)
    is_name_of_entry = document.is_register and not place.path
    if place.at != "value" and model and not is_name_of_entry:
        return [*_keys(model, place)]
    owner = model_at(path, document.model) if path else None
    if place.at != "key" and owner and path[-1] in fields_of(owner):
        return [*_values(document, catalogue, place, owner)]
    return []


def _cited(catalogue: Catalogue, found: re.Match[str]) -> Iterator[Suggestion]:
    if found["claim"] is not None:
        return _named(catalogue.of("claim", found["article"]), found.start("claim"))
    return _named(catalogue.of("article"), found.start("article"))


def _linked(catalogue: Catalogue, found: re.Match[str]) -> Iterator[Suggestion]:
    if found["kind"]:
        yield from _named(catalogue.of(found["kind"]), found.start("key"))
        return
    start = found.start("key")
    yield from _named(catalogue.of("article"), start)
    for kind in KINDS:
        if kind != "article" and catalogue.of(kind):
            yield Suggestion(f"{kind}:", "word", start, f"link to a {kind}")


def _named(entries: Entries, start: int) -> Iterator[Suggestion]:
    for key, entry in entries.items():
        yield Suggestion(key, "name", start, *_told(entry))


def _told(entry: Entry) -> tuple[str, str]:
    more = "\n\n".join(filter(None, (entry.detail, entry.about)))
    return entry.name, more


def _keys(model: type, place: Place) -> Iterator[Suggestion]:
    """Yield the keys that a mapping may have and does not have yet."""
    fields = sorted(fields_of(model).items(), key=lambda item: not is_required(item[1]))
    for name, field in fields:
        if name not in place.siblings:
            needed = is_required(field)
            detail = "required" if needed else ""
            insert = f"{name}: [" if is_list(field) and name in REFERS else f"{name}: "
            if name in NESTED and name not in ("watch",):
                insert = f"{name}:"
            yield Suggestion(name, "key", place.start, detail, describe(model, name), insert)


def _values(
    document: Document, catalogue: Catalogue, place: Place, model: type
) -> Iterator[Suggestion]:
    key = place.path[-1]
    kind = REFERS.get(key)
    if kind == "claim":
        yield from _claims(document, catalogue, place)
    elif kind == "point":
        theme, slash, _ = place.word.rpartition("/")
        start = place.start + len(theme) + len(slash)
        yield from _named(catalogue.of("point", theme or theme_of(document, place)), start)
    elif kind:
        for found in _named(catalogue.of(kind), place.start):
            if found.label not in place.listed:
                yield found
    for word, about in _words(model, key):
        yield Suggestion(word, "word", place.start, about)


def _claims(document: Document, catalogue: Catalogue, place: Place) -> Iterator[Suggestion]:
    """Yield claims as `article#claim`; after the #, those of that article."""
    article, mark, _ = place.word.partition("#")
    if mark:
        of = article.removeprefix("@") or id_of(document)
        yield from _named(catalogue.of("claim", of), place.start + len(article) + 1)
        return
    for id, entry in catalogue.of("article").items():
        yield Suggestion(id, "name", place.start, *_told(entry), insert=f"{id}#")


@cache
def _words(model: type, key: str) -> tuple[tuple[str, str], ...]:
    """Return the words that a key may have as its value, each with what it means."""
    if str(fields_of(model)[key].type) == "Bool":
        return ("true", ""), ("false", "")
    return tuple(_words_of(get_type_hints(model)[key]))


def _words_of(hint: Any) -> Iterator[tuple[str, str]]:
    if isinstance(hint, EnumType):
        members: Mapping[str, StrEnum] = hint.__members__
        for name, member in members.items():
            about = describe(hint, name)
            if isinstance(member, models.Kind):
                about = "a fact" if member.is_fact else "a position"
            yield str(member.value), about
    elif get_origin(hint) is Literal:
        yield from ((word, "") for word in get_args(hint))
    elif get_origin(hint) in (Union, UnionType):
        for part in get_args(hint):
            yield from _words_of(part)
