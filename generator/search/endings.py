"""Endings of Ukrainian words, which neither pages nor queries have in the index.

Pagefind cuts those of the languages that Snowball has rules for, Russian among them, and Snowball
has none for Ukrainian. Dictionaries of forms are larger than whole sites, and a browser would have
to load them too. So one regular expression says what may be the ending of a noun or an adjective,
and pages and queries are cut by the same one.

What changes inside a word is not found ("міст" by "мосту"), and verbs keep their endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from generator.search.marks import CUT, CUT_END, folded, sent

_LETTERS = "авгеєиіїймностухцьюя"
_CODES = map("".join, product("'\")*", repeat=3))
CODES = dict(zip(f"{_LETTERS}{_LETTERS.upper()}'’ʼ‘\u0301\u0306\u0308", _CODES, strict=False))
"""What each letter of an ending is sent as: punctuation, which is not in the index."""

# As words are compared: "й" is "и", and "ї" is "і".
_CASES = (
    "[аяуюоеєиіь]|[ая](?:м|ми|х)|[оеє]м|[оеє]ю|еи|ии|іи|ь?о(?:го|му|і|ю)|[иі](?:м|х|ми)"
    "|і(?:я|і|ю|є|єю|ям|ями|ях)"
)
_NOUNS = (
    "[еаі]н(?:ь|н(?:я|ю|і|ям|ями|ях))|(?:іст(?:ь|ю)|ост(?:і|еи|ям|ями|ях))"
    "|ець|ц(?:я|ю|ем|ею|і|ів|ям|ями|ях|ь)"
)
PATTERN = f"^(..(?=[іє]в)|.{{3,}}?)(?:(?:[оеєі]в)?(?:{_CASES})|[оеєі]в|{_NOUNS})?$"
"""A word in two: its stem, and the longest ending that leaves three letters ("Ки-їв": two)."""

LANGUAGES = frozenset(("uk",))
"""Languages of sites whose words are cut."""

_STEM = re.compile(PATTERN)
_APOSTROPHES = "'’ʼ‘"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f\u0301\u0306\u0308"
_WORD = re.compile(f"[{_CYRILLIC}]+(?:[{_APOSTROPHES}][{_CYRILLIC}]+)*")
_SENT = str.maketrans(CODES)


def endings_in(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where endings begin and end, in order; a word without any has an empty one."""
    for word in _WORD.finditer(text, start, stop):
        letters = [folded(letter) for letter in word[0]]
        stem = _STEM.match("".join(letter for letter in letters if letter not in _APOSTROPHES))
        if stem:
            left, at = len(stem[1]), 0
            # What is above a letter stays with it.
            while left or letters[at : at + 1] == [""]:
                left -= letters[at] not in ("", *_APOSTROPHES)
                at += 1
            yield word.start() + at, word.end()


def cut(ending: str) -> str:
    """Return what is sent for an ending."""
    return f"{CUT}{ending.translate(_SENT)}{CUT_END}"


def without_ending(word: str) -> str:
    """Return a word as it is sent, its ending cut."""
    for at, _ in endings_in(word, 0, len(word)):
        return sent(word[:at]) + cut(word[at:])
    return sent(word)
