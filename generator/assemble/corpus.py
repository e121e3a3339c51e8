"""Everything public, put together: claims with their articles, grouped for the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from generator.assemble.gate import is_public
from generator.assemble.values import fold_value
from generator.moments import Moment
from generator.prose.model import EMPTY, Prose
from generator.validate.content import Article, Claim, Content, Theme
from generator.validate.models import ClaimStatus, Publish

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PublicArticle:
    """An article that passed the gate."""

    article: Article
    order: tuple[datetime, str]
    """Sorts by the instant of publishing, then by id: a total order."""

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.article.id

    @property
    def origin(self) -> str:
        """Where the report really comes from: the outlet it relays, else its source."""
        return self.article.front.via or self.article.front.source

    @property
    def summary(self) -> Prose | None:
        """Its summary, where rights allow more than a link."""
        return None if self.article.front.publish is Publish.LINK else self.article.summary

    @property
    def body(self) -> Prose:
        """Its text, where rights allow all of it; else nothing."""
        return self.article.body if self.article.front.publish is Publish.FULL else EMPTY

    @property
    def month(self) -> str:
        """The month of publishing, `2025-05`."""
        return self.article.front.published.month


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """A claim of a public article, with what its article knows."""

    claim: Claim
    article: PublicArticle
    answer: str | None
    """Its value in the form in which values are compared."""
    said: Moment
    """When it happened or was said; where nothing is known, when it was published."""
    order: tuple[datetime, tuple[datetime, str], int]
    """Sorts by the instant that it is about, then by article and place in it: a total order."""

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its article and its own: unique on the site."""
        return self.article.id, self.claim.id

    @property
    def source(self) -> str:
        """The outlet that published it."""
        return self.article.article.front.source

    @property
    def origin(self) -> str:
        """The wire or outlet that it is relayed from, else its source."""
        return self.claim.via or self.article.origin

    @property
    def counts(self) -> bool:
        """A superseded claim counts for nothing and stays visible on its article alone."""
        return self.claim.status is not ClaimStatus.SUPERSEDED


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that is public, grouped. Articles run from new to old, claims from old to new."""

    content: Content
    zone: tzinfo
    articles: Mapping[str, PublicArticle]
    """By id, new to old."""
    claims: tuple[PublicClaim, ...]
    """Those that count."""
    claims_of_article: Mapping[str, tuple[PublicClaim, ...]]
    """All, superseded ones too, in the order of the article."""
    articles_of_theme: Mapping[str, tuple[PublicArticle, ...]]
    articles_of_source: Mapping[str, tuple[PublicArticle, ...]]
    claims_of_point: Mapping[tuple[str, str], tuple[PublicClaim, ...]]
    claims_of_source: Mapping[str, tuple[PublicClaim, ...]]
    claims_of_party: Mapping[str, tuple[PublicClaim, ...]]
    """Positions, by every actor that holds them or is spoken for by one that does."""

    def principals(self, actor: str) -> tuple[str, ...]:
        """Give those that an actor speaks for, the nearest first: a president, then his state."""
        return _principals(self.content, actor)

    def party(self, actor: str) -> str:
        """Give whom an actor speaks for in the end: itself, if for nobody else."""
        return (actor, *self.principals(actor))[-1]

    def parties(self, claim: Claim) -> tuple[str, ...]:
        """Give the parties that hold a position, each once, in the order written."""
        return tuple(dict.fromkeys(self.party(actor) for actor in claim.by))

    @property
    def themes(self) -> tuple[Theme, ...]:
        """All themes in their order."""
        return self.content.themes


def assemble(content: Content, now: datetime, *, drafts: bool = False) -> Corpus:
    """Put together what is public at `now` (an aware datetime)."""
    zone = ZoneInfo(content.site.timezone)
    public = sorted(
        (
            PublicArticle(article, (article.front.published.instant(zone), article.id))
            for article in content.articles
            if is_public(article, now, zone, drafts=drafts)
        ),
        key=lambda article: article.order,
        reverse=True,
    )
    of_article = {article.id: _claims(article, zone) for article in public}
    claims = sorted(
        (claim for group in of_article.values() for claim in group if claim.counts),
        key=lambda claim: claim.order,
    )
    return Corpus(
        content=content,
        zone=zone,
        articles={article.id: article for article in public},
        claims=tuple(claims),
        claims_of_article=of_article,
        articles_of_theme=_grouped(public, lambda a: a.article.front.themes),
        articles_of_source=_grouped(public, lambda a: (a.article.front.source,)),
        claims_of_point=_grouped(
            claims, lambda c: ((c.claim.theme, c.claim.point),) if c.claim.point else ()
        ),
        claims_of_source=_grouped(claims, lambda c: (c.source,)),
        claims_of_party=_grouped(
            (claim for claim in claims if not claim.claim.kind.is_fact),
            lambda c: _speakers(content, c.claim),
        ),
    )


def _claims(article: PublicArticle, zone: tzinfo) -> tuple[PublicClaim, ...]:
    published = article.article.front.published
    return tuple(
        PublicClaim(
            claim=claim,
            article=article,
            answer=None if claim.value is None else fold_value(claim.value),
            said=(said := claim.on or published),
            order=(said.instant(zone), article.order, position),
        )
        for position, claim in enumerate(article.article.claims)
    )


def _principals(content: Content, actor: str) -> tuple[str, ...]:
    found: list[str] = []
    at = content.actors[actor].of
    while at is not None:
        found.append(at)
        at = content.actors[at].of
    return tuple(found)


def _speakers(content: Content, claim: Claim) -> Iterable[str]:
    """Give everyone who holds a position: its actors and whom these speak for, each once."""
    return dict.fromkeys(
        holder for actor in claim.by for holder in (actor, *_principals(content, actor))
    )


def _grouped(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for value in values:
        for key in keys(value):
            groups[key].append(value)
    return {key: tuple(group) for key, group in groups.items()}
