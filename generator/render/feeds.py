"""Write feeds: one view as Atom (RFC 4287) and as JSON Feed (version 1.1, jsonfeed.org).

Entries are built as elements, never as text, so content cannot inject markup. In Atom they are
XHTML and not escaped HTML, because a browser that opens the feed by its address can show that with
a style sheet, with links that work.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET  # nothing is parsed here

from msgspec import Struct

from generator.language.borrowed import as_markup
from generator.language.direction import directed, direction_of
from generator.language.language import Language
from generator.plan.views.components import ClaimCard
from generator.plan.views.files import EntryView, FeedView
from generator.render.html import Addresses

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_STYLE_SHEET = "static/feed.css"


def atom(view: FeedView, addresses: Addresses, language: Language) -> bytes:
    """Return a feed as Atom, in UTF-8."""
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": view.language})
    _text(feed, "id", view.id)
    _text(feed, "title", directed(view.title, view.language))
    subtitle = _xhtml(ET.SubElement(feed, "subtitle", type="xhtml"), language)
    subtitle.text = f"{view.subtitle} "
    _link(subtitle, addresses.absolute(view.home.path), view.home.text)
    _text(feed, "updated", view.updated)
    author = ET.SubElement(feed, "author")
    _text(author, "name", view.author)
    if view.email:
        _text(author, "email", view.email)
    for rel, kind, path in (
        ("self", "application/atom+xml", view.atom),
        ("alternate", "text/html", view.home.path),
        ("alternate", "application/feed+json", view.json),
    ):
        ET.SubElement(feed, "link", rel=rel, type=kind, href=addresses.absolute(path))
    _text(feed, "icon", addresses.absolute("static/icon-192.png"))
    content = _Content(view.site, addresses, language)
    for entry in view.entries:
        _entry(ET.SubElement(feed, "entry"), entry, content)
    # This breaks lines within content as well, but only where white space between elements is shown
    # as one space, or not at all, either way.
    ET.indent(feed, " ")
    style = f'type="text/css" href="{addresses.url(_STYLE_SHEET)}"'
    # For browsers alone: feed readers ignore it (w3.org/TR/xml-stylesheet).
    instruction = ET.tostring(ET.ProcessingInstruction("xml-stylesheet", style), encoding="unicode")
    text = as_markup(ET.tostring(feed, encoding="unicode"), language.tag, language.direction)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{instruction}\n{text}\n'.encode()


def json_feed(view: FeedView, addresses: Addresses, language: Language) -> bytes:
    """Return a feed as JSON Feed, in UTF-8."""
    content = _Content(view.site, addresses, language)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": directed(view.title, view.language),
        "home_page_url": addresses.absolute(view.home.path),
        "feed_url": addresses.absolute(view.json),
        "description": view.subtitle,
        "icon": addresses.absolute("static/icon-512.png"),
        "favicon": addresses.absolute("static/icon-192.png"),
        "authors": [{"name": view.author}],
        "language": view.language,
        "items": [_item(entry, content) for entry in view.entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


class _Content(Struct, frozen=True):
    """Builds the content of entries: source and date, summary, claims, and links to read on."""

    site: str
    """The title of the site."""
    addresses: Addresses
    language: Language

    def title(self, entry: EntryView) -> str:
        """Return the title of an entry, which is plain text, so that its direction shows."""
        other = entry.report.language if entry.report else None
        return directed(entry.title, other or self.language.tag)

    def fill(self, content: ET.Element, entry: EntryView) -> None:
        """Add the content of an entry to an element, as HTML elements without a namespace.

        In Atom they inherit the namespace of the element around them, in JSON none is needed.
        """
        self._origin(ET.SubElement(content, "p"), entry)
        for paragraph in entry.words:
            _text(content, "p", paragraph)
        if entry.claims:
            self._claims(ET.SubElement(content, "ul"), entry.claims)
        if entry.more_claims:
            _text(content, "p", self.language.count("more-claims-there", entry.more_claims))
        last = ET.SubElement(content, "p")
        say = self.language.say
        read_on = say("read-on-site", site=self.site) if entry.report else say("corrections")
        _link(last, self.addresses.absolute(entry.path), read_on)
        if entry.report and entry.report.url:
            last[-1].tail = " · "
            _link(last, entry.report.url, say("read-original"))

    def _origin(self, paragraph: ET.Element, entry: EntryView) -> None:
        """Fill the line above an entry: `The Herald · 15 May 2025 · citing The Wire · …`."""
        report, day = entry.report, entry.on.long if entry.on else ""
        if report is None:
            paragraph.text = day
            return
        link = _link(paragraph, self.addresses.absolute(report.source.path), "")
        _text(link, "bdi", report.source.text)
        via = self.language.say("relaying", outlet=report.via.text) if report.via else None
        say = self.language.say
        again = f"{say('updated')}: {entry.again.long}" if entry.again else None
        if report.inferred:
            day = f"{day} {say('inferred')}"
        # Isolated, as a Latin name would else draw the date behind it into its own direction.
        for words in filter(None, (day, again, via, report.ownership)):
            paragraph[-1].tail = " · "
            _text(paragraph, "bdi", words)

    def _claims(self, items: ET.Element, claims: Iterable[ClaimCard]) -> None:
        for claim in claims:
            item = ET.SubElement(items, "li")
            _text(item, "b", self.language.named(claim.kind, "kind")).tail = " "
            _link(item, self.addresses.absolute(claim.path), claim.text)
            if claim.quote:
                item[-1].tail = " "
                quoted = _text(item, "q", claim.quote)
                if claim.language:
                    quoted.set("lang", claim.language)
                    quoted.set("dir", direction_of(claim.language))


def _entry(element: ET.Element, entry: EntryView, content: _Content) -> None:
    _text(element, "id", entry.id)
    title = _text(element, "title", content.title(entry))
    if entry.report and entry.report.language:
        title.set("xml:lang", entry.report.language)
    _text(element, "updated", entry.updated)
    _text(element, "published", entry.published)
    page = content.addresses.absolute(entry.path)
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=page)
    if entry.report and entry.report.url:
        # "via" is the source of what the entry says (RFC 4287, section 4.2.7.2).
        ET.SubElement(element, "link", rel="via", href=entry.report.url)
    for theme in entry.themes:
        ET.SubElement(element, "category", term=theme.path.split("/")[1], label=theme.text)
    shown = ET.SubElement(element, "content", type="xhtml")
    content.fill(_xhtml(shown, content.language), entry)


def _item(entry: EntryView, content: _Content) -> Mapping[str, Any]:
    """Return an item of JSON Feed, without the keys that have no value."""
    language = content.language
    shown = ET.Element("div", lang=language.tag, dir=language.direction)
    content.fill(shown, entry)
    html = ET.tostring(shown, encoding="unicode", method="html")
    item = {
        "id": entry.id,
        "url": content.addresses.absolute(entry.path),
        "external_url": entry.report and entry.report.url,
        "title": content.title(entry),
        "content_html": as_markup(html, language.tag, language.direction),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "tags": [theme.text for theme in entry.themes],
        "language": entry.report and entry.report.language,
    }
    return {name: value for name, value in item.items() if value is not None}


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _link(parent: ET.Element, href: str, text: str) -> ET.Element:
    link = ET.SubElement(parent, "a", href=href)
    link.text = text
    return link


def _xhtml(parent: ET.Element, language: Language) -> ET.Element:
    """Return the `div` that XHTML in Atom has to be wrapped in (RFC 4287, section 3.1.1.3).

    It tells the direction, for which Atom itself has no attribute.
    """
    return ET.SubElement(parent, "div", xmlns=_XHTML, dir=language.direction)
