"""What of a text can be written with the letters at hand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.cards.letters import font

_GAP = "…"
"""Stands where letters had to be left out: without it, words would say what nobody wrote."""
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_HELD = re.compile(r" (?=[»:;!?])|(?<=«) ")
"""French has spaces here, and a line never ends at them."""
_ALIKE = {ord("−"): "–", ord("‐"): "-", ord("‑"): "-", 0xAD: None}
"""Signs that there are no letters for, or that do not matter here, and what does as well."""
_GAPS = re.compile(rf"{_GAP}[{_GAP}\s]*{_GAP}")


@lru_cache(1024)
def written(text: str, name: str) -> str:
    """Return a text as far as a font has its letters, or nothing if it lacks most of them.

    Signs that it does not have are left out, such as emoji. Letters that it does not have become an
    ellipsis. Spaces that do not end a line stay; all others are one.
    """
    letters = font(name)
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ").translate(_ALIKE)
    text = _HELD.sub("\u00a0", text)
    if letters.has(text):
        return text
    told = [letter for letter in text if _tells(letter)]
    if sum(map(letters.has, told)) * 2 <= len(told):
        return ""
    kept = (one if letters.has(one) else _GAP if _tells(one) else "" for one in text)
    return _SPACES.sub(" ", _GAPS.sub(_GAP, "".join(kept))).strip(" ")


def _tells(letter: str) -> bool:
    """Return whether a word would be another without this: it is a letter or a number."""
    return unicodedata.category(letter)[0] in "LN"
