"""What the eye sees of a text: without what is invisible, one letter for two that look the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category, is_normalized, normalize

from generator.patterns import pattern
from generator.prose.rewriting import Rewritten, rewrite

_INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202c\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
"""Soft hyphens, zero-width characters, marks of direction, variation selectors.

The non-joiner of Persian is among them: it changes the shape of letters, as a font does. Overrides
of direction (U+202D, U+202E) are not: they change what is read.
"""
_LOOK_ALIKES = (
    "\u00b5\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3"  # digraphs
    "\u2e9f\u2ef3\u2f00-\u2fd5"  # Kangxi radicals, which PDF files have for characters
    "\ufb00-\ufb06\ufb13-\ufb17\ufb4f"  # ligatures
    "\ufb50-\ufdf9\ufe70-\ufefc"  # shapes of Arabic letters
)
_GUILLEMET = pattern("[«»‹›]")
_JAMO = range(0x1160, 0x1200)
"""Vowels and finals of Korean, which join the consonant before them."""


def visible(text: str) -> tuple[Rewritten, ...]:
    """Return what the eye sees of a text, in steps: each rewrites what the one before it gives.

    Most texts are what they seem: no step.
    """
    steps: list[Rewritten] = []
    if not text.isascii():
        # Guillemets are looked at last, because invisible characters may hide their spaces.
        for find in (_odd, _decomposed, _inner_spaces):
            changes = list(find(text))
            if changes:
                steps.append(rewrite(text, changes))
                text = steps[-1].text
    return tuple(steps)


def _odd(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is invisible, and letters that look like others."""
    odd, unseen = _patterns()
    for match in odd.finditer(text):
        is_unseen = unseen.match(text, match.start()) is not None
        seen = "" if is_unseen else normalize("NFKC", match[0])
        # A few shapes of Arabic marks would come with a space to stand on.
        if not seen.startswith(" "):
            yield match.start(), match.end(), seen


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is looked at, and what of it is left out; sets so large take time to compile."""
    # A joiner between pictures makes one of them, so it is seen.
    unseen = f"[{_INVISIBLE}]|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
    return re.compile(f"[\u200d{_INVISIBLE}{_LOOK_ALIKES}]"), re.compile(unseen)


def _decomposed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield letters whose accents are characters of their own: files are read composed, in NFC."""
    if is_normalized("NFC", text):
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (category(text[at])[0] == "M" or ord(text[at]) in _JAMO):
            continue
        letter = text[start:at]
        if (composed := normalize("NFC", letter)) != letter:
            yield start, at, composed
        start = at


def _inner_spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the spaces that French has within guillemets; German has them outside: »so«."""
    done = 0
    for match in _GUILLEMET.finditer(text):
        start = at = match.start()
        end = at + 1
        before, after = text[at - 1 : at], text[end : end + 1]
        if match[0] in "«‹" and not before.isalnum():
            start = end
            while text[end : end + 1].isspace():
                end += 1
        elif match[0] in "»›" and not after.isalnum():
            end = at
            while start > done and text[start - 1].isspace():
                start -= 1
        else:
            continue
        if start < end:
            yield start, end, ""
            done = end
