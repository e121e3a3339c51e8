"""The views of files for machines: feeds, maps of the site, what robots and phones ask for."""

from __future__ import annotations

from generator.plan.components import ArticleCard, ClaimCard, DateView, LinkTo
from generator.plan.digested import Digested


class EntryView(Digested, frozen=True):
    """A report or a correction, as it comes in a feed."""

    id: str
    """A URN that never changes."""
    path: str
    """Where one reads more."""
    title: str
    published: str
    updated: str
    """Both as RFC 3339 writes instants."""
    on: DateView | None
    """The day that readers are told."""
    again: DateView | None
    """When a report was updated."""
    report: ArticleCard | None
    """None for a correction."""
    themes: tuple[LinkTo, ...]
    words: tuple[str, ...]
    """Paragraphs."""
    claims: tuple[ClaimCard, ...]
    """What a report adds."""
    more_claims: int


class FeedView(Digested, frozen=True):
    """What came last, on one theme or on all."""

    id: str
    site: str
    """What the site is called."""
    title: str
    subtitle: str
    home: LinkTo
    """The page that it goes with."""
    atom: str
    json: str
    """Where the two forms of the feed are."""
    language: str
    author: str
    email: str | None
    updated: str
    """Of its newest entry."""
    entries: tuple[EntryView, ...]
    """New to old."""


class MappedPage(Digested, frozen=True):
    """A page in a map of the site."""

    path: str
    modified: str | None
    """The day of its last change, where that is known: `2025-05-20`."""


class SitemapView(Digested, frozen=True):
    """Pages that search engines are shown."""

    pages: tuple[MappedPage, ...]


class SitemapIndexView(Digested, frozen=True):
    """The maps that a site has, as one alone may not hold any number of pages."""

    maps: tuple[str, ...]


class RobotsView(Digested, frozen=True):
    """What crawlers may read."""

    sitemap: str


class WebManifestView(Digested, frozen=True):
    """What a phone shows of a site that was put on its home screen."""

    title: str
    description: str | None
    language: str
    direction: str


class DataTable(Digested, frozen=True):
    """Things of one kind as JSON, each on a line."""

    name: str
    rows: tuple[str, ...]


class DataView(Digested, frozen=True):
    """Everything public, as data."""

    version: int
    site: str
    """As JSON."""
    placeholder: str
    """What the base URL takes the place of when the data are written."""
    tables: tuple[DataTable, ...]


class ClaimsTableView(Digested, frozen=True):
    """Every public claim as a row of comma-separated values."""

    columns: tuple[str, ...]
    placeholder: str
    """What the base URL takes the place of when the data are written."""
    rows: tuple[str, ...]
    """Those of each article together, each ended."""


class SocialCardView(Digested, frozen=True):
    """What the picture of a page says; all of it is plain text."""

    site: str
    kicker: str
    title: str
    """Empty on the card of the site itself."""
    line: str
    state: str | None
    """Of a theme."""
