"""Built sites, each page sorted by its kind, and how a browser gets them without any network."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Route

BASE_PATH = "/repo/"

_NAME, _MONTH = r"[^/]+/", r"\d{4}-\d{2}/"
_ADDRESSES = {
    "home": "",
    "theme": f"themes/{_NAME}",
    "embed": f"embed/{_NAME}{_NAME}",
    "month": f"themes/{_NAME}{_MONTH}",
    "theme-timeline": f"themes/{_NAME}timeline/",
    "article": f"articles/{_NAME}",
    "timeline": "timeline/",
    "timeline-month": f"timeline/{_MONTH}",
    "actors": "actors/",
    "actor": f"actors/{_NAME}",
    "sources": "sources/",
    "source": f"sources/{_NAME}",
    "glossary": "glossary/",
    "corrections": "corrections/",
    "corrections-month": f"corrections/{_MONTH}",
    "search": "search/",
    "data": "data/",
    "404": r"404\.html",
}
KINDS = (*_ADDRESSES, "page", "redirect")
"""Every kind of page that is looked at; a page of no kind makes a test fail."""

_MISSING = "no/such/page/"
"""Where nothing is, so that a host shows 404.html."""


@dataclass(frozen=True)
class BuiltPage:
    """One page of a built site."""

    site: str
    """The name of the site."""
    url: str
    """Where a browser finds it."""
    address: str
    """`themes/truce/`"""
    kind: str | None
    title: str
    size: int

    def __str__(self) -> str:
        return f"{self.site}: /{self.address}"


@dataclass(frozen=True)
class BuiltSite:
    """A site that was built once, for many tests to look at."""

    name: str
    site: Site
    base_path: str = BASE_PATH

    @classmethod
    def of(
        cls, name: str, site: Site, base_path: str = BASE_PATH, *, search: bool = True
    ) -> BuiltSite:
        """Build a site for a host that is named after it."""
        more = ("--search",) if search else ()
        site.build("--base-url", f"https://{name}.example{base_path}", "--jobs", "1", *more)
        return cls(name, site, base_path)

    @property
    def host(self) -> str:
        """Where it is served."""
        return f"{self.name}.example"

    @property
    def folder(self) -> Path:
        """Where it was built."""
        return self.site.root / "site"

    @cached_property
    def pages(self) -> tuple[BuiltPage, ...]:
        """All pages, with their kinds."""
        return tuple(self._page(file) for file in sorted(self.folder.rglob("*.html")))

    def telling(self, kind: str) -> list[BuiltPage]:
        """Return the pages of a kind that are most likely to go wrong: heaviest, longest title."""
        pages = [page for page in self.pages if page.kind == kind]
        if not pages:
            return []
        heaviest = max(pages, key=lambda page: page.size)
        longest = max(pages, key=lambda page: (len(page.title), page.size))
        return [heaviest] if longest == heaviest else [heaviest, longest]

    def answer(self, path: str) -> tuple[int, Path]:
        """Return status and file for a path, as a host of static files does."""
        wanted = unquote(path.removeprefix(self.base_path))
        file = self.folder / wanted / ("index.html" if wanted[-1:] in ("", "/") else "")
        inside = path.startswith(self.base_path) and file.resolve().is_relative_to(
            self.folder.resolve()
        )
        return (200, file) if inside and file.is_file() else (404, self.folder / "404.html")

    def _page(self, file: Path) -> BuiltPage:
        address = file.relative_to(self.folder).as_posix().removesuffix("index.html")
        tree = html.document_fromstring(file.read_bytes())
        title = tree.find(".//h1")
        kind = self._kind(address, bool(tree.xpath("//meta[@http-equiv='refresh']")))
        return BuiltPage(
            site=self.name,
            url=f"https://{self.host}{self.base_path}{_MISSING if kind == '404' else address}",
            address=address,
            kind=kind,
            title="" if title is None else title.text_content(),
            size=file.stat().st_size,
        )

    def _kind(self, address: str, leads_on: bool) -> str | None:
        if leads_on:
            return "redirect"
        for kind, pattern in _ADDRESSES.items():
            if re.fullmatch(pattern, address):
                return kind
        own = self.site.root / "content" / "pages" / f"{address.removesuffix('/')}.md"
        return "page" if own.is_file() else None


class Hosts:
    """Answers what a browser asks of the built sites; whatever else it asks for fails."""

    def __init__(self, sites: Iterable[BuiltSite]) -> None:
        self._sites = {site.host: site for site in sites}
        self.staying_on: str | None = None
        """A page that is looked at although it leads on to another."""

    def answer(self, route: Route) -> None:
        """Answer one request."""
        request = route.request
        asked = urlsplit(request.url)
        site = self._sites.get(asked.hostname or "")
        if site is None:
            route.abort("namenotresolved")
        elif request.is_navigation_request() and self.staying_on not in (None, request.url):
            route.fulfill(status=204)
        else:
            status, file = site.answer(asked.path)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(status=status, body=file.read_bytes(), content_type=kind)


def kinds_of(*names: str) -> pytest.MarkDecorator:
    """Run a test on each kind of page of some sites; it is handed the telling `pages` of it."""
    cases = [(name, kind) for name in names for kind in KINDS]
    return pytest.mark.parametrize("pages", cases, indirect=True, ids=map("-".join, cases))


every_kind = kinds_of("kinds", "river")
