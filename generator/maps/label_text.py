"""Text of labels: an upper bound on its width, and line breaks, without knowing the font.

The browser picks the font, long after the map is drawn. So every width here is that of the widest
of the usual sans fonts: a label rather gets too much room than too little.
"""

from __future__ import annotations

import re
from itertools import accumulate
from unicodedata import category, east_asian_width

FONT_SIZE = 14
"""Size of letters, in units of the drawing."""

# Advance widths in ems. Five classes are enough for an upper bound; a table of every letter would
# be one font's, and no better for the next.
_NARROW = frozenset(" .,:;!'’‘|()[]-ijlItfr·")
_BROAD = frozenset("mwMWQOG@%&—…ЖМФШЩЫЮДжмфшщыюдՀաՅ")
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})
"""General categories without a width of their own: accents that combine, format characters."""
_CJK = "\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
_UNBREAKABLE = re.compile(rf"[{_CJK}]\s?|[^\s{_CJK}-]*-*\s?")
"""What stays on one line. Lines end after words and hyphens, and after any letter of Chinese,
Japanese and Korean: a small part of UAX #14 (Unicode Line Breaking Algorithm)."""


def text_width(text: str) -> float:
    """Return the most that a line of semi-bold sans takes up, in units."""
    return FONT_SIZE * sum(map(_ems, text))


def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.45
    if letter in _BROAD:
        return 1.2
    if east_asian_width(letter) in "WF":  # wide and full-width, see UAX #11
        return 1.05
    kind = category(letter)
    if kind in _ZERO_WIDTH:
        return 0.0
    return 0.82 if kind == "Lu" else 0.72


def wrap(text: str, max_width: float) -> tuple[str, ...]:
    """Return one line, or two of about the same length, none wider than `max_width` units.

    What does not fit into two lines is cut off, and an ellipsis says so.
    """
    pieces = _UNBREAKABLE.findall(" ".join(text.split()))
    ends = list(accumulate(map(text_width, pieces)))
    if ends[-1] <= max_width:
        return ("".join(pieces),)
    half = min(range(len(pieces)), key=lambda i: max(ends[i], ends[-1] - ends[i]))
    full = sum(end <= max_width for end in ends)
    # The first line ends where both are balanced. If they do not fit then, it takes all it can
    # hold, so that less of the second has to be cut off.
    first = half + 1 if max(ends[half], ends[-1] - ends[half]) <= max_width else full
    lines = "".join(pieces[:first]).strip(), "".join(pieces[first:])
    return tuple(_truncated(line, max_width) for line in lines if line)


def _truncated(line: str, max_width: float) -> str:
    """Return what fits into a line: whole words, or some letters of a single one."""
    if text_width(line) <= max_width:
        return line
    while text_width(line + "…") > max_width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line + "…"
