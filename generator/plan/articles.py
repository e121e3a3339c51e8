"""The page of an article."""

from __future__ import annotations

from itertools import islice

from generator.assemble.records import ArticleRecord
from generator.plan import addresses
from generator.plan.cards import Bibliography, Cards
from generator.plan.corrections import dated_view
from generator.plan.views import ArticleClaim, ArticleView
from generator.prose.model import EMPTY
from generator.validate.content import Claim
from generator.validate.models import ClaimStatus


def article_view(id: str, cards: Cards) -> ArticleView:
    """Show one article."""
    article = cards.corpus.the_article(id)
    bibliography = Bibliography(cards)
    return ArticleView(
        site=cards.site,
        path=addresses.article(article.address),
        title=article.title,
        description=_description(article, cards),
        article=cards.article(article),
        about_source=cards.about_source(article.source),
        about_via=cards.about_source(article.via) if article.via else None,
        themes=tuple(cards.theme(name) for name in article.themes),
        authors=article.authors,
        url=article.url,
        archived=article.archived,
        retrieved=cards.date(article.retrieved) if article.retrieved else None,
        updated=cards.date(article.updated) if article.updated else None,
        date_note=article.date_note,
        publish=article.publish.value,
        summary=cards.prose(article.summary or EMPTY, bibliography),
        body=cards.prose(cards.corpus.body(id), bibliography),
        claims=tuple(_article_claim(article, claim, cards) for claim in article.claims),
        corrections=tuple(dated_view(e, cards, bibliography) for e in article.corrections),
        sources=bibliography.entries(),
        file=article.path,
        modified=article.modified(cards.corpus.names.zone).isoformat(),
    )


def _description(article: ArticleRecord, cards: Cards) -> str:
    """Return what the report says in brief, for search engines and where it is shared."""
    if article.summary is not None:
        return cards.words(article.summary)
    outlet = cards.source(article.source).text
    holding = (c.text for c in article.claims if c.status is not ClaimStatus.SUPERSEDED)
    told = " ".join(islice(holding, 2))
    return f"{outlet} · {told}" if told else f"{article.title}, {outlet}"


def _article_claim(article: ArticleRecord, claim: Claim, cards: Cards) -> ArticleClaim:
    newer = claim.superseded_by
    return ArticleClaim(
        claim=cards.claim((article.id, claim.id)),
        theme=cards.theme(claim.theme),
        point=cards.point(claim.theme, claim.point) if claim.point else None,
        superseded_by=cards.link(newer) if newer else None,
    )
