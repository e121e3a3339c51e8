"""The index: everything public, put together in tables that pages ask.

A change of an article changes rows; rows belong to *cells*, the groups that pages ask for. So the
cells that an edit touches are known exactly, without looking at the rest of the site.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from msgspec import Struct

from generator.assemble import cells
from generator.assemble.claims import ClaimRow, Grouping, claim_rows, from_columns, to_columns
from generator.assemble.codec import dump, load
from generator.assemble.data import article_data, stands_alone
from generator.assemble.developments import developments
from generator.assemble.gate import boundaries, is_public
from generator.assemble.points import NOTHING, work_out
from generator.assemble.records import ArticleRecord, sortable
from generator.validate.content import Dated
from generator.workers import stream

_OF_ARTICLES = ("article", "about", "relayed", "claim", "held", "news")
_TABLES = ("gate", "boundary", *_OF_ARTICLES, "cell")
_COLUMNS = ", ".join("?" * 15)
"""Of the table of articles."""
NO_POSITION = -1
"""In the table of news: the report itself, and none of its corrections."""
_COMPARED_AT_ONCE = 5_000
"""Articles whose records are in memory together."""
_INSERTED_AT_ONCE = 500
"""Articles whose rows are: statements for many are quicker."""


class Gate(Struct, frozen=True):
    """What decides what is public."""

    now: datetime
    drafts: bool


class _Rows(NamedTuple):
    """All rows of one public article, table by table, as they stand in the index."""

    article: tuple[Any, ...]
    about: tuple[tuple[str, ...], ...]
    relayed: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str | None, ...], ...]
    held: tuple[tuple[str, ...], ...]
    news: tuple[tuple[str, str, str, int, str], ...]


class _Kept(NamedTuple):
    """What an article's rows are made of: its record as text, and the digest of its body."""

    record: str
    body: str


class _Change(NamedTuple):
    """Rows that come in the place of others, and the cells that this changes."""

    before: _Rows | None
    after: _Rows | None
    cells: tuple[str, ...]


