"""Feeds: new reports and corrections, each with what it adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple
from uuid import UUID, uuid5

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.records import ArticleRecord, sortable
from generator.plan import limits
from generator.plan.components import LinkTo
from generator.plan.file_views import EntryView, FeedView
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Presenter
from generator.prose.model import Prose
from generator.validate.content import Dated
from generator.validate.models import ClaimStatus

_OURS = UUID("4ca1766d-677a-42a3-be0c-d236effa0737")
"""The namespace of all ids that are made here; drawn once."""


class _News(NamedTuple):
    """A correction of a theme, or a report or a correction of one, by when it came."""

    at: str
    theme: str
    article: str
    """Empty for a correction of the theme."""
    position: int
    """Of a correction among those of its article or theme; negative for a report."""


def atom_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the Atom feeds: of the site, and of each theme."""
    return (Entry(addresses.feed(theme), theme, "the feed") for theme in _feeds(corpus))


def json_feed_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the JSON Feeds: of the site, and of each theme."""
    return (Entry(addresses.json_feed(theme), theme, "the feed") for theme in _feeds(corpus))


def _feeds(corpus: Corpus) -> tuple[str, ...]:
    return ("", *(theme.name for theme in corpus.names.themes))


def feed_view(page: Page, presenter: Presenter) -> FeedView:
    """Show what came last on a theme, or with "" on all of them."""
    theme = page.subject
    site, language = presenter.corpus.names.site, presenter.language
    news = islice(_news(theme, presenter), limits.FEED_ENTRIES)
    entries = tuple(_entry(one, theme, presenter) for one in news)
    home = presenter.theme(theme) if theme else LinkTo(addresses.HOME, site.title)
    about = language.say("feed-of-theme", theme=home.text) if theme else site.tagline
    preview = language.say("preview-with-drafts") if presenter.site.drafts else None
    return FeedView(
        id=_id(presenter, "feed", theme),
        site=site.title,
        title=f"{home.text} · {site.title}" if theme else site.title,
        subtitle=" · ".join(filter(None, (preview, about, language.say("feed-about")))),
        home=home,
        atom=addresses.feed(theme),
        json=addresses.json_feed(theme),
        language=site.language,
        author=site.editor.name if site.editor else site.title,
        email=site.editor.email if site.editor else None,
        updated=entries[0].updated if entries else _before_any_news(presenter),
        entries=entries,
    )


def _news(theme: str, presenter: Presenter) -> Iterator[_News]:
    """Return what came, new to old; of articles no more than a feed can show."""
    corpus = presenter.corpus
    of_articles = (
        _News(news.at, theme, news.id, news.position)
        for news in corpus.news(theme, limits.FEED_ENTRIES)
    )
    themes = [theme] if theme else [one.name for one in corpus.names.themes]
    of_themes = (
        _News(sortable(entry.date.instant(corpus.names.zone)), name, "", position)
        for name in themes
        for position, entry in enumerate(corpus.theme(name).corrections)
        if entry.date
    )
    latest = sorted(of_themes, key=lambda one: one.at, reverse=True)
    return merge(of_articles, latest, key=lambda one: one.at, reverse=True)


def _entry(news: _News, theme: str, presenter: Presenter) -> EntryView:
    if not news.article:
        link, of = presenter.theme(news.theme), presenter.corpus.theme(news.theme)
        return _correction(news, of.corrections, link, (link,), presenter)
    article = presenter.corpus.article(news.article)
    if news.position < 0:
        return _report(news, article, theme, presenter)
    card = presenter.article(article)
    themes = tuple(map(presenter.theme, article.themes))
    return _correction(news, article.corrections, LinkTo(card.path, card.title), themes, presenter)


def _report(news: _News, article: ArticleRecord, theme: str, presenter: Presenter) -> EntryView:
    zone = presenter.corpus.names.zone
    card = presenter.article(article)
    claims = [
        claim.id
        for claim in article.claims
        if theme in ("", claim.theme) and claim.status is not ClaimStatus.SUPERSEDED
    ]
    came = (article.published, article.publish_at)
    first = max(moment.instant(zone) for moment in came if moment is not None)
    return EntryView(
        id=_id(presenter, "article", article.id),
        path=card.path,
        title=card.title,
        published=_written(sortable(first)),
        updated=_written(news.at),
        on=card.published,
        again=presenter.date(article.updated) if article.updated else None,
        report=card,
        themes=tuple(map(presenter.theme, article.themes)),
        words=_paragraphs(article.summary, presenter) if article.summary else (),
        claims=tuple(presenter.claim((article.id, id)) for id in claims[: limits.CLAIMS_PER_ENTRY]),
        more_claims=max(0, len(claims) - limits.CLAIMS_PER_ENTRY),
    )


def _correction(
    news: _News,
    all_of_it: Sequence[Dated],
    of: LinkTo,
    themes: tuple[LinkTo, ...],
    presenter: Presenter,
) -> EntryView:
    entry = all_of_it[news.position]
    # By its date and its place among those of that date: it keeps its id when its words are mended,
    # and when corrections of other dates come before or after it.
    of_that_date = [one for one in all_of_it if one.date == entry.date]
    which = news.at, str(of_that_date.index(entry))
    of_what = ("article", news.article) if news.article else ("theme", news.theme)
    return EntryView(
        id=_id(presenter, *of_what, *which),
        path=f"{of.path}#corrections",
        title=presenter.language.say("correction-of", title=of.text),
        published=_written(news.at),
        updated=_written(news.at),
        on=presenter.date(entry.date) if entry.date else None,
        again=None,
        report=None,
        themes=themes,
        words=_paragraphs(entry.text, presenter),
        claims=(),
        more_claims=0,
    )


def _paragraphs(prose: Prose, presenter: Presenter) -> tuple[str, ...]:
    return tuple(filter(None, presenter.words(prose).split("\n\n")))


def _id(presenter: Presenter, *names: str) -> str:
    """Return an id that depends on the site's id and these names alone: no title, slug or address.

    A UUID of version 5 (RFC 9562), as Atom wants ids to be IRIs.
    """
    site = presenter.corpus.names.site
    return uuid5(_OURS, "\n".join((site.id, *names))).urn


def _before_any_news(presenter: Presenter) -> str:
    """Return a time for a feed without entries: the day that a theme was last looked at."""
    corpus = presenter.corpus
    looked_at = [corpus.theme(theme.name).front.as_of for theme in corpus.names.themes]
    days = [sortable(moment.instant(corpus.names.zone)) for moment in looked_at]
    return _written(max(days, default="1970-01-01T00:00:00"))


def _written(sortable: str) -> str:
    """Write an instant as RFC 3339 does."""
    return f"{sortable}Z"
