"""Readings to rows that are kept, and what is wrong across the files of articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from generator.assemble.codec import dump, load
from generator.assemble.records import ArticleRecord, published_body, record
from generator.digests import digest_of
from generator.problems import AtKey, AtLine, Finding, Severity
from generator.prose.model import Ref
from generator.store.readings import ReadingTable
from generator.store.tables import ReadingRow
from generator.validate.content import ArticleReading, Reference
from generator.validate.names import Names

Need = tuple[str, str, str]
"""Kind and key of something that a file refers to, and for a point its theme, for a claim's article
the claim."""


def reading_row(reading: ArticleReading) -> ReadingRow:
    """Take what is kept out of a reading."""
    article = reading.article
    front = article.front if article else None
    body = dump(published_body(article)) if article else ""
    stray = any(r.among and r.key not in r.among for r in reading.references)
    needs = dict.fromkeys((r.kind, r.key, r.within or "") for r in reading.references)
    claims = None if reading.claim_ids is None else dump(sorted(reading.claim_ids))
    return ReadingRow(
        path=reading.path,
        id=reading.id,
        claims=claims,
        flawed=bool(reading.findings) or stray or article is None,
        superseding=any(claim.superseded_by for claim in article.claims) if article else False,
        needs=dump(list(needs)),
        body_digest=digest_of(body.encode()),
        record=dump(record(article)) if article else None,
        body=body,
        gated=bool(front and (front.draft or front.publish_at or front.expires_at)),
    )


class Readings:
    """The readings of all articles' files, and what they say of each other."""

    def __init__(self, table: ReadingTable) -> None:
        self._table = table

    def replace(self, rows: Iterable[ReadingRow], removed: Iterable[str]) -> None:
        """Put new readings in the place of old ones; what is changed or may be wrong gets dirty."""
        self._table.remove(removed)
        self._table.replace((row, _cited(row.needs)) for row in rows)

    def mark_dirty(self, gone: frozenset[Need]) -> None:
        """Mark the files dirty that refer to something that is gone, apart from articles."""
        if gone:
            needs = self._table.needs(only_dirty=False)
            self._table.mark_dirty(
                [path for path, written in needs if not gone.isdisjoint(_needs(written))]
            )

    def names(self) -> Mapping[str, frozenset[str] | None]:
        """Return the names of all articles, and of their claims."""
        return _ArticleNames(self._table)

    def findings(self, names: Names, read: Callable[[str], ArticleReading]) -> Iterator[Finding]:
        """Return all that is wrong with articles; `read` reads a file anew, to say where."""
        flawed = self._table.flawed()
        for path in flawed:
            yield from read(path).findings
        has = cache(names.has)  # a few names are needed by most articles
        suspects = self._table.needs(only_dirty=True)
        wrong = {path for path, written in suspects if not all(map(has, _needs(written)))}
        for path in sorted(wrong | set(flawed)):
            yield from names.check(path, read(path).references)
        yield from self._duplicates(read)
        yield from self._circles()

    def left_out(
        self, mentions: Iterable[tuple[str, Reference]], read: Callable[[str], ArticleReading]
    ) -> Iterator[Finding]:
        """Warn of every mention of an article that is not public; its mark is left out.

        `mentions` are those of files that are no articles.
        """
        hidden = frozenset(self._table.hidden())
        if not hidden:
            return
        found = list(mentions)
        for path in sorted({path for id in hidden for path in self._table.citing(id)}):
            found += [(path, ref) for ref in read(path).references if ref.kind == "article"]
        for path, reference in found:
            if reference.key in hidden:
                message = f"the article '{reference.key}' is not public; the mark is left out"
                yield Finding(path, reference.spot, "not-public", message, Severity.WARNING)

    def _duplicates(self, read: Callable[[str], ArticleReading]) -> Iterator[Finding]:
        for id, (first, *others) in self._table.duplicates():
            for path in others:
                message = f"the article id '{id}' is taken by {first}"
                article = read(path).article
                spot = AtKey(("id",)) if article and article.front.id else AtLine()
                yield Finding(path, spot, "duplicate-article-id", message)

    def _circles(self) -> Iterator[Finding]:
        """Find claims that, claim by claim, are superseded by themselves: none would count."""
        newer: dict[Ref, Ref] = {}
        spots: dict[Ref, tuple[str, AtKey]] = {}
        for text in self._table.superseding():
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


class _ArticleNames(Mapping[str, frozenset[str] | None]):
    """The claims of every article by the article's id, looked up when asked for."""

    def __init__(self, table: ReadingTable) -> None:
        self._table = table

    def __getitem__(self, id: str) -> frozenset[str] | None:
        found = self._table.claims(id)
        if found is None:
            raise KeyError(id)
        (claims,) = found
        return None if claims is None else frozenset(json.loads(claims))

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.ids())

    def __len__(self) -> int:
        return self._table.count_ids()


def _needs(written: str) -> Iterator[Need]:
    return map(tuple, json.loads(written))


def _cited(needs: str) -> Iterator[str]:
    return (key for kind, key, _ in json.loads(needs) if kind == "article")
