"""When a quotation counts as verbatim.

Two texts are the same words if they are equal after folding white space, quotation marks, dashes
and ellipses: what typesetting changes and a speaker does not say. Nothing else is folded; a changed
case, a dropped word or half a word is a false quotation.
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
_MARKS = _APOSTROPHES + '"“”„‟‚‛«»‹›″'
_DASHES = "‐‑‒–—―−"
_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_MARKS, "'"),
        **dict.fromkeys(_DASHES, "-"),
    }
)
# Spaces around dashes and ellipses are typesetting too.
_RUNS = re.compile(r" *(?:…|\. ?\. ?\.) *| *-+ *| {2,}")
_QUOTED = re.compile(r"“([^“”]+)”|„([^“”„]+)[“”]|«([^«»]+)»|(?<!\w)\"([^\"]+)\"(?!\w)")

_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"
"""Thai; from here on words may stand side by side, so a word's end cannot be told."""


class Folded(Struct, frozen=True):
    """A text in the form in which quotations are compared, and the way back to the text."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]
    """From each start on, how much further a character stands in the text that was folded."""

    def find(self, quote: Folded) -> tuple[int, int] | None:
        """Return where `quote` first stands verbatim, as start and end in the unfolded text."""
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
    """Return where quotations stand verbatim in `text`, start and end by their names.

    One that stands nowhere is left out. What is the same to the letter, as most is, needs no
    folding, which costs more than all else about a quotation.
    """
    found: dict[str, tuple[int, int]] = {}
    folded: Folded | None = None
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

    A comma or full stop before the closing mark is the quoting sentence's, in American style.
    """
    found = (next(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return [words for quoted in found if (words := quoted.rstrip(",.; "))]


def _find(words: str, text: str) -> tuple[int, int] | None:
    """Find words in a text where they do not begin or end within a word."""
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
    return character.isalnum() and character < _FIRST_SCRIPT_WITHOUT_SPACES
