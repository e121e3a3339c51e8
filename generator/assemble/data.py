"""What the data files say of an article, as text: it is put together once, when its file is read.

So the files with all data of a site are only joined, however large it is. The names of the fields
are a contract with those who read the data: `schemas/data.json` has it in full.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from io import StringIO
from urllib.parse import quote

from msgspec import Struct, json

from generator import addresses
from generator.assemble.records import ArticleRecord
from generator.moments import Moment
from generator.prose.model import Link, Prose, Ref
from generator.prose.plaintext import words_of
from generator.validate.content import Claim, Dated

_OF_CLAIM = (
    *("article", "id", "theme", "point", "kind", "text", "by", "on", "value", "quote", "status"),
    *("superseded_by", "origin"),
)
_OF_ARTICLE = ("source", "published", "title", "url")
COLUMNS = ("page", *("claim" if name == "id" else name for name in _OF_CLAIM), *_OF_ARTICLE)
"""Of the table of claims."""

HERE = "\x1e"
"""Stands for the site's address, which is not known yet; a character that no content can have."""
_ROWS_END = "\r\n"
"""As RFC 4180 wants it."""
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a formula may begin with."""
_NUMBER = re.compile(r"[+\-]?\d+(?:[.,]\d+)*\s?%?")
_NOTHING = (None, (), "")


class ArticleData(Struct, frozen=True):
    """One article as data."""

    article: str
    """A JSON object on one line."""
    claims: str
    """JSON objects, one a line."""
    table: str
    """Rows of the table of claims, each ended."""


def json_line(values: Mapping[str, object]) -> str:
    """Write an object on one line; what is not known, None or empty, is left out.

    Its page is an address as `address_of` gives it.
    """
    known = {name: value for name, value in values.items() if value not in _NOTHING}
    # Keys hold no quotation marks, so the first of these is the field.
    return json.encode(known).decode().replace('"page":"', f'"page":"{HERE}', 1)


def address_of(page: str) -> str:
    """Return the address of a page, relative to the top of the site, as browsers ask for it."""
    return quote(page, safe="/#")


def stands_alone(article: ArticleRecord) -> bool:
    """Return whether an article names nothing whose name, or whose being public, others decide."""
    texts = [article.summary, *(entry.text for entry in article.corrections)]
    linked = any(isinstance(part, Link) for text in texts if text for part in text.parts)
    newer = (claim.superseded_by for claim in article.claims)
    return not linked and all(ref is None or ref.key == article.id for ref in newer)


def plain(prose: Prose) -> str:
    """Return the words of prose that has no links by key; marks of citations are left out."""
    return words_of("".join(part for part in prose.parts if isinstance(part, str)))


def article_data(
    article: ArticleRecord,
    zone: tzinfo,
    words: Callable[[Prose], str] = plain,
    public: Callable[[Ref], bool] = lambda _: True,
) -> ArticleData:
    """Write an article as data.

    `words` gives the words of prose, `public` says whether what is referred to is: both are only
    asked of an article that does not stand alone.
    """
    page = address_of(addresses.article(article.address))
    claims = [_claim(article, claim, page, zone, public) for claim in article.claims]
    told = {
        "id": article.id,
        "page": page,
        "title": article.title,
        "source": article.source,
        "via": article.via,
        "origin": article.origin,
        "published": _day(article.published, zone),
        "date_note": article.date_note,
        "updated": _day(article.updated, zone),
        "retrieved": _day(article.retrieved, zone),
        "authors": article.authors,
        "language": article.language,
        "url": article.url,
        "archived": article.archived,
        "themes": article.themes,
        "summary": words(article.summary) if article.summary else None,
        "corrections": tuple(dated(entry, zone, words) for entry in article.corrections),
    }
    return ArticleData(json_line(told), ",\n".join(map(json_line, claims)), _table(told, claims))


def dated(entry: Dated, zone: tzinfo, words: Callable[[Prose], str]) -> dict[str, str]:
    """Return a correction, or something to watch, as an object."""
    date = {"date": entry.date.isoformat(zone)} if entry.date else {}
    return {**date, "text": words(entry.text)}


def _claim(
    article: ArticleRecord,
    claim: Claim,
    page: str,
    zone: tzinfo,
    public: Callable[[Ref], bool],
) -> dict[str, object]:
    newer = claim.superseded_by
    return {
        "id": f"{article.id}#{claim.id}",
        "page": addresses.claim(page, quote(claim.id)),
        "article": article.id,
        "theme": claim.theme,
        "point": claim.point,
        "kind": claim.kind.value,
        "text": claim.text,
        "by": claim.by,
        "on": _day(claim.on, zone),
        "value": claim.value,
        "quote": claim.quote,
        "status": claim.status.value,
        "superseded_by": f"{newer.key}#{newer.claim}" if newer and public(newer) else None,
        "via": claim.via,
        "origin": claim.via or article.origin,
    }


def _table(article: Mapping[str, object], claims: Iterable[Mapping[str, object]]) -> str:
    of_article = [_cell(article[name]) for name in _OF_ARTICLE]
    written = StringIO()
    rows = csv.writer(written, lineterminator=_ROWS_END)
    for claim in claims:
        cells = [_cell(claim[name]) for name in _OF_CLAIM]
        rows.writerow([f"{HERE}{claim['page']}", *cells, *of_article])
    return written.getvalue()


def _cell(value: object) -> str:
    """Return a cell of a table; nothing that a spreadsheet would take for a formula.

    What begins like one and is no number gets an apostrophe before it (OWASP, "CSV Injection").
    """
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return f"'{text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def _day(moment: Moment | None, zone: tzinfo) -> str | None:
    return moment.isoformat(zone) if moment else None
