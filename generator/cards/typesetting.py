"""Typesetting: lines of words to strips of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.cards.fonts import EM, Contour
from generator.cards.line_breaking import Line, break_lines, has_wide_word
from generator.cards.png import Strip, strip
from generator.cards.rasterizer import TONE, rasterize
from generator.cards.tiles import PIXELS_PER_BYTE, STRIDE, Tile, compose, left_margin
from generator.cards.word_tiles import TextStyle, to_pixels, word_bounds, word_tile

MARGIN = 18
"""Left and right, in bytes; previews may cut off up to a twentieth of each side."""
LINE_WIDTH = STRIDE - 1 - 2 * MARGIN
"""The bytes between both margins."""
_ASCENT, _DESCENT = 770, 250
"""How far most letters reach above and below the baseline, in thousandths of the font size."""
LINE_SPACING = 1140
"""From baseline to baseline, in thousandths of the font size."""
_SYMBOL_ADVANCE = 1120
"""The width of a symbol and the gap behind it, in thousandths of the font size."""


def fit_lines(
    text: str, style: TextStyle, max_lines: int, width: int = LINE_WIDTH
) -> tuple[list[Line], bool]:
    """Return the lines of a text, `width` bytes wide at most, and whether they have all of it."""
    return break_lines(text, style.typeface, width * PIXELS_PER_BYTE * EM // style.size, max_lines)


def breaks_words(text: str, style: TextStyle) -> bool:
    """Return whether a text has a word that has to be broken to fit a line of the full width."""
    return has_wide_word(text, style.typeface, LINE_WIDTH * PIXELS_PER_BYTE * EM // style.size)


def typeset(
    lines: Sequence[Line],
    style: TextStyle,
    top: int,
    after: int,
    symbol: tuple[Contour, ...] = (),
) -> Iterator[Strip]:
    """Return one strip for each line.

    The first line is set as if its letters began at the row `top`. Where they reach higher than
    most (Ẵ), it is moved down, to stay below the row `after`. A symbol stands before the first line
    and indents all of them.
    """
    baseline = top + to_pixels(_ASCENT, style.size)
    indent = symbol_indent(symbol, style)
    for words in lines:
        # Most lines have the usual height, so that a word has the same tile on all of them.
        bounds = [word_bounds(style.typeface, word) for word in words]
        above = to_pixels(max(_ASCENT, *(one.above for one in bounds)), style.size)
        below = to_pixels(max(_DESCENT, *(one.below for one in bounds)), style.size)
        baseline = max(baseline, after + above + 1)
        if symbol:
            margin = left_margin(MARGIN, above + below)
            start = [margin, _symbol_tile(symbol, style, above, below)]
        else:
            start = [left_margin(MARGIN + indent, above + below)]
        yield strip(baseline - above, [*start, *_word_tiles(words, style, above, below)])
        # The next line must not begin before the extra row of paper at the end of this one.
        after, symbol = baseline + below + 1, ()
        baseline += to_pixels(LINE_SPACING, style.size)


def symbol_indent(symbol: tuple[Contour, ...], style: TextStyle) -> int:
    """Return how many bytes a symbol takes up with the gap behind it; 0 if there is none."""
    return to_pixels(_SYMBOL_ADVANCE, style.size) // PIXELS_PER_BYTE if symbol else 0


@lru_cache(8)
def _symbol_tile(symbol: tuple[Contour, ...], style: TextStyle, above: int, below: int) -> Tile:
    bitmap = rasterize(symbol, style.size, TONE)
    return compose([(0, bitmap)], symbol_indent(symbol, style), above, below)


def _word_tiles(words: Line, style: TextStyle, above: int, below: int) -> Iterator[Tile]:
    start = 0
    for word in words:
        tile, start = word_tile(style, word, start, above, below)
        yield tile
