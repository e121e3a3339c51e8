"""What of a text the fonts of social cards can show."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.cards.fonts import font

_ELLIPSIS = "…"
"""Stands for letters that were left out: without it, words would say what nobody wrote."""
_BREAKING_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_FRENCH_SPACES = re.compile(r" (?=[»:;!?])|(?<=«) ")
"""French has a space at these marks, and a line never ends there."""
_SUBSTITUTES = {ord("−"): "–", ord("‐"): "-", ord("‑"): "-", 0xAD: None}
"""Signs that the fonts lack or that do not matter here (a soft hyphen), and what to show instead.
"""
_ELLIPSES = re.compile(rf"{_ELLIPSIS}[{_ELLIPSIS}\s]*{_ELLIPSIS}")


@lru_cache(1024)
def covered(text: str, typeface: str) -> str:
    """Return a text as far as a typeface covers it, or "" if it lacks half of the letters or more.

    Letters that it lacks become an ellipsis; signs that it lacks, such as emoji, are left out.
    Spaces that keep a line together stay; all other white space becomes single spaces.
    """
    glyphs = font(typeface)
    # NFC first: the fonts have é as one glyph, and no accents that combine.
    text = unicodedata.normalize("NFC", text)
    text = _BREAKING_SPACES.sub(" ", text).strip(" ").translate(_SUBSTITUTES)
    text = _FRENCH_SPACES.sub("\u00a0", text)
    if glyphs.covers(text):
        return text
    # Signs do not count, or the spaces and quotation marks of a title in Arabic would save it.
    letters = [char for char in text if _is_letter(char)]
    if sum(map(glyphs.covers, letters)) * 2 <= len(letters):
        return ""
    kept = (char if glyphs.covers(char) else _ELLIPSIS if _is_letter(char) else "" for char in text)
    return _BREAKING_SPACES.sub(" ", _ELLIPSES.sub(_ELLIPSIS, "".join(kept))).strip(" ")


def _is_letter(char: str) -> bool:
    """Return whether a character is a letter or number, so that a word without it is another."""
    return unicodedata.category(char)[0] in "LN"
