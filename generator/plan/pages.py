"""Pages and other files to come: where they stand, what kind they are and what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.plan import addresses
from generator.plan.part import Part
from generator.plan.views import View
from generator.problems import AtLine, Finding


class PageSpec(Struct, frozen=True):
    """One line of the table of contents."""

    path: str
    """The address."""
    kind: str
    """Which planner plans it."""
    what: str
    """What it is about, in a form of its kind's own."""
    origin: str
    """What the page comes from, for people: a file, or `the home page`."""

    @property
    def file(self) -> str:
        """The file of the page, relative to the output folder."""
        return addresses.file_of(self.path)


class PlannedPage(Struct, frozen=True):
    """One page, ready to be rendered."""

    templates: tuple[str, ...]
    """The first of these that exists renders it."""
    view: View
    origin: str
    """As in the table of contents."""


class PlannedFile(Struct, frozen=True):
    """One file for machines, ready to be rendered: a feed, a map of the site, data."""

    writer: str
    """What writes it."""
    view: Part


def collisions(files: Iterable[tuple[str, str]], pages: Iterable[PageSpec]) -> Iterator[Finding]:
    """Find addresses that two origins claim; `files` are those that are no pages, with origins.

    Addresses that differ only in case are the same: some disks cannot tell them apart. So are a
    file and a folder of one name.
    """
    taken: dict[str, str] = {}
    told: set[tuple[str, str, str]] = set()
    claims = [*files, *((page.file, page.origin) for page in pages)]
    for file, origin in claims:
        key = file.casefold()
        # A page and what belongs to it stand in one folder: who wants that is told so once.
        pair = taken.get(key, origin), origin, key.rpartition("/")[0]
        if key in taken and pair not in told:
            told.add(pair)
            message = f"/{file.removesuffix('index.html')} is wanted by {taken[key]} as well"
            yield Finding(origin, AtLine(), "same-address", message)
        taken.setdefault(key, origin)
    for file, origin in claims:
        folders = file.casefold().split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            if other := taken.get("/".join(folders[:depth])):
                message = f"/{file} needs a folder where {other} puts a file"
                yield Finding(origin, AtLine(), "same-address", message)
