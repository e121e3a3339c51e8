"""What each article's file says, kept from build to build, and which have to be looked into."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from generator.assemble.codec import dump, load
from generator.assemble.records import ArticleRecord, published_body, record
from generator.digests import digest_of
from generator.problems import AtKey, AtLine, Finding
from generator.prose.model import Ref
from generator.validate.content import ArticleReading
from generator.validate.names import Names

Need = tuple[str, str, str]
"""Kind and key of something that a file refers to, and for a point its theme, for a claim's article
the claim."""


class ReadingRow(Struct, frozen=True):
    """What is kept of one article's file: text and numbers alone, cheap to pass on."""

    path: str
    id: str
    claims: str | None
    """Its claims' ids as JSON; None where the file is too broken to tell."""
    flawed: bool
    superseding: bool
    """A claim of it is superseded by another."""
    needs: tuple[Need, ...]
    body_digest: str
    record: str | None
    body: str
    gated: bool
    """It may be public at one time and not at another."""


def reading_row(reading: ArticleReading) -> ReadingRow:
    """Take what is kept out of a reading."""
    article = reading.article
    front = article.front if article else None
    body = dump(published_body(article)) if article else ""
    stray = any(r.among and r.key not in r.among for r in reading.references)
    needs = dict.fromkeys((r.kind, r.key, r.within or "") for r in reading.references)
    claims = None if reading.claim_ids is None else json.dumps(sorted(reading.claim_ids))
    return ReadingRow(
        path=reading.path,
        id=reading.id,
        claims=claims,
        flawed=bool(reading.findings) or stray or article is None,
        superseding=any(claim.superseded_by for claim in article.claims) if article else False,
        needs=tuple(needs),
        body_digest=digest_of(body.encode()),
        record=dump(record(article)) if article else None,
        body=body,
        gated=bool(front and (front.draft or front.publish_at or front.expires_at)),
    )


