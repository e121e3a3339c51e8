"""Turn links and prose into HTML, where addresses finally get the site's base path."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from msgspec.structs import replace

from generator import addresses
from generator.language.direction import direction_of
from generator.plan.views.components import (
    BasePath,
    CiteMark,
    DateView,
    ImageView,
    LinkTo,
    ProsePart,
    ProseView,
    TermMark,
)

_TOGETHER = 3
"""How many citations in a row stay on one line; the style sheet gives each room for a finger."""


def _is_cited(part: ProsePart) -> bool:
    return isinstance(part, CiteMark)


@cache
def language_attributes(tag: str | None) -> Markup:
    """Return the attributes of an element whose language is not the page's; none for None.

    The direction is that of the language. That of the first letter (`dir="auto"`) would turn an
    Arabic text that begins with "NATO".
    """
    if tag is None:
        return Markup()
    return Markup(f' lang="{escape(tag)}" dir="{direction_of(tag)}"')  # noqa: S704 - escaped


class Addresses:
    """Turns addresses relative to the top of the site into URLs, and views of links into HTML.

    Its methods are filters of the templates: `{{ view.home|link }}`.
    """

    def __init__(self, base_url: str, direction: str = "ltr") -> None:
        """Take the URL of the home page: scheme, host and path, with a slash at the end.

        In pages of the `direction` `rtl`, links and dates are isolated: a Latin name would else
        draw the date behind it into its own direction.
        """
        self._isolates = direction == "rtl"
        scheme, host, path, *_ = urlsplit(base_url)
        self._host = f"{scheme}://{host}"
        self.base_path = quote(path, safe="/%")
        """The path that the site is served under: `/` or `/repo/`."""
        self._urls: dict[str, str] = {}
        # Dates and links are memoized: pages share most of them, and no filter is called as often.
        self._memo: dict[tuple[str, str, str | None], Markup] = {}

    def url(self, address: str) -> str:
        """Return the URL of an address without scheme and host, `/repo/themes/venues/#point-host`.

        Path and anchor are percent-encoded.
        """
        if (known := self._urls.get(address)) is not None:
            return known
        # Encoded apart: `quote` would turn the hash mark between them into %23.
        path, hash_mark, anchor = address.partition("#")
        url = f"{self.file_url(path)}{hash_mark}{quote(anchor)}"
        self._urls[address] = url
        return url

    def file_url(self, path: str) -> str:
        """Return the URL of a file, in whose name a hash mark is no more than a character."""
        return f"{self.base_path}{quote(path)}"

    def absolute(self, address: str) -> str:
        """Return the URL of an address with scheme and host, for those who read it elsewhere."""
        return self._host + self.url(address)

    def card(self, page: str) -> str:
        """Return the absolute URL of a page's social card."""
        return self.absolute(addresses.card(page))

    def prose(self, view: ProseView) -> Markup:
        """Return the HTML of prose."""
        pieces: list[str] = []
        for cited, parts in groupby(view.parts, _is_cited):
            if cited:
                pieces.append(self.cites(part for part in parts if isinstance(part, CiteMark)))
            else:
                pieces += map(self._part, parts)
        return Markup("".join(pieces))  # noqa: S704 - escaped part by part

    def cite(self, mark: CiteMark) -> Markup:
        """Return the HTML of a citation, a numbered link into the page's list of sources.

        Its name begins with what one sees of it (WCAG 2.5.3). A script shows the claims that it
        names in place (`data-claims`).
        """
        claims = f' data-claims="{escape(" ".join(mark.claims))}"' if mark.claims else ""
        name = "cite held" if mark.held else "cite"
        return Markup(  # noqa: S704
            f'<a class="{name}" href="#{quote(mark.anchor)}" aria-label="{mark.number}.'
            f' {escape(mark.label)}"{claims}>{mark.number}</a>'
        )

    def cites(self, marks: Iterable[CiteMark]) -> Markup:
        """Return the HTML of several citations in a row, which may break after every few."""
        cited = list(map(self.cite, marks))
        if len(cited) < 2:  # noqa: PLR2004 - no row
            return Markup("".join(cited))  # noqa: S704 - each is markup
        rows = (cited[at : at + _TOGETHER] for at in range(0, len(cited), _TOGETHER))
        row = "<wbr>".join(map("".join, rows))
        return Markup(f'<span class="cites">{row}</span>')  # noqa: S704 - each is markup

    def date(self, date: DateView) -> Markup:
        """Return the HTML of a day or an instant, with its machine-readable form."""
        key = date.iso, date.long, None
        if (known := self._memo.get(key)) is None:
            isolated = ' dir="rtl"' if self._isolates else ""
            # Not escaped: the plan makes both from numbers and the names of months.
            known = Markup(f'<time datetime="{date.iso}"{isolated}>{date.long}</time>')  # noqa: S704
            self._memo[key] = known
        return known

    def link(self, link: LinkTo) -> Markup:
        """Return the HTML of a link within the site."""
        key = link.path, link.text, link.language
        if link.gate is not None:  # only in a preview, so such links are not worth a memo
            badge = f'<span class="badge {link.gate.state}">{escape(link.gate.label)}</span>'
            return Markup(f"{self.link(replace(link, gate=None))} {badge}")  # noqa: S704
        if (known := self._memo.get(key)) is None:
            text = escape(link.text)
            # Its direction is said, not guessed: a title may begin with a Latin name.
            is_isolated = self._isolates and link.language is None
            shown = f'<bdi dir="rtl">{text}</bdi>' if is_isolated else text
            language = language_attributes(link.language)
            known = Markup(f'<a href="{escape(self.url(link.path))}"{language}>{shown}</a>')  # noqa: S704
            self._memo[key] = known
        return known

    def links(self, links: Iterable[LinkTo]) -> Markup:
        """Return the HTML of several links, separated by commas; people who are introduced here
        have their role beside the name.
        """
        shown = tuple(links)
        roles = [self._role(link.role) for link in shown]
        each = map("".join, zip(map(self.link, shown), roles, strict=True))
        return Markup(("; " if any(roles) else ", ").join(each))  # noqa: S704 - each is markup

    def _role(self, role: str | None) -> str:
        isolated = ' dir="rtl"' if self._isolates else ""
        return f", <small{isolated}>{escape(role)}</small>" if role else ""

    def _term(self, mark: TermMark) -> str:
        """Return the HTML of a word that the page explains.

        A screen reader says the explanation after it; a script shows it in place (`data-meaning`).
        """
        anchor = escape(mark.anchor)
        return (
            f'<a class="term" href="{escape(self.url(mark.path))}" aria-describedby="{anchor}"'
            f' data-meaning="{anchor}">{mark.text}</a>'
        )

    def _part(self, part: ProsePart) -> str:
        """Return the HTML of one part of prose."""
        match part:
            case str():  # HTML that Markdown was turned into, escaped there
                return part
            case CiteMark():
                return self.cite(part)
            case LinkTo():
                return self.link(part)
            case TermMark():
                return self._term(part)
            case ImageView():
                title = f' title="{escape(part.title)}"' if part.title else ""
                source = escape(self.file_url(part.path))
                return (
                    f'<img src="{source}" alt="{escape(part.description)}"'
                    f' width="{part.width}" height="{part.height}" loading="lazy"{title}>'
                )
            case BasePath():  # before an address within such HTML
                return self.base_path
