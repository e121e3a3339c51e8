"""The addresses in each kind of file, told by its suffix."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urljoin
from xml.etree import ElementTree

from generator.check.found import Links
from generator.check.markup import addresses_of_css, links_of_html

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TOLD = frozenset(("loc", "icon", "logo"))
"""Elements whose text is an address: of a sitemap, and of a feed."""
_PROSE = frozenset(("content", "summary", "title", "rights", "subtitle"))
"""Elements of a feed whose text may be HTML."""
_MANIFEST = frozenset(("src", "url", "start_url", "scope"))
"""Keys of a web manifest whose value is an address relative to it."""
_WHOLE = re.compile(r"https?://[^\s\"'<>,]+", re.IGNORECASE)


def is_read(path: str) -> bool:
    """Return whether there may be addresses in a file; others are not even opened."""
    return _suffix(path) in _KINDS


def links_of(path: str, data: bytes) -> Links:
    """Return the links of a file. Raise ValueError, with the reason, for one that is broken."""
    # Addresses are plain letters; whatever else is no UTF-8 is not looked at here.
    return _KINDS[_suffix(path)](data.decode("utf-8-sig", "replace"))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _of_css(text: str) -> Links:
    # An address of nothing but an anchor means the page that is styled, whichever that is.
    return Links(tuple({found: None for found in addresses_of_css(text) if found[:1] != "#"}))


def _of_xml(text: str) -> Links:
    """Sitemaps and feeds, and drawings, which have anchors as pages do."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - a file of our own site
    except ElementTree.ParseError as error:
        raise ValueError(f"is no well-formed XML: {error}") from None
    ids = frozenset(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
    return Links(tuple(dict.fromkeys(_in_xml(root))), anchors=ids)


def _in_xml(root: ElementTree.Element) -> Iterator[str]:
    """Return the addresses in XML, `xml:base` put before those that are relative to it."""
    left = [(root, "")]
    while left:
        element, base = left.pop()
        base = urljoin(base, element.get(_BASE, ""))
        left += ((child, base) for child in reversed(element))
        for address in _of_element(element):
            yield urljoin(base, address) if base else address


def _of_element(element: ElementTree.Element) -> Iterator[str]:
    for name, value in element.items():
        if _plain(name) in ("href", "src"):
            yield value.strip()
        elif "url(" in value:
            yield from addresses_of_css(value)
    name, text = _plain(element.tag), (element.text or "").strip()
    if name in _TOLD:
        yield text
    elif name == "style":
        yield from addresses_of_css(text)
    elif name in _PROSE and element.get("type") == "html":
        yield from links_of_html(text).addresses


def _plain(name: object) -> str:
    """Return a name without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _of_json(text: str) -> Links:
    """Feeds and data: every text that is one whole address, and the links of what is HTML."""

    def addresses(key: str, value: str) -> Iterator[str]:
        if key == "content_html":
            yield from links_of_html(value).addresses
        elif _WHOLE.fullmatch(value):
            yield value

    return Links(tuple(dict.fromkeys(_in_json(text, addresses))))


def _of_manifest(text: str) -> Links:
    def addresses(key: str, value: str) -> Iterator[str]:
        if key in _MANIFEST:
            yield value

    return Links(tuple(dict.fromkeys(_in_json(text, addresses))))


def _in_json(text: str, addresses: Callable[[str, str], Iterator[str]]) -> Iterator[str]:
    """Ask for the addresses of every text of a JSON file; a list's texts have the list's key."""
    try:
        left = [("", json.loads(text))]
    except ValueError as error:
        raise ValueError(f"is no JSON: {error}") from None
    while left:
        key, value = left.pop()
        if isinstance(value, str):
            yield from addresses(key, value)
        elif isinstance(value, dict):
            left += reversed(value.items())
        elif isinstance(value, list):
            left += ((key, item) for item in reversed(value))


def _of_text(text: str) -> Links:
    """Tables of data, and what is told to robots: whatever begins as an address does."""
    return Links(tuple(dict.fromkeys(_WHOLE.findall(text))))


_KINDS: Mapping[str, Callable[[str], Links]] = {
    ".html": links_of_html,
    ".css": _of_css,
    ".xml": _of_xml,
    ".svg": _of_xml,
    ".json": _of_json,
    ".webmanifest": _of_manifest,
    ".csv": _of_text,
    ".txt": _of_text,
}
