"""The table of contents: every page and every file for machines that a site consists of."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble import cells
from generator.assemble.corpus import Corpus
from generator.plan import addresses
from generator.plan.pages import PageSpec
from generator.plan.sitemaps import published_months
from generator.plan.timeline import eventful_months
from generator.validate.registers import ACTORS_FILE, SOURCES_FILE


def contents(corpus: Corpus) -> Iterator[PageSpec]:
    """Return the table of contents: every page of the site, and files for machines."""
    moved: list[PageSpec] = []
    yield from pages(corpus)
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


def pages(corpus: Corpus) -> Iterator[PageSpec]:
    """Return all pages but articles: what search engines may find by a map of its own."""
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
    """Return the files for machines, but for the cards of articles."""
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
    """Return whether the table of contents asks for a cell: it is only made anew if one changed."""
    return cell in (cells.NAMES, cells.PAGES, cells.MONTHS) or cells.is_about(cell)


def _old_address(alias: str) -> str:
    return alias if alias.endswith((".html", "/")) else f"{alias}/"
