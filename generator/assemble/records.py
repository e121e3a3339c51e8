"""An article as it is put on record: what all pages may know of it, and its body apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from msgspec import Struct

from generator.moments import Moment
from generator.prose.model import EMPTY, Prose
from generator.validate.content import Article, Claim, Dated
from generator.validate.models import Publish


class ArticleRecord(Struct, frozen=True, array_like=True):
    """All of an article but its body."""

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
    themes: tuple[str, ...]
    publish: Publish
    draft: bool
    publish_at: Moment | None
    expires_at: Moment | None
    summary: Prose | None
    """None where there is none, or rights allow no more than a link."""
    claims: tuple[Claim, ...]
    corrections: tuple[Dated, ...]

    @property
    def origin(self) -> str:
        """Where the report really comes from: the outlet it relays, else its source."""
        return self.via or self.source

    @property
    def address(self) -> str:
        """The last part of the address of its page."""
        return self.slug or self.id

    def appeared(self, zone: tzinfo) -> datetime:
        """Return the instant at which readers could first see it as it is now.

        An article whose embargo ended after its publishing came then, and an update comes again.
        """
        came = (self.published, self.publish_at, self.updated)
        return max(moment.instant(zone) for moment in came if moment is not None)

    def modified(self, zone: tzinfo) -> date:
        """Return the day, in the site's time zone, on which its page changed last."""
        corrected = [entry.date.instant(zone) for entry in self.corrections if entry.date]
        return day_in(zone, max([self.appeared(zone), *corrected]))

    def order(self, zone: tzinfo) -> str:
        """Sort by the instant of publishing, then by id: a total order of articles."""
        return f"{sortable(self.published.instant(zone))} {self.id}"

    def claim(self, id: str) -> Claim:
        """Return a claim by its id. Raise KeyError."""
        for claim in self.claims:
            if claim.id == id:
                return claim
        raise KeyError(id)


def sortable(instant: datetime) -> str:
    """Write an instant so that texts sort as instants do."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")[:19]


def day_in(zone: tzinfo, instant: datetime) -> date:
    """Return the day that it is in a time zone."""
    try:
        return instant.astimezone(zone).date()
    except OverflowError:  # the first or last day that there is
        return instant.date()


def record(article: Article) -> ArticleRecord:
    """Put an article on record."""
    front = article.front
    summary = None if front.publish is Publish.LINK else article.summary
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
        themes=front.themes,
        publish=front.publish,
        draft=front.draft,
        publish_at=front.publish_at,
        expires_at=front.expires_at,
        summary=summary and _kept(summary),
        claims=article.claims,
        corrections=tuple(Dated(one.date, _kept(one.text)) for one in article.corrections),
    )


def published_body(article: Article) -> Prose:
    """Return an article's text, where rights allow all of it; else nothing."""
    return _kept(article.body) if article.front.publish is Publish.FULL else EMPTY


def _kept(prose: Prose) -> Prose:
    """Leave out the plain words, which no page shows."""
    return Prose(prose.parts)
