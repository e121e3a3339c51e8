"""How much room words take up, and where their lines end, without knowing the font."""

from __future__ import annotations

import re
from itertools import accumulate
from unicodedata import category, east_asian_width

SIZE = 14
"""The height of letters, in units."""

_NARROW = frozenset(" .,:;!'’‘|()[]-ijlItfr·")
_BROAD = frozenset("mwMWQOG@%&—…ЖМФШЩЫЮДжмфшщыюдՀաՅ")
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_WIDE = "\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
_PIECE = re.compile(rf"[{_WIDE}]\s?|[^\s{_WIDE}-]*-*\s?")
"""Lines end after words and hyphens, and after any letter of Chinese, Japanese and Korean."""


def width_of(text: str) -> float:
    """Return what a line in semi-bold sans takes up in units, with the widest of common fonts."""
    return SIZE * sum(map(_ems, text))


def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.45
    if letter in _BROAD:
        return 1.2
    if east_asian_width(letter) in "WF":
        return 1.05
    kind = category(letter)
    if kind in _UNSEEN:
        return 0.0
    return 0.82 if kind == "Lu" else 0.72


def lines_of(text: str, widest: float) -> tuple[str, ...]:
    """Return one line, or two of about the same length, none wider than so many units.

    What does not go into two lines is cut off and ends in an ellipsis.
    """
    pieces = _PIECE.findall(" ".join(text.split()))
    ends = list(accumulate(map(width_of, pieces)))
    if ends[-1] <= widest:
        return ("".join(pieces),)
    half = min(range(len(pieces)), key=lambda i: max(ends[i], ends[-1] - ends[i]))
    full = sum(end <= widest for end in ends)
    # The first line takes as much as balances both, or all that it can hold.
    first = half + 1 if max(ends[half], ends[-1] - ends[half]) <= widest else full
    lines = "".join(pieces[:first]).strip(), "".join(pieces[first:])
    return tuple(_cut(line, widest) for line in lines if line)


def _cut(line: str, widest: float) -> str:
    """Return what goes into a line: whole words, or letters of a single one."""
    if width_of(line) <= widest:
        return line
    while width_of(line + "…") > widest:
        line = line.rpartition(" ")[0] or line[:-1]
    return line + "…"
