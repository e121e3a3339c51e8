"""Corpus values to the components of views: each is made once and shared by all pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from msgspec.structs import replace

from generator import addresses
from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus, Memo
from generator.assemble.records import ArticleRecord
from generator.digests import short_digest
from generator.language.language import Language, direction_of, language_of
from generator.moments import Moment
from generator.plan.components import (
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
from generator.plan.kind import Kind
from generator.plan.views import AboutSource, SiteView
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.prose.model import Part as ProsePart
from generator.prose.plaintext import words_of
from generator.validate.models import Publish

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_KEPT = 20_000
"""Cards kept in memory; beyond them all are made anew."""


class Presenter:
    """Makes components of what a corpus answers, with the dependencies of each recorded."""

    def __init__(self, corpus: Corpus, kinds: Sequence[Kind], *, drafts: bool) -> None:
        """Take a corpus; `drafts` says that what is not public is in it."""
        self.corpus = corpus
        self.kinds = kinds
        """All kinds of pages, for the map of the site."""
        self._drafts = drafts
        self._site = Memo(corpus, self._make_site)
        self._links = Memo(corpus, self._make_link)
        self._points = Memo(corpus, self._make_point)
        self._dates = Memo(corpus, self._date)
        self._articles = Memo(corpus, self._article, _KEPT)
        self._claims = Memo(corpus, self._claim, _KEPT)

    @property
    def site(self) -> SiteView:
        """What every page shows of the site."""
        return self._site(None)

    @property
    def language(self) -> Language:
        """What the interface says, and how."""
        return language_of(self.corpus.names.site.language)

    def actor(self, key: str) -> LinkTo:
        """Return the link to an actor. Raise KeyError."""
        return self._links(("actor", key))

    def source(self, key: str) -> LinkTo:
        """Return the link to an outlet. Raise KeyError."""
        return self._links(("source", key))

    def theme(self, name: str) -> LinkTo:
        """Return the link to a briefing page. Raise KeyError."""
        return self._links(("theme", name))

    def point(self, theme: str, point: str) -> LinkTo:
        """Return the link to a point of a briefing page. Raise KeyError."""
        return self._points((theme, point))

    def about_source(self, key: str) -> AboutSource:
        """Return the introduction of an outlet."""
        front = self.corpus.names.sources[key]
        return AboutSource(
            self.source(key), front.kind, front.country, front.ownership, front.note, front.url
        )

    def date(self, moment: Moment) -> DateView:
        """Return a moment for machines and readers."""
        return self._dates(moment)

    def article(self, article: ArticleRecord) -> ArticleCard:
        """Return the card of a report; the citations of its summary are left out of lists."""
        return self._articles(article.id)

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """Return the cards of reports by their ids."""
        return tuple(map(self._articles, ids))

    def claim(self, key: ClaimKey) -> ClaimCard:
        """Return the card of a claim."""
        return self._claims(key)

    # ---- what is made once -----------------------------------------------------------------------

    def _make_site(self, _: None) -> SiteView:
        names = self.corpus.names
        front = names.site
        return SiteView(
            title=front.title,
            tagline=front.tagline,
            language=front.language,
            direction=direction_of(front.language),
            themes=tuple(self.theme(theme.name) for theme in names.themes),
            pages=tuple(LinkTo(page.address, page.title) for page in names.pages),
            editor=front.editor.name if front.editor else None,
            email=front.editor.email if front.editor else None,
            repository=front.repository,
            drafts=self._drafts,
        )

    def _make_link(self, of: tuple[str, str]) -> LinkTo:
        kind, key = of
        names = self.corpus.names
        match kind:
            case "actor":
                return LinkTo(addresses.actor(key), names.actors[key].name)
            case "source":
                return LinkTo(addresses.source(key), names.sources[key].name)
            case _:
                titles = {theme.name: theme.title for theme in names.themes}
                return LinkTo(addresses.theme(key), titles[key])

    def _make_point(self, of: tuple[str, str]) -> LinkTo:
        name, id = of
        points = {theme.name: dict(theme.points) for theme in self.corpus.names.themes}
        return LinkTo(addresses.point(name, id), points[name][id])

    def _date(self, moment: Moment) -> DateView:
        long = self.language.day(moment.day)
        iso = moment.isoformat(self.corpus.names.zone)
        if moment.clock is not None:
            offset = iso[-6:] if iso[-6] in "+-" else "+00:00"
            shown = "UTC" if offset == "+00:00" else f"UTC{offset}"
            long = f"{long}, {moment.clock:%H:%M} {shown}"
        return DateView(iso, long, self.language.short_day(moment.day))

    def _article(self, id: str) -> ArticleCard:
        article = self.corpus.article(id)
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

    def _claim(self, key: ClaimKey) -> ClaimCard:
        article = self.corpus.article(key[0])
        claim = article.claim(key[1])
        card = self.article(article)
        quoted = claim.quote and article.publish is not Publish.LINK
        origin = claim.via or article.origin
        return ClaimCard(
            id=claim.id,
            path=addresses.claim(card.path, claim.id),
            text=claim.text,
            kind=claim.kind.value,
            fact=claim.kind.is_fact,
            by=tuple(self.actor(actor) for actor in claim.by),
            on=self.date(claim.on) if claim.on else None,
            value=claim.value,
            quote=claim.quote,
            language=card.language,
            quote_path=addresses.quotation(card.path, claim.id) if quoted else None,
            status=claim.status.value,
            source=card.source,
            via=self.source(origin) if origin != article.source else None,
            key=key_of(card.path, claim.id, claim.text, claim.value, claim.status.value),
        )

    def _other_language(self, article: ArticleRecord) -> str | None:
        """Return the language of an article where it is another than the site's."""
        return None if article.language == self.site.language else article.language

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
                article = self.corpus.find_article(ref.key)
                if article is None:
                    return None
                card = self.article(article)
                path = addresses.claim(card.path, ref.claim) if ref.claim else card.path
                return LinkTo(path, card.title)

    def counts(self, theme: str, month: str | None = None) -> Counts:
        """Count reports on a theme, their outlets, and the origins independent of each other."""
        counted = self.corpus.count(theme, month)
        return Counts(counted.reports, counted.outlets, counted.independent)


class Bibliography:
    """The numbered list of sources of one page; numbers follow the order of first mention."""

    def __init__(self, presenter: Presenter) -> None:
        self._corpus = presenter.corpus
        self._cards = presenter
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
            if article := self._corpus.find_article(ref.key):
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
                self._cards.article(self._corpus.article(id)),
                tuple(self._claims.get(id, {}).values()),
            )
            for id, number in self._numbers.items()
        )


def key_of(*says: str | None) -> str:
    """Return what stands for a text: ten digits are enough to tell apart what one page says."""
    return short_digest(repr(says).encode())
