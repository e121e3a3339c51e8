"""Where an address leads: to a file of the site to be, to another site, or nowhere."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct

from generator.addresses import file_of

_REFUSED = frozenset(("javascript", "vbscript", "data", "blob", "file"))
"""Schemes that the pages' security policy keeps from running or loading, or readers do not have."""


class Inside(Struct, frozen=True):
    """A file of the site, or a place in it."""

    file: str
    """Relative to the top of the site."""
    anchor: str
    """As it is written, without the hash mark; empty where the whole file is meant."""


class Outside(Struct, frozen=True):
    """An address of another site, without its anchor."""

    url: str


class Nowhere(Struct, frozen=True):
    """An address that leads to nothing."""

    reason: str


class Targets:
    """Follows addresses on a site that will be served under a base URL and has certain files."""

    def __init__(self, base_url: str, files: Set[str]) -> None:
        self._base_url = base_url
        self._host = urlsplit(base_url).netloc.lower()
        self._base = unquote(urlsplit(base_url).path)
        self._files = files
        self._known: dict[tuple[str, bool], Inside | Outside | Nowhere | None] = {}
        """Where addresses lead that lead there from everywhere; pages share most of theirs."""

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {_folded(file): file for file in self._files}

    def follow(
        self, file: str, address: str, *, by_readers: bool
    ) -> Inside | Outside | Nowhere | None:
        """Say where an address leads that stands in a file of the site.

        None for what is no place, such as `mailto:`. `by_readers` tells a link that readers follow
        from an address that the site gives of itself.
        """
        if address.startswith("#"):
            return Inside(file, address[1:])
        if not address.startswith(("/", "http")):
            return self._followed(file, address, by_readers)
        key = address, by_readers
        if key not in self._known:
            self._known[key] = self._followed(file, address, by_readers)
        return self._known[key]

    def _followed(
        self, file: str, address: str, by_readers: bool
    ) -> Inside | Outside | Nowhere | None:
        try:
            target = urlsplit(urljoin(self._base_url + file.removesuffix("index.html"), address))
            written = urlsplit(address)
        except ValueError as error:
            return Nowhere(f"is no address: {error}")
        if target.scheme in _REFUSED:
            return Nowhere(f"is a {target.scheme}: address, which does nothing on these pages")
        if target.scheme not in ("http", "https"):
            return None
        path = unquote(target.path) or "/"
        # On a host that many sites share, another one's whole address is no mistake.
        elsewhere = by_readers and written.netloc and not (path + "/").startswith(self._base)
        if target.netloc.lower() != self._host or elsewhere:
            return Outside(target._replace(fragment="").geturl())
        if not (path + "/" if path + "/" == self._base else path).startswith(self._base):
            return Nowhere(f"leads out of the site, which is served under {self._base}")
        return self._inside(path[len(self._base) :], target.fragment)

    def _inside(self, address: str, anchor: str) -> Inside | Nowhere:
        """Find the file of an address as Pages, and the preview, would.

        There, a folder without its slash leads to the one with it, and `.html` may be left out.
        """
        served = [file_of(address)]
        if address and not address.endswith("/"):
            served += [f"{address}/index.html", f"{address}.html"]
        for file in served:
            if file in self._files:
                return Inside(file, anchor)
        for file in served:
            if near := self._by_folded.get(_folded(file)):
                real = near.removesuffix("index.html")
                return Nowhere(f"leads to no page of the site; '/{real}' is spelled otherwise")
        return Nowhere("leads to no page of the site")


def _folded(file: str) -> str:
    """Make alike what some disks take for the same and web servers do not: case, and accents."""
    return normalize("NFC", file).casefold()
