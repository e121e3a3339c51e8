"""The words that are offered to readers who mistyped one: names, words of titles, frequent words.

Their number is bounded, as the browser loads them all, though only where a word is not found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape

from generator.search.marks import INVISIBLE, folded
from generator.search.spellings import WORD

FILE = "words.json"
"""The file of the index that holds them, the most frequent first."""

_WHOLE = re.compile(rf"{WORD.pattern}(?:['’ʼ](?!s\b){WORD.pattern})*")
"""A word with the apostrophes in it, but not a possessive."""
_NO_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_MOST = 3_000
_SAMPLE = 300
"""In how many pages words are counted, at most twice that; titles are counted in all."""
_SHORTEST = 4
_LONGEST = 40
"""In letters."""
_TITLE = 5
"""How often a word has to be in a text to count as much as one in a title."""


class Vocabulary:
    """The words of a site, as they are counted page by page."""

    def __init__(self, pages: int) -> None:
        """Take the number of pages, as words are counted in some of them where there are many."""
        self._step = -(-pages // _SAMPLE)
        self._pages = 0
        self._counts: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()

    def count(self, words: list[str], title: str) -> None:
        """Count the words of a page and of its title, perhaps with punctuation around them."""
        if self._pages % self._step == 0:
            self._counts.update(words)
        self._pages += 1
        self._titles.update(title.split())

    def add(self, name: str) -> None:
        """Add a name."""
        self._titles[name] += 1

    def most_frequent(self) -> list[str]:
        """Return the words to offer, each as it is written inside sentences."""
        forms: dict[str, Counter[str]] = {}
        for counts, weight in ((self._counts, 1), (self._titles, _TITLE)):
            for text, number in counts.items():
                for word in _WHOLE.findall(INVISIBLE.sub("", unescape(text))):
                    if _SHORTEST <= len(word) <= _LONGEST and not word[0].isdigit():
                        plain = folded(word).translate(_NO_APOSTROPHES)
                        forms.setdefault(plain, Counter())[word] += number * weight
        ranked = sorted((-counts.total(), _usual(counts)) for counts in forms.values())
        return [word for _, word in ranked[:_MOST]]

    def file(self) -> bytes:
        """Return the file with the words to offer."""
        return json.dumps(self.most_frequent(), ensure_ascii=False, indent=0).encode()


def _usual(forms: Counter[str]) -> str:
    """Return the form of a word that is no beginning of a sentence, or else the most frequent."""
    return min(forms, key=lambda word: (not word.islower(), -forms[word], word))
