"""Kinds of pages, and of files for machines: one record for all that the generator knows of each.

A kind has functions that list its pages and plan them, names what renders them, and says whether
they are searched and in the sitemap. All kinds are in `generator/kinds.py`. No other code asks of
which kind a page is: it asks the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.presenter import Presenter
from generator.plan.views.digested import Digested
from generator.plan.views.files import DatedPage
from generator.problems import KeyPath


class Entry(Struct, frozen=True):
    """A page or file, as its kind lists it."""

    address: str
    """Relative to the top of the site."""
    subject: str
    """What it is about, in a format of its kind: a key, a month, a theme and a month."""
    origin: str
    """What messages to editors call it: its file, or a name such as `the home page`."""
    keys: KeyPath = ()
    """The key in that file that gives it its address, if one does."""


class Page(Struct, frozen=True):
    """An entry of the table of contents: a page, or a file for machines."""

    address: str
    kind: str
    """The name of its kind; the other fields are those of `Entry`."""
    subject: str
    origin: str
    keys: KeyPath = ()

    @property
    def file(self) -> str:
        """The path of the file that is served at its address, relative to the output folder."""
        return addresses.file_of(self.address)


class PageKind(Struct, frozen=True, kw_only=True):
    """A kind of HTML page, rendered by the template `NAME.html`."""

    name: str
    entries: Callable[[Corpus], Iterable[Entry]]
    """Lists its pages."""
    plan: Callable[[Page, Presenter], Any]
    """Returns the view of a page."""
    view: type[Digested]
    """The type of its views."""
    linked: Callable[[Any, Any], Iterator[Any]] | None = None
    """Yields the linked data of a view, a method of `LinkedData`; None if its pages have none."""
    modified: Callable[[Page, Presenter], str | None] | None = None
    """Returns the day on which a page was last modified, for the sitemap of pages, or None if that
    is not known; `undated` for all such pages. A kind without this is not in that sitemap."""
    searched: bool = False
    """Whether its pages are in the search index. Lists are not: what they show is also on other
    pages, and readers would find it twice."""
    own_template: str = ""
    """The name of a template that a site may have for one page alone; `{}` is its subject."""

    def templates(self, page: Page) -> tuple[str, ...]:
        """Return the names of templates for a page; the first one that exists renders it."""
        own = (self.own_template.format(page.subject),) if self.own_template else ()
        return (*own, f"{self.name}.html")


class FileKind(Struct, frozen=True, kw_only=True):
    """A kind of file for machines: a feed, a sitemap, data, a picture."""

    name: str
    entries: Callable[[Corpus], Iterable[Entry]]
    """Lists its files."""
    plan: Callable[[Page, Presenter], Digested]
    """Returns the view of a file."""
    write: Callable[[Any, Any, Any], bytes]
    """Returns the bytes of a file, given its view and the site's `Addresses` and `Language`."""
    of_view_alone: bool = False
    """Whether the bytes depend neither on the base URL nor on the language, so that a change of
    these leaves them as they are."""
    text: bool = True
    """Whether its files are text, and no pictures."""
    last: bool = False
    """Whether its files are made after all others. Most of them are then made by one process, and
    only that one has to load what they need, such as fonts."""


Kind = PageKind | FileKind


def contents(kinds: Iterable[Kind], corpus: Corpus) -> Iterator[Page]:
    """Yield the table of contents: all pages of these kinds, and files for machines."""
    for kind in kinds:
        for entry in kind.entries(corpus):
            yield Page(entry.address, kind.name, entry.subject, entry.origin, entry.keys)


def dated_pages(kinds: Iterable[Kind], presenter: Presenter) -> Iterator[DatedPage]:
    """Yield the pages of these kinds that are in the sitemap of pages."""
    for kind in kinds:
        if isinstance(kind, PageKind) and kind.modified is not None:
            for page in contents([kind], presenter.corpus):
                yield DatedPage(page.address, kind.modified(page, presenter))


def single(address: str, origin: str) -> Callable[[Corpus], Iterable[Entry]]:
    """Return the `entries` of a kind of which every site has a single page, without a subject."""
    return lambda _: (Entry(address, "", origin),)


def undated(_: Page, __: Presenter) -> None:
    """Return None: the page is in the sitemap of pages, but when it was modified is not known."""
