"""What of a text can be written with the letters at hand."""

from __future__ import annotations

import re
import unicodedata

from generator.cards.letters import font

_GAP = "…"
"""Stands where letters had to be left out: without it, words would say what nobody wrote."""
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_NEVER_SEEN = re.compile(r"\s*…(?:[\s…]*…)*")


def written(text: str, name: str) -> str:
    """Give a text as far as a font has its letters, or nothing if it lacks most of them.

    Signs that it does not have are left out, such as emoji. Letters that it does not have become an
    ellipsis. Spaces that do not end a line stay; all others are one.
    """
    letters = font(name)
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    words = [letter for letter in text if unicodedata.category(letter)[0] in "LN"]
    if sum(letter in letters for letter in words) * 2 <= len(words):
        return ""
    if all(letter in letters for letter in text):
        return text.strip()
    kept = "".join(
        letter if letter in letters else _GAP if unicodedata.category(letter)[0] in "LN" else ""
        for letter in text
    )
    kept = re.sub(r"…[…\s\u0300-\u036f]*…", _GAP, kept)
    return _SPACES.sub(" ", kept).strip()
