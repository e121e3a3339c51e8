"""What a site already has that helps to read a new report: themes, actors, sources, articles.

Values are taken as they were written, so a site with mistakes elsewhere can be added to. Files
that cannot be read at all are left out: `briefing check` tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.problems import Rejected
from generator.read.documents import Document, parse_document
from generator.read.files import SourceFile
from generator.read.layout import SITE_FILE, group_files, stem
from generator.read.scan import scan
from generator.read.written import Value
from generator.read.yaml import load

Entry = Mapping[str, Value]


class KnownPoint(Struct, frozen=True):
    """A point of a theme, and the words for it."""

    id: str
    titles: tuple[str, ...]
    """Its title and synonyms."""
    question: str


class KnownTheme(Struct, frozen=True):
    """A theme, and the words that its editor uses for it."""

    name: str
    titles: tuple[str, ...]
    """Its title and synonyms."""
    question: str
    prose: str
    """Status, bottom line, unknowns and what to watch."""
    points: tuple[KnownPoint, ...]


class KnownActor(Struct, frozen=True):
    """An actor, and all names of it."""

    key: str
    names: tuple[str, ...]
    kind: str


class KnownSource(Struct, frozen=True):
    """An outlet."""

    key: str
    name: str
    url: str
    kind: str


class KnownArticle(Struct, frozen=True):
    """An article that the site has."""

    path: str
    id: str
    url: str
    evidence: str
    body: str
    said: Mapping[str, str]
    """The texts of its claims, by theme."""


class Known(Struct, frozen=True):
    """A site as an import needs it."""

    language: str
    timezone: str
    themes: tuple[KnownTheme, ...]
    actors: tuple[KnownActor, ...]
    sources: tuple[KnownSource, ...]
    articles: tuple[KnownArticle, ...]


def known_site(root: Path) -> Known:
    """Return what a site has. Raise Rejected if this is no site, or its registers are no YAML."""
    files = group_files(scan(root))
    site = _register(files.site)
    articles = (_document(file) for file in files.articles.values())
    themes = (_document(file) for file in files.themes.values())
    return Known(
        language=_text(site, "language") or "en",
        timezone=_text(site, "timezone") or "UTC",
        themes=tuple(_theme(document) for document in themes if document),
        actors=tuple(_actors(_register(files.actors) if files.actors else {})),
        sources=tuple(_sources(_register(files.sources) if files.sources else {})),
        articles=tuple(_article(document) for document in articles if document),
    )


def _register(file: SourceFile) -> Entry:
    return load(file.path, file.read().text(), keep_empty=file.path != SITE_FILE).values


def _document(file: SourceFile) -> Document | None:
    with suppress(Rejected):
        return parse_document(file.path, file.read().text())
    return None


def _theme(document: Document) -> KnownTheme:
    front = document.front
    status = front.get("status")
    prose = [
        document.body,
        _text(status, "text") if isinstance(status, dict) else "",
        *_texts(front.get("unknowns")),
        *_texts(front.get("watch")),
    ]
    return KnownTheme(
        name=stem(document.path),
        titles=(_text(front, "title"), *_texts(front.get("synonyms"))),
        question=_text(front, "question"),
        prose="\n".join(prose),
        points=tuple(
            KnownPoint(
                _text(point, "id"),
                (_text(point, "title"), *_texts(point.get("synonyms"))),
                _text(point, "question"),
            )
            for point in _entries(front.get("points"))
            if _text(point, "id")
        ),
    )


def _actors(register: Entry) -> Iterator[KnownActor]:
    for key, entry in register.items():
        if isinstance(entry, dict) and (name := _text(entry, "name")):
            names = (name, *_texts(entry.get("aliases")))
            yield KnownActor(key, names, _text(entry, "kind"))


def _sources(register: Entry) -> Iterator[KnownSource]:
    for key, entry in register.items():
        fields = entry if isinstance(entry, dict) else {}
        yield KnownSource(key, _text(fields, "name"), _text(fields, "url"), _text(fields, "kind"))


def _article(document: Document) -> KnownArticle:
    front = document.front
    themes = _texts(front.get("themes"))
    said: dict[str, str] = {}
    for claim in _entries(front.get("claims")):
        theme = _text(claim, "theme") or (themes[0] if len(themes) == 1 else "")
        words = f"{_text(claim, 'text')} {_text(claim, 'value')}"
        said[theme] = f"{said.get(theme, '')}\n{words}"
    return KnownArticle(
        path=document.path,
        id=_text(front, "id") or stem(document.path),
        url=_text(front, "url"),
        evidence=_text(front, "evidence"),
        body=document.body,
        said=said,
    )


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Value) -> list[str]:
    """Return the texts of a list; of entries with keys, their `text`."""
    items = value if isinstance(value, list) else []
    return [
        item if isinstance(item, str) else _text(item, "text")
        for item in items
        if isinstance(item, str | dict)
    ]


def _entries(value: Value) -> list[dict[str, Value]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
