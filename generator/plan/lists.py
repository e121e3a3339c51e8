"""Lists in order of name, which have several pages where they are long: their *parts*.

The first part has the address of the list itself, the others have their numbers below it, and each
has links to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from msgspec import Struct

from generator import addresses
from generator.plan.kind import Entry
from generator.plan.views.components import PartLink

T = TypeVar("T")


def cut(
    entries: Sequence[T], most: int, lines: Callable[[T], int] = lambda _: 1
) -> list[Sequence[T]]:
    """Return the parts of a list, each with at most `most` lines; none is empty.

    `lines` returns how many lines an entry has. One with more than `most` is a part by itself.
    """
    starts: list[int] = []
    filled = most
    for at, entry in enumerate(entries):
        needed = lines(entry)
        if filled + needed > most:
            starts.append(at)
            filled = 0
        filled += needed
    return [entries[begin:end] for begin, end in pairwise([*starts, len(entries)])]


def part_entries(address: str, parts: int, origin: str) -> Iterator[Entry]:
    """Yield the parts of the list at an address; it has one also if it is empty."""
    for number in range(1, max(1, parts) + 1):
        yield Entry(addresses.part(address, number), str(number), origin)


class Parts(Struct, Generic[T], frozen=True):
    """The parts of a list, as one of them shows them."""

    address: str
    """That of the list."""
    number: int
    """That of the page, from 1."""
    parts: Sequence[Sequence[T]]
    """The entries of each, as `cut` returns them."""
    name: Callable[[T], str]
    """Returns the name of an entry."""

    @property
    def entries(self) -> Sequence[T]:
        """Return the entries of the page."""
        return self.parts[self.number - 1] if self.parts else ()

    def title(self, of_list: str) -> str:
        """Return the title of the page, given that of the list: `Sources`, `Sources · 2/3`."""
        return of_list if self.number == 1 else f"{of_list} · {self.number}/{len(self.parts)}"

    def links(self) -> tuple[PartLink, ...]:
        """Return links to all parts; none if there is but one."""
        links = (
            PartLink(
                addresses.part(self.address, number),
                self.name(entries[0]),
                self.name(entries[-1]),
                number == self.number,
            )
            for number, entries in enumerate(self.parts, 1)
        )
        return tuple(links) if len(self.parts) > 1 else ()
