"""Lists that are none, so that their lines run together in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.prose.leftovers.found import Block, Leftover, shortened

_WORDS = r"(?=[^\W\d_]|[“«„\"「『《])"
_ITEM = re.compile(
    rf"(?P<bullet>[-*+•●▪◦]){_WORDS}"
    rf"|(?P<number>\d{{1,3}})(?P<after>[.)、．）])(?P<gap>[ \t\u00a0\u3000]*){_WORDS}"
    r"|(?P<bracket>[(（]?)(?P<letter>[^\W\d_]|[ivxIVX]{2,4})[)）](?=\s*\S)"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})、"
)


class _Item(Struct, frozen=True):
    """A line that begins like the item of a list."""

    start: int
    """Where in the text of the block."""
    line: str
    match: re.Match[str]

    @property
    def mark(self) -> str:
        """What all items of one list have in common."""
        return (
            self.match["bullet"]
            or self.match["after"]
            or ("一" if self.match["chinese"] else f"{self.match['bracket']}a")
        )


def lists(block: Block) -> Iterator[Leftover]:
    """Yield lists that want a space, an empty line or other numbers; one line alone is no list."""
    if block.kind != "paragraph" or "\n" not in block.view.text:
        return
    # Of two kinds of lists, one is within the other.
    kinds: dict[str, list[_Item]] = {}
    start = 0
    for line in block.view.text.split("\n"):
        if match := _ITEM.match(line):
            item = _Item(start, line, match)
            kinds.setdefault(item.mark, []).append(item)
        start += len(line) + 1
    for mark, items in kinds.items():
        at = next((at for at, pair in enumerate(pairwise(items)) if _go_on(*pair)), None)
        if at is not None and mark not in block.called:
            first = items[at]
            end = first.start + len(first.line)
            message = _message(block, first, items[at + 1 :])
            yield Leftover(first.start, end, "failed-list", message, warning=True)
            return


def _go_on(first: _Item, second: _Item) -> bool:
    """Return whether one line may be the item of a list behind another."""
    if number := first.match["number"]:
        return int(second.match["number"]) == int(number) + 1
    if first.match["chinese"]:
        return first.match["chinese"] != second.match["chinese"]
    letter, following = first.match["letter"], second.match["letter"]
    if letter is None:
        return True
    return len(following) > 1 or (len(letter) == 1 and following > letter)


def _message(block: Block, first: _Item, rest: Sequence[_Item]) -> str:
    match, end = first.match, first.start + len(first.line)
    written = shortened(block.view.written(first.start, end), 40)
    words = shortened(block.view.written(first.start + match.end(), end).strip(), 30)
    said = f"'{written}' begins no list, so its lines are shown as one paragraph: "
    if bullet := match["bullet"]:
        mark = bullet if bullet in "-*+" else "-"
        return f"{said}a space is missing behind {bullet}; write {mark} {words}"
    if match["letter"] or match["chinese"]:
        return (
            f"{said}lists are numbered 1. or 1) here; write 1. {words}, or put an empty line "
            "between the lines"
        )
    number, after = match["number"], match["after"]
    right = f"{int(number)}{after if after in '.)' else '.'}"
    if not number.isascii() or after not in ".)":
        return f"{said}lists are numbered 1. or 1), with a space behind it; write {right} {words}"
    if match["gap"] and all(item.match["gap"] for item in rest):
        return f"{said}right below other words, a list begins with 1; put an empty line before it"
    return f"{said}a space is missing behind {number}{after}; write {right} {words}"
