"""What the scanners of a block are given, and what they find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from generator.prose.leftovers.visible import View


class Block(Struct, frozen=True):
    """One block of words, and where it stands."""

    view: View
    kind: Literal["paragraph", "heading", "cell", "inline", "plain"]
    """`inline` is a text in the front matter; `plain` one that is shown as it is written."""
    begins: Literal["", "item", "quote"] = ""
    """What the block is the first paragraph of."""
    embedded: frozenset[str] = frozenset()
    """Labels, in lower case, of definitions whose picture is part of the text: they are reported
    where they are defined."""
    called: frozenset[str] = frozenset()
    """Stars that call notes in the blocks before, as in: a price*, and costs**."""
    may_call: bool = True
    """Whether ** may call a note: one of the document begins with it."""


class Leftover(Struct, frozen=True):
    """Marks that failed, in the visible text of a block."""

    start: int
    end: int
    code: str
    message: str
    """"" if it is told elsewhere."""
    warning: bool = False
    """Whether the page is only less beautiful for it: nothing on it is false, and nothing lost."""
    handle: str = ""
    """The article that is meant if there is one with this key; else it is no mistake."""


def apart(found: Iterable[Leftover]) -> list[Leftover]:
    """Return leftovers in order; of those that overlap, the one that was found first."""
    starts: list[int] = []
    taken: list[Leftover] = []
    for leftover in found:
        at = bisect_right(starts, leftover.start)
        is_free = (at == 0 or taken[at - 1].end <= leftover.start) and (
            at == len(taken) or taken[at].start >= leftover.end
        )
        if is_free:
            starts.insert(at, leftover.start)
            taken.insert(at, leftover)
    return [leftover for leftover in taken if leftover.message]


def shortened(written: str, length: int = 60) -> str:
    """Return what was written on one line, cut where it is too long for a message."""
    line = " ".join(written.split(maxsplit=length)[:length])  # so many words are too long, too
    return line if len(line) <= length else f"{line[: length - 1]}…"


def stays(written: str, why: str) -> str:
    """Return the message about marks that a reader sees as they were written."""
    return f"'{shortened(written)}' stays on the page as text: {why}"
