"""The letters that cards are written in: how wide they are, how they follow each other, outlines.

They are kept as polygons, fine enough for the largest letters of a card, in thousandths of the
size of letters. `tests/makers/fonts.py` makes the files.
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
"""The size of letters, in the units of this module."""

Ring = Sequence[tuple[int, int]]
"""The corners of a polygon, to the right of the letter's origin and above the line it stands on."""


class Extent(NamedTuple):
    """How far ink goes from the origin of a letter or a word, in thousandths of its size."""

    left: int
    right: int
    above: int
    below: int


NOWHERE = Extent(0, 0, 0, 0)


class Font:
    """The letters of one face."""

    def __init__(self, text: str) -> None:
        """Read the unpacked text of one file.

        Its first line is the kerning, as JSON; each further line is a letter, its advance and its
        outline, parted by tabs.
        """
        kerning, *lines = text.split("\n")
        self._lines = {line[0]: line[2:] for line in lines}
        self._kerning = json.loads(kerning)

    def has(self, text: str) -> bool:
        """Return whether a text can be written with these letters."""
        return self._lines.keys() >= set(text)

    def advance(self, letter: str) -> int:
        """Return how far behind a letter the next one stands."""
        return int(self._lines[letter].partition("\t")[0])

    def kerning(self, a: str, b: str) -> int:
        """Return by how much the second of two letters stands off its usual place."""
        group, following = self._kerning["before"].get(a), self._kerning["after"].get(b)
        found: int = self._kerning["pairs"].get(f"{group} {following}", 0)
        return found

    @cache  # noqa: B019 - there are two fonts, and they are kept
    def rings(self, letter: str) -> tuple[Ring, ...]:
        """Return the outline of a letter; what is within an odd number of its rings is ink."""
        outline = self._lines[letter].partition("\t")[2]
        return tuple(_ring(ring.split()) for ring in outline.split("z") if ring)

    @cache  # noqa: B019
    def extent(self, letter: str) -> Extent:
        """Return how far the ink of a letter goes."""
        corners = [corner for ring in self.rings(letter) for corner in ring]
        if not corners:
            return NOWHERE
        across, up = zip(*corners, strict=True)
        return Extent(min(across), max(across), max(up), -min(up))

    def places(self, word: str) -> list[int]:
        """Return where each letter of a word stands, and where the word ends."""
        steps = map(self.advance, word)
        moves = (self.kerning(a, b) for a, b in pairwise(word + " "))
        return list(accumulate(map(int.__add__, steps, moves), initial=0))


def _ring(numbers: Sequence[str]) -> Ring:
    steps = list(map(int, numbers))
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


@cache
def font(name: str) -> Font:
    """Return the letters of a face, `serif` or `sans`; they are read when first asked for."""
    packed = (Path(__file__).parent / f"{name}.bin").read_bytes()
    return Font(zlib.decompress(packed).decode())
