"""When a quotation counts as verbatim.

Two texts are the same words if they are equal after white space, quotation marks, dashes and
ellipses have been folded: these are what typesetting changes and no speaker says. Nothing else is
folded. A changed case, a dropped word or half a word makes a false quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct

_SPACES = "\t\n\r\x0b\x0c\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_APOSTROPHES = "'’‘ʼ`´′"
_QUOTATION_MARKS = _APOSTROPHES + '"“”„‟‚‛«»‹›″'
_DASHES = "‐‑‒–—―−"
_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_QUOTATION_MARKS, "'"),
        **dict.fromkeys(_DASHES, "-"),
    }
)
# Spaces around dashes and ellipses are typesetting too.
_RUNS = re.compile(r" *(?:…|\. ?\. ?\.) *| *-+ *| {2,}")
"""Stretches that fold to one character each."""
_QUOTED = re.compile(r"“([^“”]+)”|„([^“”„]+)[“”]|«([^«»]+)»|(?<!\w)\"([^\"]+)\"(?!\w)")

_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"
"""Thai. Scripts from here on may have no spaces between words, so where one ends is not known."""


class Folded(Struct, frozen=True):
    """A text in the form in which quotations are compared, and the way back to the original."""

    text: str
    _starts: tuple[int, ...]
    """Places in `text` from which on another shift holds, in order; the first is 0."""
    _shifts: tuple[int, ...]
    """For each start, how many characters further on the original has the same character."""

    def find(self, quote: Folded) -> tuple[int, int] | None:
        """Return the start and end, in the original text, of the first place of `quote`."""
        place = _find(quote.text.strip(), self.text)
        return place and (self._unfolded(place[0]), self._unfolded(place[1]))

    def _unfolded(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def fold(text: str) -> Folded:
    """Return the form of a text in which quotations are compared."""
    folded = text.translate(_ONE_FOR_ONE)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for run in _RUNS.finditer(folded):
        pieces += [folded[done : run.start()], _short(run[0])]
        length += run.start() - done + 1
        done = run.end()
        starts.append(length)
        shifts.append(done - length)
    pieces.append(folded[done:])
    return Folded("".join(pieces), tuple(starts), tuple(shifts))


def places(text: str, quotes: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return where named quotations first stand in `text`: name → start and end.

    One that stands nowhere is left out.
    """
    found: dict[str, tuple[int, int]] = {}
    folded: Folded | None = None  # costs more than all the rest, and most quotations do without
    for name, quote in quotes.items():
        place = _find(quote.strip(), text)
        if place is None:
            folded = folded or fold(text)
            place = folded.find(fold(quote))
        if place is not None:
            # What folds to one character may have spaces around it; they are not quoted.
            start, end = place
            found[name] = start, start + len(text[start:end].rstrip())
    return found


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in `text`, in order.

    A comma or full stop before the closing mark is left out: in American style it belongs to the
    sentence around the quotation.
    """
    found = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return [words for quoted in found if (words := quoted.rstrip(",.; "))]


def _find(words: str, text: str) -> tuple[int, int] | None:
    """Return start and end of the first place where words stand and no word is cut by either."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not (_cuts(text, start) or _cuts(text, end) or _cuts_ending(text, end)):
            return start, end
        start = text.find(words, start + 1)
    return None


def _short(run: str) -> str:
    """Return the one character that a run folds to."""
    if "-" in run:
        return "-"
    return " " if run.isspace() else "…"


def _cuts(text: str, at: int) -> bool:
    """Return whether a cut at `at` would go through a word or a number."""
    before, after = text[max(at - 2, 0) : at], text[at : at + 2]
    if not before or not after:
        return False
    if _in_word(before[-1]) and _in_word(after[0]):
        return True
    left = len(before) > 1 and before[0].isdigit() and before[1] in ".," and after[0].isdigit()
    right = len(after) > 1 and before[-1].isdigit() and after[0] in ".," and after[1].isdigit()
    return left or right


def _cuts_ending(text: str, at: int) -> bool:
    """Return whether a word would lose the ending behind its apostrophe: `can` of `can't`."""
    around = text[max(at - 1, 0) : at + 2]
    return (
        len(around) == 3  # noqa: PLR2004 - a letter, an apostrophe, a letter
        and around[1] in _APOSTROPHES
        and (around[0].isalpha() and around[2].isalpha())
    )


def _in_word(character: str) -> bool:
    """Return whether a character belongs to a word that spaces set apart."""
    return character.isalnum() and character < _FIRST_SCRIPT_WITHOUT_SPACES
