"""Corpus values to the parts of views: each card is made once and shared by all pages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from generator.assemble.corpus import Corpus, PublicArticle, PublicClaim
from generator.moments import Moment, long_day, short_day
from generator.plan import addresses
from generator.plan.parts import (
    ArticleCard,
    BasePath,
    CitedLine,
    CiteMark,
    ClaimCard,
    Counts,
    DateView,
    ImageView,
    LinkTo,
    ProseView,
    SourceEntry,
)
from generator.plan.views import AboutSource
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.prose.model import Part as ProsePart
from generator.validate.models import Publish

_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote)>")
UNPUBLISHED = "a report that is not public"


class Cards:
    """Makes cards of the things of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._articles: dict[str, ArticleCard] = {}
        self._claims: dict[tuple[str, str], ClaimCard] = {}
        self._actors: dict[str, LinkTo] = {}
        self._sources: dict[str, LinkTo] = {}
        self._dates: dict[Moment, DateView] = {}
        self._themes = {
            theme.name: LinkTo(addresses.theme(theme.name), theme.front.title)
            for theme in corpus.themes
        }
        self._points = {
            (theme.name, point.id): LinkTo(addresses.point(theme.name, point.id), point.title)
            for theme in corpus.themes
            for point in theme.front.points
        }

    def actor(self, key: str) -> LinkTo:
        """Give the link to an actor."""
        if key not in self._actors:
            name = self._corpus.content.actors[key].name
            self._actors[key] = LinkTo(addresses.actor(key), name)
        return self._actors[key]

    def source(self, key: str) -> LinkTo:
        """Give the link to an outlet."""
        if key not in self._sources:
            name = self._corpus.content.sources[key].name
            self._sources[key] = LinkTo(addresses.source(key), name)
        return self._sources[key]

    def about_source(self, key: str) -> AboutSource:
        """Give the introduction of an outlet."""
        front = self._corpus.content.sources[key]
        return AboutSource(
            self.source(key), front.kind, front.country, front.ownership, front.note, front.url
        )

    def theme(self, name: str) -> LinkTo:
        """Give the link to a briefing page."""
        return self._themes[name]

    def point(self, theme: str, point: str) -> LinkTo:
        """Give the link to a point of a briefing page."""
        return self._points[theme, point]

    def date(self, moment: Moment) -> DateView:
        """Give a moment for machines and readers."""
        if moment not in self._dates:
            self._dates[moment] = self._date(moment)
        return self._dates[moment]

    def _date(self, moment: Moment) -> DateView:
        long = long_day(moment.day)
        iso = moment.isoformat(self._corpus.zone)
        if moment.clock is not None:
            offset = iso[-6:] if iso[-6] in "+-" else "+00:00"
            shown = "UTC" if offset == "+00:00" else f"UTC{offset}"
            long = f"{long}, {moment.clock:%H:%M} {shown}"
        return DateView(iso, long, short_day(moment.day))

    def day(self, day: datetime.date) -> DateView:
        """Give a bare day for machines and readers."""
        return DateView(day.isoformat(), long_day(day), short_day(day))

    def article(self, article: PublicArticle) -> ArticleCard:
        """Give the card of a report; the citations of its summary are left out of lists."""
        if article.id not in self._articles:
            front = article.article.front
            self._articles[article.id] = ArticleCard(
                id=article.id,
                path=addresses.article(article.article),
                title=front.title,
                language=front.language,
                source=self.source(front.source),
                ownership=self._corpus.content.sources[front.source].ownership,
                via=self.source(front.via) if front.via else None,
                published=self.date(front.published),
                inferred=front.date_note is not None,
                summary=self.prose(article.summary, None) if article.summary else ProseView(()),
            )
        return self._articles[article.id]

    def claim(self, public: PublicClaim) -> ClaimCard:
        """Give the card of a claim."""
        claim = public.claim
        key = public.key
        if key not in self._claims:
            article = self.article(public.article)
            publish = public.article.article.front.publish
            relayed = public.origin != public.source
            self._claims[key] = ClaimCard(
                id=claim.id,
                path=f"{article.path}#claim-{claim.id}",
                text=claim.text,
                kind=claim.kind.value,
                fact=claim.kind.is_fact,
                by=tuple(self.actor(actor) for actor in claim.by),
                on=self.date(claim.on) if claim.on else None,
                value=claim.value,
                quote=claim.quote,
                quote_path=f"{article.path}#quote-{claim.id}"
                if claim.quote and publish is not Publish.LINK
                else None,
                status=claim.status.value,
                source=article.source,
                via=self.source(public.origin) if relayed else None,
                published=article.published,
            )
        return self._claims[key]

    def prose(self, prose: Prose, bibliography: Bibliography | None) -> ProseView:
        """Give prose with its links known; without a bibliography its citations are left out."""
        parts: list[str | CiteMark | LinkTo | ImageView | BasePath] = []
        for part in prose.parts:
            parts += self._resolved(part, bibliography)
        return ProseView(tuple(parts))

    def words(self, prose: Prose) -> str:
        """Give the words of prose alone, on one line, its blocks parted by a blank line."""
        html = "".join(
            part.text if isinstance(part, LinkTo) else part if isinstance(part, str) else ""
            for part in self.prose(prose, None).parts
        )
        blocks = (" ".join(unescape(_TAG.sub("", block)).split()) for block in _BLOCK.split(html))
        return "\n\n".join(filter(None, blocks))

    def _resolved(
        self, part: ProsePart, bibliography: Bibliography | None
    ) -> Iterable[str | CiteMark | LinkTo | ImageView | BasePath]:
        match part:
            case str():
                yield part
            case Base():
                yield BasePath()
            case Citation(refs):
                if bibliography is not None:
                    yield from bibliography.cite(refs)
            case Link(ref, text):
                link = self.link(ref)
                yield LinkTo(link.path, text or link.text) if link else text or UNPUBLISHED
            case Image(name, description, title):
                medium = self._corpus.content.media[name]
                yield ImageView(
                    addresses.medium(name), description, title, medium.width, medium.height
                )

    def link(self, ref: Ref) -> LinkTo | None:
        """Give the link to anything by its key; None for an article that is not public."""
        match ref.kind:
            case "theme":
                return self.theme(ref.key)
            case "actor":
                return self.actor(ref.key)
            case "source":
                return self.source(ref.key)
            case "page":
                pages = self._corpus.content.pages
                page = next(p for p in pages if p.address == f"{ref.key}/")
                return LinkTo(page.address, page.front.title)
            case "article":
                article = self._corpus.articles.get(ref.key)
                if article is None:
                    return None
                card = self.article(article)
                anchor = f"#claim-{ref.claim}" if ref.claim else ""
                return LinkTo(card.path + anchor, card.title)

    def counts(self, articles: Iterable[PublicArticle]) -> Counts:
        """Count reports, outlets, and the origins that are independent of each other."""
        listed = tuple(articles)
        return Counts(
            reports=len(listed),
            outlets=len({article.article.front.source for article in listed}),
            independent=len({article.origin for article in listed}),
        )


