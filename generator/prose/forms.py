"""What a word may end with: where a text has another form of it."""

from __future__ import annotations

_PLAIN = frozenset(("en", "fr", "de", "nl", "es", "pt", "it", "ca", "sv", "da", "nb", "nn", "no"))
"""Languages in which a name has no endings but the letter s."""
LONGEST = 3
"""How many letters an ending has at most, in all other languages."""
_SHORT, _LONG = 4, 7
"""Up to how many letters a word has no ending to lose, and from how many it may lose two."""


def inflects(language: str) -> bool:
    """Return whether names have endings in a language (BCP 47) besides the letter s."""
    return language.partition("-")[0] not in _PLAIN


def stem(word: str) -> str:
    """Return what all forms of a word begin with, in a language that inflects names."""
    if len(word) <= _SHORT:
        return word
    return word[: -2 if len(word) >= _LONG else -1]
