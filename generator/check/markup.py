"""Extract addresses from HTML and CSS: what browsers load, and what readers can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct, field

from generator.check.link_types import Links

# Source of what follows: the HTML standard, "Attributes", and ogp.me for `og:`.
_URL_ATTRIBUTES = frozenset(("href", "src", "action", "formaction", "poster", "data", "xlink:href"))
"""Attributes whose value is one address, on whatever element."""
_SRCSET_ATTRIBUTES = frozenset(("srcset", "imagesrcset"))
"""Attributes whose value is several addresses, each with a width or a density."""
_CARD_NAMES = frozenset(
    ("og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image")
)
"""Names of `meta` elements for social cards whose content is an address."""

# Only tags are matched. Python's html.parser, which also processes all text between them, was ten
# times as slow, and there may be ten thousand pages. The content of elements that hold text alone
# is skipped, as a browser does: `<a>` within a script is no link.
_TAG = re.compile(
    r"<!--.*?-->"
    r"""|<([a-z][^\s/>]*)([^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))""")
_TEXT_ELEMENTS = frozenset(("script", "style", "textarea", "title", "iframe"))
_REFRESH = re.compile(r"[\d.\s]*[;,]\s*(?:url\s*=\s*)?(['\"]?)(.*?)\1\s*", re.IGNORECASE)
_SRCSET_URL = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^\s,]+)?\s*(?:,|$)")

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)


class _Page(Struct):
    """What has been found on a page so far; dicts stand for sets that keep their order."""

    addresses: dict[str, None] = field(default_factory=dict)
    hyperlinks: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    duplicate_ids: dict[str, None] = field(default_factory=dict)

    def add(self, tag: str, values: Mapping[str, str]) -> None:
        """Add what one start tag holds, given its attributes."""
        for name, value in values.items():
            if name in _URL_ATTRIBUTES:
                self.addresses[value] = None
            elif name in _SRCSET_ATTRIBUTES:
                self.addresses.update(dict.fromkeys(_SRCSET_URL.findall(value)))
            elif name == "style" or value.startswith("url("):
                self.addresses.update(dict.fromkeys(addresses_of_css(value)))
            elif name == "id":
                if value in self.anchors:
                    self.duplicate_ids[value] = None
                self.anchors.add(value)
        if tag in ("a", "area"):
            if "href" in values and "nofollow" not in values.get("rel", "").lower().split():
                self.hyperlinks.add(values["href"])
        elif tag == "meta":
            self.addresses.update(dict.fromkeys(_of_meta(values)))


def links_of_html(html: str) -> Links:
    """Return the addresses and the anchors of a page.

    Links marked `nofollow` do not count as hyperlinks: on these sites they are there to do
    something, such as to suggest a correction, and not to read on.
    """
    page = _Page()
    at = 0  # not finditer: the search has to resume after elements that hold text alone
    while match := _TAG.search(html, at):
        at = match.end()
        if match[1] is None:
            continue
        tag = match[1].lower()
        if "=" in match[2]:
            page.add(tag, _attributes(match[2]))
        if tag in _TEXT_ELEMENTS:
            end = re.compile(f"</{tag}", re.IGNORECASE).search(html, at)
            inside = html[at : end.start() if end else len(html)]
            at += len(inside)
            if tag == "style":
                page.addresses.update(dict.fromkeys(addresses_of_css(inside)))
    return Links(
        tuple(page.addresses),
        frozenset(page.hyperlinks),
        frozenset(page.anchors),
        tuple(page.duplicate_ids),
    )


def addresses_of_css(css: str) -> Iterator[str]:
    """Yield the addresses of a style sheet or of a `style` attribute."""
    for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", css)):
        yield next((group for group in match.groups() if group is not None), "")


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes that have a value; the first of several with one name counts."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTE.findall(text):
        value = "".join(quoted)
        values.setdefault(name.lower(), (unescape(value) if "&" in value else value).strip())
    return values


def _of_meta(values: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses of a `meta` element: of a redirect, or of a social card."""
    content = values.get("content", "")
    if values.get("http-equiv", "").lower() == "refresh" and (to := _REFRESH.fullmatch(content)):
        yield to[2]
    if _CARD_NAMES & {values.get("property", "").lower(), values.get("name", "").lower()}:
        yield content
