"""The pages of articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.records import ArticleRecord
from generator.plan.introductions import Introductions
from generator.plan.kind import Entry, Page
from generator.plan.pages.corrections import dated_view
from generator.plan.presenter import Presenter
from generator.plan.views.components import DateView, Reference
from generator.plan.views.pages import ArticleClaim, ArticleView
from generator.prose.model import EMPTY
from generator.validate.content import Claim
from generator.validate.models import ClaimStatus


def article_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of every public article; its subject is the id."""
    for id, path, address, _ in corpus.addresses():
        keys = ("slug",) if address != id else () if path.endswith(f"/{id}.md") else ("id",)
        yield Entry(addresses.article(address), id, path, keys)


def article_view(page: Page, presenter: Presenter) -> ArticleView:
    """Return the view of the page of an article."""
    id = page.subject
    article = presenter.corpus.article(id)
    card = presenter.article(article)
    bibliography = Introductions(presenter, language=card.language)
    modified = article.modified(presenter.corpus.names.zone)
    return ArticleView(
        site=presenter.site,
        path=page.address,
        title=article.title,
        description=_description(article, presenter),
        article=card,
        about_source=presenter.source_profile(article.source),
        about_via=presenter.source_profile(article.via) if article.via else None,
        themes=tuple(presenter.theme(name) for name in article.themes),
        authors=article.authors,
        url=article.url,
        archived=article.archived,
        held=article.held,
        retrieved=presenter.date(article.retrieved) if article.retrieved else None,
        updated=presenter.date(article.updated) if article.updated else None,
        date_note=article.date_note,
        publish=article.publish.value,
        summary=presenter.prose(article.summary or EMPTY, bibliography),
        body=presenter.prose(presenter.corpus.body(id), bibliography),
        claims=tuple(_article_claim(article, claim, presenter) for claim in article.claims),
        corrections=tuple(dated_view(e, presenter, bibliography) for e in article.corrections),
        sources=bibliography.entries(),
        explanations=bibliography.explanations(),
        file=article.path,
        modified=modified.isoformat(),
        reference=_reference(article, modified, presenter),
    )


def _reference(article: ArticleRecord, modified: date, presenter: Presenter) -> Reference:
    """Return what is cited: our account of the report, not the report, so its outlet is named."""
    outlet, language = presenter.source(article.source).text, presenter.language
    return Reference(
        title=f"{article.title} ({outlet})",
        as_of=DateView(modified.isoformat(), language.day(modified), language.short_day(modified)),
        language=article.language or presenter.site.language,
    )


def _description(article: ArticleRecord, presenter: Presenter) -> str:
    """Return the description of an article for search engines and sharing services.

    That is its summary or, without one, what its first claims say.
    """
    if article.summary is not None:
        return presenter.plain_text(article.summary)
    outlet = presenter.source(article.source).text
    current = (c.text for c in article.claims if c.status is not ClaimStatus.SUPERSEDED)
    says = " ".join(islice(current, 2))
    return f"{outlet} · {says}" if says else f"{article.title}, {outlet}"


def _article_claim(article: ArticleRecord, claim: Claim, presenter: Presenter) -> ArticleClaim:
    # A superseded claim stays on the page of its article, the only one that shows it.
    newer = claim.superseded_by
    return ArticleClaim(
        claim=presenter.claim((article.id, claim.id)),
        theme=presenter.theme(claim.theme),
        point=presenter.point(claim.theme, claim.point) if claim.point else None,
        superseded_by=presenter.link(newer) if newer else None,
    )
