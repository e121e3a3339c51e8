"""When two values are the same answer to a point.

Case, white space, the encoding of accents and the typesetting of quotation marks, dashes and
ellipses make no difference, nor do separators and needless zeros in a number. Anything else does:
`30 day` is not `30 days`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import decimal, normalize

from generator.prose.quotations import fold

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,_ ٬]\d{3})+(?!,?\d)")
"""A number with separators between its thousands, also the Arabic one (U+066C)."""
_DIGIT = re.compile(r"(?![0-9])\d")
"""A digit of another script."""
_DECIMALS = re.compile(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,])")
"""A number with decimals; `1.2.30` is a version or a date."""


@lru_cache(maxsize=4096)
def fold_value(value: str) -> str:
    """Return the form in which values are compared: `1000 men` for `1,000.0  Men`."""
    typeset = fold(" ".join(normalize("NFC", value).split())).text
    text = _DIGIT.sub(lambda match: str(decimal(match[0])), typeset)
    # Separators go before decimals are shortened: `1,000.50` is one number only without them.
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _DECIMALS.sub(_shortest, text)
    text = re.sub(r"(?<![\d.,])0+(?=\d)", "", text)  # zeros at the front
    return " ".join(text.replace(" %", "%").casefold().split())


def _shortest(number: re.Match[str]) -> str:
    decimals = number[2].rstrip("0")
    return f"{number[1]}.{decimals}" if decimals else number[1]
