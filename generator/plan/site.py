"""The site planned: the view of everything in its table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.plan import addresses
from generator.plan.actors import actor_view, actors_view
from generator.plan.articles import article_view
from generator.plan.cards import Bibliography, Cards
from generator.plan.contents import pages
from generator.plan.corrections import corrections_view
from generator.plan.data import claims_table_view, data_page_view, data_view
from generator.plan.feeds import feed_view
from generator.plan.home import home_view
from generator.plan.machines import SitemapView, SocialCardView
from generator.plan.pages import PageSpec, PlannedFile, PlannedPage
from generator.plan.part import Part
from generator.plan.search import search_view
from generator.plan.sitemaps import (
    articles_map_view,
    pages_map_view,
    robots_view,
    sitemap_index_view,
    web_manifest_view,
)
from generator.plan.social import article_card, site_card, theme_card
from generator.plan.sources import source_view, sources_view
from generator.plan.themes import month_view, theme_view
from generator.plan.timeline import timeline_month_view, timeline_view
from generator.plan.views import NotFoundView, PageView, RedirectView, View


class Copy(Struct, frozen=True):
    """A file that goes to the site as it is."""

    source: str
    """Relative to the root."""
    file: str
    """Relative to the output folder."""


SEARCHED = ("theme", "article", "actor", "source", "page")
"""The kinds of pages that readers search: whatever there is to find stands on one of them once."""


_PLANNERS: Mapping[str, Callable[[PageSpec, Cards], View]] = {
    "home": lambda _, cards: home_view(cards),
    "theme": lambda spec, cards: theme_view(spec.what, cards),
    "month": lambda spec, cards: month_view(*_two(spec.what), cards),
    "timeline": lambda _, cards: timeline_view(cards),
    "timeline-month": lambda spec, cards: timeline_month_view(spec.what, cards),
    "actors": lambda _, cards: actors_view(cards),
    "actor": lambda spec, cards: actor_view(spec.what, cards),
    "sources": lambda _, cards: sources_view(cards),
    "source": lambda spec, cards: source_view(spec.what, cards),
    "corrections": lambda _, cards: corrections_view(cards),
    "search": lambda _, cards: search_view(cards),
    "data": lambda _, cards: data_page_view(cards),
    "404": lambda _, cards: _not_found(cards),
    "article": lambda spec, cards: article_view(spec.what, cards),
    "page": lambda spec, cards: _own_page(spec.what, cards),
    "redirect": lambda spec, cards: _redirect(spec, cards),  # noqa: PLW0108 - defined below
}


_FILE_PLANNERS: Mapping[str, Callable[[PageSpec, Cards], Part]] = {
    "feed.xml": lambda spec, cards: feed_view(spec.what, cards),
    "feed.json": lambda spec, cards: feed_view(spec.what, cards),
    "briefing.json": lambda _, cards: data_view(cards),
    "claims.csv": lambda _, cards: claims_table_view(cards),
    "sitemap-index.xml": lambda _, cards: sitemap_index_view(cards),
    "sitemap.xml": lambda spec, cards: _sitemap_view(spec.what, cards),
    "robots.txt": lambda _, cards: robots_view(cards),
    "card.png": lambda spec, cards: _card_view(*_two(spec.what), cards),
    "site.webmanifest": lambda _, cards: web_manifest_view(cards),
}
"""For each kind of file, which is the name of its writer as well."""


def plan(spec: PageSpec, cards: Cards) -> PlannedPage | PlannedFile:
    """Plan one page, or one file for machines, of the table of contents."""
    if spec.kind in _FILE_PLANNERS:
        return PlannedFile(spec.kind, _FILE_PLANNERS[spec.kind](spec, cards))
    own = (f"themes/{spec.what}.html",) if spec.kind == "theme" else ()
    view = _PLANNERS[spec.kind](spec, cards)
    return PlannedPage((*own, f"{spec.kind}.html"), view, spec.origin)


def copies(media: Mapping[str, str]) -> Iterator[Copy]:
    """Return the files that are copied; `media` are the images' files by their names."""
    for name, path in media.items():
        yield Copy(path, addresses.medium(name))


def _two(what: str) -> tuple[str, str]:
    first, _, second = what.partition(" ")
    return first, second


def _sitemap_view(month: str, cards: Cards) -> SitemapView:
    if month:
        return articles_map_view(month, cards)
    return pages_map_view(pages(cards.corpus), cards)


def _card_view(kind: str, key: str, cards: Cards) -> SocialCardView:
    if kind == "article":
        return article_card(key, cards)
    return theme_card(key, cards) if kind == "theme" else site_card(cards)


def _own_page(address: str, cards: Cards) -> PageView:
    page = cards.corpus.page(address)
    bibliography = Bibliography(cards)
    body = cards.prose(page.body, bibliography)
    return PageView(
        site=cards.site,
        path=address,
        title=page.front.title,
        description=page.front.summary or cards.opening(page.body) or page.front.title,
        body=body,
        updated=cards.date(page.front.updated) if page.front.updated else None,
        sources=bibliography.entries(),
    )


def _not_found(cards: Cards) -> NotFoundView:
    return NotFoundView(
        site=cards.site,
        path=addresses.NOT_FOUND,
        title=cards.language.say("not-found"),
        description=cards.language.say("not-found-about"),
    )


def _redirect(spec: PageSpec, cards: Cards) -> RedirectView:
    """Show that something has moved, and where to."""
    kind, key = _two(spec.what)
    if kind == "article":
        card = cards.article(cards.corpus.the_article(key))
        target, title = card.path, card.title
    else:
        target, title = key, cards.corpus.page(key).front.title
    return RedirectView(
        site=cards.site,
        path=spec.path,
        title=title,
        description=cards.language.say("moved", title=title),
        target=target,
    )
