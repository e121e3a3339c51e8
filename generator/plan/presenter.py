"""The presenter turns what the corpus answers into components of views.

Components are memoized together with their dependencies: pages show the same articles, claims and
dates again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import islice

from msgspec.structs import replace

from generator import addresses
from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus
from generator.assemble.memo import Memo
from generator.assemble.records import ArticleRecord
from generator.digests import short_digest
from generator.plan import limits
from generator.plan.naming import Naming
from generator.plan.views.components import (
    ArticleCard,
    Badge,
    BasePath,
    CitedClaim,
    CiteMark,
    ClaimCard,
    Counts,
    ImageView,
    LinkTo,
    ProsePart,
    ProseView,
    SourceEntry,
)
from generator.plan.views.files import DatedPage
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.prose.model import Part as WrittenPart
from generator.prose.plaintext import words_of
from generator.validate.models import Publish

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_MAX_CARDS = 20_000
"""How many cards of articles, and of claims, stay in memory."""


class Presenter(Naming):
    """Makes the components of views. The dependencies of each are recorded by the corpus."""

    def __init__(
        self,
        corpus: Corpus,
        dated_pages: Callable[[Presenter], Iterable[DatedPage]],
        *,
        drafts: bool,
    ) -> None:
        """Take a corpus, and what lists the pages of all kinds for the sitemap.

        `drafts` tells whether drafts are in the corpus.
        """
        super().__init__(corpus, drafts=drafts)
        self._dated_pages = dated_pages
        self._articles = Memo(corpus, self._article, _MAX_CARDS)
        self._claims = Memo(corpus, self._claim, _MAX_CARDS)

    def dated_pages(self) -> Iterable[DatedPage]:
        """Return the pages of all kinds for the sitemap of pages."""
        return self._dated_pages(self)

    # Each of these goes through a memo, so that what it depends on is recorded for every page.

    def article(self, article: ArticleRecord) -> ArticleCard:
        """Return the card of an article."""
        return self._articles(article.id)

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """Return the cards of articles, given their ids. Raise KeyError if one is not public."""
        return tuple(map(self._articles, ids))

    def claim(self, key: ClaimKey) -> ClaimCard:
        """Return the card of a claim. Raise KeyError if its article is not public or has none."""
        return self._claims(key)

    def outlet(self, key: ClaimKey) -> LinkTo:
        """Return a link to the outlet that a claim comes from, named as relayed if it is."""
        card = self.claim(key)
        if card.via is None:
            return card.source
        return replace(card.via, text=self.language.say("relayed-name", outlet=card.via.text))

    def gate(self, article: ArticleRecord) -> tuple[Badge, ...]:
        """Return what keeps an article from readers, and until when; none outside of previews."""
        return tuple(self._gate(article)) if self._drafts else ()

    def gate_of(self, claims: Iterable[ClaimKey]) -> tuple[Badge, ...]:
        """Return what keeps the first of some claims from readers; none if any of them is public.

        Raise KeyError as `claim` does.
        """
        gates = [self.claim(key).gate for key in claims] if self._drafts else []
        return gates[0] if gates and all(map(is_held, gates)) else ()

    def _gate(self, article: ArticleRecord) -> Iterator[Badge]:
        say = self.language.say
        if article.draft:
            yield Badge("draft", say("draft"))
        if article.publish_at and self.corpus.is_embargoed(article.id):
            yield Badge("embargoed", say("not-before", date=self.date(article.publish_at).long))
        if article.expires_at:
            yield Badge("expiring", say("until", date=self.date(article.expires_at).long))

    # ---- what is memoized ------------------------------------------------------------------------

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
            gate=self.gate(article),
        )

    def _claim(self, key: ClaimKey) -> ClaimCard:
        article = self.corpus.article(key[0])
        claim = article.claim(key[1])
        card = self.article(article)
        # An excerpt lists all quotations; the text has those that we repeat; a link has none.
        in_text = article.publish is Publish.FULL and not claim.quoted_from_evidence
        quoted = claim.quote and (in_text or article.publish is Publish.EXCERPT)
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
            quoted_elsewhere=claim.quoted_from_evidence,
            original=article.url or article.archived,
            language=card.language,
            quote_path=addresses.quotation(card.path, claim.id) if quoted else None,
            status=claim.status.value,
            source=card.source,
            via=self.source(origin) if origin != article.source else None,
            key=content_key(card.path, claim.id, claim.text, claim.value, claim.status.value),
            gate=card.gate,
        )

    def _other_language(self, article: ArticleRecord) -> str | None:
        """Return the language of an article, None if it is that of the site."""
        return self._other(article.language)

    # ---- prose -----------------------------------------------------------------------------------

    def prose(self, prose: Prose, bibliography: Bibliography | None) -> ProseView:
        """Return prose with its links and citations resolved.

        Citations are numbered by the bibliography of the page; without one they are left out.
        """
        parts: list[ProsePart] = []
        for part in prose.parts:
            parts += self._resolved(part, bibliography)
        return ProseView(bibliography.explained(parts) if bibliography else tuple(parts))

    def plain_text(self, prose: Prose) -> str:
        """Return prose as plain text: each block on a line, an empty line between two."""
        return words_of(self._html(prose))

    def first_paragraph(self, prose: Prose) -> str:
        """Return the first paragraph with words, as plain text; "" without one."""
        paragraphs = (words_of(found[1]) for found in _PARAGRAPH.finditer(self._html(prose)))
        return next(filter(None, paragraphs), "")

    def _html(self, prose: Prose) -> str:
        """Return prose as HTML with the text of links in place of links, and without citations."""
        return "".join(
            part.text if isinstance(part, LinkTo) else part if isinstance(part, str) else ""
            for part in self.prose(prose, None).parts
        )

    def _resolved(
        self, part: WrittenPart, bibliography: Bibliography | None
    ) -> Iterable[ProsePart]:
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
                # Of an article that is not public not even the title may show.
                hidden = text or escape(self.language.say("not-public"))
                if link is None:
                    yield hidden
                else:
                    yield LinkTo(link.path, text, gate=link.gate) if text else link
            case Image(name, description, title):
                medium = self.corpus.names.media[name]
                yield ImageView(
                    addresses.medium(name), description, title, medium.width, medium.height
                )

    def link(self, ref: Ref) -> LinkTo | None:
        """Return a link to what a reference names; None for an article that is not public."""
        match ref.kind:
            case "theme":
                return self.theme(ref.key)
            case "actor":
                return self.actor(ref.key)
            case "source":
                return self.source(ref.key)
            case "term":
                return LinkTo(addresses.term(ref.key), self.corpus.term(ref.key).front.term)
            case "page":
                pages = self.corpus.names.pages
                page = next(page for page in pages if page.address == f"{ref.key}/")
                return LinkTo(page.address, page.title)
            case "article":
                article = self.corpus.find_article(ref.key)
                if article is None:
                    return None
                # Not of its card: that has the summary, whose links may lead here again.
                path = addresses.article(article.address)
                return LinkTo(
                    addresses.claim(path, ref.claim) if ref.claim else path,
                    article.title,
                    self._other_language(article),
                    gate=next(iter(self.gate(article)), None),
                )

    def counts(self, theme: str, month: str | None = None) -> Counts:
        """Return the numbers of reports, outlets and origins on a theme, in one month or in all."""
        coverage = self.corpus.coverage(theme, month)
        return Counts(coverage.reports, coverage.outlets, coverage.independent, coverage.at_most)


class Bibliography:
    """The numbered list of sources of one page.

    An article gets its number when it is first cited. So planners make the components of a page in
    the order in which they appear on it, and the numbers run down the page.
    """

    def __init__(self, presenter: Presenter) -> None:
        self._corpus = presenter.corpus
        self._presenter = presenter
        self._numbers: dict[str, int] = {}
        """The number of each article, by its id."""
        self._cited: dict[str, dict[str, None]] = {}
        """The claims that are cited by themselves, by the id of their article."""
        self._shown: set[ClaimKey] = set()
        """The claims that the page shows outside the list of sources."""
        self._of_answers = 0
        """How many claims answers cite so far."""

    def mark(self, article: ArticleRecord) -> CiteMark:
        """Return a citation of an article."""
        number = self._numbers.setdefault(article.id, len(self._numbers) + 1)
        card = self._presenter.article(article)
        label = ", ".join((card.source.text, *(badge.label for badge in card.gate)))
        return CiteMark(number, f"s{number}", label, held=is_held(card.gate))

    def cite(self, refs: Iterable[Ref]) -> tuple[CiteMark, ...]:
        """Return the marks of a citation, one for each article that is public."""
        marks: dict[str, CiteMark] = {}
        for ref in refs:
            # Recorded even if it is not public: the page changes when it becomes so.
            article = self._corpus.find_article(ref.key)
            if article is None:
                continue
            mark = marks.get(article.id) or self.mark(article)
            if ref.claim and any(own.id == ref.claim for own in article.claims):
                self._cited.setdefault(article.id, {})[ref.claim] = None
                mark = replace(mark, claims=(*mark.claims, ref.claim))
            marks[article.id] = mark
        return tuple(marks.values())

    def cite_claims(self, claims: Iterable[ClaimKey]) -> tuple[CiteMark, ...]:
        """Return the marks of a citation of claims, one for each article."""
        return self.cite(Ref("article", *key) for key in claims)

    def cite_answer(self, claims: Iterable[ClaimKey]) -> tuple[CiteMark, ...]:
        """Return the marks of claims that give an answer, of as many as there is room for."""
        has_room = self._of_answers < limits.MARKS_OF_ANSWERS
        cited = tuple(islice(claims, limits.MARKS_PER_ANSWER if has_room else 1))
        self._of_answers += len(cited)
        return self.cite_claims(cited)

    def show(self, key: ClaimKey) -> CitedClaim:
        """Return a claim with its citation, to be shown on the page: not in the list of sources."""
        self._shown.add(key)
        return self._claim(key, self.mark(self._corpus.article(key[0])))

    def _claim(self, key: ClaimKey, mark: CiteMark) -> CitedClaim:
        card = self._presenter.claim(key)
        introduced = replace(card, by=self.introduced(card.by))
        return CitedClaim(addresses.cited_claim_anchor(*key), introduced, mark)

    def introduced(self, people: Iterable[LinkTo]) -> tuple[LinkTo, ...]:
        """Return links to actors as this page introduces them; most pages do not."""
        return tuple(people)

    def explained(self, parts: Iterable[ProsePart]) -> tuple[ProsePart, ...]:
        """Return parts of prose with what this page explains; most pages do not."""
        return tuple(parts)

    def entries(self) -> tuple[SourceEntry, ...]:
        """Return all articles that were cited so far, so it is called last."""
        articles = map(self._corpus.article, tuple(self._numbers))
        return tuple(
            SourceEntry(
                mark.number,
                self._presenter.article(article),
                tuple(
                    self._claim((article.id, claim), mark)
                    for claim in self._cited.get(article.id, ())
                    if (article.id, claim) not in self._shown
                ),
            )
            for article in articles
            for mark in [self.mark(article)]
        )


def link_to(card: ArticleCard) -> LinkTo:
    """Return a link to the page of an article."""
    return LinkTo(card.path, card.title, card.language, gate=next(iter(card.gate), None))


def is_held(gate: Iterable[Badge]) -> bool:
    """Return whether something is kept from readers now: more than that it will expire."""
    return any(badge.state != "expiring" for badge in gate)


def content_key(*content: str | None) -> str:
    """Return six hexadecimal digits that change with what a claim or a status says.

    A browser stores them to mark what is new since a reader's last visit. They are short, as they
    only have to differ within a page.
    """
    return short_digest(repr(content).encode(), 3)
