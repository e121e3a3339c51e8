"""Readings of articles to stored rows, and the checks that take more than one file.

A reading is what one file says, right or wrong. It is stored with all that the file refers to, so
that an edit has only the edited file checked, and those that refer to something it no longer has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import filterfalse

from generator.addresses import fold
from generator.assemble.codec import decode, encode
from generator.assemble.records import ArticleRecord, article_record, published_body
from generator.assemble.unlikely import latest_date, url_key
from generator.digests import digest_of
from generator.problems import AtKey, AtLine, Finding, Severity
from generator.prose.model import EMPTY, Ref
from generator.prose.named import named_in
from generator.store.reading_table import ReadingTable
from generator.store.tables import ReadingRow
from generator.validate.content import Article, ArticleReading, Definition, Reference
from generator.validate.names import Names
from generator.validate.unlikely import is_never_public


def reading_row(reading: ArticleReading) -> ReadingRow:
    """Return the row that is stored of a reading."""
    article = reading.article
    front = article.front if article else None
    body = encode(published_body(article)) if article else ""
    # A theme that its article is not about is an error that no other file can change.
    stray = any(r.among and r.key not in r.among for r in reading.references)
    # Whether a name after @ was to be a citation, any other file may change.
    handles = any(r.kind == "handle" for r in reading.references)
    needs: dict[Definition, None] = dict.fromkeys(
        (r.kind, r.key, r.within or "") for r in reading.references
    )
    # A plain link to an image is followed by the link check, and not looked up among the names.
    needs |= dict.fromkeys(("file", name, "") for name in _linked_images(article))
    claims = None if reading.claim_ids is None else encode(sorted(reading.claim_ids))
    return ReadingRow(
        path=reading.path,
        id=reading.id,
        claims=claims,
        flawed=bool(reading.findings) or stray or handles or article is None,
        superseding=any(claim.superseded_by for claim in article.claims) if article else False,
        needs=encode(list(needs)),
        # Apart from the record: an edit of the body makes only the page of the article dirty.
        body_digest=digest_of(body.encode()),
        record=encode(article_record(article)) if article else None,
        body=body,
        gated=bool(front and (front.draft or front.publish_at or front.expires_at)),
        url=url_key(front.url) if front else "",
        dated=latest_date(article) if article else "",
        unseen=sum(claim.quoted_from_evidence for claim in article.claims) if article else 0,
    )


class Readings:
    """The readings of the files of all articles, and whether they fit together."""

    def __init__(self, table: ReadingTable) -> None:
        """Take the table in which readings are stored."""
        self._table = table

    def replace(self, rows: Iterable[ReadingRow], removed: Iterable[str]) -> None:
        """Store new readings in place of old ones, and forget those of removed files.

        Files that changed are dirty then, and so are those that refer to an article which got other
        claims or another id, or was removed.
        """
        self._table.remove(removed)
        self._table.replace((row, _cited_articles(row.needs)) for row in rows)

    def mark_dirty(self, gone: frozenset[Definition]) -> None:
        """Mark the files dirty that refer to something in `gone`, except for articles."""
        if gone:
            needs = self._table.needs(only_dirty=False)
            self._table.mark_dirty(
                [path for path, written in needs if not gone.isdisjoint(_definitions(written))]
            )

    def names(self) -> Mapping[str, frozenset[str] | None]:
        """Return the claim ids of every article, by its id; None for a file too broken to tell."""
        return _ArticleNames(self._table)

    def findings(
        self,
        names: Names,
        read: Callable[[str], ArticleReading],
        refer: Callable[[str, Set[Definition]], Iterable[Reference]],
    ) -> Iterator[Finding]:
        """Yield all that is wrong with articles, within a file and across files.

        What is wrong within a file is yielded in every build. References are checked in dirty files
        alone: those of the others were right once, and nothing that they refer to has gone since.
        `read` reads a file again, because where in it something is wrong is not stored; `refer`
        reads as much of it as it takes to find all its references to some definitions.
        """
        flawed = frozenset(self._table.flawed())
        for path in sorted(flawed):
            yield from read(path).findings
        has = cache(names.has)  # most articles refer to the same few names
        suspects = self._table.needs(only_dirty=True)
        missing = {
            path: lacking
            for path, needs in suspects
            if (lacking := {*filterfalse(has, _definitions(needs))})
        }
        for path in sorted(missing.keys() | flawed):
            references = read(path).references if path in flawed else refer(path, missing[path])
            yield from names.check(path, references)
        yield from self._duplicates(read)
        yield from self._cycles()

    def hidden_references(
        self, mentions: Iterable[tuple[str, Reference]], read: Callable[[str], ArticleReading]
    ) -> Iterator[Finding]:
        """Yield a warning for every reference to an article that is not public.

        An error would be too much: an article that expires would stop the very build that has to
        take it down. `mentions` are the references, with their files, outside of articles.
        """
        hidden = frozenset(self._table.hidden())
        if not hidden:
            return
        found = list(mentions)
        for path in sorted({path for id in hidden for path in self._table.citing(id)}):
            found += [(path, ref) for ref in read(path).references if ref.kind == "article"]
        told = cache(self._is_told)
        for path, reference in found:
            if reference.key in hidden and not told(reference.key):
                message = (
                    f"the article '{reference.key}' is not public, "
                    "so this reference to it is left out"
                )
                yield Finding(path, reference.spot, "not-public", message, Severity.WARNING)

    def _is_told(self, id: str) -> bool:
        """Return whether it is told of an article itself that nobody will ever see it."""
        records = (decode(ArticleRecord, record) for record in self._table.records(id))
        return any(is_never_public(record.publish_at, record.expires_at) for record in records)

    def _duplicates(self, read: Callable[[str], ArticleReading]) -> Iterator[Finding]:
        for id, (first, *others) in self._table.duplicates():
            for path in others:
                if fold(path) == fold(first):  # that is told of the names of the files
                    continue
                message = f"{first} already has the id '{id}'; give this article another id"
                article = read(path).article
                spot = AtKey(("id",)) if article and article.front.id else AtLine()
                yield Finding(path, spot, "duplicate-article-id", message)

    def _cycles(self) -> Iterator[Finding]:
        """Yield a finding for every claim that supersedes itself, directly or through others.

        None of these claims would count, and readers would not learn which one holds.
        """
        newer: dict[Ref, Ref] = {}
        spots: dict[Ref, tuple[str, AtKey]] = {}
        for text in self._table.superseding():
            article = decode(ArticleRecord, text)
            for position, claim in enumerate(article.claims):
                if claim.superseded_by is not None:
                    ref = Ref("article", article.id, claim.id)
                    newer[ref] = claim.superseded_by
                    spots[ref] = article.path, AtKey(("claims", position, "superseded_by"))
        # Each claim has one successor at most, so a walk meets a claim twice if there is a cycle.
        # Only claims on the cycle are reported, not those that lead to it.
        for ref, (path, spot) in spots.items():
            at, seen = newer[ref], {ref}
            while at in newer and at not in seen:
                seen.add(at)
                at = newer[at]
            if at == ref:
                way = " through other claims" if len(seen) > 1 else ""
                message = (
                    f"the claim '{ref.claim}' supersedes itself{way}; "
                    "the newest claim must not be superseded"
                )
                yield Finding(path, spot, "circle", message)


class _ArticleNames(Mapping[str, frozenset[str] | None]):
    """The claim ids of every article, by its id; looked up one by one, as few are asked for."""

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


def _definitions(needs: str) -> Iterator[Definition]:
    """Return the definitions that a file needs, as `reading_row` wrote them."""
    return map(tuple, json.loads(needs))


def _cited_articles(needs: str) -> Iterator[str]:
    """Return the ids of the articles that a file refers to, and its images as `image:PATH`."""
    for kind, key, _ in json.loads(needs):
        if kind == "article":
            yield key
        elif kind in ("image", "file"):
            yield f"image:{key}"


def _linked_images(article: Article | None) -> Iterator[str]:
    """Yield the images that an article shows or has plain links to."""
    if article is not None:
        corrections = (entry.text for entry in article.corrections)
        texts = (article.body, article.summary or EMPTY, *corrections)
        yield from (name for kind, name in named_in(texts) if kind == "image")
