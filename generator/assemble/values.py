"""When two values are the same answer: case and typesetting folded, numbers as numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import decimal, normalize

from generator.prose.quotations import fold

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,_ ٬]\d{3})+(?!,?\d)")
_DIGIT = re.compile(r"(?![0-9])\d")
_DECIMALS = re.compile(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,])")


@lru_cache(maxsize=4096)
def fold_value(value: str) -> str:
    """Return the form in which values are compared: `1,000 Men` and `1000  men` have the same."""
    typeset = fold(" ".join(normalize("NFC", value).split())).text
    text = _DIGIT.sub(lambda match: str(decimal(match[0])), typeset)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _DECIMALS.sub(_shortest, text)
    text = re.sub(r"(?<![\d.,])0+(?=\d)", "", text)
    return " ".join(text.replace(" %", "%").casefold().split())


def _shortest(number: re.Match[str]) -> str:
    decimals = number[2].rstrip("0")
    return f"{number[1]}.{decimals}" if decimals else number[1]
