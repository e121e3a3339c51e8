"""Characters that several modules tell apart: apostrophes, scripts without spaces between words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

APOSTROPHES = "'’‘ʼ`´′׳"

# Where a range of characters begins, and where it is over, by turns. A regular expression with so
# many ranges would take longer to compile than all that a build asks here.
_EAST_ASIAN = (
    "\u2e80\u3040\u3041\u3130\u3190\ua4d0\uf900\ufb00\ufe30\ufe50\uff01\uffa0"
    "\U00016fe0\U00018e00\U0001b000\U0001b300\U00020000\U00040000"
)
_SOUTH_EAST_ASIAN = (
    "\u0e00\u0f00\u1000\u10a0\u1780\u1800\u1950\u1a00\u1a20\u1ab0\ua9e0\uaa00\uaa60\uaae0"
)
_SHARED_SIGNS = frozenset("“”‘’—…·")
"""Punctuation that Chinese shares with other languages, where a space may stand beside it."""
_UNSPACED = "".join(sorted(_EAST_ASIAN + _SOUTH_EAST_ASIAN))


def is_east_asian(character: str) -> bool:
    """Return whether a character is Chinese, Japanese or Yi, or their full-width punctuation.

    Korean is not meant: it has spaces. Nor is the empty text.
    """
    return _is_in(_EAST_ASIAN, character)


def needs_no_space(before: str, after: str) -> bool:
    """Return whether a line break between two characters is nothing, for want of spaces.

    So it is in Chinese and Japanese, and CSS Text 3 (Segment Break Transformation Rules) asks
    browsers for the same. Thai and Korean keep theirs, as these have spaces between phrases or
    words.
    """
    if is_east_asian(before):
        return is_east_asian(after) or after in _SHARED_SIGNS
    return before in _SHARED_SIGNS and is_east_asian(after)


def is_unspaced(character: str) -> bool:
    """Return whether a character is of these, or Thai, Lao, Khmer, Burmese or their kin."""
    return _is_in(_UNSPACED, character)


def _is_in(bounds: Sequence[str], character: str) -> bool:
    return bisect_right(bounds, character) % 2 == 1
