"""Words as tiles: each is measured, drawn and encoded once, and then only put in its place."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.cards.fonts import EM, InkBounds, font
from generator.cards.rasterizer import INK, Bitmap, rasterize
from generator.cards.tiles import PIXELS_PER_BYTE, Tile, compose

WORD_SPACE = 280
"""The space between words, in thousandths of the font size."""
_LARGE = 56
"""From this font size on, in pixels, words begin at whole bytes. Nobody sees that spaces differ by
up to three pixels, and a word needs one tile instead of four, wherever it stands."""


class TextStyle(NamedTuple):
    """What text looks like."""

    typeface: str
    """`serif` or `sans`."""
    size: int
    """The font size, in pixels per em."""
    colour: int = INK


def to_pixels(units: int, size: int) -> int:
    """Convert thousandths of a font size to pixels, rounded up."""
    return -(-units * size // EM)


@lru_cache(4096)
def word_bounds(typeface: str, word: str) -> InkBounds:
    """Return how far a word reaches from its start; to the right, at least to its advance width."""
    glyphs = font(typeface)
    positions = glyphs.positions(word)
    each = [glyphs.ink_bounds(letter) for letter in word]
    return InkBounds(
        min(at + one.left for at, one in zip(positions, each, strict=False)),
        max(positions[-1], *(at + one.right for at, one in zip(positions, each, strict=False))),
        max(one.above for one in each),
        max(one.below for one in each),
    )


@lru_cache(1024)
def word_tile(style: TextStyle, word: str, start: int, above: int, below: int) -> tuple[Tile, int]:
    """Return the tile of a word and the space behind it, and the `start` of the next word.

    `start` is how many pixels from the left edge of its tile a word begins. The tile has `above`
    rows above the baseline and `below` under it. A tile has whole bytes, but words begin at any
    pixel: what does not fill a byte is handed on to the next word.
    """
    left, right = word_bounds(style.typeface, word)[:2]
    # Ink to the left of the origin (a J, a j) would reach into the tile before: shift the word.
    overhang = max(0, -left)
    begin = start + to_pixels(overhang, style.size)
    end = begin + to_pixels(right, style.size)
    # Rounded down, so that no line gets wider than line breaking computed.
    following = start + (overhang + right + WORD_SPACE) * style.size // EM
    if style.size >= _LARGE:
        following -= following % PIXELS_PER_BYTE
    # One byte more than the ink has: the last byte of a tile must be paper.
    width = max(following // PIXELS_PER_BYTE, -(-end // PIXELS_PER_BYTE) + 1)
    # Each glyph is rounded to whole pixels by itself, so that errors do not add up along a word.
    bitmaps = (
        (begin + (position * style.size + EM // 2) // EM, _glyph_bitmap(style, letter))
        for letter, position in zip(word, font(style.typeface).positions(word), strict=False)
    )
    tile = compose(bitmaps, width, above, below)
    return tile, max(0, following - width * PIXELS_PER_BYTE)


@lru_cache(1024)
def _glyph_bitmap(style: TextStyle, letter: str) -> Bitmap:
    return rasterize(font(style.typeface).outline(letter), style.size, style.colour)
