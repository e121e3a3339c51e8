"""Articles that have much of the same text: one wire story in two outlets, or one added twice.

Texts are compared by their passages of five words (shingles). What is told is how many of the
shorter text's passages the longer one has, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.importing.model import Likeness
from generator.importing.proposals.stems import WORD
from generator.scripts import is_unspaced

_SIZE = 5
_LEAST = 20
"""Percent from which texts are told to be alike: reports of one event share some passages."""
_LEAST_SHARED = 12
"""Passages that two texts share, at least, however short they are."""
_PROBES = 24
_SHARED_PROBES = 4


class Passages:
    """The passages of one text, to be looked for in others."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        words = list(_words(text))
        self._passages = frozenset(_shingles(words))
        # Long words are rare: a text that has hardly any of them is another one, which is seen
        # much sooner than its passages are cut.
        self._probes = sorted(set(words), key=lambda word: (-len(word), word))[:_PROBES]

    def alike(self, texts: Iterable[tuple[str, str]]) -> tuple[Likeness, ...]:
        """Return which texts, each with its name, have many of the same passages."""
        found = (Likeness(name, self._percent(text)) for name, text in texts)
        near = (one for one in found if one.percent >= _LEAST)
        return tuple(sorted(near, key=lambda one: (-one.percent, one.name)))

    def _percent(self, text: str) -> int:
        folded = text.casefold()
        wanted = min(_SHARED_PROBES, len(self._probes))
        if not self._passages or sum(word in folded for word in self._probes) < wanted:
            return 0
        others = frozenset(_shingles(list(_words(text))))
        shorter = min(len(self._passages), len(others))
        shared = len(self._passages & others)
        is_enough = shared >= min(_LEAST_SHARED, len(self._passages), len(others))
        return round(100 * shared / shorter) if shorter and is_enough else 0


def _words(text: str) -> Iterator[str]:
    for match in WORD.finditer(text.casefold()):
        # Each letter is a word where these have no spaces between them.
        yield from match[0] if is_unspaced(match[0][0]) else (match[0],)


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    if 0 < len(words) < _SIZE:
        yield tuple(words)
    yield from zip(*(words[at:] for at in range(_SIZE)), strict=False)
