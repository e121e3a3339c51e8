"""When two values are the same answer: white space and case folded, numbers compared as numbers."""

from __future__ import annotations

import re
from unicodedata import normalize

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,_\u00a0\u202f\u2009]\d{3})+(?!,?\d)")
_DECIMALS = re.compile(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,])")


def fold_value(value: str) -> str:
    """Give the form in which values are compared: `1,000 Men` and `1000  men` have the same."""
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), value)
    text = _DECIMALS.sub(_shortest, text)
    text = re.sub(r"(?<![\d.,])0+(?=\d)", "", text)
    return " ".join(normalize("NFC", text).casefold().split())


def _shortest(number: re.Match[str]) -> str:
    decimals = number[2].rstrip("0")
    return f"{number[1]}.{decimals}" if decimals else number[1]