class Readings:
    """The readings of all articles' files."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, rows: Iterable[ReadingRow], removed: Iterable[str]) -> None:
        """Put new readings in the place of old ones; what is changed or may be wrong gets dirty."""
        execute = self._db.execute
        dirty: set[str] = set()
        for path in removed:
            dirty |= self._remove(path, None, None)
        for row in rows:
            dirty |= self._remove(row.path, row.id, row.claims)
            execute(
                "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(row.path, row.id, row.claims, row.flawed, row.superseding),
                    *(row.body_digest, json.dumps(row.needs), row.record, row.body),
                ),
            )
            cited = [(key, row.path) for kind, key, _ in row.needs if kind == "article"]
            self._db.executemany("INSERT OR IGNORE INTO citing VALUES (?, ?)", cited)
            if row.gated:
                execute("INSERT INTO gated VALUES (?, ?)", (row.path, row.id))
        self.soil(dirty)

    def _remove(self, path: str, id: str | None, claims: str | None) -> set[str]:
        """Remove a reading; give its path, and those who cite what is no longer there."""
        execute = self._db.execute
        known = execute("SELECT id, claims FROM reading WHERE path = ?", (path,)).fetchone()
        dirty = {path}
        if known is None:
            return dirty
        if known != (id, claims):
            dirty |= set(self._column("SELECT path FROM citing WHERE id = ?", known[0]))
        for table in ("reading", "citing", "gated"):
            execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - names of ours
        return dirty

    def soil(self, paths: Iterable[str]) -> None:
        """Have files looked into before the next build."""
        self._db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(p,) for p in paths])

    def dirty(self) -> tuple[str, ...]:
        """Return the files that have to be looked into."""
        return self._column("SELECT path FROM dirty ORDER BY path")

    def clean(self) -> None:
        """Note that all files have been looked into."""
        self._db.execute("DELETE FROM dirty")

    def who_needs(self, gone: frozenset[Need]) -> tuple[str, ...]:
        """Return the files that refer to something that is gone, apart from articles."""
        rows = self._db.execute("SELECT path, needs FROM reading")
        return tuple(path for path, needs in rows if not gone.isdisjoint(_needs(needs)))

    def names(self) -> Mapping[str, frozenset[str] | None]:
        """Return the names of all articles and of their claims."""
        return _ArticleNames(self._db)

    def findings(self, names: Names, read: Callable[[str], ArticleReading]) -> Iterator[Finding]:
        """Return all that is wrong with articles; `read` reads a file anew, to say where."""
        flawed = self._column("SELECT path FROM reading WHERE flawed")
        for path in flawed:
            yield from read(path).findings
        suspects = self._db.execute(
            "SELECT path, needs FROM reading WHERE path IN (SELECT path FROM dirty)"
        )
        has = cache(names.has)  # a few names are needed by most articles
        wrong = {path for path, needs in suspects if not all(map(has, _needs(needs)))}
        for path in sorted(wrong | set(flawed)):
            yield from names.check(path, read(path).references)
        yield from self._duplicates(read)
        yield from self._circles()

    def hidden(self) -> frozenset[str]:
        """Return the ids of articles that are not public."""
        return frozenset(
            self._column(
                "SELECT id FROM gated "
                "WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = gated.id)"
            )
        )

    def citing(self, ids: frozenset[str]) -> tuple[str, ...]:
        """Return the files of public articles that cite any of these."""
        found: set[str] = set()
        for id in ids:
            found.update(
                self._column(
                    "SELECT path FROM citing JOIN article USING (path) WHERE citing.id = ?", id
                )
            )
        return tuple(sorted(found))

    def paths(self) -> tuple[str, ...]:
        """Return the files that there are readings of."""
        return self._column("SELECT path FROM reading")

    def _duplicates(self, read: Callable[[str], ArticleReading]) -> Iterator[Finding]:
        # Of two files with one id at least one is dirty until the error is mended.
        twice = self._column(
            "SELECT id FROM reading WHERE id IN "
            "(SELECT id FROM dirty CROSS JOIN reading USING (path)) "
            "GROUP BY id HAVING COUNT(*) > 1"
        )
        for id in twice:
            first, *others = self._column("SELECT path FROM reading WHERE id = ? ORDER BY path", id)
            for path in others:
                message = f"the article id '{id}' is taken by {first}"
                article = read(path).article
                spot = AtKey(("id",)) if article and article.front.id else AtLine()
                yield Finding(path, spot, "duplicate-article-id", message)

    def _circles(self) -> Iterator[Finding]:
        """Find claims that, claim by claim, are superseded by themselves: none would count."""
        # Of the files of a circle at least one is dirty until the error is mended.
        if not self._column(
            "SELECT 1 FROM dirty CROSS JOIN reading USING (path) WHERE superseding LIMIT 1"
        ):
            return
        newer: dict[Ref, Ref] = {}
        spots: dict[Ref, tuple[str, AtKey]] = {}
        for text in self._column("SELECT record FROM reading WHERE superseding ORDER BY path"):
            article = load(ArticleRecord, text)
            for position, claim in enumerate(article.claims):
                if claim.superseded_by is not None:
                    ref = Ref("article", article.id, claim.id)
                    newer[ref] = claim.superseded_by
                    spots[ref] = article.path, AtKey(("claims", position, "superseded_by"))
        for ref, (path, spot) in spots.items():
            at, seen = newer[ref], {ref}
            while at in newer and at not in seen:
                seen.add(at)
                at = newer[at]
            if at == ref:
                way = ", by way of others" if len(seen) > 1 else ""
                message = f"the claim '{ref.claim}' is superseded by itself{way}"
                yield Finding(path, spot, "circle", message)

    def _column(self, query: str, *values: str) -> tuple[str, ...]:
        return tuple(value for (value,) in self._db.execute(query, values))


class _ArticleNames(Mapping[str, frozenset[str] | None]):
    """The claims of every article by the article's id, looked up when asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getitem__(self, id: str) -> frozenset[str] | None:
        row = self._db.execute("SELECT claims FROM reading WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return None if row[0] is None else frozenset(json.loads(row[0]))

    def __iter__(self) -> Iterator[str]:
        return (id for (id,) in self._db.execute("SELECT DISTINCT id FROM reading"))

    def __len__(self) -> int:
        number: int = self._db.execute("SELECT COUNT(DISTINCT id) FROM reading").fetchone()[0]
        return number


def _needs(written: str) -> Iterator[Need]:
    return map(tuple, json.loads(written))
