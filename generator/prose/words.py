"""What of a text is words: letters of any script with the marks that belong to them."""

from __future__ import annotations

import re
import unicodedata

_VIRAMA = 9
"""The combining class of signs that take the vowel from an Indic letter."""
_JOINERS = ("\u200c", "\u200d")
"""ZERO WIDTH NON-JOINER and JOINER, which change how letters are joined in some scripts."""


def is_name(text: str) -> bool:
    """Return whether a text has only letters and digits with their marks, and `_`, `.` and `-`.

    Joiners are part of it where its script needs them.
    """
    before = ""
    for character in text:
        if character in _JOINERS:
            is_good = _may_join(before)
        else:
            is_mark_of_letter = _is_mark(character) and before not in ("", "_", ".", "-")
            is_good = character.isalnum() or character in "_.-" or is_mark_of_letter
        if not is_good:
            return False
        before = character
    return before not in _JOINERS


def slug(text: str) -> str:
    """Return the words of a text in small letters, with hyphens between.

    Invisible characters within a word, such as soft hyphens, are left out.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return "-".join(re.findall(r"[a-z0-9]+", folded))
    letters: list[str] = []
    # Composed once more, as folding takes some letters apart: İ becomes i with a dot of its own.
    for character in unicodedata.normalize("NFKC", folded):
        if character.isalnum() or (_is_mark(character) and letters and letters[-1] != " "):
            letters.append(character)
        elif unicodedata.category(character) != "Cf":
            letters.append(" ")
    return "-".join("".join(letters).split())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _may_join(before: str) -> bool:
    """Return whether a joiner may stand after a character.

    Source: RFC 5892, A.1 and A.2, on domain names, a little simplified: after a virama, and in the
    scripts whose letters are joined.
    """
    return "\u0600" <= before <= "\u08ff" or unicodedata.combining(before or "a") == _VIRAMA
