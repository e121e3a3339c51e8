"""Addresses that are taken twice: two sources of one file are an error that names both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator import addresses
from generator.plan.kind import Page
from generator.problems import AtKey, AtLine, Finding, KeyPath


def collisions(files: Iterable[tuple[str, str]], pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for every address that is taken already, or whose folder is a file.

    The folder of the search index is taken from the start.

    `files` are the files that are copied, each with its origin. Of two pages with one address, the
    finding is about the later one, unless only the other one has its address by a key. Addresses
    that differ only in case are the same, because some disks do not tell them apart.
    """
    taken: dict[str, _Wanted] = {}
    reported: set[tuple[str, str, str]] = set()
    wanted = [_Wanted(file, origin) for file, origin in files]
    wanted += (_Wanted(page.file, page.origin, page.keys) for page in pages)
    for one in wanted:
        key = one.file.casefold()
        if key.startswith(addresses.SEARCH_INDEX):
            yield one.finding("kept for the search index")
        other = taken.setdefault(key, one)
        # A page has its card and feeds in its folder; one finding for the folder is enough.
        clash = other.origin, one.origin, key.rpartition("/")[0]
        if other is not one and clash not in reported:
            reported.add(clash)
            told, right = (other, one) if other.keys and not one.keys else (one, other)
            yield told.finding(f"already taken by {right.origin}")
    for one in wanted:
        folders = one.file.casefold().split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            if blocks := taken.get("/".join(folders[:depth])):
                yield one.finding(f"below a file and not a folder ({blocks.origin})")


class _Wanted(Struct, frozen=True):
    """A file of the output, what wants it, and by which of its keys, if by any."""

    file: str
    origin: str
    keys: KeyPath = ()

    def finding(self, what: str) -> Finding:
        """Return the finding that the address of the file is not to be had."""
        message = f"the address /{self.file.removesuffix('index.html')} is {what}; choose another"
        spot = AtKey(self.keys) if self.keys else AtLine()
        return Finding(self.origin, spot, "same-address", message)
