"""Words in letters of some size: how much room they take up, and what they look like."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.cards.letters import EM, Extent, font
from generator.cards.pieces import PIXELS, Piece, placed
from generator.cards.raster import Shape, shape


class Face(NamedTuple):
    """What letters look like."""

    name: str
    """`serif` or `sans`."""
    size: int
    """In pixels."""


class Word(NamedTuple):
    """Letters that stay together, and the gap behind them."""

    text: str
    gap: int
    """In thousandths of the size of letters."""


@lru_cache(4096)
def extent(name: str, text: str) -> Extent:
    """Give how far a word goes from where it begins; to the right, at least as far as its advance."""
    letters = font(name)
    places = letters.places(text)
    each = [letters.extent(letter) for letter in text]
    return Extent(
        min(at + one.left for at, one in zip(places, each, strict=False)),
        max(places[-1], *(at + one.right for at, one in zip(places, each, strict=False))),
        max(one.above for one in each),
        max(one.below for one in each),
    )


@lru_cache(8192)
def width(face: Face, word: Word) -> int:
    """Give how many bytes a word takes up with its gap, or without; the last one has no ink."""
    left, right = extent(face.name, word.text)[:2]
    end = _start(face, left) + _pixels(right, face)
    return max((end + _pixels(word.gap, face)) // PIXELS, -(-end // PIXELS) + 1)


@lru_cache(1024)
def drawn(face: Face, word: Word, above: int, below: int) -> Piece:
    """Give a word as a piece, of so many rows above and below the line that it stands on."""
    start = _start(face, extent(face.name, word.text).left)
    places = font(face.name).places(word.text)
    shapes = [
        (start + (place * face.size + EM // 2) // EM, _letter(face, letter))
        for letter, place in zip(word.text, places, strict=False)
    ]
    return placed(shapes, width(face, word), above, below)


@lru_cache(1024)
def _letter(face: Face, letter: str) -> Shape:
    return shape(font(face.name).rings(letter), face.size)


def _start(face: Face, left: int) -> int:
    """Give how far a word has to be moved so that no ink is left of where it begins."""
    return max(0, _pixels(-left, face))


def _pixels(units: int, face: Face) -> int:
    """Give a length in pixels, rounded up."""
    return -(-units * face.size // EM)
