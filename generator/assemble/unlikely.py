"""What is hardly meant and shows only across files or by the time of the build; all as warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import tzinfo
from unicodedata import normalize
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.assemble.codec import decode
from generator.assemble.records import ArticleRecord, sortable
from generator.gate import Gate
from generator.moments import Moment
from generator.patterns import pattern
from generator.problems import AtKey, Finding, KeyPath, Severity
from generator.store.reading_table import ReadingTable
from generator.validate.content import Article, Context, Dated, Theme
from generator.validate.models import ArticleFront
from generator.validate.unlikely import YEARS

DATE_TO_COME = "date-to-come"
"""The code of findings that go away by themselves, once the day is there."""
_TRACKING = pattern(r"(?<=[?&])(?:utm_\w+|fbclid|gclid)=[^&#]*&?")
"""What newsletters and social networks add to an address to count clicks."""


def url_key(url: str | None) -> str:
    """Return an address in a form that is the same for addresses of the same page; "" for None."""
    if url is None:
        return ""
    host, slash, path = url.partition("://")[2].partition("/")
    if "=" in path:
        path = _TRACKING.sub("", path)
        page, hash_, place = path.partition("#")
        page, mark, query = page.partition("?")
        path = page + mark + "&".join(sorted(filter(None, query.split("&")))) + hash_ + place
    if "%" in path:
        path = normalize("NFC", unquote(path))
    return f"{_host_key(host.lower())}{slash}{path}".rstrip("/?&")


def _host_key(host: str) -> str:
    """Return the name of a host without its usual port, and what is for small screens."""
    name = host.removesuffix(":443").removesuffix(":80")
    if "xn--" in name:
        with suppress(UnicodeError):
            name = name.encode("ascii").decode("idna")
    return name.removeprefix("www.").removeprefix("m.")


def latest_date(article: Article) -> str:
    """Return the latest of the dates that must not be still to come, as `sortable` writes it."""
    dates = _dates(article.front, article.corrections)
    return sortable(max(date.starts() for _, date in dates))


def repeated_urls(found: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield a warning for each article about a report that another one is about.

    `found` has the files of such articles, by the address of the report.
    """
    for first, *others in found.values():
        for path in others:
            message = (
                f"{first} is about the report at this address too; if it is one report, delete one "
                "of the two, and if the page holds several, add # and a word to each address"
            )
            yield Finding(path, AtKey(("url",)), "same-url", message, Severity.WARNING)


def dates_to_come(table: ReadingTable, context: Context, gate: Gate) -> Iterator[Finding]:
    """Yield a warning for each date that is past by its sense, but is still to come.

    What is not public yet may be written ahead.
    """
    zone = ZoneInfo(context.site.timezone)
    for written in table.dated_after(sortable(gate.now)):
        article = decode(ArticleRecord, written)
        published = article.published
        is_ahead = article.draft or gate.is_embargoed(article, zone)
        later = (date for date in (article.updated, article.retrieved) if date)
        # Such dates are told when the file is read: it came out after it was changed or read.
        if not is_ahead and not any(date.is_before(published) for date in later):
            yield from _to_come(article.path, _dates(article, article.corrections), gate, zone)
    for theme in context.themes:
        yield from _to_come(theme.path, _dates_of_theme(theme), gate, zone)
    for page in context.pages:
        if page.front.updated:
            yield from _to_come(page.path, [(("updated",), page.front.updated)], gate, zone)


def _dates(
    article: ArticleFront | ArticleRecord, corrections: Iterable[Dated]
) -> Iterator[tuple[KeyPath, Moment]]:
    """Yield the dates of an article that are of the past by their sense, each with its key."""
    yield ("published",), article.published
    if article.updated:
        yield ("updated",), article.updated
    if article.retrieved:
        yield ("retrieved",), article.retrieved
    for position, entry in enumerate(corrections):
        if entry.date:
            yield ("corrections", position, "date"), entry.date


def _dates_of_theme(theme: Theme) -> Iterator[tuple[KeyPath, Moment]]:
    """Yield the dates of a theme that are of the past by their sense, each with its key."""
    as_of, review_by = theme.front.as_of, theme.front.review_by
    if not (review_by and review_by.is_before(as_of)):  # which is told when the file is read
        yield ("as_of",), as_of
    for position, entry in enumerate(theme.front.corrections):
        yield ("corrections", position, "date"), entry.date


def _to_come(
    path: str, dates: Iterable[tuple[KeyPath, Moment]], gate: Gate, zone: tzinfo
) -> Iterator[Finding]:
    """Yield a warning for the first of some dates that is still to come.

    The others are often a consequence. Of years that are told anyway, nothing more is said.
    """
    for keys, date in dates:
        if date.day.year in YEARS and gate.is_to_come(date, zone):
            message = f"{date.day} is still to come; correct it"
            if keys == ("published",):
                message += ", or hold the article back until then with 'publish_at'"
            yield Finding(path, AtKey(keys), DATE_TO_COME, message, Severity.WARNING)
            return
