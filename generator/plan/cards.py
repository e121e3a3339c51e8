"""Corpus values to the parts of views: each card is made once and shared by all pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from html import escape
from typing import TypeVar

from msgspec.structs import replace

from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus, Names
from generator.assemble.records import ArticleRecord
from generator.language.language import direction_of, language_of
from generator.moments import Moment
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
from generator.plan.views import AboutSource, SiteView
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.prose.model import Part as ProsePart
from generator.prose.plaintext import words_of
from generator.validate.content import Claim
from generator.validate.models import Publish

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_KEPT = 20_000
"""Cards kept in memory; beyond them all are made anew."""

K = TypeVar("K")
V = TypeVar("V")


class Cards:
    """Makes cards of the things of one corpus."""

    def __init__(self, corpus: Corpus, *, drafts: bool) -> None:
        """Take a corpus; `drafts` says that what is not public is in it."""
        self.corpus = corpus
        # Made once, shown on many pages; beside each card the cells that it is made of.
        self._articles: dict[str, tuple[ArticleCard, frozenset[str]]] = {}
        self._claims: dict[ClaimKey, tuple[ClaimCard, frozenset[str]]] = {}
        self._dates: dict[Moment, DateView] = {}
        names = corpus.names
        self._zone = names.zone
        self.language = language_of(names.site.language)
        """What the interface says, and how."""
        self._actors = {
            key: LinkTo(addresses.actor(key), actor.name) for key, actor in names.actors.items()
        }
        self._sources = {
            key: LinkTo(addresses.source(key), source.name) for key, source in names.sources.items()
        }
        self._themes = {
            theme.name: LinkTo(addresses.theme(theme.name), theme.title) for theme in names.themes
        }
        self._points = {
            (theme.name, id): LinkTo(addresses.point(theme.name, id), title)
            for theme in names.themes
            for id, title in theme.points
        }
        self._site = _site_view(names, tuple(self._themes.values()), drafts=drafts)

    @property
    def site(self) -> SiteView:
        """What every page shows of the site."""
        self.corpus.names  # noqa: B018 - to be taken down
        return self._site

    def actor(self, key: str) -> LinkTo:
        """Return the link to an actor."""
        return self._actors[key]

    def source(self, key: str) -> LinkTo:
        """Return the link to an outlet."""
        return self._sources[key]

    def about_source(self, key: str) -> AboutSource:
        """Return the introduction of an outlet."""
        front = self.corpus.names.sources[key]
        return AboutSource(
            self.source(key), front.kind, front.country, front.ownership, front.note, front.url
        )

    def theme(self, name: str) -> LinkTo:
        """Return the link to a briefing page."""
        return self._themes[name]

    def point(self, theme: str, point: str) -> LinkTo:
        """Return the link to a point of a briefing page."""
        return self._points[theme, point]

    def date(self, moment: Moment) -> DateView:
        """Return a moment for machines and readers."""
        if moment not in self._dates:
            self._dates[moment] = self._date(moment)
        return self._dates[moment]

    def _date(self, moment: Moment) -> DateView:
        long = self.language.day(moment.day)
        iso = moment.isoformat(self._zone)
        if moment.clock is not None:
            offset = iso[-6:] if iso[-6] in "+-" else "+00:00"
            shown = "UTC" if offset == "+00:00" else f"UTC{offset}"
            long = f"{long}, {moment.clock:%H:%M} {shown}"
        return DateView(iso, long, self.language.short_day(moment.day))

    def article(self, article: ArticleRecord) -> ArticleCard:
        """Return the card of a report; the citations of its summary are left out of lists."""
        return self._once(self._articles, article.id, lambda: self._article(article))

    def _article(self, article: ArticleRecord) -> ArticleCard:
        return ArticleCard(
            id=article.id,
            path=addresses.article(article.address),
            title=article.title,
            language=self._other_language(article),
            source=self.source(article.source),
            ownership=self.corpus.names.sources[article.source].ownership,
            via=self.source(article.via) if article.via else None,
            published=self.date(article.published),
            inferred=article.date_note is not None,
            url=article.url,
            summary=self.prose(article.summary, None) if article.summary else ProseView(()),
        )

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """Return the cards of reports by their ids."""
        return tuple(self.article(self.corpus.the_article(id)) for id in ids)

    def claim(self, key: ClaimKey) -> ClaimCard:
        """Return the card of a claim."""
        article = self.corpus.the_article(key[0])
        return self._once(self._claims, key, lambda: self._claim(article, article.claim(key[1])))

    def _once(self, made: dict[K, tuple[V, frozenset[str]]], key: K, make: Callable[[], V]) -> V:
        """Make a card the first time; each time, have the corpus take down what it is made of."""
        known = made.get(key)
        if known is None:
            with self.corpus.asked() as asked:
                card = make()
            if len(made) > _KEPT:
                made.clear()
            made[key] = known = card, frozenset(asked)
        self.corpus.ask(known[1])
        return known[0]

    def _claim(self, article: ArticleRecord, claim: Claim) -> ClaimCard:
        card = self.article(article)
        quoted = claim.quote and article.publish is not Publish.LINK
        origin = claim.via or article.origin
        return ClaimCard(
            id=claim.id,
            path=f"{card.path}#claim-{claim.id}",
            text=claim.text,
            kind=claim.kind.value,
            fact=claim.kind.is_fact,
            by=tuple(self.actor(actor) for actor in claim.by),
            on=self.date(claim.on) if claim.on else None,
            value=claim.value,
            quote=claim.quote,
            language=card.language,
            quote_path=f"{card.path}#quote-{claim.id}" if quoted else None,
            status=claim.status.value,
            source=card.source,
            via=self.source(origin) if origin != article.source else None,
            key=key_of(card.path, claim.id, claim.text, claim.value, claim.status.value),
        )

    def _other_language(self, article: ArticleRecord) -> str | None:
        """Return the language of an article where it is another than the site's."""
        return None if article.language == self._site.language else article.language

    def prose(self, prose: Prose, bibliography: Bibliography | None) -> ProseView:
        """Return prose with its links known; without a bibliography its citations are left out."""
        parts: list[str | CiteMark | LinkTo | ImageView | BasePath] = []
        for part in prose.parts:
            parts += self._resolved(part, bibliography)
        return ProseView(tuple(parts))

    def words(self, prose: Prose) -> str:
        """Return the words of prose alone, on one line, its blocks parted by a blank line."""
        return words_of(self._html(prose))

    def opening(self, prose: Prose) -> str:
        """Return the words of the first paragraph of prose; headings and lists are none."""
        found = _PARAGRAPH.search(self._html(prose))
        return words_of(found[1]) if found else ""

    def _html(self, prose: Prose) -> str:
        """Return prose with the words of its links in their places, and without its citations."""
        return "".join(
            part.text if isinstance(part, LinkTo) else part if isinstance(part, str) else ""
            for part in self.prose(prose, None).parts
        )

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
                hidden = text or escape(self.language.say("not-public"))
                yield LinkTo(link.path, text or link.text) if link else hidden
            case Image(name, description, title):
                medium = self.corpus.names.media[name]
                yield ImageView(
                    addresses.medium(name), description, title, medium.width, medium.height
                )

    def link(self, ref: Ref) -> LinkTo | None:
        """Return the link to anything by its key; None for an article that is not public."""
        match ref.kind:
            case "theme":
                return self.theme(ref.key)
            case "actor":
                return self.actor(ref.key)
            case "source":
                return self.source(ref.key)
            case "page":
                pages = self.corpus.names.pages
                page = next(page for page in pages if page.address == f"{ref.key}/")
                return LinkTo(page.address, page.title)
            case "article":
                article = self.corpus.article(ref.key)
                if article is None:
                    return None
                card = self.article(article)
                anchor = f"#claim-{ref.claim}" if ref.claim else ""
                return LinkTo(card.path + anchor, card.title)

    def counts(self, theme: str, month: str | None = None) -> Counts:
        """Count reports on a theme, their outlets, and the origins independent of each other."""
        counted = self.corpus.count(theme, month)
        return Counts(counted.reports, counted.outlets, counted.independent)