class Index:
    """Brings the tables up to date."""

    def __init__(self, db: sqlite3.Connection, grouping: Grouping, gate: Gate) -> None:
        self._db = db
        self._grouping = grouping
        self._gate = gate

    def forget(self) -> None:
        """Empty all tables: claims are grouped in another way than before."""
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours

    def update(self, dirty: Iterable[str], jobs: int = 1) -> frozenset[str]:
        """Put the articles of the files `dirty` in the place of what is known of them.

        Articles that the gate lets in or shuts out since the last update count as well. Gives the
        cells that changed.
        """
        changed: set[str] = set()
        paths = sorted({*dirty, *self._crossing()})
        self._note_boundaries(paths)
        new: list[_Rows] = []
        taken: list[_Rows] = []
        for start in range(0, len(paths), _COMPARED_AT_ONCE):
            for change in self._changes(paths[start : start + _COMPARED_AT_ONCE], jobs):
                changed.update(change.cells)
                if change.before:
                    self._remove(change.before)
                if change.after:
                    new.append(change.after)
                if len(new) == _INSERTED_AT_ONCE:
                    # Already here, while other processes go on comparing.
                    taken += self._insert_free(new)
                    new.clear()
        self._insert([*taken, *new])
        claims = any(cell.startswith(cells.RAW) for cell in changed)
        return frozenset(changed | (self._work_out(changed) if claims else set()))

    def next_due(self) -> datetime | None:
        """Return when the gate next lets an article in or shuts one out."""
        found = self._db.execute(
            "SELECT MIN(at) FROM boundary WHERE at > ?", (sortable(self._gate.now),)
        )
        (at,) = found.fetchone()
        return datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None

    def _crossing(self) -> tuple[str, ...]:
        """Return the files on which the gate may decide in another way than at the last update."""
        db, now, drafts = self._db, sortable(self._gate.now), self._gate.drafts
        before = db.execute("SELECT now, drafts FROM gate").fetchone()
        db.execute("DELETE FROM gate")
        db.execute("INSERT INTO gate VALUES (?, ?)", (now, drafts))
        if before is None or before[1] != drafts:
            found = db.execute("SELECT path FROM gated")
        else:
            # The clock may have been set back.
            between = min(before[0], now), max(before[0], now)
            found = db.execute("SELECT path FROM boundary WHERE at > ? AND at <= ?", between)
        return tuple(path for (path,) in found)

    def _note_boundaries(self, paths: Sequence[str]) -> None:
        """Note when the gate decides in another way on files that are new to it."""
        db = self._db
        for path in paths:
            db.execute("DELETE FROM boundary WHERE path = ?", (path,))
            gated = db.execute("SELECT 1 FROM gated WHERE path = ?", (path,)).fetchone()
            kept = self._now(path) if gated else None
            if kept is None:
                continue
            at = boundaries(
                load(ArticleRecord, kept.record), self._grouping.zone, drafts=self._gate.drafts
            )
            db.executemany(
                "INSERT OR IGNORE INTO boundary VALUES (?, ?)",
                ((path, sortable(instant)) for instant in at),
            )

    def _changes(self, paths: Sequence[str], jobs: int) -> Iterator[_Change]:
        """Compare what is in the index with what is to be there, file by file, in any order."""
        kept = [(self._before(path), self._now(path)) for path in paths]
        return (change for _, change in stream(self._compared, kept, jobs) if change is not None)

    def _now(self, path: str) -> _Kept | None:
        found = self._db.execute("SELECT record, body_digest FROM reading WHERE path = ?", (path,))
        row = found.fetchone()
        return _Kept(*row) if row and row[0] is not None else None

    def _before(self, path: str) -> _Kept | None:
        found = self._db.execute("SELECT record, body_digest FROM article WHERE path = ?", (path,))
        row = found.fetchone()
        return _Kept(*row) if row else None

    def _compared(self, kept: tuple[_Kept | None, _Kept | None]) -> _Change | None:
        """Return the change from what was kept of an article; None where there is none."""
        before = rows_of(kept[0], self._grouping) if kept[0] else None
        after = rows_of(kept[1], self._grouping, self._gate) if kept[1] else None
        return _Change(before, after, tuple(_marks(before, after))) if before != after else None

    def _insert_free(self, new: Sequence[_Rows]) -> list[_Rows]:
        """Insert all rows but those of articles whose id another file has still; give these.

        The article moved to another file, and that one will turn up.
        """
        free: list[_Rows] = []
        taken: list[_Rows] = []
        for rows in new:
            there = self._db.execute("SELECT 1 FROM article WHERE id = ?", rows.article[:1])
            (free if there.fetchone() is None else taken).append(rows)
        self._insert(free)
        return taken

    def _remove(self, rows: _Rows) -> None:
        execute, id = self._db.execute, rows.article[0]
        execute("DELETE FROM article WHERE id = ?", (id,))
        execute("DELETE FROM claim WHERE article = ?", (id,))
        many = self._db.executemany
        many("DELETE FROM about WHERE theme = ? AND month = ? AND sort = ?", _keys(rows.about, 3))
        many("DELETE FROM relayed WHERE origin = ? AND sort = ?", _keys(rows.relayed, 2))
        many(
            "DELETE FROM held WHERE actor = ? AND theme = ? AND point = ? AND sort = ?",
            _keys(rows.held, 4),
        )
        execute("DELETE FROM news WHERE id = ?", (id,))

    def _insert(self, new: Sequence[_Rows]) -> None:
        many = self._db.executemany
        many(
            f"INSERT INTO article VALUES ({_COLUMNS})",  # noqa: S608 - question marks
            (rows.article for rows in new),
        )
        many(
            "INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row for rows in new for row in rows.about),
        )
        many("INSERT INTO relayed VALUES (?, ?, ?)", (row for rows in new for row in rows.relayed))
        many(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row for rows in new for row in rows.claims),
        )
        many(
            "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?)", (row for rows in new for row in rows.held)
        )
        many("INSERT INTO news VALUES (?, ?, ?, ?, ?)", (row for rows in new for row in rows.news))

    # ---- what is worked out ----------------------------------------------------------------------

    def _work_out(self, changed: set[str]) -> set[str]:
        """Work out every point and month whose claims changed; give those that came out new."""
        found: set[str] = set()
        counts: dict[str, int] = {}
        for cell in changed:
            if (at := cells.raw_point(cell)) is not None:
                record = work_out(self._claims("point", *at), self._grouping.of)
                value = dump(record) if record != NOTHING else None
                found |= self._keep(cells.point(*at), value)
            elif (at := cells.raw_month(cell)) is not None:
                happened = developments(self._claims("month", *at))
                counts[cells.happened(*at)] = len(happened)
                found |= self._keep(cells.happened(*at), dump(happened) if happened else None)
        if counts:
            found |= self._count_months(counts)
        return found

    def _count_months(self, changed: dict[str, int]) -> set[str]:
        """Note how many developments months have now; give the cells that this changes."""
        known = json.loads(self._value(cells.MONTH_COUNTS) or "{}")
        counts = {cell: count for cell, count in sorted({**known, **changed}.items()) if count}
        return self._keep(cells.MONTH_COUNTS, json.dumps(counts)) | self._keep(
            cells.MONTHS, json.dumps(list(counts))
        )

    def _claims(self, by: str, theme: str, key: str) -> list[ClaimRow]:
        column = {"point": "point", "month": "month"}[by]
        found = self._db.execute(
            f"SELECT * FROM claim WHERE theme = ? AND {column} = ?",  # noqa: S608 - names of ours
            (theme, key),
        )
        return sorted(map(from_columns, found), key=lambda claim: claim.sort)

    def _keep(self, cell: str, value: str | None) -> set[str]:
        """Keep what was worked out; give the cell if that is new."""
        if self._value(cell) == value:
            return set()
        if value is None:
            self._db.execute("DELETE FROM cell WHERE name = ?", (cell,))
        else:
            self._db.execute("INSERT OR REPLACE INTO cell VALUES (?, ?)", (cell, value))
        return {cell}

    def _value(self, cell: str) -> str | None:
        row = self._db.execute("SELECT value FROM cell WHERE name = ?", (cell,)).fetchone()
        return row[0] if row else None


