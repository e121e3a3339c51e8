"""Feeds of new articles and corrections, for the site and for each theme.

The id of a feed or an entry never changes (RFC 4287, 4.2.6): feed readers tell entries apart by it,
and one with a new id would be shown to subscribers again. So ids depend on permanent ids alone.
"""

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
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Presenter
from generator.plan.views.components import LinkTo
from generator.plan.views.files import EntryView, FeedView
from generator.prose.model import Prose
from generator.validate.content import Dated
from generator.validate.models import ClaimStatus

_NAMESPACE = UUID("4ca1766d-677a-42a3-be0c-d236effa0737")
"""The namespace of all ids (RFC 9562, 5.5), a random UUID that must never change."""


class _News(NamedTuple):
    """An article, a correction of one, or a correction of a theme."""

    at: str
    """When it appeared or was made, as `sortable` writes it."""
    theme: str
    """The theme that was corrected, or else the theme of the feed."""
    article: str
    """Empty for a correction of a theme."""
    position: int
    """Of a correction among those of its article or theme; negative for an article itself."""


def atom_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the Atom feeds of the site, whose subject is "", and of each theme."""
    return (Entry(addresses.feed(at), theme, "the feed") for at, theme in _feeds(corpus))


def json_feed_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the JSON Feeds of the site, whose subject is "", and of each theme."""
    return (Entry(addresses.json_feed(at), theme, "the feed") for at, theme in _feeds(corpus))


def _feeds(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the names that feeds are found by, with the themes that they are of.

    A feed is at its old names too, for feed readers follow no redirect that is a page. It names its
    new address.
    """
    yield "", ""
    for theme in corpus.names.themes:
        yield theme.name, theme.name
        for alias in theme.aliases:
            if old := addresses.theme_name(alias):
                yield old, theme.name


def feed_view(page: Page, presenter: Presenter) -> FeedView:
    """Return the view of a feed, in whatever format: the latest news, from new to old."""
    theme = page.subject
    site, language = presenter.corpus.names.site, presenter.language
    news = islice(_news(theme, presenter), limits.FEED_ENTRIES)
    entries = tuple(_entry(one, theme, presenter) for one in news)
    home = presenter.theme(theme) if theme else LinkTo(addresses.HOME, site.title)
    about = language.say("feed-of-theme", theme=home.text) if theme else site.tagline
    reviewed = _reviewed(theme, presenter) if theme else ()
    preview = language.say("preview-with-drafts") if presenter.site.drafts else None
    return FeedView(
        id=_id(presenter, "feed", theme),
        site=site.title,
        title=f"{home.text} · {site.title}" if theme else site.title,
        subtitle=" · ".join(filter(None, (preview, about, *reviewed, language.say("feed-about")))),
        home=home,
        atom=addresses.feed(theme),
        json=addresses.json_feed(theme),
        language=site.language,
        author=site.editor.name if site.editor else site.title,
        email=site.editor.email if site.editor else None,
        updated=entries[0].updated if entries else _before_any_news(presenter),
        entries=entries,
    )


def _reviewed(theme: str, presenter: Presenter) -> Iterator[str]:
    """Yield of which day the briefing of a theme is, and when it is to be reviewed."""
    front, language = presenter.corpus.theme(theme).front, presenter.language
    yield language.say("as-of", date=presenter.date(front.as_of).long)
    if front.review_by:
        yield f"{language.say('next-review')} {presenter.date(front.review_by).long}"


def _news(theme: str, presenter: Presenter) -> Iterator[_News]:
    """Yield the news on a theme, or with "" on any, from new to old.

    Only as many articles and corrections of articles are read as a feed can show.
    """
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
    # Those of themes are all read, but are few; both are sorted, so they need only be merged.
    latest = sorted(of_themes, key=lambda one: one.at, reverse=True)
    return merge(of_articles, latest, key=lambda one: one.at, reverse=True)


def _entry(news: _News, theme: str, presenter: Presenter) -> EntryView:
    if not news.article:
        link, of = presenter.theme(news.theme), presenter.corpus.theme(news.theme)
        return _correction(news, of.corrections, link, (link,), presenter)
    article = presenter.corpus.article(news.article)
    if news.position < 0:  # the article itself
        return _report(news, article, theme, presenter)
    card = presenter.article(article)
    themes = tuple(map(presenter.theme, article.themes))
    return _correction(
        news, article.corrections, LinkTo(card.path, card.title, card.language), themes, presenter
    )


def _report(news: _News, article: ArticleRecord, theme: str, presenter: Presenter) -> EntryView:
    zone = presenter.corpus.names.zone
    card = presenter.article(article)
    claims = [
        claim.id
        for claim in article.claims
        if theme in ("", claim.theme) and claim.status is not ClaimStatus.SUPERSEDED
    ]
    # An article that was held back was published, for readers of the feed, when its embargo ended.
    moments = (article.published, article.publish_at)
    first = max(moment.instant(zone) for moment in moments if moment is not None)
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
    corrections: Sequence[Dated],
    of: LinkTo,
    themes: tuple[LinkTo, ...],
    presenter: Presenter,
) -> EntryView:
    """Return the entry of one of the `corrections` of an article or theme, the page `of`."""
    entry = corrections[news.position]
    # A correction is identified by its date and its place among those of that date. So it keeps its
    # id when its text is edited, and when corrections of other dates are added before it.
    of_that_date = [one for one in corrections if one.date == entry.date]
    which = news.at, str(of_that_date.index(entry))
    of_what = ("article", news.article) if news.article else ("theme", news.theme)
    return EntryView(
        id=_id(presenter, *of_what, *which),
        path=f"{of.path}#corrections",  # a correction has no page of its own
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
    return tuple(filter(None, presenter.plain_text(prose).split("\n\n")))


def _id(presenter: Presenter, *names: str) -> str:
    """Return the permanent id that follows from the id of the site and from names.

    It is a URN of a UUID, version 5 (RFC 9562): Atom wants ids to be IRIs. No title, slug, address
    or domain is in it, so that all of these may change.
    """
    site = presenter.corpus.names.site
    return uuid5(_NAMESPACE, "\n".join((site.id, *names))).urn


def _before_any_news(presenter: Presenter) -> str:
    """Return the `updated` of a feed without entries: when a theme was last checked (`as_of`).

    Atom requires one (RFC 4287, 4.1.1), and it must not depend on when the site is built.
    """
    corpus = presenter.corpus
    checked = [corpus.theme(theme.name).front.as_of for theme in corpus.names.themes]
    days = [sortable(moment.instant(corpus.names.zone)) for moment in checked]
    return _written(max(days, default="1970-01-01T00:00:00"))


def _written(sortable: str) -> str:
    """Return an instant that `sortable` wrote in the format of RFC 3339."""
    return f"{sortable}Z"
