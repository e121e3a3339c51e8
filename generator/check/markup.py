"""The addresses in HTML and CSS: whatever a browser loads, or a reader may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct, field

from generator.check.found import Links

_HOLDING = frozenset(("href", "src", "action", "formaction", "poster", "data", "xlink:href"))
"""Attributes that hold one address, whatever element they are of."""
_CANDIDATES = frozenset(("srcset", "imagesrcset"))
"""Attributes that hold several, each with a width or density."""
_CARDS = frozenset(("og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image"))
"""What `meta` elements tell those who show a card for the page: each an address."""

# A page is looked through for tags alone: Python's own parser, which takes every word of it up, is
# ten times as slow, and there are ten thousand pages. Text of elements that hold no tags is passed
# over, as a browser does.
_TAG = re.compile(
    r"<!--.*?-->"
    r"""|<([a-z][^\s/>]*)([^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))""")
_TEXT_ALONE = frozenset(("script", "style", "textarea", "title", "iframe"))
_REFRESH = re.compile(r"[\d.\s]*[;,]\s*(?:url\s*=\s*)?(['\"]?)(.*?)\1\s*", re.IGNORECASE)
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^\s,]+)?\s*(?:,|$)")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)


class _Page(Struct):
    """What was found so far."""

    addresses: dict[str, None] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    twice: dict[str, None] = field(default_factory=dict)

    def take(self, tag: str, values: Mapping[str, str]) -> None:
        """Take up one start tag."""
        for name, value in values.items():
            if name in _HOLDING:
                self.addresses[value] = None
            elif name in _CANDIDATES:
                self.addresses.update(dict.fromkeys(_CANDIDATE.findall(value)))
            elif name == "style" or value.startswith("url("):
                self.addresses.update(dict.fromkeys(addresses_of_css(value)))
            elif name == "id":
                if value in self.anchors:
                    self.twice[value] = None
                self.anchors.add(value)
        if tag in ("a", "area"):
            if "href" in values and "nofollow" not in values.get("rel", "").lower().split():
                self.followed.add(values["href"])
        elif tag == "meta":
            self.addresses.update(dict.fromkeys(_of_meta(values)))


def links_of_html(html: str) -> Links:
    """Return the addresses and the anchors of a page.

    Links that say `nofollow` are not among those that readers follow to read something: they ask
    for something to be done, such as a correction.
    """
    page = _Page()
    at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        if match[1] is None:
            continue
        tag = match[1].lower()
        if "=" in match[2]:
            page.take(tag, _attributes(match[2]))
        if tag in _TEXT_ALONE:
            end = re.compile(f"</{tag}", re.IGNORECASE).search(html, at)
            inside = html[at : end.start() if end else len(html)]
            at += len(inside)
            if tag == "style":
                page.addresses.update(dict.fromkeys(addresses_of_css(inside)))
    return Links(
        tuple(page.addresses), frozenset(page.followed), frozenset(page.anchors), tuple(page.twice)
    )


def addresses_of_css(css: str) -> Iterator[str]:
    """Return the addresses of a style sheet or of a `style` attribute."""
    for match in _URL.finditer(_COMMENT.sub("", css)):
        yield next((group for group in match.groups() if group is not None), "")


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes that have a value; of several of one name, the first counts."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTE.findall(text):
        value = "".join(quoted)
        values.setdefault(name.lower(), (unescape(value) if "&" in value else value).strip())
    return values


def _of_meta(values: Mapping[str, str]) -> Iterator[str]:
    content = values.get("content", "")
    if values.get("http-equiv", "").lower() == "refresh" and (to := _REFRESH.fullmatch(content)):
        yield to[2]
    if _CARDS & {values.get("property", "").lower(), values.get("name", "").lower()}:
        yield content
