"""Readings to the index: tables of all that is public, from which the corpus answers planners.

The index is incremental. Each article has its own rows in the tables, and each row belongs to the
dependency keys under which planners ask for it. When an article changes, its rows are compared with
the ones that it should have now; the keys of rows that differ have changed. So the work follows the
size of the edit, and nothing else of the site is looked at.

What is derived from the claims of several articles, points and developments, is memoized. It is
derived anew only if the key of these claims changed, and its own key changes only if the result is
another one (early cutoff, in the words of Salsa).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from generator.assemble import keys
from generator.assemble.claims import (
    CountedClaim,
    Grouping,
    compared,
    counted_claims,
    from_row,
    month_of,
    to_row,
)
from generator.assemble.codec import decode, encode
from generator.assemble.data import article_data, is_self_contained
from generator.assemble.developments import group_developments, parts_of_months
from generator.assemble.look_alikes import look_alikes
from generator.assemble.points import NO_CLAIMS, derive_point
from generator.assemble.public import named_by
from generator.assemble.records import ArticleRecord, sortable
from generator.assemble.unused_alike import unused_values
from generator.assemble.values import PLAIN, Comparison
from generator.gate import Gate
from generator.store.cache import Cache
from generator.store.index_tables import NO_POSITION, PublicRows
from generator.store.tables import (
    AboutRow,
    ArticleRow,
    AttributedRow,
    ClaimRow,
    GateRow,
    NamedRow,
    NewsRow,
    RelayedRow,
)
from generator.validate.content import Dated
from generator.workers import stream

PointKey = tuple[str, str]
"""The name of a theme and the id of one of its points."""

_COMPARE_BATCH = 5_000
"""How many articles are compared at a time: their records are in memory together."""
_INSERT_BATCH = 500
"""How many articles are inserted at a time: one statement for many rows is faster."""


class _Input(NamedTuple):
    """What the rows of an article follow from."""

    record: str
    """An `ArticleRecord`, encoded."""
    body_digest: str
    embargoed: bool = False
    """Whether it was embargoed when its rows were made, and is only in a preview with drafts."""


class _Change(NamedTuple):
    """A change of the rows of one article."""

    before: PublicRows | None
    """The rows to remove; None if the article was not public."""
    after: PublicRows | None
    """The rows to insert; None if the article is not public."""
    keys: tuple[str, ...]
    """The dependency keys that change with the rows."""


class Index:
    """Brings the index up to date."""

    def __init__(
        self,
        cache: Cache,
        grouping: Grouping,
        gate: Gate,
        comparisons: Mapping[PointKey, Comparison] | None = None,
    ) -> None:
        self._readings = cache.readings
        self._tables = cache.public.index
        self._memos = cache.public.memos
        self._grouping = grouping
        self._gate = gate
        self._comparisons = comparisons or {}

    def update(
        self, dirty: Iterable[str], jobs: int = 1, recompared: Iterable[PointKey] = ()
    ) -> frozenset[str]:
        """Update the rows of the articles in the files `dirty`; return the keys that changed.

        Articles on which the gate decides differently than at the last update are updated as well.
        Up to `jobs` processes compare the articles. The claims on the points `recompared`, whose
        comparison is not that of the last update, are compared again.
        """
        changed: set[str] = set()
        paths = sorted({*dirty, *self._crossed()})
        self._note_boundaries(paths)
        new: list[PublicRows] = []
        conflicting: list[PublicRows] = []
        for batch in _batches(paths, _COMPARE_BATCH):
            for change in self._changes(batch, jobs):
                changed.update(change.keys)
                # Old rows first: new ones may have the same keys in the tables.
                if change.before:
                    self._tables.remove(change.before)
                if change.after:
                    new.append(change.after)
                if len(new) == _INSERT_BATCH:
                    # Not only at the end: the other processes go on comparing meanwhile.
                    conflicting += self._insert_unless_conflicting(new)
                    new.clear()
        self._tables.insert([*conflicting, *new])
        changed.update(key for at in recompared for key in self._keys_of_claims(at))
        return frozenset(changed | self._derive(changed))

    def next_change(self) -> datetime | None:
        """Return when the gate next lets an article in or shuts one out, in UTC; None for never."""
        at = self._tables.next_boundary(sortable(self._gate.now))
        return datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None

    # ---- which articles, and when ----------------------------------------------------------------

    def _crossed(self) -> tuple[str, ...]:
        """Return the files of articles on which the gate may decide differently than last time."""
        gate = GateRow(sortable(self._gate.now), self._gate.drafts)
        before = self._tables.replace_gate(gate)
        if before is None or bool(before.drafts) != gate.drafts:
            return self._readings.gated()
        # Between the two times, whichever is later: the clock may have been set back.
        return self._tables.crossed(min(before.now, gate.now), max(before.now, gate.now))

    def _note_boundaries(self, paths: Sequence[str]) -> None:
        """Store the instants at which the gate will decide differently on articles."""
        zone = self._grouping.zone
        for path in paths:
            record, _, gated = self._readings.record(path) or ("", "", False)
            article = decode(ArticleRecord, record) if gated else None
            at = self._gate.boundaries(article, zone) if article else ()
            self._tables.set_boundaries(path, [sortable(instant) for instant in at])

    # ---- rows ------------------------------------------------------------------------------------

    def _changes(self, paths: Sequence[str], jobs: int) -> Iterator[_Change]:
        """Yield the changes that bring the rows of files up to date, in any order."""
        inputs = [(self._input_before(path), self._input_now(path)) for path in paths]
        return (change for _, change in stream(self._compare, inputs, jobs) if change is not None)

    def _input_now(self, path: str) -> _Input | None:
        found = self._readings.record(path)
        return _Input(*found[:2]) if found else None

    def _input_before(self, path: str) -> _Input | None:
        found = self._tables.record(path)
        return _Input(*found[:2], bool(found[2])) if found else None

    def _compare(self, inputs: tuple[_Input | None, _Input | None]) -> _Change | None:
        """Return the change of rows from one input to another; None if the rows are the same."""
        before, now = inputs
        # The old rows follow from the old input, so they need not be read from six tables. They
        # are public already; the gate, whose time has moved on, is not asked about them.
        old = rows_of(before, self._grouping) if before else None
        new = rows_of(now, self._grouping, self._gate) if now else None
        return _Change(old, new, tuple(_changed_keys(old, new))) if old != new else None

    def _insert_unless_conflicting(self, new: Sequence[PublicRows]) -> list[PublicRows]:
        """Insert the rows of articles, and return those whose id is still in the index.

        Such an article was moved to another file, and its old rows are removed when the change of
        the old file comes.
        """
        conflicting = [rows for rows in new if self._tables.article(rows.article.id) is not None]
        ids = {rows.article.id for rows in conflicting}
        self._tables.insert([rows for rows in new if rows.article.id not in ids])
        return conflicting

    # ---- what is derived from rows ---------------------------------------------------------------

    def _derive(self, changed: Iterable[str]) -> set[str]:
        """Derive the points and developments whose claims changed; return the keys that changed."""
        found: set[str] = set()
        counts: dict[str, int] = {}
        named: dict[tuple[str, str], bool] = {}
        for key in changed:
            if (at := keys.parse_claims_on(key)) is not None:
                rows = list(self._tables.claims_on(*at))
                claims = self._claims(rows)
                principals = self._comparison(at).principals
                record = derive_point(claims, self._grouping, principals)
                value = encode(record) if record != NO_CLAIMS else None
                found |= self._memoize(keys.point(*at), value)
                alike = look_alikes(record, claims, self._comparison(at).decided)
                self._memoize(keys.look_alikes(*at), encode(alike) if alike else None)
                unused = unused_values(self._comparison(at), (row.answer for row in rows))
                self._memoize(keys.unused(*at), encode(unused) if unused else None)
            elif (at := keys.parse_claims_in(key)) is not None:
                happened = group_developments(self._claims(self._tables.claims_in(*at)))
                counts[keys.developments(*at)] = len(happened)
                value = encode(happened) if happened else None
                found |= self._memoize(keys.developments(*at), value)
            elif (at := keys.parse_named(key)) is not None:
                named[at] = self._tables.is_named(*at)
        if named:
            self._note_named(named)
        return found | self._count_months(counts) if counts else found

    def _note_named(self, changed: dict[tuple[str, str], bool]) -> None:
        """Store what public articles name, given of what changed whether any of them does."""
        known = map(tuple, json.loads(self._memos.get(keys.NAMED) or "[]"))
        still = {**dict.fromkeys(known, True), **changed}
        found = sorted(at for at, is_named in still.items() if is_named)
        self._memoize(keys.NAMED, json.dumps(found) if found else None)

    def _keys_of_claims(self, at: PointKey) -> Iterator[str]:
        """Yield the keys of the claims on a point."""
        yield keys.claims_on(*at)
        for month in self._tables.months_of_claims_on(*at):
            yield keys.claims_in(at[0], month)

    def _comparison(self, at: PointKey) -> Comparison:
        return self._comparisons.get(at, PLAIN)

    def _claims(self, rows: Iterable[ClaimRow]) -> list[CountedClaim]:
        """Return claims with the answers that they give by the comparison of their points."""
        claims = map(from_row, rows)
        if not self._comparisons:
            return list(claims)
        return [compared(claim, self._comparison((claim.theme, claim.point))) for claim in claims]

    def _count_months(self, changed: dict[str, int]) -> set[str]:
        """Store how many developments there are under each key; return the keys that changed."""
        # Sorted, so that equal counts are equal text, whatever order months changed in.
        known = json.loads(self._memos.get(keys.MONTH_COUNTS) or "{}")
        counts = {key: count for key, count in sorted({**known, **changed}.items()) if count}
        found = self._memoize(keys.MONTH_COUNTS, json.dumps(counts) if counts else None)
        found |= self._memoize(keys.MONTHS, json.dumps(list(counts)) if counts else None)
        found |= self._memoize(keys.MONTH_PARTS, parts_of_months(counts))
        totals: Counter[str] = Counter()
        for key, count in {**dict.fromkeys(changed, 0), **counts}.items():
            theme, _ = keys.parse_developments(key) or ("", "")
            totals[theme] += count
        for theme, total in totals.items():
            found |= self._memoize(keys.development_count(theme), str(total) if total else None)
        return found

    def _memoize(self, key: str, value: str | None) -> set[str]:
        """Store a value; return its key if the value is another one than before."""
        return {key} if self._memos.put(key, value) else set()


def rows_of(stored: _Input, grouping: Grouping, gate: Gate | None = None) -> PublicRows | None:
    """Return all rows of an article; None if a gate is given and shuts it out."""
    article = decode(ArticleRecord, stored.record)
    zone = grouping.zone
    if gate is not None and not gate.lets_in(article, zone):
        return None
    sort, month = article.sort_key(zone), article.published.month
    id, source = article.id, article.source
    themes = tuple(dict.fromkeys(article.themes))
    corrections = (_instant_and_month(entry, zone) for entry in article.corrections)
    news = [(sortable(article.appeared(zone)), month), *corrections]
    claims = list(counted_claims(article, grouping))
    # A claim may relay another outlet than its article does; superseded ones do not count.
    relayed = dict.fromkeys((article.origin, *(claim.origin for claim, _ in claims)))
    # Data that depend on other articles can only be written when these are known.
    data = article_data(article, zone) if is_self_contained(article) else None
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
            aliases=encode(article.aliases),
            modified=article.modified(zone).isoformat(),
            body_digest=stored.body_digest,
            record=stored.record,
            embargoed=gate.is_embargoed(article, zone) if gate else stored.embargoed,
            data=data.article if data else None,
            claims_data=data.claims if data else None,
            claims_table=data.csv_rows if data else None,
        ),
        about=tuple(AboutRow(theme, month, sort, id, source, article.origin) for theme in themes),
        relayed=tuple(RelayedRow(origin, sort, id) for origin in relayed if origin != source),
        claims=tuple(to_row(claim) for claim, _ in claims),
        attributed=tuple(_attributed(actor, claim) for claim, actors in claims for actor in actors),
        named=tuple(NamedRow(*at, id) for at in dict.fromkeys(named_by(article))),
        news=tuple(
            NewsRow(theme, at, article.address, position, id, in_month)
            for position, (at, in_month) in enumerate(news, NO_POSITION)
            for theme in ("", *themes)  # "" is the whole site
        ),
    )


def _attributed(actor: str, claim: CountedClaim) -> AttributedRow:
    return AttributedRow(
        actor=actor,
        fact=claim.is_fact,
        theme=claim.theme,
        point=claim.point,
        sort=claim.sort,
        article=claim.article,
        id=claim.id,
        month=month_of(claim),
    )


def _changed_keys(before: PublicRows | None, after: PublicRows | None) -> set[str]:
    """Return the dependency keys under which the rows before and after show different values."""
    if before is None or after is None:
        return {key for key, _ in _keyed(before or after)}
    return {key for key, _ in set(_keyed(before)) ^ set(_keyed(after))}


def _keyed(rows: PublicRows | None) -> Iterator[tuple[str, object]]:
    """Yield each dependency key that rows belong to, with the values that are asked for under it.

    This must agree with `Corpus`: what a method there reads has to be among the values of the key
    that it records.
    """
    if rows is None:
        return
    article = rows.article
    id, sort, address = article.id, article.sort, article.address
    # Rows of the tables may hold more than a planner gets to see; what is paired with a key here
    # decides what changes it.
    yield keys.article(id), article.record
    if article.embargoed:
        yield keys.embargo(id), True
    yield keys.body(id), article.body_digest
    yield keys.ARTICLES, sort
    yield keys.PAGES, (id, address, article.aliases)
    yield keys.published_in(article.month), (address, article.modified)
    data = article.data, article.claims_data, article.claims_table
    yield keys.data(article.month), (id, sort, *data)
    yield keys.COUNTS, (id, article.month)
    yield keys.source(article.source), (sort, article.claims)
    for about in rows.about:
        # A page that shows one month stays clean when another month changes.
        yield keys.about(about.theme), about
        yield keys.about(about.theme, about.month), about
    for relayed in rows.relayed:
        yield keys.relayed(relayed.origin), relayed
    for claim in rows.claims:
        if claim.point:
            yield keys.claims_on(claim.theme, claim.point), claim
        if claim.month:
            yield keys.claims_in(claim.theme, claim.month), claim
    for attributed in rows.attributed:
        yield keys.claims_by(attributed.actor), attributed
    for named in rows.named:
        yield keys.named(named.kind, named.key), named
    for news in rows.news:
        yield keys.news(news.theme), news
        if news.position != NO_POSITION:
            yield keys.article_corrections(news.theme), news
            yield keys.article_corrections(news.theme, news.month), news


def _instant_and_month(entry: Dated, zone: tzinfo) -> tuple[str, str]:
    """Return the instant of a correction, sortable, and its month as the editor wrote it."""
    return (sortable(entry.date.instant(zone)), entry.date.month) if entry.date else ("", "")


def _batches(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))
