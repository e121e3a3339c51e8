"""Every internal link and anchor of the pages, followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from generator.plan.addresses import file_of
from generator.problems import AtWords, Finding

_FOLLOWED = {"a": "href", "link": "href", "img": "src", "script": "src"}


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as readers get it."""

    path: str
    """Its address, relative to the top of the site."""
    origin: str
    """The file that it comes from, or what else to call it."""
    html: str


class _Parsed(HTMLParser):
    """The anchors of a page and the links on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if anchor := values.get("id"):
            self.anchors.add(anchor)
        if link := values.get(_FOLLOWED.get(tag, "")):
            self.links.append(link)


def broken_links(
    pages: Iterable[RenderedPage], files: Iterable[str], base_url: str
) -> Iterator[Finding]:
    """Find links that lead to no page, no file or no anchor of the site, or out of its base path.

    `files` are the files of the site that are no pages, relative to its top.
    """
    parsed = [(page, _Parsed(page.html)) for page in pages]
    anchors: dict[str, set[str]] = {file: set() for file in files}
    anchors |= {file_of(page.path): found.anchors for page, found in parsed}
    site = urlsplit(base_url)
    base = unquote(site.path)
    for page, found in parsed:
        here = urljoin(base_url, page.path)
        for link in dict.fromkeys(found.links):
            target = urlsplit(urljoin(here, link))
            if (target.scheme, target.netloc) != (site.scheme, site.netloc):
                continue
            path, anchor = unquote(target.path), unquote(target.fragment)
            if reason := _broken(path, anchor, base, anchors):
                # Editors write addresses from the top of the site, without its base path.
                words = "/" + unquote(link).removeprefix(base) if link.startswith("/") else link
                message = f"the link '{words}' on the page /{page.path} {reason}"
                yield Finding(page.origin, AtWords(1, words), "broken-link", message)


def _broken(path: str, anchor: str, base: str, anchors: Mapping[str, set[str]]) -> str:
    """Say what is wrong with a link, or nothing."""
    if not path.startswith(base):
        return f"leads out of the site, which is served under {base}"
    file = file_of(path.removeprefix(base))
    if file not in anchors:
        return "leads to no page of the site"
    if anchor and file.endswith(".html") and anchor not in anchors[file]:
        return f"leads to no anchor: that page has no '{anchor}'"
    return ""
