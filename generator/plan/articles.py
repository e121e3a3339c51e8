"""The page of every article."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.corpus import Corpus, PublicArticle, PublicClaim
from generator.plan import addresses
from generator.plan.cards import Bibliography, Cards
from generator.plan.corrections import dated_view
from generator.plan.pages import PlannedPage
from generator.plan.views import ArticleClaim, ArticleView, SiteView
from generator.prose.model import EMPTY


def article_pages(corpus: Corpus, cards: Cards, site: SiteView) -> Iterator[PlannedPage]:
    """Plan the pages of all articles."""
    for article in corpus.articles.values():
        view = _article_view(article, corpus, cards, site)
        yield PlannedPage(("article.html",), view, article.article.path)


def _article_view(
    public: PublicArticle, corpus: Corpus, cards: Cards, site: SiteView
) -> ArticleView:
    article, front = public.article, public.article.front
    card = cards.article(public)
    bibliography = Bibliography(corpus, cards)
    return ArticleView(
        site=site,
        path=addresses.article(article),
        title=front.title,
        description=_description(public, cards),
        article=card,
        about_source=cards.about_source(front.source),
        about_via=cards.about_source(front.via) if front.via else None,
        themes=tuple(cards.theme(name) for name in front.themes),
        authors=front.authors,
        url=front.url,
        archived=front.archived,
        retrieved=cards.date(front.retrieved) if front.retrieved else None,
        updated=cards.date(front.updated) if front.updated else None,
        date_note=front.date_note,
        publish=front.publish.value,
        summary=cards.prose(public.summary or EMPTY, bibliography),
        body=cards.prose(public.body, bibliography),
        claims=tuple(_article_claim(claim, cards) for claim in corpus.claims_of_article[public.id]),
        corrections=tuple(dated_view(e, cards, bibliography) for e in article.corrections),
        sources=bibliography.entries(),
        file=article.path,
    )


def _description(public: PublicArticle, cards: Cards) -> str:
    """Give the words for search engines."""
    if public.summary is not None:
        return cards.words(public.summary)
    front = public.article.front
    return f"{front.title}, {cards.source(front.source).text}"


def _article_claim(public: PublicClaim, cards: Cards) -> ArticleClaim:
    claim = public.claim
    newer = claim.superseded_by
    return ArticleClaim(
        claim=cards.claim(public),
        theme=cards.theme(claim.theme),
        point=cards.point(claim.theme, claim.point) if claim.point else None,
        superseded_by=cards.link(newer) if newer else None,
    )
