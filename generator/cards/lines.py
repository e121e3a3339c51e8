"""Text to lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.cards.letters import EM, font
from generator.cards.pieces import PIXELS
from generator.cards.words import Face, Word, width

Line = tuple[Word, ...]

ELLIPSIS = "…"
_SPACE = 260
"""Between words, in thousandths of the size of letters."""
_PARTS = re.compile(r"[^-–—/]*[-–—/]+(?=\w\w)|.+")
"""A line may end behind a dash or a stroke within a word."""


def words_of(text: str, face: Face, room: int) -> list[Word]:
    """Give the words of a text; those that are longer than the room, in bytes, are broken."""
    return [
        Word(piece, gap)
        for word in text.split(" ")
        for part, gap in _parts(word)
        for piece, gap in _broken(Word(part, gap), face, room)
    ]


def _parts(word: str) -> Iterator[tuple[str, int]]:
    parts = _PARTS.findall(word) if len(word) > 3 else [word]
    for part in parts[:-1]:
        yield part, 0
    yield parts[-1], _SPACE


def _broken(word: Word, face: Face, room: int) -> Iterator[Word]:
    if width(face, Word(word.text, 0)) <= room:
        yield word
        return
    places = font(face.name).places(word.text)
    most = room * PIXELS * EM // face.size - EM // 2
    start = 0
    for i in range(1, len(word.text)):
        if places[i + 1] - places[start] > most:
            yield Word(word.text[start:i], 0)
            start = i
    yield Word(word.text[start:], word.gap)


def wrapped(words: Sequence[Word], face: Face, room: int) -> list[Line]:
    """Give words in lines, as few as can be, of about the same length."""
    lines = _filled(words, face, room)
    low, high = room // 2, room
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) // 2
        tried = _filled(words, face, middle)
        if len(tried) == len(lines) and all(length(line, face)<=middle for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _filled(words: Sequence[Word], face: Face, room: int) -> list[Line]:
    lines: list[list[Word]] = []
    left = -1
    for word in words:
        if width(face, Word(word.text, 0)) > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= width(face, word)
    return [tuple(line) for line in lines]


def length(line: Sequence[Word], face: Face) -> int:
    """Give how many bytes a line takes up."""
    return sum(width(face, word) for word in line[:-1]) + width(face, Word(line[-1].text, 0))


def cut(lines: Sequence[Line], most: int, face: Face, room: int) -> list[Line]:
    """Give the first lines; where some are left out, the last ends in an ellipsis."""
    if len(lines) <= most:
        return list(lines)
    last = list(lines[most - 1])
    while last:
        text = last[-1].text.rstrip(" ,.:;–—-/") + ELLIPSIS
        ended = (*last[:-1], Word(text, 0))
        if text != ELLIPSIS and length(ended, face) <= room:
            return [*lines[: most - 1], ended]
        if len(last) == 1 and len(last[0].text) > 1:
            last = [Word(last[0].text[:-1], 0)]
        else:
            last.pop()
    return [*lines[: most - 1], (Word(ELLIPSIS, 0),)]
