"""Readings to the index: what is public, put together in tables that pages ask.

A change of an article changes rows; rows belong to the dependency keys under which pages ask for
them. So the keys that an edit touches are known exactly, without a look at the rest of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from generator.assemble import keys
from generator.assemble.claims import CountedClaim, Grouping, counted_claims, from_row, to_row
from generator.assemble.codec import dump, load
from generator.assemble.data import article_data, stands_alone
from generator.assemble.developments import developments
from generator.assemble.points import NOTHING, work_out
from generator.assemble.records import ArticleRecord, sortable
from generator.gate import Gate
from generator.store.cache import Cache
from generator.store.index import NO_POSITION, PublicRows
from generator.store.tables import (
    AboutRow,
    ArticleRow,
    ClaimRow,
    GateRow,
    HeldRow,
    NewsRow,
    RelayedRow,
)
from generator.validate.content import Dated
from generator.workers import stream

_COMPARED_AT_ONCE = 5_000
"""Articles whose records are in memory together."""
_INSERTED_AT_ONCE = 500
"""Articles whose rows are: statements for many are quicker."""


class _Kept(NamedTuple):
    """What an article's rows are made of."""

    record: str
    body_digest: str


class _Change(NamedTuple):
    """Rows that come in the place of others, and the keys that this changes."""

    before: PublicRows | None
    after: PublicRows | None
    keys: tuple[str, ...]


class Index:
    """Brings the index up to date."""

    def __init__(self, cache: Cache, grouping: Grouping, gate: Gate) -> None:
        self._readings = cache.readings
        self._tables = cache.public.index
        self._memos = cache.public.memos
        self._grouping = grouping
        self._gate = gate

    def update(self, dirty: Iterable[str], jobs: int = 1) -> frozenset[str]:
        """Put the articles of the files `dirty` in the place of what is known of them.

        Articles that the gate lets in or shuts out since the last update count as well. Return the
        dependency keys that changed.
        """
        changed: set[str] = set()
        paths = sorted({*dirty, *self._crossed()})
        self._note_boundaries(paths)
        new: list[PublicRows] = []
        taken: list[PublicRows] = []
        for some in _batches(paths, _COMPARED_AT_ONCE):
            for change in self._changes(some, jobs):
                changed.update(change.keys)
                if change.before:
                    self._tables.remove(change.before)
                if change.after:
                    new.append(change.after)
                if len(new) == _INSERTED_AT_ONCE:
                    # Already here, while other processes go on comparing.
                    taken += self._insert_free(new)
                    new.clear()
        self._tables.insert([*taken, *new])
        return frozenset(changed | self._work_out(changed))

    def next_change(self) -> datetime | None:
        """Return when the gate next lets an article in or shuts one out."""
        at = self._tables.next_boundary(sortable(self._gate.now))
        return datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None

    # ---- which articles, and when ----------------------------------------------------------------

    def _crossed(self) -> tuple[str, ...]:
        """Return the files on which the gate may decide in another way than at the last update."""
        gate = GateRow(sortable(self._gate.now), self._gate.drafts)
        before = self._tables.replace_gate(gate)
        if before is None or bool(before.drafts) != gate.drafts:
            return self._readings.gated()
        # The clock may have been set back.
        return self._tables.crossed(min(before.now, gate.now), max(before.now, gate.now))

    def _note_boundaries(self, paths: Sequence[str]) -> None:
        """Note when the gate decides in another way on files that are new to it."""
        zone = self._grouping.zone
        for path in paths:
            reading = self._readings.get(path)
            at: Iterable[datetime] = ()
            if reading is not None and reading.gated and reading.record is not None:
                at = self._gate.boundaries(load(ArticleRecord, reading.record), zone)
            self._tables.set_boundaries(path, [sortable(instant) for instant in at])

    # ---- rows ------------------------------------------------------------------------------------

    def _changes(self, paths: Sequence[str], jobs: int) -> Iterator[_Change]:
        """Compare what is in the index with what is to be there, file by file, in any order."""
        kept = [(self._before(path), self._now(path)) for path in paths]
        return (change for _, change in stream(self._compared, kept, jobs) if change is not None)

    def _now(self, path: str) -> _Kept | None:
        row = self._readings.get(path)
        return _Kept(row.record, row.body_digest) if row and row.record is not None else None

    def _before(self, path: str) -> _Kept | None:
        row = self._tables.at(path)
        return _Kept(row.record, row.body_digest) if row else None

    def _compared(self, kept: tuple[_Kept | None, _Kept | None]) -> _Change | None:
        """Return the change from what was kept of an article; None where there is none."""
        before = rows_of(kept[0], self._grouping) if kept[0] else None
        after = rows_of(kept[1], self._grouping, self._gate) if kept[1] else None
        return _Change(before, after, tuple(_keys(before, after))) if before != after else None

    def _insert_free(self, new: Sequence[PublicRows]) -> list[PublicRows]:
        """Insert all rows but those of articles whose id another file has still; return these.

        The article moved to another file, and that one will turn up.
        """
        taken = [rows for rows in new if self._tables.article(rows.article.id) is not None]
        ids = {rows.article.id for rows in taken}
        self._tables.insert([rows for rows in new if rows.article.id not in ids])
        return taken

    # ---- what is worked out ----------------------------------------------------------------------

    def _work_out(self, changed: Iterable[str]) -> set[str]:
        """Work out the points and months whose claims changed; return the keys that came out new.

        What comes out as it was leaves its key as it is, and all pages that depend on it clean.
        """
        found: set[str] = set()
        counts: dict[str, int] = {}
        for key in changed:
            if (at := keys.point_of_claims(key)) is not None:
                claims = _claims(self._tables.claims_on(*at))
                record = work_out(claims, self._grouping.of)
                found |= self._keep(keys.point(*at), dump(record) if record != NOTHING else None)
            elif (at := keys.month_of_claims(key)) is not None:
                happened = developments(_claims(self._tables.claims_in(*at)))
                counts[keys.developments(*at)] = len(happened)
                found |= self._keep(keys.developments(*at), dump(happened) if happened else None)
        return found | self._count_months(counts) if counts else found

    def _count_months(self, changed: dict[str, int]) -> set[str]:
        """Note how many developments months have now; return the keys that this changes."""
        known = json.loads(self._memos.get(keys.MONTH_COUNTS) or "{}")
        counts = {key: count for key, count in sorted({**known, **changed}.items()) if count}
        return self._keep(keys.MONTH_COUNTS, json.dumps(counts) if counts else None) | self._keep(
            keys.MONTHS, json.dumps(list(counts)) if counts else None
        )

    def _keep(self, key: str, value: str | None) -> set[str]:
        return {key} if self._memos.put(key, value) else set()


