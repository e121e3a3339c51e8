"""Lines of words to strips of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.cards.letters import EM, Ring
from generator.cards.lines import Line, lines_of
from generator.cards.picture import Strip, strip
from generator.cards.pieces import PIXELS, STRIDE, Piece, margin, placed
from generator.cards.raster import TONE, shape
from generator.cards.words import Face, drawn, extent, pixels

MARGIN = 18
"""Left and right, in bytes; previews may cut off as much as a twentieth of each side."""
ROOM = STRIDE - 1 - 2 * MARGIN
"""How many bytes are between the margins."""
ABOVE, BELOW = 770, 250
"""How far most letters go above and below the line that they stand on, in thousandths."""
PITCH = 1140
"""From line to line."""
_MARK = 1120
"""The width of a mark, with the gap behind it."""


def fitted(text: str, face: Face, most: int, room: int = ROOM) -> tuple[list[Line], bool]:
    """Return a text in so many lines at most, as wide as so many bytes; and whether that is all."""
    return lines_of(text, face.name, room * PIXELS * EM // face.size, most)


def strips_of(
    lines: Sequence[Line], face: Face, top: int, after: int, mark: tuple[Ring, ...] = ()
) -> Iterator[Strip]:
    """Return lines as strips.

    The letters of the first line begin at the row `top`, or further down: the highest of them has
    to be below the row `after`. A mark stands before the first line, and all lines are moved.
    """
    base = top + pixels(ABOVE, face.size)
    indent = indent_of(mark, face)
    for words in lines:
        reaches = [extent(face.name, word) for word in words]
        above = pixels(max(ABOVE, *(reach.above for reach in reaches)), face.size)
        below = pixels(max(BELOW, *(reach.below for reach in reaches)), face.size)
        base = max(base, after + above + 1)
        if mark:
            start = [margin(MARGIN, above + below), _drawn(mark, face, above, below)]
        else:
            start = [margin(MARGIN + indent, above + below)]
        yield strip(base - above, [*start, *_pieces(words, face, above, below)])
        base, after, mark = base + pixels(PITCH, face.size), base + below + 1, ()


def indent_of(mark: tuple[Ring, ...], face: Face) -> int:
    """Return how many bytes a mark takes up, with the gap behind it."""
    return pixels(_MARK, face.size) // PIXELS if mark else 0


@lru_cache(8)
def _drawn(mark: tuple[Ring, ...], face: Face, above: int, below: int) -> Piece:
    return placed([(0, shape(mark, face.size, TONE))], indent_of(mark, face), above, below)


def _pieces(words: Line, face: Face, above: int, below: int) -> Iterator[Piece]:
    start = 0
    for word in words:
        piece, start = drawn(face, word, start, above, below)
        yield piece
