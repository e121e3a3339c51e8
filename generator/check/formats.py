"""Extract links from files of each kind, which their suffix tells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from os.path import splitext
from urllib.parse import urljoin
from xml.etree import ElementTree

from generator.check.link_types import Links
from generator.check.markup import addresses_of_css, links_of_html

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ADDRESS_ELEMENTS = frozenset(("loc", "icon", "logo"))
"""Elements whose text is an address: `loc` of sitemaps, the others of Atom (RFC 4287, 4.2)."""
_TEXT_CONSTRUCTS = frozenset(("content", "summary", "title", "rights", "subtitle"))
"""Elements of Atom whose text is escaped HTML if they say so (RFC 4287, 3.1.1.2)."""
_MANIFEST_KEYS = frozenset(("src", "url", "start_url", "scope"))
"""Keys of a web manifest whose value is an address relative to it (w3.org/TR/appmanifest)."""
_URL = re.compile(r"https?://[^\s\"'<>,]+", re.IGNORECASE)


def may_have_links(path: str) -> bool:
    """Return whether links are looked for in a file; others need not even be read."""
    return _suffix(path) in _KINDS


def links_of(path: str, data: bytes) -> Links:
    """Return the links of a file that `may_have_links`.

    Raise ValueError for a malformed file, with the reason as the end of a sentence.
    """
    # Addresses are ASCII, so a character of other text that is not UTF-8 may as well be replaced.
    return _KINDS[_suffix(path)](data.decode("utf-8-sig", "replace"))


def _suffix(path: str) -> str:
    return splitext(path)[1].lower()  # noqa: PTH122 - a path object takes ten times as long


def _of_css(text: str) -> Links:
    # An anchor alone (`url(#shade)`) refers to the document that is styled, whichever that is.
    return Links(tuple({found: None for found in addresses_of_css(text) if found[:1] != "#"}))


def _of_xml(text: str) -> Links:
    """Return the links of a sitemap, a feed or a drawing; drawings have anchors as pages do."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - a file of our own site
    except ElementTree.ParseError as error:
        raise ValueError(f"is not well-formed XML: {error}") from None
    ids = frozenset(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
    return Links(tuple(dict.fromkeys(_in_xml(root))), anchors=ids)


def _in_xml(root: ElementTree.Element) -> Iterator[str]:
    """Yield the addresses in XML, resolved against `xml:base` where that is given (XML Base)."""
    left = [(root, "")]  # a stack in place of recursion: files may be nested at any depth
    while left:
        element, base = left.pop()
        base = urljoin(base, element.get(_XML_BASE, ""))
        left += ((child, base) for child in reversed(element))  # so that the first is on top
        for address in _of_element(element):
            yield urljoin(base, address) if base else address


def _of_element(element: ElementTree.Element) -> Iterator[str]:
    for name, value in element.items():
        if _local_name(name) in ("href", "src"):
            yield value.strip()
        elif "url(" in value:
            yield from addresses_of_css(value)
    name, text = _local_name(element.tag), (element.text or "").strip()
    if name in _ADDRESS_ELEMENTS:
        yield text
    elif name == "style":
        yield from addresses_of_css(text)
    elif name in _TEXT_CONSTRUCTS and element.get("type") == "html":
        yield from links_of_html(text).addresses


def _local_name(name: object) -> str:
    """Return a name without its namespace; comments, whose tag is a function, have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _of_json(text: str) -> Links:
    """Return the links of a feed or of data: every string that is a URL, and links in HTML."""

    def addresses(key: str, value: str) -> Iterator[str]:
        if key == "content_html":
            yield from links_of_html(value).addresses
        elif _URL.fullmatch(value):
            yield value

    return Links(tuple(dict.fromkeys(_in_json(text, addresses))))


def _of_manifest(text: str) -> Links:
    def addresses(key: str, value: str) -> Iterator[str]:
        if key in _MANIFEST_KEYS:
            yield value

    return Links(tuple(dict.fromkeys(_in_json(text, addresses))))


def _in_json(text: str, addresses: Callable[[str, str], Iterator[str]]) -> Iterator[str]:
    """Yield what `addresses` finds in each string of a JSON file, given its key.

    The strings in a list have the key of the list.
    """
    try:
        left = [("", json.loads(text))]
    except ValueError as error:
        raise ValueError(f"is not valid JSON: {error}") from None
    while left:
        key, value = left.pop()
        if isinstance(value, str):
            for address in addresses(key, value):
                # Half a pair of UTF-16, which JSON may have, is no text that can be kept.
                yield address.encode(errors="replace").decode()
        elif isinstance(value, dict):
            left += reversed(value.items())
        elif isinstance(value, list):
            left += ((key, item) for item in reversed(value))


def _of_text(text: str) -> Links:
    """Return the links of plain text, such as robots.txt and CSV: all that looks like a URL."""
    return Links(tuple(dict.fromkeys(_URL.findall(text))))


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
