"""Articles to the JSON and CSV of the data files, written once, when an article is read.

To write the data files, these texts only have to be joined, so one edit costs little however many
articles there are. The names of the fields are a contract with the readers of the data, described
in full in `schemas/data.json`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from io import StringIO
from urllib.parse import quote

from msgspec import Struct, json

from generator import addresses
from generator.assemble.records import ArticleRecord
from generator.formulas import guarded
from generator.moments import Moment
from generator.prose.model import Link, Prose, Ref
from generator.prose.plaintext import words_of
from generator.validate.content import Claim, Dated

_CLAIM_FIELDS = (
    *("article", "id", "theme", "point", "kind", "text", "by", "on", "value", "quote", "status"),
    *("superseded_by", "origin"),
)
_ARTICLE_FIELDS = ("source", "published", "title", "url")
COLUMNS = ("page", *("claim" if name == "id" else name for name in _CLAIM_FIELDS), *_ARTICLE_FIELDS)
"""The columns of claims.csv."""

BASE_URL_PLACEHOLDER = "\x1e"
"""A placeholder for the site's base URL, which is put in when the data files are written: the texts
are stored, and the URL may change from build to build. Validation refuses this character in
content."""
_LINE_END = "\r\n"
"""The end of a line of CSV (RFC 4180, section 2)."""
_MISSING = (None, (), "")


class ArticleData(Struct, frozen=True):
    """What the data files say of one article."""

    article: str
    """The article as a JSON object on one line."""
    claims: str
    """Its claims as JSON objects, one on each line, with commas between them."""
    csv_rows: str
    """Its rows of claims.csv, each with its line end."""


def json_line(values: Mapping[str, object]) -> str:
    """Return an object as JSON on one line, without the values that are missing or empty.

    `page`, an address as `percent_encoded` returns it, gets the base URL before it.
    """
    known = {name: value for name, value in values.items() if value not in _MISSING}
    # In a value, quotation marks would be escaped, so the first match is the field.
    return json.encode(known).decode().replace('"page":"', f'"page":"{BASE_URL_PLACEHOLDER}', 1)


def percent_encoded(address: str) -> str:
    """Return an address of the site as browsers ask for it; its slashes and anchor stay."""
    return quote(address, safe="/#")


def is_self_contained(article: ArticleRecord) -> bool:
    """Return whether the data of an article depend on its own file alone.

    They do not if its texts link to anything, whose title another file has, or if another article,
    which may or may not be public, supersedes one of its claims.
    """
    # The body is not in the data, and a citation has no text.
    texts = [article.summary, *(entry.text for entry in article.corrections)]
    linked = any(isinstance(part, Link) for text in texts if text for part in text.parts)
    newer = (claim.superseded_by for claim in article.claims)
    return not linked and all(ref is None or ref.key == article.id for ref in newer)


def text_without_links(prose: Prose) -> str:
    """Return prose as plain text without its citations; it must not have links by key."""
    return words_of("".join(part for part in prose.parts if isinstance(part, str)))


def article_data(
    article: ArticleRecord,
    zone: tzinfo,
    to_text: Callable[[Prose], str] = text_without_links,
    is_public: Callable[[Ref], bool] = lambda _: True,
) -> ArticleData:
    """Return the data of an article; `zone` is the time zone of the site.

    `to_text` turns prose into plain text, and `is_public` tells whether the article of a reference
    is public. The defaults are right for an article that is self-contained.
    """
    page = percent_encoded(addresses.article(article.address))
    claims = [_claim(article, claim, page, zone, is_public) for claim in article.claims]
    fields = {
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
        "summary": to_text(article.summary) if article.summary else None,
        "corrections": tuple(dated_fields(entry, zone, to_text) for entry in article.corrections),
    }
    return ArticleData(
        json_line(fields), ",\n".join(map(json_line, claims)), _csv_rows(fields, claims)
    )


def dated_fields(entry: Dated, zone: tzinfo, to_text: Callable[[Prose], str]) -> dict[str, str]:
    """Return the fields of a correction, or of something to watch for."""
    date = {"date": entry.date.isoformat(zone)} if entry.date else {}
    return {**date, "text": to_text(entry.text)}


def _claim(
    article: ArticleRecord,
    claim: Claim,
    page: str,
    zone: tzinfo,
    is_public: Callable[[Ref], bool],
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
        "quote_checked": None if claim.quote is None else not claim.quoted_from_evidence,
        "status": claim.status.value,
        "superseded_by": f"{newer.key}#{newer.claim}" if newer and is_public(newer) else None,
        "via": claim.via,
        "origin": claim.via or article.origin,
    }


def _csv_rows(article: Mapping[str, object], claims: Iterable[Mapping[str, object]]) -> str:
    of_article = [_cell(article[name]) for name in _ARTICLE_FIELDS]
    written = StringIO()
    rows = csv.writer(written, lineterminator=_LINE_END)
    for claim in claims:
        of_claim = [_cell(claim[name]) for name in _CLAIM_FIELDS]
        rows.writerow([f"{BASE_URL_PLACEHOLDER}{claim['page']}", *of_claim, *of_article])
    return written.getvalue()


def _cell(value: object) -> str:
    """Return the text of a cell, guarded if a spreadsheet would run it as a formula.

    The values of a tuple are separated by semicolons.
    """
    return guarded("; ".join(map(str, value)) if isinstance(value, tuple) else str(value or ""))


def _day(moment: Moment | None, zone: tzinfo) -> str | None:
    return moment.isoformat(zone) if moment else None