class Bibliography:
    """The numbered list of sources of one page; numbers follow the order of first mention."""

    def __init__(self, cards: Cards) -> None:
        self._corpus = cards.corpus
        self._cards = cards
        self._numbers: dict[str, int] = {}
        self._claims: dict[str, dict[str, CitedLine]] = {}

    def mark(self, article: ArticleRecord) -> CiteMark:
        """Return the mark of a report."""
        number = self._numbers.setdefault(article.id, len(self._numbers) + 1)
        card = self._cards.article(article)
        return CiteMark(number, f"s{number}", f"{card.title}, {card.source.text}")

    def cite(self, refs: Iterable[Ref]) -> tuple[CiteMark, ...]:
        """Return the marks of a citation, each report once; withheld reports have none."""
        marks: dict[int, CiteMark] = {}
        for ref in refs:
            if article := self._corpus.article(ref.key):
                mark = self.mark(article)
                line = self._line(article, mark, ref.claim) if ref.claim else None
                marks.setdefault(mark.number, replace(mark, anchor=line.anchor) if line else mark)
        return tuple(marks.values())

    def _line(self, article: ArticleRecord, mark: CiteMark, claim: str) -> CitedLine | None:
        """Return the line of a cited claim in the list, below its report."""
        lines = self._claims.setdefault(article.id, {})
        if claim not in lines and any(own.id == claim for own in article.claims):
            card = self._cards.claim((article.id, claim))
            lines[claim] = CitedLine(f"{mark.anchor}-{claim}", LinkTo(card.path, card.text))
        return lines.get(claim)

    def entries(self) -> tuple[SourceEntry, ...]:
        """Return the list as it stands now: ask for it last."""
        return tuple(
            SourceEntry(
                number,
                self._cards.article(self._corpus.the_article(id)),
                tuple(self._claims.get(id, {}).values()),
            )
            for id, number in self._numbers.items()
        )


def key_of(*says: str | None) -> str:
    """Stand for what something says; five bytes are enough to tell apart what one page says."""
    return blake2b(repr(says).encode(), digest_size=5).hexdigest()


def _site_view(names: Names, themes: tuple[LinkTo, ...], *, drafts: bool) -> SiteView:
    front = names.site
    return SiteView(
        title=front.title,
        tagline=front.tagline,
        language=front.language,
        direction=direction_of(front.language),
        themes=themes,
        pages=tuple(LinkTo(page.address, page.title) for page in names.pages),
        editor=front.editor.name if front.editor else None,
        email=front.editor.email if front.editor else None,
        repository=front.repository,
        drafts=drafts,
    )
