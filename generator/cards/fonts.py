"""The two fonts of social cards: glyph outlines, advance widths and kerning.

Outlines are polygons in thousandths of the font size (units per em), fine enough for the largest
letters of a card. README.md says which fonts they were made from.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

EM = 1000
"""Units per em: all lengths of this module are in thousandths of the font size."""

Contour = Sequence[tuple[int, int]]
"""The corners of a closed polygon: units to the right of the glyph's origin and above the baseline.
"""


class InkBounds(NamedTuple):
    """How far ink reaches from the origin of a glyph or word, in units."""

    left: int
    """To its left edge; negative if that is to the left of the origin."""
    right: int
    """To its right edge."""
    above: int
    """Above the baseline."""
    below: int
    """Below the baseline; negative if all of it is above."""


_NO_INK = InkBounds(0, 0, 0, 0)


class Font:
    """The glyphs of one typeface, by the letters that they stand for."""

    def __init__(self, text: str) -> None:
        """Read the text of a font file: kerning as JSON, then one line for each letter."""
        kerning, *lines = text.split("\n")
        # A line is the letter, its advance and its outline, with tabs between them.
        self._lines = {line[0]: line[2:] for line in lines}
        self._kerning = json.loads(kerning)

    def covers(self, text: str) -> bool:
        """Return whether there is a glyph for every letter of a text."""
        return self._lines.keys() >= set(text)

    def advance(self, letter: str) -> int:
        """Return the distance from the origin of a glyph to that of the next."""
        return int(self._lines[letter].partition("\t")[0])

    def kerning(self, a: str, b: str) -> int:
        """Return what is added to the advance of `a` before `b`; negative if they move together.

        Letters that kern alike are in one class, as in OpenType: there are some hundred pairs of
        classes, but tens of thousands of pairs of letters.
        """
        group, following = self._kerning["before"].get(a), self._kerning["after"].get(b)
        found: int = self._kerning["pairs"].get(f"{group} {following}", 0)
        return found

    @cache  # noqa: B019 - there are two fonts, and they are kept
    def outline(self, letter: str) -> tuple[Contour, ...]:
        """Return the contours of a glyph, to be filled by the even-odd rule."""
        outline = self._lines[letter].partition("\t")[2]
        return tuple(_contour(steps.split()) for steps in outline.split("z") if steps)

    @cache  # noqa: B019
    def ink_bounds(self, letter: str) -> InkBounds:
        """Return how far the ink of a glyph reaches from its origin."""
        corners = [corner for contour in self.outline(letter) for corner in contour]
        if not corners:
            return _NO_INK
        across, up = zip(*corners, strict=True)
        return InkBounds(min(across), max(across), max(up), -min(up))

    def positions(self, word: str) -> list[int]:
        """Return the origin of each glyph of a word, from its start, and then the word's end."""
        # A space kerns with no letter in either font: here it stands for the end of the word.
        advances = map(self.advance, word)
        kerns = (self.kerning(a, b) for a, b in pairwise(word + " "))
        return list(accumulate(map(int.__add__, advances, kerns), initial=0))


def _contour(steps: Sequence[str]) -> Contour:
    """Read the steps from corner to corner, x and y in turn."""
    numbers = list(map(int, steps))
    return list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


@cache
def font(typeface: str) -> Font:
    """Return the font of a typeface, `serif` or `sans`. Its file is read once, at the first call.

    Letters stay text until one is asked for: a card needs a few dozen of more than a thousand.
    """
    packed = (Path(__file__).parent / f"{typeface}.bin").read_bytes()
    return Font(zlib.decompress(packed).decode())
