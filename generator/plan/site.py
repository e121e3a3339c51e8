"""The site planned: its table of contents, and the view of every page in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.assemble import cells
from generator.assemble.corpus import Corpus
from generator.plan import addresses
from generator.plan.actors import actor_view, actors_view
from generator.plan.articles import article_view
from generator.plan.cards import Bibliography, Cards
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
    published_months,
    robots_view,
    sitemap_index_view,
    web_manifest_view,
)
from generator.plan.social import article_card, site_card, theme_card
from generator.plan.sources import source_view, sources_view
from generator.plan.themes import month_view, theme_view
from generator.plan.timeline import eventful_months, timeline_month_view, timeline_view
from generator.plan.views import NotFoundView, PageView, RedirectView, View
from generator.validate.registers import ACTORS_FILE, SOURCES_FILE


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that goes to the site as it is."""

    source: str
    """Relative to the root."""
    file: str
    """Relative to the output folder."""


SEARCHED = ("theme", "article", "actor", "source", "page")
"""The kinds of pages that readers search: whatever there is to find stands on one of them once."""


def contents(corpus: Corpus) -> Iterator[PageSpec]:
    """Give the table of contents: every page that the site consists of, and files for machines."""
    moved: list[PageSpec] = []
    yield from _pages(corpus)
    for id, path, address, aliases in corpus.addresses():
        at = addresses.article(address)
        yield PageSpec(at, "article", id, path)
        yield PageSpec(addresses.card(at), "card.png", f"article {id}", path)
        for alias in aliases:
            moved.append(PageSpec(_old_address(alias), "redirect", f"article {id}", path))
    for page in corpus.names.pages:
        for alias in page.aliases:
            what = f"page {page.address}"
            moved.append(PageSpec(_old_address(alias), "redirect", what, page.path))
    yield PageSpec(addresses.SEARCH, "search", "", "the search page")
    yield PageSpec(addresses.NOT_FOUND, "404", "", "the page for missing pages")
    yield from _files(corpus)
    yield from moved


def _pages(corpus: Corpus) -> Iterator[PageSpec]:
    """Give all pages but articles: what search engines may find by a map of its own."""
    names = corpus.names
    yield PageSpec(addresses.HOME, "home", "", "the home page")
    for theme in names.themes:
        path = f"themes/{theme.name}.md"
        yield PageSpec(addresses.theme(theme.name), "theme", theme.name, path)
        for month, _ in corpus.months(theme.name):
            address = addresses.theme_month(theme.name, month)
            yield PageSpec(address, "month", f"{theme.name} {month}", path)
    yield PageSpec(addresses.TIMELINE, "timeline", "", "the timeline")
    for month in eventful_months(corpus):
        address = addresses.timeline_month(month)
        yield PageSpec(address, "timeline-month", month, "the timeline")
    yield PageSpec(addresses.ACTORS, "actors", "", "the list of actors")
    for key in names.actors:
        yield PageSpec(addresses.actor(key), "actor", key, ACTORS_FILE)
    yield PageSpec(addresses.SOURCES, "sources", "", "the list of sources")
    for key in names.sources:
        yield PageSpec(addresses.source(key), "source", key, SOURCES_FILE)
    yield PageSpec(addresses.CORRECTIONS, "corrections", "", "the ledger of corrections")
    yield PageSpec(addresses.DATA, "data", "", "the page about the data")
    for page in names.pages:
        yield PageSpec(page.address, "page", page.address, page.path)


def _files(corpus: Corpus) -> Iterator[PageSpec]:
    """Give the files for machines, but for the cards of articles."""
    themes = [theme.name for theme in corpus.names.themes]
    yield PageSpec(addresses.card(addresses.HOME), "card.png", "site", "the card of the site")
    for theme in themes:
        card = addresses.card(addresses.theme(theme))
        yield PageSpec(card, "card.png", f"theme {theme}", f"themes/{theme}.md")
    for theme in ("", *themes):
        yield PageSpec(addresses.feed(theme), "feed.xml", theme, "the feed")
        yield PageSpec(addresses.json_feed(theme), "feed.json", theme, "the feed")
    yield PageSpec(addresses.DATA_JSON, "briefing.json", "", "the data")
    yield PageSpec(addresses.DATA_CSV, "claims.csv", "", "the data")
    yield PageSpec(addresses.SITEMAP, "sitemap-index.xml", "", "the map of the site")
    yield PageSpec(addresses.SITEMAP_OF_PAGES, "sitemap.xml", "", "the map of the site")
    for month in published_months(corpus):
        yield PageSpec(addresses.sitemap(month), "sitemap.xml", month, "the map of the site")
    yield PageSpec(addresses.ROBOTS, "robots.txt", "", "the file for crawlers")
    yield PageSpec(addresses.WEB_MANIFEST, "site.webmanifest", "", "the web manifest")


def decides_contents(cell: str) -> bool:
    """Say whether the table of contents asks for a cell: it is only made anew if one changed."""
    return cell in (cells.NAMES, cells.PAGES, cells.MONTHS) or cells.is_about(cell)


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
    """Give the files that are copied; `media` are the images' files by their names."""
    for name, path in media.items():
        yield Copy(path, addresses.medium(name))


def _two(what: str) -> tuple[str, str]:
    first, _, second = what.partition(" ")
    return first, second


def _sitemap_view(month: str, cards: Cards) -> SitemapView:
    if month:
        return articles_map_view(month, cards)
    return pages_map_view(_pages(cards.corpus), cards)


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


def _old_address(alias: str) -> str:
    return alias if alias.endswith((".html", "/")) else f"{alias}/"


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
