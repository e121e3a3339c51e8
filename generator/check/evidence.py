"""Find quotations in the texts of an archive, and say how one differs that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.prose.nearest import Passages, shortened
from generator.prose.quotations import places

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-‐]\n[^\S\n]*(?=[^\W\d_])")
"""A hyphen at the end of a line, which is no part of the word if the line was only too short."""
_WORD = re.compile(r"\w+")
_MOST_TEXTS = 5
"""In how many texts the nearest passage is looked for: those with most words of the quotation."""


def missing(quotations: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Return the quotations that are in none of the texts."""
    left = {words: words for words in quotations}
    for text in texts:
        for version in (text, _DIVIDED.sub("", text)):
            if left:
                found = places(version, left)
                left = {words: words for words in left if words not in found}
    return frozenset(left)


def explanation(words: str, evidence: Mapping[str, str]) -> str:
    """Return what to tell of a quotation that is not in the evidence: texts by their names."""
    shown, names = shortened(words), ", ".join(evidence)
    likeliest = sorted(evidence.values(), key=lambda text: -_shared(words, text))[:_MOST_TEXTS]
    passages = [Passages(text) for text in likeliest]
    if cut := next(filter(None, (text.with_words_cut(words) for text in passages)), None):
        return (
            f"“{shown}” cuts a word in two: the evidence, {names}, has “{cut}”; quote whole words"
        )
    near = [nearest for text in passages if (nearest := text.nearest(words))]
    message = f"“{shown}” is not in the evidence, {names}; quote it word for word"
    if near:
        message += f": {max(near, key=lambda nearest: nearest.shared).note}"
    return message


def _shared(words: str, text: str) -> int:
    return sum(word in text for word in set(_WORD.findall(words)))
