"""What a place in a file names: a source, an actor, a theme, a point, an article or a claim."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.lsp.cursor import Place, place_at
from generator.lsp.files import Document
from generator.lsp.outline import default_of, id_of, list_of, unquoted
from generator.prose.references import KEY, KEY_LINK
from generator.validate.keys import REFERS, fields_of, model_at

_TARGET = re.compile(rf"(?:(?<=\[)|(?<=;)|(?<=; ))@({KEY})(?:#({KEY}))?")
_WORD = re.compile(r"[^\s\[\]{},\"']+")


class Named(Struct, frozen=True):
    """A name at a place."""

    kind: str
    key: str
    within: str
    """The theme of a point, the article of a claim; else ""."""
    start: int
    """The columns, from 0, between which the name stands."""
    end: int


def named_at(document: Document, line: int, column: int) -> Named | None:
    """Return what the name under a cursor names; None if there is none."""
    text = document.lines[line]
    return (
        _in_prose(text, column)
        or _defined(document, line, column)
        or _in_front(document, line, column)
    )


def theme_of(document: Document, place: Place) -> str:
    """Return the theme of the claim that a place is in; "" if that is not known."""
    if own := unquoted(place.siblings.get("theme", "")):
        return own
    point_of, slash, _ = default_of(document, "point").partition("/")
    if default := default_of(document, "theme") or (slash and point_of):
        return default
    themes = list_of(document, "themes")
    return themes[0] if len(themes) == 1 else ""


def is_key_of(document: Document, place: Place) -> bool:
    """Return whether there is such a key at such a place."""
    path = entry_path(document, place.path)
    model = model_at(path, document.model) if path and document.model else None
    return model is not None and path[-1] in fields_of(model)


def entry_path(document: Document, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path of keys below the key of an entry, if the file is a register."""
    return path[1:] if document.is_register else path


def _in_prose(text: str, column: int) -> Named | None:
    """Return what a citation or a link by key names."""
    for found in _TARGET.finditer(text):
        if not found.start() <= column <= found.end():
            continue
        if found[2] and column >= found.start(2):
            return Named("claim", found[2], found[1], found.start(2), found.end(2))
        return Named("article", found[1], "", found.start(1), found.end(1))
    for found in KEY_LINK.finditer(text):
        if found.start() <= column <= found.end():
            return Named(found[1] or "article", found[2], "", found.start(2), found.end(2))
    return None


def _defined(document: Document, line: int, column: int) -> Named | None:
    """Return what is defined at a place: an entry of a register, a claim, a point, an article."""
    place = place_at(document, line, column)
    text = document.lines[line]
    if place is None:
        return None
    found = _word(text, column)
    if found is None:
        return None
    if document.is_register and not place.path and place.at == "key":
        key = unquoted(found[0].rstrip(":"))
        return Named(document.defines, key, "", found.start(), found.start() + len(key))
    if place.at == "key":
        return None
    what = {
        ("article", ("id",)): ("article", ""),
        ("article", ("claims", "id")): ("claim", id_of(document)),
        ("theme", ("points", "id")): ("point", document.stem),
    }.get((document.defines, place.path))
    return Named(what[0], found[0], what[1], found.start(), found.end()) if what else None


def _in_front(document: Document, line: int, column: int) -> Named | None:
    """Return what a value of the front matter names."""
    place = place_at(document, line, column)
    found = _word(document.lines[line], column)
    if place is None or found is None or place.at == "key" or not is_key_of(document, place):
        return None
    kind = REFERS.get(place.path[-1])
    start, end, word = found.start(), found.end(), found[0]
    if kind == "claim":
        return _claim(document, word, start, column)
    if kind == "point":
        theme, slash, point = word.rpartition("/")
        if slash and column < start + len(theme):
            return Named("theme", theme, "", start, start + len(theme))
        start = end - len(point)
        return Named("point", point, theme or theme_of(document, place), start, end)
    return Named(kind, word, "", start, end) if kind else None


def _claim(document: Document, word: str, start: int, column: int) -> Named:
    """Return what `article#claim` names; in an article, the first may be left out."""
    article, _, claim = word.removeprefix("@").rpartition("#")
    begin = start + len(word) - len(claim)
    if article and column < begin:
        at = start + word.index(article)
        return Named("article", article, "", at, at + len(article))
    return Named("claim", claim, article or id_of(document), begin, begin + len(claim))


def _word(text: str, column: int) -> re.Match[str] | None:
    """Return the word that a column is in, or just behind."""
    return next((f for f in _WORD.finditer(text) if f.start() <= column <= f.end()), None)
