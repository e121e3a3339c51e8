"""Lists that are none, so that their lines run together in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened

_WORDS = r"(?=[^\W\d_]|[“«„\"「『《])"
_ITEM = pattern(
    rf"(?P<bullet>[-*+•●▪◦]){_WORDS}"
    rf"|(?P<number>\d{{1,3}})(?P<after>[.)、．）])(?P<gap>[ \t\u00a0\u3000]*){_WORDS}"
    r"|(?P<bracket>[(（]?)(?P<letter>[^\W\d_]|[ivxIVX]{2,4})[)）](?=\s*\S)"
    r"|(?P<chinese>[一二三四五六七八九十]{1,3})、"
    r"|(?P<other>[(（]\d{1,2}[)）](?=\s*\S)|(?:[^\W\d_]|[ivx]{2,4})\.(?=\s+[^\W\d_]{2})|[①-⑳](?=\s*\S)"
    r"|\d{1,2}\.\d{1,2}\.?(?=\s+[^\W\d_a-z]))|(?P<dash>–|o(?=\t))\s+(?=\S)"
)
_FIRST = ("a", "а", "α", "i")
_NO_SPACE = pattern(r"(?:[-+]|\d+[.)])[^\W\d_]{2}")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


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
            or self.match["dash"]
            or re.sub(r"\w+", "a", self.match["other"] or "")
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
        if block.begins == "item" and mark in "-+.)" and _NO_SPACE.match(items[0].line):
            at = 0  # the item before it has its space
        if at is not None and mark not in block.called:
            first = items[at]
            # A long line may have been broken before a dash.
            if mark == "–" and block.view.text[: first.start].rstrip()[-1:] not in ("", ":", "："):
                continue
            if _is_broken(block, first.start + len(first.line)):
                continue
            end = first.start + len(first.line)
            message = _message(block, first, items[at + 1 :])
            yield Leftover(first.start, end, "failed-list", message, warning=True)
            return


def _is_broken(block: Block, end: int) -> bool:
    """Return whether a line has a mark at its end that breaks it for readers, too."""
    source, last = block.view.source, block.view.place(end - 1)
    return source[last : source.find("\n", last)].endswith(("\\", "  "))


def _go_on(first: _Item, second: _Item) -> bool:
    """Return whether one line may be the item of a list behind another."""
    if first.match["other"]:
        one, two = (item.match["other"].strip("().（）") for item in (first, second))
        # Letters with a full stop may be initials or abbreviations, too.
        return _is_next(one, two) and (not one.isalpha() or one in _FIRST)
    if number := first.match["number"]:
        return int(second.match["number"]) == int(number) + 1
    if first.match["chinese"]:
        return first.match["chinese"] != second.match["chinese"]
    letter, following = first.match["letter"], second.match["letter"]
    if letter is None:
        return True
    return len(following) > 1 or (len(letter) == 1 and following > letter)


def _is_next(first: str, second: str) -> bool:
    """Return whether one mark comes after another: a b, i ii, 1 2, ① ②, 1.1 1.2."""
    (chapter, _, one), (same, _, two) = first.rpartition("."), second.rpartition(".")
    if one.isdecimal() and two.isdecimal():
        return chapter == same and int(two) == int(one) + 1
    if one in _ROMAN and two in _ROMAN and _ROMAN.index(two) == _ROMAN.index(one) + 1:
        return True
    return len(one) == len(two) == 1 and ord(two) == ord(one) + 1 and not one.isupper()


def _message(block: Block, first: _Item, rest: Sequence[_Item]) -> str:
    match, end = first.match, first.start + len(first.line)
    written = shortened(block.view.written(first.start, end), 40)
    words = shortened(block.view.written(first.start + match.end(), end).strip(), 30)
    said = f"'{written}' begins no list, so its lines are shown as one paragraph: "
    if block.begins == "item" and not rest:
        said = f"'{written}' is no item of the list, and is shown with the one before it: "
    if bullet := match["bullet"]:
        mark = bullet if bullet in "-*+" else "-"
        return f"{said}a space is missing behind {bullet}; write {mark} {words}"
    if match["dash"]:
        return (
            f"{said}a list has - and a space; write - {words}, or put an empty line between the "
            "lines"
        )
    if match["letter"] or match["chinese"] or match["other"]:
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
