"""What of a text the fonts of social cards can show."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.cards.fonts import Font, font

_ELLIPSIS = "…"
"""Stands for letters that were left out: without it, words would say what nobody wrote."""
_BREAKING_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_FRENCH_SPACES = re.compile(r" (?=[»:;!?])|(?<=«) ")
"""French has a space at these marks, and a line never ends there."""
_SUBSTITUTES = {ord("−"): "–", ord("‐"): "-", ord("‑"): "-", 0xAD: None}
"""Signs that the fonts lack or that do not matter here (a soft hyphen), and what to show instead.
"""
_BETWEEN = " · "
_ELLIPSES = re.compile(rf"{_ELLIPSIS}[{_ELLIPSIS}\s]*{_ELLIPSIS}")


@lru_cache(1024)
def covered(text: str, typeface: str) -> str:
    """Return a text as far as a typeface covers it, or "" if it lacks half of the letters or more.

    A word that is mostly in letters that it lacks becomes an ellipsis, with its digits: those of
    "5月20日" alone would say nothing. So do single letters; signs that it lacks, such as emoji, are
    left out. Spaces that keep a line together stay; all other white space becomes single spaces.
    """
    glyphs = font(typeface)
    # NFC first: the fonts have é as one glyph, and no accents that combine.
    text = unicodedata.normalize("NFC", text)
    text = _BREAKING_SPACES.sub(" ", text).strip(" ").translate(_SUBSTITUTES)
    text = _FRENCH_SPACES.sub("\u00a0", text)
    if glyphs.covers(text):
        return text
    if _mostly_lacks(text, glyphs):
        return ""
    # Of several parts with dots between them, such as a date, each stands or falls by itself.
    parts = [part for part in text.split(_BETWEEN) if not _mostly_lacks(part, glyphs)]
    kept = " ".join(_kept(word, glyphs) for word in _BETWEEN.join(parts).split(" "))
    return _BREAKING_SPACES.sub(" ", _ELLIPSES.sub(_ELLIPSIS, kept)).strip(" ")


def _kept(word: str, glyphs: Font) -> str:
    if glyphs.covers(word):
        return word
    if _mostly_lacks(word, glyphs):
        return _ELLIPSIS if any(map(_is_letter, word)) else ""
    return "".join(
        char if glyphs.covers(char) else _ELLIPSIS if _is_letter(char) else "" for char in word
    )


def _mostly_lacks(text: str, glyphs: Font) -> bool:
    """Return whether a font lacks half of the letters of a text or more, or all that it has.

    Neither signs nor digits count, or the spaces and years of a title in Arabic would save it.
    """
    letters = [char for char in text if unicodedata.category(char)[0] == "L"]
    counted = letters or list(filter(_is_letter, text))
    return sum(map(glyphs.covers, counted)) * 2 <= len(counted)


def _is_letter(char: str) -> bool:
    """Return whether a character is a letter or number, so that a word without it is another."""
    return unicodedata.category(char)[0] in "LN"
