"""Where words end: whether a quotation that begins or ends at a place cuts a word in two.

Words end where Unicode says (UAX 29, Text Segmentation), so marks belong to their letter, `1,000`
is one word, and Chinese or Thai, whose words nothing sets apart, may be quoted from any letter to
any other. Four things are stricter or looser, because they decide what was said:

- Words joined by a hyphen are one: `binding` is not what a text says that has `non-binding`.
- Digits in groups of three are one number, whatever space is between them; so are dates, times
  and ranges such as `10–20`.
- An elided article is a word of its own: `accord` may be quoted of `l’accord`.
- Korean has no apostrophe: what looks like one ends a quotation within.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

APOSTROPHES = "'’‘ʼ`´′"

_SPACES = frozenset(" \t\n\r\x0b\x0c\x85\u00a0\u2028\u2029\u202f\u3000").union(
    map(chr, range(0x2000, 0x200B))
)
_ENDS = _SPACES.union(
    "!?()[]{}<>/\\|*&%$€£#@+=~^“”„‟«»‹›…–—―−。，、；！？（）「」『』《》【】।۔،؛؟"
)
"""What never belongs to a word, whatever is on its other side."""
_JOINERS = frozenset("'’‘.,:;\"-‐‑·")
"""What belongs to a word, or a number, only if there is one on both sides."""
_LOOSE = _ENDS | _JOINERS
_HYPHENS = "-‐‑"
_SURELY_ONE_WORD = "\u0530"
"""From Armenian on, scripts have rules of their own; before, two letters in a row are one word."""

_ONE_FOR_ANY_APOSTROPHE = str.maketrans(dict.fromkeys("`´′", "'"))
_GROUP = re.compile(r"[\u00a0\u2007\u2009\u202f]\d{3}(?!\d)|\s0\d\d(?!\d)")
"""The next three digits of a number. A common space is also between two numbers: `20 500`."""
_NUMBER_SIGNS = frozenset(":/-‐‑–−")
_ELIDED = re.compile(
    rf"(?:^|[^\w{APOSTROPHES}])(?:[cdjlmnstv]|\w*qu|[dnsc]?[aeou]ll|un|quest|sant|tutt|anch|com|dov)"
    rf"[{APOSTROPHES}]\Z",
    re.IGNORECASE,
)
"""The articles and the like that French, Italian and Catalan join to a word by an apostrophe."""
_AFTER_ELISION = re.compile(r"[aeiouyhœæà-öù-ÿ]", re.IGNORECASE)
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_VOWELS_WRITTEN_FIRST = "เแโใไເແໂໃໄ"
"""Vowels of Thai and Lao that stand before the consonant they belong to."""
_STACK_LETTERS = "\u1039\u17d2\u1a60"
"""Signs of Burmese, Khmer and Tai Tham that put the next letter under the one before."""

_WINDOW = 48
"""How much is looked at on each side: more than the longest word that is no prank."""


def begins_within_word(text: str, at: int) -> bool:
    """Return whether what begins at `at` leaves out the first part of a word."""
    if (sure := _surely(text, at)) is not None:
        return sure
    left, right = _around(text, at)
    if _ELIDED.search(left) and _AFTER_ELISION.match(right):
        return False
    return _cuts(left, right)


def ends_within_word(text: str, at: int) -> bool:
    """Return whether what ends at `at` leaves out the last part of a word."""
    if (sure := _surely(text, at)) is not None:
        return sure
    return _cuts(*_around(text, at))


def is_plainly_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch cuts no word, and no rule of Unicode is needed to see it."""
    return _surely(text, start) is False and _surely(text, end) is False


def word_ends(text: str) -> list[int]:
    """Return all places where Unicode has a word or a sign begin or end, in order."""
    return [match.start() for match in _word_end().finditer(text)]


def _surely(text: str, at: int) -> bool | None:
    """Return whether a cut at `at` goes through a word, where that is plain; else None.

    This decides for nearly every quotation, without the library.
    """
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _cuts_number(text, at):
        return True
    if before in _ENDS or after in _ENDS:
        return False
    if before in _JOINERS and (at == 1 or text[at - 2] in _LOOSE):
        return False
    if after in _JOINERS and (at + 1 == len(text) or text[at + 1] in _LOOSE):
        return False
    if before.isalnum() and after.isalnum() and max(before, after) < _SURELY_ONE_WORD:
        return True
    return None


def _cuts_number(text: str, at: int) -> bool:
    """Return whether the character before or after `at` is within a number."""
    for place in (at - 1, at):
        if place > 0 and text[place - 1].isdigit():
            if text[place] in _NUMBER_SIGNS and text[place + 1 : place + 2].isdigit():
                return True
            if _GROUP.match(text, place):
                return True
    return False


def _around(text: str, at: int) -> tuple[str, str]:
    """Return what is before and after `at`, as much as the rules look at."""
    left, right = text[max(at - _WINDOW, 0) : at], text[at : at + _WINDOW]
    return left.translate(_ONE_FOR_ANY_APOSTROPHE), right.translate(_ONE_FOR_ANY_APOSTROPHE)


def _cuts(left: str, right: str) -> bool:
    """Return whether a word goes on from `left` to `right`; neither is empty."""
    before, after = left[-1], right[0]
    if before in _STACK_LETTERS or before in _VOWELS_WRITTEN_FIRST:
        return after.isalpha()
    if (after in APOSTROPHES and _HANGUL.match(before)) or (
        before in APOSTROPHES and _HANGUL.match(after)
    ):
        return False
    if _goes_on(left, right):
        return True
    if after in _HYPHENS:
        return right[1:] != "" and _goes_on(left, right[1:])
    return before in _HYPHENS and left[:-1] != "" and _goes_on(left[:-1], right)


def _goes_on(left: str, right: str) -> bool:
    """Return whether UAX 29 has no end of a word between `left` and `right`."""
    return _word_end().match(left + right, len(left)) is None


@cache
def _word_end() -> Pattern[str]:
    # Imported here, as it takes a while to load, and most sites do without.
    import regex  # noqa: PLC0415

    return regex.compile(r"\b", regex.WORD)
