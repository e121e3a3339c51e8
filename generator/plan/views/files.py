"""The views of files for machines: feeds, sitemaps, data, social cards."""

from __future__ import annotations

from generator.plan.views.components import ArticleCard, ClaimCard, DateView, LinkTo
from generator.plan.views.digested import Digested


class EntryView(Digested, frozen=True):
    """An entry of a feed: a report or a correction."""

    id: str
    """A URN that never changes."""
    path: str
    """The address that it links to."""
    title: str
    published: str
    """In the format of RFC 3339, as `updated`."""
    updated: str
    on: DateView | None
    """When the source published the report, or the correction was made."""
    again: DateView | None
    """When the report was updated."""
    report: ArticleCard | None
    """None for a correction."""
    themes: tuple[LinkTo, ...]
    words: tuple[str, ...]
    """The paragraphs of a summary or a correction, as plain text."""
    claims: tuple[ClaimCard, ...]
    """The claims of a report."""
    more_claims: int
    """How many further claims it has."""


class FeedView(Digested, frozen=True):
    """A feed of one theme or of the whole site, in whatever format."""

    id: str
    """A URN that never changes."""
    site: str
    """The title of the site."""
    title: str
    subtitle: str
    home: LinkTo
    """The page that the feed belongs to."""
    atom: str
    """The address of the feed as Atom."""
    json: str
    """The address of the feed as JSON Feed."""
    language: str
    author: str
    email: str | None
    updated: str
    """When the newest entry was updated."""
    entries: tuple[EntryView, ...]
    """From new to old."""


class OembedView(Digested, frozen=True):
    """What describes an embedded page."""

    site: str
    """The title of the site."""
    title: str
    page: str
    """Its address."""
    width: int
    """In CSS pixels, as the height."""
    height: int


class DatedPage(Digested, frozen=True):
    """A page in a sitemap."""

    path: str
    modified: str | None
    """The day on which it was last modified, `2025-05-20`, if that is known."""


class SitemapView(Digested, frozen=True):
    """A sitemap: pages for search engines to visit."""

    pages: tuple[DatedPage, ...]


class SitemapIndexView(Digested, frozen=True):
    """The sitemap index, which lists all sitemaps of a site."""

    maps: tuple[str, ...]
    """Their addresses."""


class RobotsView(Digested, frozen=True):
    """What robots.txt says to crawlers: they may read everything."""

    sitemap: str
    """The address of the sitemap index."""


class WebManifestView(Digested, frozen=True):
    """The web app manifest: what a phone shows of a site on its home screen."""

    title: str
    description: str | None
    language: str
    direction: str
    """`ltr` or `rtl`."""


class DataTable(Digested, frozen=True):
    """A member of the data, a list of all things of one kind."""

    name: str
    rows: tuple[str, ...]
    """JSON objects, each on a line; a row may be several, with commas between them."""


class DataView(Digested, frozen=True):
    """All that is public, as data."""

    version: int
    site: str
    """A JSON object."""
    placeholder: str
    """What the base URL takes the place of when the data are written."""
    tables: tuple[DataTable, ...]
    month: str = ""
    """The month that it is about; "" for the main file."""


class ClaimsTableView(Digested, frozen=True):
    """All public claims as comma-separated values."""

    columns: tuple[str, ...]
    placeholder: str
    """What the base URL takes the place of when the data are written."""
    rows: tuple[str, ...]
    """The rows of one article each, with a line end after every row."""


class SocialCardView(Digested, frozen=True):
    """The text of a social card."""

    site: str
    """The title of the site."""
    kicker: str
    """What stands above the title."""
    title: str
    """Empty on the card of the site."""
    line: str
    """What stands below the title."""
    state: str | None
    """The state of a theme, drawn as a shape."""
