"""The direction of text: that of the script that its language is written in."""

from __future__ import annotations

from functools import cache
from unicodedata import bidirectional

_RIGHT_TO_LEFT = frozenset(
    {
        *("Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr"),
        *("Hebr", "Hung", "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb"),
        *("Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg"),
        *("Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Yezi"),
    }
)
"""Scripts that the Unicode CLDR calls right-to-left, by their codes (ISO 15924)."""
_SCRIPT_LENGTH = 4
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
"""Marks that a text begins in a direction: invisible letters of that direction."""
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""The directions of letters, by their classes in Unicode's bidirectional algorithm."""


@cache
def direction_of(tag: str) -> str:
    """Return the direction in which a language is written, for HTML's `dir`: `ltr` or `rtl`."""
    return "rtl" if script_of(tag) in _RIGHT_TO_LEFT else "ltr"


@cache
def script_of(tag: str) -> str:
    """Return the script of a language tag (BCP 47), as `Arab`; "" if it is not known.

    That is the one that the tag names, or else the likeliest, by the CLDR: Arabic for `ckb` and for
    `az-IR`, Latin for `ku` and `az`.
    """
    from babel.core import get_global  # noqa: PLC0415 - most builds say nothing

    language, *subtags = tag.lower().split("-")
    regions = []
    for subtag in subtags:
        if len(subtag) == 1:  # the start of an extension, or of what is private
            break
        if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha():
            return subtag.title()
        if len(subtag) == len("IR"):
            regions.append(subtag.upper())
    # `iw` is an old code of `he`, and `arb` one of `ar`.
    language = get_global("language_aliases").get(language, language).split("_")[0]
    likely = get_global("likely_subtags")
    found = [likely.get(f"{language}_{region}") for region in regions] + [likely.get(language)]
    likeliest: str = next(filter(None, found), "")
    return likeliest.split("_")[1] if likeliest else ""


def directed(text: str, tag: str) -> str:
    """Return plain text that is shown in the direction of its language, `tag`, wherever it goes.

    Programs that are not told a direction take that of the first letter. Where that is wrong, as of
    an Arabic title that begins with "NATO", a mark comes before it.
    """
    direction = direction_of(tag)
    first = next((_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG), direction)
    return text if first == direction else _MARKS[direction] + text
