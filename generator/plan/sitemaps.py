"""Maps of the site for search engines, and what else crawlers and phones ask a site for.

A map may list 50,000 pages (sitemaps.org), so articles have one for each month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.file_views import (
    MappedPage,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    WebManifestView,
)
from generator.plan.kind import Entry, Page, PageKind, contents
from generator.plan.presenter import Presenter

_ORIGIN = "the map of the site"


def published_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months in which articles came, new to old."""
    themes = [theme.name for theme in corpus.names.themes]
    return tuple(sorted({month for name in themes for month, _ in corpus.months(name)})[::-1])


def sitemap_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the maps: one of each month of articles, one of all other pages."""
    yield Entry(addresses.SITEMAP_OF_PAGES, "", _ORIGIN)
    for month in published_months(corpus):
        yield Entry(addresses.sitemap(month), month, _ORIGIN)


def sitemap_index_view(_: Page, presenter: Presenter) -> SitemapIndexView:
    """List the maps of a site."""
    months = map(addresses.sitemap, published_months(presenter.corpus))
    return SitemapIndexView((addresses.SITEMAP_OF_PAGES, *months))


def sitemap_view(page: Page, presenter: Presenter) -> SitemapView:
    """Show the articles of a month, or all pages that are no articles."""
    month = page.subject
    mapped = _articles(month, presenter) if month else _other_pages(presenter)
    return SitemapView(tuple(mapped))


def _articles(month: str, presenter: Presenter) -> Iterator[MappedPage]:
    for address, modified in presenter.corpus.published_in(month):
        yield MappedPage(addresses.article(address), modified)


def _other_pages(presenter: Presenter) -> Iterable[MappedPage]:
    """Return all pages that are no articles, each followed by those below it."""
    found = [
        MappedPage(page.address, kind.modified(page, presenter))
        for kind in presenter.kinds
        if isinstance(kind, PageKind) and kind.modified is not None
        for page in contents([kind], presenter.corpus)
    ]
    places = {page.path: place for place, page in enumerate(found) if page.path}

    def place(page: MappedPage) -> list[int]:
        cuts = [at for at, char in enumerate(page.path, 1) if char == "/"]
        above = (places.get(page.path[:cut]) for cut in cuts)
        return [at for at in above if at is not None]

    return sorted(found, key=place)


def robots_view(_: Page, __: Presenter) -> RobotsView:
    """Lead crawlers to the maps."""
    return RobotsView(addresses.SITEMAP)


def web_manifest_view(_: Page, presenter: Presenter) -> WebManifestView:
    """Show what the site is called, for those who put it on a home screen."""
    site = presenter.site
    return WebManifestView(site.title, site.tagline, site.language, site.direction)
