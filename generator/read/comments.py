"""Words that YAML takes for a comment, although they belong to the text before them."""

from __future__ import annotations

from generator.patterns import pattern
from generator.read.sentences import is_unspaced

LATE_HASH = pattern(r"\S[ \t]+#|[\[{,]#")
"""A `#` that begins a comment, unless it is in quotes or in text of several lines."""

_COMMENT = pattern(r"(?:(?P<colon>\s*:)?[ \t]+|(?P<comma>[ \t]*,[ \t]*))#")
_IN_BRACKET = pattern(r"[\[{][ \t]*#")
# Digits of any script with what stands in numbers, dates and times.
_NUMBER = pattern(r"[\d.,:+%/TZ\u2212-]*\d[\d.,:+%/TZ\u2212-]*")
# A word, a key or an address, and not the start of a sentence: “Talks
_WORD = pattern(r"[\w.:/?=&%+~@-]+")
# A space behind it and no digit: `# the daily`, but neither `#ceasefire` nor `# 1 priority`.
_PLAINLY = pattern(r"#[#!]*(?:$|[ \t]+(?![ \t\d]))")
_SPACED = pattern(r"#[#!]*(?:$|[ \t])")


def hidden_text(line: str, column: int, text: str, *, quoted: bool = False) -> int | None:
    """Return the column of a comment in which words of a text seem to be hidden, or None.

    `text` is what YAML read, and ends at `column` of `line`, both from 0. What follows it is a
    comment beyond doubt only after a number or a date (but `5 #1`), or if it has a space behind its
    `#` and follows text in quotes, a single word, or a key without a value.
    """
    found = _COMMENT.match(line, column)
    if found is None:
        return None
    at = found.end() - 1
    if found["comma"] or (quoted and not found["colon"]):
        return None if _SPACED.match(line, at) else at
    if found["colon"] or not text:
        return None if _PLAINLY.match(line, at) else at
    if _NUMBER.fullmatch(text):
        return at if line[at + 1 : at + 2].isdigit() else None
    # Without spaces between words, one "word" may be a whole sentence.
    is_word = _WORD.fullmatch(text) and not is_unspaced(text)
    return None if is_word and _PLAINLY.match(line, at) else at


def hidden_in_bracket(line: str, column: int) -> int | None:
    """Return the column of a comment that begins right behind a bracket, without a space, or None.

    The bracket is at `column` of `line`, from 0.
    """
    found = _IN_BRACKET.match(line, column)
    return None if found is None or _SPACED.match(line, found.end() - 1) else found.end() - 1
