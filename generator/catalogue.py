"""What there is to refer to in a site, by its keys, with what people call it.

It is made for completion, for what is shown of a name, and for schemas. A file that is broken while
somebody writes keeps the entries that it had when it was last right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.assemble.codec import decode
from generator.assemble.records import ArticleRecord
from generator.read.layout import ACTORS_FILE, GLOSSARY_FILE, SOURCES_FILE, stem
from generator.store.reading_table import ReadingTable
from generator.validate.content import Claim, ThemeReading
from generator.validate.models import Point
from generator.validate.register_models import ActorFront, SourceFront
from generator.validate.site import ContextReading

Kind = str
"""`source`, `actor`, `term`, `theme`, `page`, `article`; `point` and `claim` are within one."""


class Entry(Struct, frozen=True):
    """Something that has a key."""

    file: str
    """The file that defines it, relative to the root."""
    name: str
    """What people call it; the text of a claim. "" if that is not known."""
    detail: str = ""
    """What it is, in a few words."""
    about: str = ""
    """What else there is to say of it, in sentences."""
    within: Mapping[str, Entry] = field(default_factory=dict)
    """The points of a theme, the claims of an article, by their ids."""
    order: str = ""
    """When an article was published: the newest is named most often."""
    is_whole: bool = True
    """Whether these are all of them, as far as that can be told."""


Entries = Mapping[str, Entry]


class Catalogue(Struct, frozen=True):
    """All that there is to refer to, by its kind and key."""

    kinds: Mapping[Kind, Entries] = field(default_factory=dict)
    images: frozenset[str] = frozenset()

    def of(self, kind: Kind, within: str = "") -> Entries:
        """Return the entries of a kind; of points and claims, those within a theme or article."""
        if kind == "point":
            return self._within("theme", within)
        if kind == "claim":
            return self._within("article", within)
        return self.kinds.get(kind, {})

    def get(self, kind: Kind, key: str, within: str = "") -> Entry | None:
        """Return the entry of a key; None if there is none."""
        return self.of(kind, within).get(key)

    def _within(self, kind: Kind, key: str) -> Entries:
        found = self.kinds.get(kind, {}).get(key)
        return found.within if found else {}


def context_entries(reading: ContextReading, last: Catalogue) -> dict[Kind, Entries]:
    """Return the entries of all files but articles; broken ones have those of `last`."""
    sources, actors, terms = reading.sources, reading.actors, reading.glossary
    meaning = {key: term.front for key, term in terms.entries.items()}
    return {
        "source": _register(
            SOURCES_FILE, sources.names, {k: _source(v) for k, v in sources.entries.items()}, last
        ),
        "actor": _register(
            ACTORS_FILE, actors.names, {k: _actor(v) for k, v in actors.entries.items()}, last
        ),
        "term": _register(
            GLOSSARY_FILE,
            terms.names,
            {k: Entry(GLOSSARY_FILE, v.term, "", v.meaning) for k, v in meaning.items()},
            last,
        ),
        "theme": {theme.name: _theme(theme, last) for theme in reading.themes},
        "page": {
            page.address.rstrip("/"): Entry(page.path, page.page.front.title if page.page else "")
            for page in reading.pages
        },
    }


def article_entries(
    table: ReadingTable, read: Iterable[str], gone: Iterable[str], last: Entries
) -> Entries:
    """Return the entries of articles by their ids, the newest first, after files were read or gone.

    All others are as in `last`. One that is broken has the entry that it had before.
    """
    read = set(read)
    again = read.union(gone)
    old = {entry.file: (id, entry) for id, entry in last.items() if entry.file in again}
    entries = {id: entry for id, entry in last.items() if entry.file not in again}
    for file in sorted(read):
        if row := table.record(file):
            article = decode(ArticleRecord, row[0])
            entries[article.id] = _article(article)
        else:
            entries.setdefault(*old.get(file, (stem(file), Entry(file, ""))))
    return dict(sorted(entries.items(), key=lambda item: item[1].order, reverse=True))


def _register(
    file: str, names: frozenset[str] | None, entries: dict[str, Entry], last: Catalogue
) -> Entries:
    kind = {SOURCES_FILE: "source", ACTORS_FILE: "actor", GLOSSARY_FILE: "term"}[file]
    before = last.of(kind)
    if names is None:
        return before
    return {key: entries.get(key) or before.get(key) or Entry(file, "") for key in sorted(names)}


def _source(front: SourceFront) -> Entry:
    detail = " · ".join(filter(None, (front.kind, front.country)))
    return Entry(SOURCES_FILE, front.name, detail, front.ownership or "")


def _actor(front: ActorFront) -> Entry:
    detail = front.role or front.kind or ""
    about = f"speaks for {front.of}" if front.of else ""
    if front.members:
        about = f"members: {', '.join(front.members)}"
    return Entry(ACTORS_FILE, front.name, detail, about)


def _theme(reading: ThemeReading, last: Catalogue) -> Entry:
    before = last.get("theme", reading.name)
    if reading.theme is None:
        points = before.within if before else {}
        known = reading.points if reading.points is not None else tuple(points)
        within = {id: points.get(id) or Entry(reading.path, "") for id in known}
        name, is_whole = (before.name, True) if before else ("", reading.points is not None)
        return Entry(reading.path, name, within=within, is_whole=is_whole)
    front = reading.theme.front
    within = {point.id: _point(reading.path, point) for point in front.points}
    return Entry(reading.path, front.title, front.question, front.status.text, within)


def _point(file: str, point: Point) -> Entry:
    return Entry(file, point.title, point.question or "", point.note or "")


def _article(article: ArticleRecord) -> Entry:
    day = article.published.day.isoformat()
    claims = {claim.id: _claim(article.path, claim) for claim in article.claims}
    return Entry(article.path, article.title, f"{article.source} · {day}", "", claims, day)


def _claim(file: str, claim: Claim) -> Entry:
    said = (claim.kind.value, ", ".join(claim.by), claim.on.written if claim.on else "")
    answer = f"{claim.point}: {claim.value}" if claim.point and claim.value else claim.value
    return Entry(file, claim.text, " · ".join(filter(None, said)), answer or "")
