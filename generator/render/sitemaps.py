"""Write what crawlers and phones ask for: sitemaps (sitemaps.org), robots.txt, web manifest."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET  # nothing is parsed here

from generator.language.language import Language
from generator.plan.views.files import RobotsView, SitemapIndexView, SitemapView, WebManifestView
from generator.render.html import Addresses

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAPER, _ACCENT = "#fffefb", "#0d4f6e"
"""Colours of the style sheet, in which a phone draws its own frame around the site."""


def sitemap(view: SitemapView, addresses: Addresses, _: Language) -> bytes:
    """Return a sitemap: the absolute URL of each page, and when its content changed."""
    top = ET.Element("urlset", xmlns=_SITEMAPS)
    for page in view.pages:
        url = ET.SubElement(top, "url")
        ET.SubElement(url, "loc").text = addresses.absolute(page.path)
        if page.modified:
            ET.SubElement(url, "lastmod").text = page.modified
    return _xml(top)


def sitemap_index(view: SitemapIndexView, addresses: Addresses, _: Language) -> bytes:
    """Return the sitemap index, which lists the site's sitemaps."""
    top = ET.Element("sitemapindex", xmlns=_SITEMAPS)
    for path in view.maps:
        ET.SubElement(ET.SubElement(top, "sitemap"), "loc").text = addresses.absolute(path)
    return _xml(top)


def robots(view: RobotsView, addresses: Addresses, _: Language) -> bytes:
    """Return robots.txt (RFC 9309): crawlers may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute(view.sitemap)}\n".encode()


def web_manifest(view: WebManifestView, addresses: Addresses, _: Language) -> bytes:
    """Return the web application manifest (w3.org/TR/appmanifest)."""
    icons = [
        {"src": "static/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "static/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "static/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {
            "src": "static/icon-maskable-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    manifest = {
        # Without it, the app would be another one if its start page changed (appmanifest, "id").
        "id": addresses.base_path,
        "name": view.title,
        "description": view.description,
        "lang": view.language,
        "dir": view.direction,
        "start_url": addresses.base_path,
        "scope": addresses.base_path,
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [{**icon, "src": addresses.url(icon["src"])} for icon in icons],
    }
    known = {name: value for name, value in manifest.items() if value is not None}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()


def _xml(top: ET.Element) -> bytes:
    ET.indent(top, " ")
    text = ET.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
