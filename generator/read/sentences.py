"""Lists in brackets that look like one sentence, cut at its commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.patterns import pattern

_END = pattern(r"[.!?…。！？؟।॥።။]\W*$")
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""A letter of a language that writes no spaces between words; it is compiled when the first text
is asked that may have one, as a set so large takes time."""
_JOINED = pattern(
    r"\w (?:and|or|und|oder|sowie|et|ou|y|e|o|та|і|й|або|и|или|oraz|lub|en|of|ve|veya|و|أو|ו) \w.* "
)
"""An `and` or `or` in a text that goes on after it for two words or more."""
_WORD = 4
"""Characters of such a language that may well be one word."""


def looks_cut(entries: Sequence[object]) -> bool:
    """Return whether entries without quotes may be one sentence.

    Where there are capital letters, the rest of a sentence begins without one. Elsewhere, entries
    of several words are in doubt. Entries that all end as sentences do are what they seem.
    """
    texts = [entry for entry in entries if isinstance(entry, str) and entry]
    if len(texts) < len(entries):
        return False
    ended = [bool(_END.search(text)) for text in texts]
    if any(ended):
        return ended[-1] and not all(ended)
    first, rest = _initial(texts[0]), texts[1:]
    if _ends_a_list(texts):
        return True
    if first and not first.islower() and not first.isupper():
        return any(map(_has_words, texts))
    return any(
        _initial(text).islower() and (not first.islower() or _has_words(text)) for text in rest
    )


def _ends_a_list(texts: Sequence[str]) -> bool:
    """Return whether entries are few words each, up to the last, which goes on after an `and`."""
    *others, last = texts
    joined = _JOINED.search(last)
    return joined is not None and not any(
        _JOINED.search(other) or other.count(" ") > 1 for other in others
    )


def _initial(text: str) -> str:
    return next(filter(str.isalpha, text), "")


def _has_words(text: str) -> bool:
    return " " in text or (len(text) > _WORD and is_unspaced(text))


def is_unspaced(text: str) -> bool:
    """Return whether a text has letters of a language that writes no spaces between words."""
    return not text.isascii() and re.search(_UNSPACED, text) is not None