def rows_of(kept: _Kept, grouping: Grouping, gate: Gate | None = None) -> _Rows | None:
    """Return all rows of an article; None for one that the gate shuts out."""
    article = load(ArticleRecord, kept.record)
    zone = grouping.zone
    if gate and not is_public(article, gate.now, zone, drafts=gate.drafts):
        return None
    sort = article.order(zone)
    month = article.published.month
    id, source = article.id, article.source
    came = [sortable(article.appeared(zone)), *(_at(entry, zone) for entry in article.corrections)]
    claims = list(claim_rows(article, grouping))
    relayed = dict.fromkeys((article.origin, *(claim.origin for claim, _ in claims)))
    return _Rows(
        article=(
            *(id, article.path, sort, month, source, article.origin, len(claims)),
            *(article.address, json.dumps(article.aliases), article.modified(zone).isoformat()),
            *(kept.body, kept.record, *_data(article, zone)),
        ),
        about=tuple(
            (theme, month, sort, id, source, article.origin, article.published.day.isoformat())
            for theme in dict.fromkeys(article.themes)
        ),
        relayed=tuple((origin, sort, id) for origin in relayed if origin != source),
        claims=tuple(to_columns(claim) for claim, _ in claims),
        held=tuple(
            (holder, claim.theme, claim.point, claim.sort, id, claim.id)
            for claim, holders in claims
            for holder in holders
        ),
        news=tuple(
            (theme, at, article.address, position, id)
            for position, at in enumerate(came, NO_POSITION)
            for theme in ("", *dict.fromkeys(article.themes))
        ),
    )


def _marks(before: _Rows | None, after: _Rows | None) -> set[str]:
    """Return the cells of which the two differ."""
    if before is None or after is None:
        return {cell for cell, _ in _marked(before or after)}
    marks = set(_marked(before)) ^ set(_marked(after))
    return {cell for cell, _ in marks}


def _marked(rows: _Rows | None) -> Iterator[tuple[str, object]]:
    """Return each cell that rows belong to, with what the cell has of them."""
    if rows is None:
        return
    id, _, sort, month, source, _, claims, *rest = rows.article
    address, aliases, modified, body, record, *data = rest
    yield cells.article(id), record
    yield cells.body(id), body
    yield cells.ARTICLES, sort
    yield cells.PAGES, (id, address, aliases)
    yield cells.mapped(month), (address, modified)
    yield cells.DATA, (id, sort, *data)
    yield cells.source(source), (sort, claims)
    for about in rows.about:
        yield cells.about(about[0]), about
        yield cells.about(about[0], month), about
    for origin, *row in rows.relayed:
        yield cells.relayed(origin), tuple(row)
    for claim in rows.claims:
        theme, point, said_in = str(claim[0]), claim[1], claim[-1]
        if point:
            yield cells.raw_of_point(theme, point), claim
        if said_in:
            yield cells.raw_of_month(theme, said_in), claim
    for actor, *row in rows.held:
        yield cells.held(actor), tuple(row)
    for theme, *entry in rows.news:
        yield cells.news(theme), tuple(entry)
        if entry[2] != NO_POSITION:
            yield cells.corrected(theme), tuple(entry)


def _data(article: ArticleRecord, zone: tzinfo) -> tuple[str | None, ...]:
    """Return the columns of an article's data; nothing for one that needs others for it."""
    if not stands_alone(article):
        return None, None, None
    data = article_data(article, zone)
    return data.article, data.claims, data.table


def _at(entry: Dated, zone: tzinfo) -> str:
    return sortable(entry.date.instant(zone)) if entry.date else ""


def _keys(rows: Iterable[tuple[str, ...]], number: int) -> list[tuple[str, ...]]:
    return [row[:number] for row in rows]