def rows_of(kept: _Kept, grouping: Grouping, gate: Gate | None = None) -> PublicRows | None:
    """Return all rows of an article; None for one that the gate shuts out."""
    article = load(ArticleRecord, kept.record)
    zone = grouping.zone
    if gate is not None and not gate.lets_in(article, zone):
        return None
    sort, month = article.order(zone), article.published.month
    id, source, day = article.id, article.source, article.published.day.isoformat()
    themes = tuple(dict.fromkeys(article.themes))
    corrected = (_at(entry, zone) for entry in article.corrections)
    came = [(sortable(article.appeared(zone)), month), *corrected]
    claims = list(counted_claims(article, grouping))
    relayed = dict.fromkeys((article.origin, *(claim.origin for claim, _ in claims)))
    # What names others is put together when all are known.
    data = article_data(article, zone) if stands_alone(article) else None
    return PublicRows(
        article=ArticleRow(
            id=id,
            path=article.path,
            sort=sort,
            month=month,
            source=source,
            origin=article.origin,
            claims=len(claims),
            address=article.address,
            aliases=json.dumps(article.aliases),
            modified=article.modified(zone).isoformat(),
            body_digest=kept.body_digest,
            record=kept.record,
            data=data.article if data else None,
            claims_data=data.claims if data else None,
            claims_table=data.table if data else None,
        ),
        about=tuple(
            AboutRow(theme, month, sort, id, source, article.origin, day) for theme in themes
        ),
        relayed=tuple(RelayedRow(origin, sort, id) for origin in relayed if origin != source),
        claims=tuple(to_row(claim) for claim, _ in claims),
        held=tuple(
            HeldRow(holder, claim.theme, claim.point, claim.sort, id, claim.id)
            for claim, holders in claims
            for holder in holders
        ),
        news=tuple(
            NewsRow(theme, at, article.address, position, id, came_in)
            for position, (at, came_in) in enumerate(came, NO_POSITION)
            for theme in ("", *themes)
        ),
    )


def _keys(before: PublicRows | None, after: PublicRows | None) -> set[str]:
    """Return the keys that differ between the two."""
    if before is None or after is None:
        return {key for key, _ in _keyed(before or after)}
    return {key for key, _ in set(_keyed(before)) ^ set(_keyed(after))}


def _keyed(rows: PublicRows | None) -> Iterator[tuple[str, object]]:
    """Return each key that rows belong to, with what is asked of them under it."""
    if rows is None:
        return
    article = rows.article
    id, sort, address = article.id, article.sort, article.address
    yield keys.article(id), article.record
    yield keys.body(id), article.body_digest
    yield keys.ARTICLES, sort
    yield keys.PAGES, (id, address, article.aliases)
    yield keys.published_in(article.month), (address, article.modified)
    data = article.data, article.claims_data, article.claims_table
    yield keys.DATA, (id, sort, *data)
    yield keys.source(article.source), (sort, article.claims)
    for about in rows.about:
        yield keys.about(about.theme), about
        yield keys.about(about.theme, about.month), about
    for relayed in rows.relayed:
        yield keys.relayed(relayed.origin), relayed
    for claim in rows.claims:
        if claim.point:
            yield keys.claims_on(claim.theme, claim.point), claim
        if claim.month:
            yield keys.claims_in(claim.theme, claim.month), claim
    for held in rows.held:
        yield keys.held(held.actor), held
    for news in rows.news:
        yield keys.news(news.theme), news
        if news.position != NO_POSITION:
            yield keys.corrected(news.theme), news
            yield keys.corrected(news.theme, news.month), news


def _claims(rows: Iterable[ClaimRow]) -> list[CountedClaim]:
    return list(map(from_row, rows))


def _at(entry: Dated, zone: tzinfo) -> tuple[str, str]:
    """Return the instant of a correction, and its month as the editor wrote it."""
    return (sortable(entry.date.instant(zone)), entry.date.month) if entry.date else ("", "")


def _batches(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))
