"""Maps of the site for search engines, and what else crawlers and phones ask a site for.

A map may list 50,000 pages (sitemaps.org), so articles have one for each month.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.assemble.corpus import Corpus
from generator.plan import addresses
from generator.plan.cards import Cards
from generator.plan.changes import last_change
from generator.plan.machines import (
    MappedPage,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    WebManifestView,
)
from generator.plan.pages import PageSpec


def published_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months in which articles came, new to old."""
    themes = [theme.name for theme in corpus.names.themes]
    return tuple(sorted({month for name in themes for month, _ in corpus.months(name)})[::-1])


def sitemap_index_view(cards: Cards) -> SitemapIndexView:
    """List the maps of a site."""
    months = map(addresses.sitemap, published_months(cards.corpus))
    return SitemapIndexView((addresses.SITEMAP_OF_PAGES, *months))


def articles_map_view(month: str, cards: Cards) -> SitemapView:
    """Show the articles that were published in a month."""
    found = cards.corpus.mapped(month)
    return SitemapView(
        tuple(MappedPage(addresses.article(address), modified) for address, modified in found)
    )


def pages_map_view(pages: Iterable[PageSpec], cards: Cards) -> SitemapView:
    """Show all pages that are no articles."""
    return SitemapView(tuple(MappedPage(page.path, _modified(page, cards)) for page in pages))


def robots_view(cards: Cards) -> RobotsView:
    """Lead crawlers to the maps."""
    cards.corpus.names  # noqa: B018 - to be taken down
    return RobotsView(addresses.SITEMAP)


def web_manifest_view(cards: Cards) -> WebManifestView:
    """Show what the site is called, for those who put it on a home screen."""
    site = cards.site
    return WebManifestView(site.title, site.tagline, site.language, site.direction)


def _modified(page: PageSpec, cards: Cards) -> str | None:
    """Return the day of a page's last change as content tells it, as file times are not trusted."""
    match page.kind:
        case "home" | "timeline" | "corrections":
            names = [theme.name for theme in cards.corpus.names.themes]
        case "theme":
            names = [page.what]
        case "page":
            updated = cards.corpus.page(page.what).front.updated
            return updated.day.isoformat() if updated else None
        case _:
            names = []
    return max((last_change(name, cards) for name in names), default=None)
