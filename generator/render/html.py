"""Prose and links to HTML: the last step, in which addresses get the site's base path."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator import addresses
from generator.plan.components import BasePath, CiteMark, DateView, ImageView, LinkTo, ProseView


class Addresses:
    """Turns addresses relative to the top of the site into ones that browsers can follow.

    `base_url` is scheme, host and path, ended by a slash.
    """

    def __init__(self, base_url: str) -> None:
        scheme, host, path, *_ = urlsplit(base_url)
        self._host = f"{scheme}://{host}"
        self.base_path = quote(path, safe="/%")
        """The path that the site is served under: `/` or `/repo/`."""
        self._urls: dict[str, str] = {}
        # Dates and links come again and again; these are what templates spend most time on.
        self._made: dict[tuple[str, str], Markup] = {}

    def url(self, address: str) -> str:
        """Return an address for a link of this site: `/repo/themes/venues/#point-host`."""
        if (known := self._urls.get(address)) is not None:
            return known
        path, hash_mark, anchor = address.partition("#")
        url = f"{self.base_path}{quote(path)}{hash_mark}{quote(anchor)}"
        self._urls[address] = url
        return url

    def absolute(self, address: str) -> str:
        """Return an address with scheme and host."""
        return self._host + self.url(address)

    def card(self, page: str) -> str:
        """Return the absolute address of the picture that stands for a page where it is shared."""
        return self.absolute(addresses.card(page))

    def prose(self, view: ProseView) -> Markup:
        """Return the HTML of prose."""
        return Markup("".join(map(self._part, view.parts)))  # noqa: S704 - escaped part by part

    def cite(self, mark: CiteMark) -> Markup:
        """Return the HTML of a numbered mark."""
        label = escape(mark.label)
        return Markup(  # noqa: S704
            f'<a class="cite" href="#{quote(mark.anchor)}" title="{label}">{mark.number}</a>'
        )

    def cites(self, marks: Iterable[CiteMark]) -> Markup:
        """Return the HTML of several numbered marks."""
        return Markup("".join(map(self.cite, marks)))  # noqa: S704 - each is markup

    def date(self, date: DateView) -> Markup:
        """Return the HTML of a day or moment."""
        key = date.iso, date.long
        if (known := self._made.get(key)) is None:
            known = Markup(f'<time datetime="{date.iso}">{date.long}</time>')  # noqa: S704
            self._made[key] = known
        return known

    def link(self, link: LinkTo) -> Markup:
        """Return the HTML of a link within the site."""
        key = link.path, link.text
        if (known := self._made.get(key)) is None:
            href = escape(self.url(link.path))
            known = Markup(f'<a href="{href}">{escape(link.text)}</a>')  # noqa: S704
            self._made[key] = known
        return known

    def links(self, links: Iterable[LinkTo]) -> Markup:
        """Return the HTML of several links, parted by commas."""
        return Markup(", ".join(map(self.link, links)))  # noqa: S704 - each is markup

    def _part(self, part: str | CiteMark | LinkTo | ImageView | BasePath) -> str:
        match part:
            case str():
                return part
            case CiteMark():
                return self.cite(part)
            case LinkTo():
                return self.link(part)
            case ImageView():
                title = f' title="{escape(part.title)}"' if part.title else ""
                return (
                    f'<img src="{escape(self.url(part.path))}" alt="{escape(part.description)}"'
                    f' width="{part.width}" height="{part.height}" loading="lazy"{title}>'
                )
            case BasePath():
                return self.base_path
