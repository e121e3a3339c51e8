"""The rules for where words end, in all scripts.

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

import regex

from generator.patterns import pattern
from generator.scripts import APOSTROPHES

_WORD_END = regex.compile(r"\b", regex.WORD)
_HYPHENS = "-‐‑"
_ONE_FOR_ANY_APOSTROPHE = str.maketrans(dict.fromkeys("`´′", "'"))
_ELIDED = pattern(
    rf"(?:^|[^\w{APOSTROPHES}])(?:[cdjlmnstv]|\w*qu|[dnsc]?[aeou]ll|un|quest|sant|tutt|anch|com|dov)"
    rf"[{APOSTROPHES}]\Z",
    re.IGNORECASE,
)
"""The articles and the like that French, Italian and Catalan join to a word by an apostrophe."""
_AFTER_ELISION = pattern(r"[aeiouyhœæà-öù-ÿ]", re.IGNORECASE)
_HANGUL = pattern(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_VOWELS_WRITTEN_FIRST = "เแโใไເແໂໃໄ"
"""Vowels of Thai and Lao that stand before the consonant they belong to."""
_STACK_LETTERS = "\u1039\u17d2\u1a60"
"""Signs of Burmese, Khmer and Tai Tham that put the next letter under the one before."""

_WINDOW = 48
"""How much is looked at on each side: more than the longest word that is no prank."""


def begins_within_word(text: str, at: int) -> bool:
    """Return whether what begins at `at` leaves out the first part of a word."""
    left, right = _around(text, at)
    if _ELIDED.search(left) and _AFTER_ELISION.match(right):
        return False
    return _cuts(left, right)


def ends_within_word(text: str, at: int) -> bool:
    """Return whether what ends at `at` leaves out the last part of a word."""
    return _cuts(*_around(text, at))


def word_ends(text: str) -> list[int]:
    """Return all places where Unicode has a word or a sign begin or end, in order."""
    return [match.start() for match in _WORD_END.finditer(text)]


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
    return _WORD_END.match(left + right, len(left)) is None
