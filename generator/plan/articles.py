"""The page of an article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.records import ArticleRecord
from generator.plan.corrections import dated_view
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views import ArticleClaim, ArticleView
from generator.prose.model import EMPTY
from generator.validate.content import Claim
from generator.validate.models import ClaimStatus


def article_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the pages of articles."""
    for id, path, address, _ in corpus.addresses():
        yield Entry(addresses.article(address), id, path)


def article_view(page: Page, presenter: Presenter) -> ArticleView:
    """Show one article."""
    id = page.subject
    article = presenter.corpus.article(id)
    bibliography = Bibliography(presenter)
    return ArticleView(
        site=presenter.site,
        path=page.address,
        title=article.title,
        description=_description(article, presenter),
        article=presenter.article(article),
        about_source=presenter.about_source(article.source),
        about_via=presenter.about_source(article.via) if article.via else None,
        themes=tuple(presenter.theme(name) for name in article.themes),
        authors=article.authors,
        url=article.url,
        archived=article.archived,
        retrieved=presenter.date(article.retrieved) if article.retrieved else None,
        updated=presenter.date(article.updated) if article.updated else None,
        date_note=article.date_note,
        publish=article.publish.value,
        summary=presenter.prose(article.summary or EMPTY, bibliography),
        body=presenter.prose(presenter.corpus.body(id), bibliography),
        claims=tuple(_article_claim(article, claim, presenter) for claim in article.claims),
        corrections=tuple(dated_view(e, presenter, bibliography) for e in article.corrections),
        sources=bibliography.entries(),
        file=article.path,
        modified=article.modified(presenter.corpus.names.zone).isoformat(),
    )


def _description(article: ArticleRecord, presenter: Presenter) -> str:
    """Return what the report says in brief, for search engines and where it is shared."""
    if article.summary is not None:
        return presenter.words(article.summary)
    outlet = presenter.source(article.source).text
    holding = (c.text for c in article.claims if c.status is not ClaimStatus.SUPERSEDED)
    told = " ".join(islice(holding, 2))
    return f"{outlet} · {told}" if told else f"{article.title}, {outlet}"


def _article_claim(article: ArticleRecord, claim: Claim, presenter: Presenter) -> ArticleClaim:
    newer = claim.superseded_by
    return ArticleClaim(
        claim=presenter.claim((article.id, claim.id)),
        theme=presenter.theme(claim.theme),
        point=presenter.point(claim.theme, claim.point) if claim.point else None,
        superseded_by=presenter.link(newer) if newer else None,
    )
