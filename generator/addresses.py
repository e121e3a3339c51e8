"""Addresses and anchors of the site, spelled here and nowhere else.

An address is relative to the top of the site and not percent-encoded; one of a page ends with a
slash. Scheme, host and base path are added when a page is rendered (`generator.render.html`).
"""

from __future__ import annotations

import re
from unicodedata import normalize

HOME = ""
TIMELINE = "timeline/"
ACTORS = "actors/"
SOURCES = "sources/"
CORRECTIONS = "corrections/"
SEARCH = "search/"
GLOSSARY = "glossary/"
NOT_FOUND = "404.html"
DATA = "data/"
DATA_JSON = "data/briefing.json"
DATA_SCHEMA = "data/briefing.schema.json"
DATA_CSV = "data/claims.csv"
SITEMAP = "sitemap.xml"
SITEMAP_OF_PAGES = "sitemap-pages.xml"
ROBOTS = "robots.txt"
WEB_MANIFEST = "site.webmanifest"
SEARCH_INDEX = "pagefind/"
"""The folder of the search index, which no page may be in."""


def theme(name: str) -> str:
    """Return the address of a briefing page."""
    return f"themes/{name}/"


def theme_name(address: str) -> str | None:
    """Return the name of the theme whose briefing page has an address; None for other addresses."""
    found = re.fullmatch(r"themes/([^/]+)/", address)
    return found[1] if found else None


def theme_month(name: str, month: str) -> str:
    """Return the address of the articles on a theme in a month such as `2025-05`."""
    return f"themes/{name}/{month}/"


def theme_timeline(name: str) -> str:
    """Return the address of the timeline of a theme."""
    return f"themes/{name}/{TIMELINE}"


def point(theme_name: str, point_id: str) -> str:
    """Return the address of a point on its briefing page."""
    return f"{theme(theme_name)}#{point_anchor(point_id)}"


def point_anchor(id: str) -> str:
    """Return the anchor of a point on its briefing page."""
    return f"point-{id}"


def embedded_point(theme_name: str, point_id: str) -> str:
    """Return the address of a point as other sites embed it."""
    return f"embed/{theme_name}/{point_id}/"


def embeds(theme_page: str) -> str:
    """Return what the addresses of all embedded points of a briefing page begin with."""
    return embedded_point(theme_page.split("/")[1], "").removesuffix("/")


def oembed(page: str) -> str:
    """Return the address of the description of an embedded page by which others embed it."""
    return f"{page}oembed.json"


def article(slug_or_id: str) -> str:
    """Return the address of an article, given its slug or, if it has none, its id."""
    return f"articles/{slug_or_id}/"


def claim(article_address: str, id: str) -> str:
    """Return the address of a claim on the page of its article."""
    return f"{article_address}#{claim_anchor(id)}"


def claim_anchor(id: str) -> str:
    """Return the anchor of a claim on the page of its article."""
    return f"claim-{id}"


def cited_claim_anchor(article_id: str, id: str) -> str:
    """Return the anchor of a claim on another page than that of its article: a briefing page."""
    return f"{article_id}~{id}"  # no key has a tilde


def quotation(article_address: str, id: str) -> str:
    """Return the address of a claim's quotation in the text of its article."""
    return f"{article_address}#{quotation_anchor(id)}"


def quotation_anchor(id: str) -> str:
    """Return the anchor of a claim's quotation in the text of its article."""
    return f"quote-{id}"


def timeline_month(month: str) -> str:
    """Return the address of a month of the timeline, such as `2025-05`, or of a year, `2025`."""
    return f"timeline/{month}/"


def corrections_month(month: str) -> str:
    """Return the address of a month of the ledger of corrections, such as `2025-05`."""
    return f"corrections/{month}/"


def actor(key: str) -> str:
    """Return the address of an actor."""
    return f"actors/{key}/"


def part(of_list: str, number: int) -> str:
    """Return the address of a part of the list at an address; the first is the list itself."""
    return of_list if number == 1 else f"{of_list}page/{number}/"  # no key has two steps


def term(key: str) -> str:
    """Return the address of a term on the page of the glossary."""
    return f"{GLOSSARY}#{term_anchor(key)}"


def term_anchor(key: str) -> str:
    """Return the anchor of a term on the page of the glossary."""
    return f"term-{key}"


def term_key(address: str) -> str | None:
    """Return the key of the term that an address leads to; None for other addresses."""
    start = term("")
    return address.removeprefix(start) if address.startswith(start) else None


def explanation_anchor(address: str) -> str:
    """Return the anchor, on any page, of the explanation of a term or an actor by its address."""
    key = term_key(address)
    return f"meaning-{key}" if key is not None else f"who-{address.split('/')[1]}"


def actor_key(address: str) -> str:
    """Return the key of the actor whose page has an address."""
    return address.removeprefix(ACTORS).removesuffix("/")


def source(key: str) -> str:
    """Return the address of a source, an outlet whose reports the site has."""
    return f"sources/{key}/"


def medium(name: str) -> str:
    """Return the address of an image, given its path below content/media/."""
    return f"media/{name}"


def feed(theme: str = "") -> str:
    """Return the address of the Atom feed of a theme; with "", of the whole site."""
    return f"themes/{theme}/feed.xml" if theme else "feed.xml"


def json_feed(theme: str = "") -> str:
    """Return the address of the JSON Feed of a theme; with "", of the whole site."""
    return f"themes/{theme}/feed.json" if theme else "feed.json"


def data_json(month: str = "") -> str:
    """Return the address of the data of an earlier month, or with "" of the main file, as JSON."""
    return f"data/{month}.json" if month else DATA_JSON


def data_csv(month: str = "") -> str:
    """Return the address of the claims of an earlier month, or with "" of the main file."""
    return f"data/{month}.csv" if month else DATA_CSV


def sitemap(month: str) -> str:
    """Return the address of the sitemap of the articles published in a month such as `2025-05`.

    It is at the top of the site, because a sitemap may only list pages below its own folder
    (sitemaps.org, "Sitemap file location").
    """
    return f"sitemap-{month}.xml"


def card(page: str) -> str:
    """Return the address of the social card of the page at an address.

    Briefing pages and articles have a card each; all other pages share the card of the site.
    """
    return f"{page}card.png" if re.fullmatch(r"(themes|articles)/[^/]+/", page) else "card.png"


def file_of(address: str) -> str:
    """Return the path of the file that is served at an address, relative to the output folder."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def fold(path: str) -> str:
    """Return a path without what some disks do not tell apart, but web servers do.

    macOS and Windows ignore case, and macOS the difference between composed and decomposed accents
    (Unicode's normalization forms).
    """
    return path.casefold() if path.isascii() else normalize("NFC", path).casefold()
