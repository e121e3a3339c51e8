"""Text to lines. All widths are in thousandths of the size of letters, and hold for any size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.cards.letters import font
from generator.cards.words import SPACE, extent

ELLIPSIS = "…"
_AT_NO_END = " \u00a0,.:;–—-/(«“‘¿¡…"
"""What does not stand before an ellipsis."""
_DASH = re.compile(r"\w[-–—/]+\w")
_PARTS = re.compile(r".+?\w[-–—/]+(?=\w)|.+?\Z")
"""Words are divided behind dashes if that saves a line, or if they are wider than one."""
_ABOUT = 250
"""Lines are of the same length if they differ by no more."""


class Part(NamedTuple):
    """Letters that stay together."""

    text: str
    width: int
    """To where the next part begins."""
    space: int
    """What of the width is space: none, if the part is not the end of a word."""


Line = list[str]
"""Words."""


def lines_of(text: str, name: str, room: int, most: int) -> tuple[list[Line], bool]:
    """Return a text in lines no wider than the room, and whether they hold all of it.

    They are as few as can be, and of about the same length. Where there would be more than so many,
    the last one ends in an ellipsis.
    """
    parts = _parts_of(text, name, room)
    ends = _ends(parts, room)
    if len(ends) > 1 and _DASH.search(text):
        divided = [piece for part in parts for piece in _divided(part, name)]
        if len(fewer := _ends(divided, room)) < len(ends):
            parts, ends = divided, fewer
    if len(ends) > most:
        return _cut(parts, ends[:most], name, room), False
    return _set(parts, _balanced(parts, ends, room)), True


def _parts_of(text: str, name: str, room: int) -> Sequence[Part]:
    parts, widest = _words_of(text, name)
    if widest > room:
        return [piece for part in parts for piece in _broken(part, name, room)]
    return parts


@lru_cache(4)  # titles are tried in several sizes
def _words_of(text: str, name: str) -> tuple[Sequence[Part], int]:
    """Return the words of a text, and how wide the widest is."""
    parts = [_part(word, SPACE, name) for word in text.split(" ")]
    return parts, max(part.width - part.space for part in parts)


@lru_cache(4096)
def _part(text: str, space: int, name: str) -> Part:
    reach = extent(name, text)
    return Part(text, max(0, -reach.left) + reach.right + space, space)


def _divided(part: Part, name: str) -> list[Part]:
    """Return the parts of a word between which a line may end: behind dashes and strokes."""
    *texts, last = _PARTS.findall(part.text)
    return [*(_part(text, 0, name) for text in texts), _part(last, part.space, name)]


def _broken(part: Part, name: str, room: int) -> Iterator[Part]:
    """Break a part that is wider than the room: behind dashes, or else between any letters."""
    if part.width - part.space <= room:
        yield part
        return
    for piece in _divided(part, name):
        rest = piece
        while rest.width - rest.space > room and len(rest.text) > 1:
            places = font(name).places(rest.text)
            count = max(1, sum(place < room for place in places[1:]) - 1)
            yield _part(rest.text[:count], 0, name)
            rest = _part(rest.text[count:], rest.space, name)
        yield rest


def _ends(parts: Sequence[Part], room: int) -> list[int]:
    """Return before which part each line ends, if it takes up what it can hold."""
    ends, left = [], room
    for i, (_, width, space) in enumerate(parts):
        if width - space > left and i:
            ends.append(i)
            left = room
        left -= width
    return [*ends, len(parts)]


def _balanced(parts: Sequence[Part], ends: list[int], room: int) -> list[int]:
    """Return ends of as many lines that are as narrow as can be."""
    least, most = max(part.width - part.space for part in parts) - 1, room
    while len(ends) > 1 and most - least > _ABOUT:
        middle = (least + most) // 2
        tried = _ends(parts, middle)
        if len(tried) == len(ends):
            ends, most = tried, middle
        else:
            least = middle
    return ends


def _set(parts: Sequence[Part], ends: Sequence[int]) -> list[Line]:
    """Return the words of each line; the parts of one word are put together again."""
    return [_words(parts[start:end]) for start, end in pairwise([0, *ends])]


def _words(parts: Sequence[Part]) -> Line:
    return (
        "".join(part.text + " " if part.space else part.text for part in parts)
        .rstrip(" ")
        .split(" ")
    )


def _cut(parts: Sequence[Part], ends: Sequence[int], name: str, room: int) -> list[Line]:
    """Return lines of which the last ends in an ellipsis, behind a whole word if it has one."""
    *lines, last = _set(parts, ends)
    text = " ".join(last).rstrip(_AT_NO_END)
    while _length(text + ELLIPSIS, name) > room:
        text = (text.rpartition(" ")[0] or text[:-1]).rstrip(_AT_NO_END)
    return [*lines, (text + ELLIPSIS).split(" ")]


def _length(line: str, name: str) -> int:
    return sum(_part(word, SPACE, name).width for word in line.split(" ")) - SPACE
