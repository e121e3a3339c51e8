"""Writers of files for machines, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.language.language import Language
from generator.render.data import briefing_json, claims_csv
from generator.render.feeds import atom, json_feed
from generator.render.html import Addresses
from generator.render.sitemaps import robots, sitemap, sitemap_index, web_manifest
from generator.render.social import social_card

WRITERS: Mapping[str, Callable[[Any, Addresses, Language], bytes]] = {
    "feed.xml": atom,
    "feed.json": json_feed,
    "briefing.json": briefing_json,
    "claims.csv": claims_csv,
    "sitemap-index.xml": sitemap_index,
    "sitemap.xml": sitemap,
    "robots.txt": robots,
    "card.png": social_card,
    "site.webmanifest": web_manifest,
}
"""Each makes the bytes of one kind of file from its kind of view."""
