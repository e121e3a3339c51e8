"""Sitemaps for search engines, and what else crawlers and phones ask a site for.

A sitemap may list at most 50,000 pages (sitemaps.org). Articles have one for each month, so that a
new article changes a single small file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.months import published_months
from generator.plan.presenter import Presenter
from generator.plan.views.files import (
    DatedPage,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    WebManifestView,
)

_ORIGIN = "the sitemap"


def sitemap_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the sitemaps: one for each month of articles, whose subject is the month, and another.

    The subject of the other, which has all other pages, is "".
    """
    yield Entry(addresses.SITEMAP_OF_PAGES, "", _ORIGIN)
    for month in published_months(corpus):
        yield Entry(addresses.sitemap(month), month, _ORIGIN)


def sitemap_index_view(_: Page, presenter: Presenter) -> SitemapIndexView:
    """Return the view of the sitemap index, which lists all sitemaps."""
    months = map(addresses.sitemap, published_months(presenter.corpus))
    return SitemapIndexView((addresses.SITEMAP_OF_PAGES, *months))


def sitemap_view(page: Page, presenter: Presenter) -> SitemapView:
    """Return the view of a sitemap: of the articles of a month, or of all other pages."""
    month = page.subject
    mapped = _articles(month, presenter) if month else _other_pages(presenter)
    return SitemapView(tuple(mapped))


def _articles(month: str, presenter: Presenter) -> Iterator[DatedPage]:
    for address, modified in presenter.corpus.published_in(month):
        yield DatedPage(addresses.article(address), modified)


def _other_pages(presenter: Presenter) -> Iterable[DatedPage]:
    """Return all pages but those of articles, each followed by the pages below it."""
    found = list(presenter.dated_pages())
    order = {page.path: index for index, page in enumerate(found) if page.path}

    def ancestry(page: DatedPage) -> list[int]:
        """Return the place in the order of each page on the way down to this one, itself last."""
        ends = [at for at, char in enumerate(page.path, 1) if char == "/"]
        above = (order.get(page.path[:end]) for end in ends)
        return [index for index in above if index is not None]

    return sorted(found, key=ancestry)


def robots_view(_: Page, __: Presenter) -> RobotsView:
    """Return the view of robots.txt, which leads crawlers to the sitemaps."""
    return RobotsView(addresses.SITEMAP)


def web_manifest_view(_: Page, presenter: Presenter) -> WebManifestView:
    """Return the view of the web app manifest, for readers who put the site on a home screen."""
    site = presenter.site
    return WebManifestView(site.title, site.tagline, site.language, site.direction)
