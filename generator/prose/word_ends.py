"""Where words end: whether a quotation that begins or ends at a place cuts a word in two.

Nearly every quotation has a space or a sign at both ends, and no more is needed to see it. The rest
is for `prose/word_rules.py`.
"""

from __future__ import annotations

from generator.patterns import pattern

_SPACES = frozenset(" \t\n\r\x0b\x0c\x85\u00a0\u2028\u2029\u202f\u3000").union(
    map(chr, range(0x2000, 0x200B))
)
_ENDS = _SPACES.union(
    "!?()[]{}<>/\\|*&%$€£#@+=~^“”„‟«»‹›…–—―−。，、；！？（）「」『』《》【】।۔،؛؟"
)
"""What never belongs to a word, whatever is on its other side."""
_JOINERS = frozenset("'’‘.,:;\"-‐‑·")
"""What belongs to a word, or a number, only if there is one on both sides."""
_LOOSE = _ENDS | _JOINERS
_SURELY_ONE_WORD = "\u0530"
"""From Armenian on, scripts have rules of their own; before, two letters in a row are one word."""

_GROUP = pattern(r"[\u00a0\u2007\u2009\u202f]\d{3}(?!\d)|\s0\d\d(?!\d)")
"""The next three digits of a number. A common space is also between two numbers: `20 500`."""
_NUMBER_SIGNS = frozenset(":/-‐‑–−")


def begins_within_word(text: str, at: int) -> bool:
    """Return whether what begins at `at` leaves out the first part of a word."""
    if (sure := _surely(text, at)) is not None:
        return sure
    # Imported here and below, as its library takes a while to load.
    from generator.prose import word_rules  # noqa: PLC0415

    return word_rules.begins_within_word(text, at)


def ends_within_word(text: str, at: int) -> bool:
    """Return whether what ends at `at` leaves out the last part of a word."""
    if (sure := _surely(text, at)) is not None:
        return sure
    from generator.prose import word_rules  # noqa: PLC0415

    return word_rules.ends_within_word(text, at)


def is_plainly_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch cuts no word, and no rule of Unicode is needed to see it."""
    return _surely(text, start) is False and _surely(text, end) is False


def _surely(text: str, at: int) -> bool | None:
    """Return whether a cut at `at` goes through a word, where that is plain; else None.

    This decides for nearly every quotation, without the library.
    """
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _cuts_number(text, at):
        return True
    if before in _ENDS or after in _ENDS:
        return False
    if before in _JOINERS and (at == 1 or text[at - 2] in _LOOSE):
        return False
    if after in _JOINERS and (at + 1 == len(text) or text[at + 1] in _LOOSE):
        return False
    if before.isalnum() and after.isalnum() and max(before, after) < _SURELY_ONE_WORD:
        return True
    return None


def _cuts_number(text: str, at: int) -> bool:
    """Return whether the character before or after `at` is within a number."""
    for place in (at - 1, at):
        if place > 0 and text[place - 1].isdigit():
            if text[place] in _NUMBER_SIGNS and text[place + 1 : place + 2].isdigit():
                return True
            if _GROUP.match(text, place):
                return True
    return False
