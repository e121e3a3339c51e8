"""Articles to records: what the index stores of an article for all pages, and its body apart.

Only the page of the article itself shows the body, so other pages need not load it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from msgspec import Struct

from generator.moments import Moment
from generator.prose.model import EMPTY, Prose
from generator.prose.named import Named, named_in
from generator.validate.content import Article, Claim, Dated
from generator.validate.models import Publish


class ArticleRecord(Struct, frozen=True, array_like=True):
    """An article without its body."""

    path: str
    id: str
    title: str
    source: str
    via: str | None
    published: Moment
    date_note: str | None
    updated: Moment | None
    retrieved: Moment | None
    language: str | None
    slug: str | None
    aliases: tuple[str, ...]
    authors: tuple[str, ...]
    url: str | None
    archived: str | None
    evidence: str | None
    """The name of the file with its own full text, in an archive that is not published."""
    themes: tuple[str, ...]
    publish: Publish
    draft: bool
    publish_at: Moment | None
    expires_at: Moment | None
    summary: Prose | None
    """None if the editor wrote none, or the article may only be linked to (`publish: link`)."""
    claims: tuple[Claim, ...]
    corrections: tuple[Dated, ...]
    named: tuple[Named, ...]
    """What its published text names, the body included; sorted."""

    @property
    def held(self) -> bool:
        """Whether its own full text is held as evidence."""
        return self.evidence is not None

    @property
    def origin(self) -> str:
        """Where the report comes from: the outlet that it relays, or else its source.

        Sources are independent if their origins differ.
        """
        return self.via or self.source

    @property
    def address(self) -> str:
        """The last part of the address of its page: the slug, or else the id."""
        return self.slug or self.id

    def appeared(self, zone: tzinfo) -> datetime:
        """Return the instant at which readers could first see the article as it is now.

        That is the latest of its publication, the end of its embargo and its last update.
        """
        moments = (self.published, self.publish_at, self.updated)
        return max(moment.instant(zone) for moment in moments if moment is not None)

    def modified(self, zone: tzinfo) -> date:
        """Return the day in the site's time zone on which the page of the article last changed.

        That is the day on which it appeared, or of its latest correction.
        """
        corrected = [entry.date.instant(zone) for entry in self.corrections if entry.date]
        return day_in(zone, max([self.appeared(zone), *corrected]))

    def sort_key(self, zone: tzinfo) -> str:
        """Return a key that orders articles from old to new: by publication, then by id.

        No two articles have the same.
        """
        return f"{sortable(self.published.instant(zone))} {self.id}"

    def claim(self, id: str) -> Claim:
        """Return the claim with an id. Raise KeyError if there is none."""
        for claim in self.claims:
            if claim.id == id:
                return claim
        raise KeyError(id)


def sortable(instant: datetime) -> str:
    """Return an instant in UTC, to the second, in a form whose order as text is the order in time.

    `2025-05-15T10:30:00`: ISO 8601 without an offset, which is cut off.
    """
    return instant.astimezone(UTC).isoformat(timespec="seconds")[:19]


def day_in(zone: tzinfo, instant: datetime) -> date:
    """Return the day that an instant falls on in a time zone."""
    try:
        return instant.astimezone(zone).date()
    except OverflowError:  # there it would be in the year 0 or 10,000
        return instant.date()


def article_record(article: Article) -> ArticleRecord:
    """Return the record of an article."""
    front = article.front
    summary = None if front.publish is Publish.LINK else article.summary
    corrections = tuple(one.text for one in article.corrections)
    texts = (*corrections, summary or EMPTY, published_body(article))
    return ArticleRecord(
        path=article.path,
        id=article.id,
        title=front.title,
        source=front.source,
        via=front.via,
        published=front.published,
        date_note=front.date_note,
        updated=front.updated,
        retrieved=front.retrieved,
        language=front.language,
        slug=front.slug,
        aliases=front.aliases,
        authors=front.authors,
        url=front.url,
        archived=front.archived,
        evidence=front.evidence,
        themes=front.themes,
        publish=front.publish,
        draft=front.draft,
        publish_at=front.publish_at,
        expires_at=front.expires_at,
        summary=summary and _without_text(summary),
        claims=article.claims,
        corrections=tuple(Dated(one.date, _without_text(one.text)) for one in article.corrections),
        named=tuple(sorted(set(named_in(texts)))),
    )


def published_body(article: Article) -> Prose:
    """Return the body of an article, empty unless it may be published in full.

    What may not be published is not even stored, so that no page can show it.
    """
    return _without_text(article.body) if article.front.publish is Publish.FULL else EMPTY


def _without_text(prose: Prose) -> Prose:
    """Return prose without its plain text, which only validation needs."""
    return Prose(prose.parts)


class Coverage(Struct, frozen=True):
    """How many articles there are about something, and who stands behind them."""

    reports: int
    outlets: int
    """How many sources the articles are from."""
    independent: int
    """How many distinct origins they have."""
    at_most: bool
    """Whether that number may be too high."""
