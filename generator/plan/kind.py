"""What the rest of the generator needs to know of a kind of page, or of file for machines.

A kind is one record: who lists its pages, who plans them, what renders them, and who else asks for
them. `generator/kinds.py` has all of them; nothing else tells kinds apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator import addresses
from generator.plan.digested import Digested

if TYPE_CHECKING:
    from generator.assemble.corpus import Corpus
    from generator.plan.presenter import Presenter


class Entry(Struct, frozen=True):
    """A page as its kind lists it."""

    address: str
    """Relative to the top of the site."""
    subject: str
    """What it is about, in a form of its kind's own."""
    origin: str
    """What it comes from, for people: a file, or `the home page`."""


class Page(Struct, frozen=True):
    """One line of the table of contents: a page, or a file for machines."""

    address: str
    kind: str
    subject: str
    origin: str

    @property
    def file(self) -> str:
        """The file that is served at its address, relative to the output folder."""
        return addresses.file_of(self.address)


class PageKind(Struct, frozen=True, kw_only=True):
    """A kind of HTML page; `templates/NAME.html` renders it."""

    name: str
    entries: Callable[[Corpus], Iterable[Entry]]
    """Lists its pages."""
    plan: Callable[[Page, Presenter], Any]
    """Returns the view of a page."""
    view: type[Digested]
    """The type of these."""
    linked: Callable[[Any, Any], Iterator[Any]] | None = None
    """Returns linked data of a view: a method of LinkedData; None for none."""
    modified: Callable[[Page, Presenter], str | None] | None = None
    """Returns the day of a page's last change for the map of pages; None for a kind not in it."""
    searched: bool = False
    """Readers search its pages: whatever there is to find is on one of them once."""
    own_template: str = ""
    """A site's template for one of its pages alone, `{}` being the subject."""

    def templates(self, page: Page) -> tuple[str, ...]:
        """Return names of templates; the first that exists renders the page."""
        own = (self.own_template.format(page.subject),) if self.own_template else ()
        return (*own, f"{self.name}.html")


class FileKind(Struct, frozen=True, kw_only=True):
    """A kind of file for machines: a feed, a map of the site, data, a picture."""

    name: str
    entries: Callable[[Corpus], Iterable[Entry]]
    """Lists its files."""
    plan: Callable[[Page, Presenter], Digested]
    """Returns the view of a file."""
    write: Callable[[Any, Any, Any], bytes]
    """Returns the bytes of a view, given the site's Addresses and Language."""
    of_view_alone: bool = False
    """Its bytes depend on no address and no language."""
    last: bool = False
    """Its files are made after all others, most of them by one process: what it takes to get used
    to them is taken once."""


Kind = PageKind | FileKind


def contents(kinds: Iterable[Kind], corpus: Corpus) -> Iterator[Page]:
    """Return the table of contents: every page that a site consists of, and files for machines."""
    for kind in kinds:
        for entry in kind.entries(corpus):
            yield Page(entry.address, kind.name, entry.subject, entry.origin)


def always(address: str, origin: str) -> Callable[[Corpus], Iterable[Entry]]:
    """Return what lists a page that every site has once."""
    return lambda _: (Entry(address, "", origin),)


def undated(_: Page, __: Presenter) -> None:
    """Return no day of a last change: the page is in the map of pages without one."""