class Bibliography:
    """The numbered list of sources of one page; numbers follow the order of first mention."""

    def __init__(self, corpus: Corpus, cards: Cards) -> None:
        self._corpus = corpus
        self._cards = cards
        self._numbers: dict[str, int] = {}
        self._claims: dict[str, dict[str, CitedLine]] = {}

    def mark(self, article: PublicArticle) -> CiteMark:
        """Give the mark of a report."""
        number = self._numbers.setdefault(article.id, len(self._numbers) + 1)
        card = self._cards.article(article)
        return CiteMark(number, f"s{number}", f"{card.title}, {card.source.text}")

    def cite(self, refs: Iterable[Ref]) -> tuple[CiteMark, ...]:
        """Give the marks of a citation, each report once; reports that are not public have none."""
        marks: dict[int, CiteMark] = {}
        for ref in refs:
            if article := self._corpus.articles.get(ref.key):
                mark = self.mark(article)
                line = self._line(article, mark, ref.claim) if ref.claim else None
                marks.setdefault(mark.number, replace(mark, anchor=line.anchor) if line else mark)
        return tuple(marks.values())

    def _line(self, article: PublicArticle, mark: CiteMark, claim: str) -> CitedLine | None:
        """Give the line of a cited claim in the list, below its report."""
        lines = self._claims.setdefault(article.id, {})
        for public in self._corpus.claims_of_article[article.id]:
            if public.claim.id == claim and claim not in lines:
                card = self._cards.claim(public)
                lines[claim] = CitedLine(f"{mark.anchor}-{claim}", LinkTo(card.path, card.text))
        return lines.get(claim)

    def entries(self) -> tuple[SourceEntry, ...]:
        """Give the list as it stands now: ask for it last."""
        return tuple(
            SourceEntry(
                number,
                self._cards.article(self._corpus.articles[id]),
                tuple(self._claims.get(id, {}).values()),
            )
            for id, number in self._numbers.items()
        )
