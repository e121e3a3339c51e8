"""Words in letters of some size: how much room they take up, and what they look like."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.cards.letters import EM, Extent, font
from generator.cards.pieces import PIXELS, Piece, placed
from generator.cards.raster import INK, Shape, shape

SPACE = 280
"""Between words, in thousandths of the size of letters."""
_LARGE = 56
"""From this size on, words begin at whole bytes: nobody sees two pixels more or less between them,
and a word looks the same wherever it stands."""


class Face(NamedTuple):
    """What letters look like."""

    name: str
    """`serif` or `sans`."""
    size: int
    """In pixels."""
    colour: int = INK


def pixels(units: int, size: int) -> int:
    """Return a length in pixels, rounded up."""
    return -(-units * size // EM)


@lru_cache(4096)
def extent(name: str, word: str) -> Extent:
    """Return how far a word goes from where it begins; to the right, at least to where it ends."""
    letters = font(name)
    places = letters.places(word)
    each = [letters.extent(letter) for letter in word]
    return Extent(
        min(at + one.left for at, one in zip(places, each, strict=False)),
        max(places[-1], *(at + one.right for at, one in zip(places, each, strict=False))),
        max(one.above for one in each),
        max(one.below for one in each),
    )


@lru_cache(1024)
def drawn(face: Face, word: str, start: int, above: int, below: int) -> tuple[Piece, int]:
    """Return a word, with a space behind it, that begins so many pixels from the left of its piece.

    The piece has so many rows above and below the line that the word stands on. With it goes how
    many pixels behind it the next word begins.
    """
    left, right = extent(face.name, word)[:2]
    overhang = max(0, -left)
    begin = start + pixels(overhang, face.size)
    end = begin + pixels(right, face.size)
    # Rounded down, so that no line gets wider than it was reckoned to be.
    following = start + (overhang + right + SPACE) * face.size // EM
    if face.size >= _LARGE:
        following -= following % PIXELS
    width = max(following // PIXELS, -(-end // PIXELS) + 1)
    shapes = (
        (begin + (place * face.size + EM // 2) // EM, _letter(face, letter))
        for letter, place in zip(word, font(face.name).places(word), strict=False)
    )
    piece = placed(shapes, width, above, below)
    return piece, max(0, following - width * PIXELS)


@lru_cache(1024)
def _letter(face: Face, letter: str) -> Shape:
    return shape(font(face.name).rings(letter), face.size, face.colour)
