"""Resolve addresses: to a file of the site, to another site, or to nothing."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct

from generator.addresses import file_of, fold
from generator.problems import nearest

_USELESS_SCHEMES = frozenset(("javascript", "vbscript", "data", "blob", "file"))
"""Schemes that the pages' content security policy blocks, or that name what readers do not have."""


class Internal(Struct, frozen=True):
    """An address of a file of the site, or of an anchor in it."""

    file: str
    """Relative to the top of the site."""
    anchor: str
    """As it is written, without the hash mark; empty for the file as a whole."""


class External(Struct, frozen=True):
    """An address of another site."""

    url: str
    """Without its anchor."""


class Broken(Struct, frozen=True):
    """An address that does not work."""

    reason: str
    """The end of a sentence that begins with the link."""


class LinkResolver:
    """Resolves the addresses on a site, given all of its files and the URL it is served under."""

    def __init__(self, base_url: str, files: Set[str]) -> None:
        """Take the URL of the top of the site, and the paths of its files relative to that."""
        self._base_url = base_url
        self._host = urlsplit(base_url).netloc.lower()
        self._base = unquote(urlsplit(base_url).path)
        self._files = files
        self._resolved: dict[tuple[str, bool], Internal | External | Broken | None] = {}
        """Results for addresses that do not depend on the file they are in. Pages share most of
        their links, so nearly all are found here."""

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {fold(file): file for file in self._files}

    def resolve(
        self, file: str, address: str, *, is_hyperlink: bool
    ) -> Internal | External | Broken | None:
        """Resolve an address that is written in a file of the site.

        Return None for what is no location, such as `mailto:`. `is_hyperlink` tells a link that
        readers follow from one that the site gives of itself, such as its feed.
        """
        if address.startswith("#"):
            return Internal(file, address[1:])
        if not address.startswith(("/", "http")):
            return self._resolve(file, address, is_hyperlink)
        key = address, is_hyperlink
        if key not in self._resolved:
            found = self._looked_up(address) or self._resolve(file, address, is_hyperlink)
            self._resolved[key] = found
        return self._resolved[key]

    def _looked_up(self, address: str) -> Internal | None:
        """Return what an address leads to if nothing in it needs to be parsed, as in most."""
        top = self._base_url if address.startswith("http") else self._base
        if not address.startswith(top) or not address.isprintable():
            return None
        path, _, anchor = address[len(top) :].partition("#")
        is_plain = "%" not in path and "?" not in path
        file = file_of(path)
        return Internal(file, anchor) if is_plain and file in self._files else None

    def _resolve(
        self, file: str, address: str, is_hyperlink: bool
    ) -> Internal | External | Broken | None:
        try:
            target = urlsplit(urljoin(self._base_url + file.removesuffix("index.html"), address))
            written = urlsplit(address)
        except ValueError as error:
            return Broken(f"is not a valid address: {error}")
        if target.scheme in _USELESS_SCHEMES:
            return Broken(f"is a {target.scheme}: address, which does not work on these pages")
        if target.scheme not in ("http", "https"):
            return None
        path = unquote(target.path) or "/"
        # Many sites may share a host (NAME.github.io/ONE/, …/TWO/). A whole URL of another one is
        # a link to another site; a path alone that leaves the site is more likely a mistake.
        elsewhere = is_hyperlink and written.netloc and not (path + "/").startswith(self._base)
        if target.netloc.lower() != self._host or elsewhere:
            return External(target._replace(fragment="").geturl())
        if not (path + "/" if path + "/" == self._base else path).startswith(self._base):
            return Broken(f"is outside the site, which is served under {self._base}")
        return self._find(path[len(self._base) :], target.fragment)

    def _find(self, address: str, anchor: str) -> Internal | Broken:
        """Find the file that an address relative to the top of the site leads to.

        As on GitHub Pages (and in `serve/static_files.py`), a folder without its slash redirects to
        the one with it, and `.html` may be left out.
        """
        candidates = [file_of(address)]
        if address and not address.endswith("/"):
            candidates += [f"{address}/index.html", f"{address}.html"]
        for file in candidates:
            if file in self._files:
                return Internal(file, anchor)
        nothing = "matches no page or file of the site"
        for file in candidates:
            if near := self._by_folded.get(fold(file)):
                real = near.removesuffix("index.html")
                hint = f"did you mean '/{real}'? Capitals and accents must match"
                return Broken(f"{nothing}; {hint}")
        pages = {file[: -len("index.html")] for file in self._files if file.endswith("/index.html")}
        page = address.removesuffix(".md").removesuffix("/") + "/"
        if page in pages:
            return Broken(f"{nothing}; did you mean '/{page}'?")
        return Broken(nothing + nearest(page, pages).replace("'", "'/", 1))


def takes_the_place_of_another(file: str, files: Set[str]) -> bool:
    """Return whether addresses that lead to a file may have led to another of the site without it.

    So the candidates of `LinkResolver._find` have it.
    """
    address = file.removesuffix("/index.html")
    others = {f"{address}/index.html", f"{address}.html"} - {file}
    return not others.isdisjoint(files)
