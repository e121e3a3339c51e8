"""Numbers in the values of claims, read by the language that they are written in.

`1.000` is a thousand in German and one in English. Which marks a language has, and its words for
thousands and millions, is data of the Unicode CLDR, by Babel; English, the usual case, is written
down here, because loading Babel takes longer than reading an article. Marks that mean the same
everywhere are read in every language: spaces, apostrophes and underscores between thousands, and
the Arabic separators.

A number becomes a mark and its digits, `⌗1500⎖5`, so that nothing takes it for text, or text for
it: it can be read again and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct

NUMBER = "⌗"
"""Stands before each number that was read."""
DECIMAL = "⎖"
"""The decimal separator of a number that was read (U+2396)."""

_ENGLISH_TAGS = frozenset({"en", "en-us", "en-gb"})
_ENGLISH = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "B": 9, "T": 12, "tn": 12}
_SHORT = {"k": 3, "K": 3, "M": 6, "m": 6, "mn": 6, "mln": 6, "bn": 9}
"""Short forms that are common in texts of all languages, each with its power of ten."""
_ALSO = {
    "cs": {"mld": 9, "tis": 3},
    "da": {"mia": 9, "mio": 6},
    "de": {"tsd": 3},
    "es": {"mill": 6},
    "fr": {"mds": 9, "md": 9, "mrd": 9},
    "hu": {"mrd": 9},
    "it": {"mila": 3, "mld": 9},
    "ja": {"千": 3},
    "ko": {"천": 3},
    "nl": {"mld": 9},
    "pt": {"mi": 6, "bi": 9},
    "ro": {"mld": 9},
    "sv": {"mdr": 9},
    "zh": {"千": 3, "百万": 6, "百萬": 6},
}
"""Short forms that reports have, beside those of CLDR."""
_ONLY_OF_MONEY = "m"
"""A short form that without a currency beside it means metres or minutes."""
_CODES = (
    "aed aud brl byn cad chf cny czk dkk egp eur gbp gel hkd huf idr ils inr jpy krw kzt mxn nok "
    "nzd pln ron rub sar sek sgd thb uah usd zar"
).replace(" ", "|")
_CURRENCY = rf"(?:(?:(?<!\w)[A-Za-z]{{1,3}})?[$¢-¥֏؋৲৳৻૱௹฿៛₠-⃀﷼]|(?<!\w)(?i:{_CODES})(?!\w))"
"""A currency's sign, also as in `US$`, or its ISO 4217 code: of these, what reports name."""
_SIGNS = {
    "€": ("eur", "euro", "euros"),
    "$": ("dollar", "dollars"),
    "us$": ("usd", "us dollars"),
    "£": ("gbp",),
    "₴": ("uah", "грн", "hryvnias"),
    "₽": ("rub", "руб", "rubles", "roubles"),
    "₹": ("inr",),
    "₪": ("ils",),
    "₩": ("krw",),
    "zł": ("pln",),
}
_NAMES = {name: sign for sign, names in _SIGNS.items() for name in names}
"""Codes and names of currencies, each with the sign that no other currency of this list has."""
_NAME = "|".join(name for name in _NAMES if name not in _CODES)
_BEHIND = rf"(?:{_CURRENCY}|(?i:{_NAME}|zł)(?!\w))"
"""A currency behind its number, where it may be a word."""
_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"
"""Thai: in scripts from here on, a word may follow another without a space."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


class _Language(Struct, frozen=True):
    """How numbers are written in one language."""

    groups: frozenset[str]
    """Marks between thousands, besides those that are so in every language."""
    decimal: str
    powers: Mapping[str, int]
    """The power of ten that a word or short form stands for."""
    spaced: frozenset[str]
    """Single letters that the language writes after a space: `5 M`."""


class _Reader(Struct, frozen=True):
    """How numbers are read in a text that is in one of several languages, the first by preference.

    The marks are those of the first language, the words those of all.
    """

    pattern: re.Pattern[str]
    powers: Mapping[str, int]
    spaced: frozenset[str]

    def power(self, word: str, gap: str, money: str | None) -> int | None:
        """Return the power of ten that a word behind a number stands for, None if for none."""
        is_letter = len(word) == 1 and word.lower() != word.upper()
        if (
            is_letter
            and not money
            and (word == _ONLY_OF_MONEY or (gap and word not in self.spaced))
        ):
            return None
        return self.powers.get(word, self.powers.get(word.casefold()))


def read_numbers(text: str, *languages: str) -> str:
    """Return a text with its numbers in one form, and a currency behind its number.

    `languages` are tags (BCP 47), of which the first decides; what is no number in it is read by
    the next. The text has ASCII digits, simple spaces and straight quotation marks.
    """
    for number in range(len(languages)):
        reader = _reader(languages[number:] + languages[:number])
        text = reader.pattern.sub(partial(_number, reader), text)
    return text


def _number(reader: _Reader, match: re.Match[str]) -> str:
    before, word, after = match["before"], match["word"], match["after"]
    whole, decimals = match["whole"], match["decimals"] or ""
    previous = match.string[match.start() - 1 : match.start()]
    money = before or after
    power = reader.power(word, match["gap"], money) if word else 0
    # In a name, such as `F16M`, no letter is a million.
    in_name = not before and previous.isalpha() and previous < _FIRST_SCRIPT_WITHOUT_SPACES
    if in_name or power is None:
        return _written(whole, decimals, 0) + match["rest"]
    # Two currencies are not one: `$5 CAD` keeps the second.
    kept = f" {after}" if before and after else ""
    dot = " " if match["dot"] and not kept else ""
    sign = _NAMES.get(money.casefold(), money) if money else ""
    return _written(whole, decimals, power) + (sign and f" {sign}") + kept + dot


def _written(whole: str, decimals: str, power: int) -> str:
    """Return a number times a power of ten in its shortest form."""
    digits = re.sub(r"\D", "", whole) + decimals[:power].ljust(power, "0")
    fraction = decimals[power:].rstrip("0")
    return NUMBER + (digits.lstrip("0") or "0") + (DECIMAL + fraction if fraction else "")


# Few sites have articles in more than a few languages.
@lru_cache(maxsize=64)
def _language(tag: str) -> _Language:
    if tag.lower() in _ENGLISH_TAGS:
        return _Language(frozenset({","}), ".", _ENGLISH, frozenset())
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    locales = []
    parts = tag.split("-")
    for number in range(len(parts), 0, -1):
        try:
            locales.append(Locale.parse("-".join(parts[:number]), sep="-"))
        except (ValueError, UnknownLocaleError):
            continue
    if not locales:
        return _language("en")
    symbols = [_symbols(locale) for locale in locales]
    decimal = symbols[0][1]
    # A country may have another mark than its language at large, whose papers are read there too.
    groups = {group for group, _ in symbols if group in {",", "."} and group != decimal}
    powers: dict[str, int] = {}
    spaced: set[str] = set()
    for word, power, is_spaced in _words(locales[0]):
        powers.setdefault(word, power)
        if is_spaced and (word.isupper() or word == "k"):
            spaced.add(word)
    for word, power in _ALSO.get(parts[0].lower(), {}).items():
        powers.setdefault(word, power)
    return _Language(frozenset(groups), decimal, powers, frozenset(spaced))


def _words(locale: Any) -> Iterator[tuple[str, int, bool]]:
    """Yield words for great numbers, the power of ten of each, and whether a space is before it."""
    for style in ("long", "short"):
        for formats in locale.compact_decimal_formats[style].values():
            for magnitude, pattern in formats.items():
                shown = str(getattr(pattern, "pattern", pattern)).translate(_INVISIBLE)
                zeros = shown.count("0")
                word = " ".join(shown.replace("'", "").replace("0", "").split()).rstrip(".")
                # In Burmese and Swahili, the word stands before the number, and is not read.
                if word and shown.startswith("0"):
                    yield word, len(magnitude) - zeros, shown[zeros].isspace()


def _symbols(locale: Any) -> tuple[str, str]:
    """Return the marks between thousands and before decimals, with European digits."""
    systems = locale.number_symbols
    found = systems.get("latn") or systems[locale.default_numbering_system]
    return found["group"], found["decimal"]


@lru_cache(maxsize=64)
def _reader(tags: tuple[str, ...]) -> _Reader:
    languages = [_language(tag) for tag in tags]
    groups, decimal = languages[0].groups, languages[0].decimal
    # What a language itself has goes before what is common: `bn` is a billion in Swedish.
    powers = {**_SHORT}
    for language in reversed(languages):
        powers |= language.powers
    powers |= {word.casefold(): power for word, power in powers.items() if len(word) > 1}
    marks = " '_٬" + "".join(sorted(groups))
    # Babel writes the greatest numbers of de-CH so; an apostrophe has no other meaning there.
    swiss = r"\d+'\d{3}|"
    indian = r"\d{1,2}(?:,\d\d)+,\d{3}|" if "," in groups else ""
    # Longer ones first: `mil millones` before `mil`.
    ordered = sorted(powers, key=lambda word: (-len(word), word))
    word = "|".join(_pattern_of(word) for word in ordered)
    pattern = re.compile(
        rf"(?:(?P<before>{_CURRENCY}) ?)?(?<![\d{NUMBER}{DECIMAL}])(?<!\d[.,٫٬])"
        rf"(?P<whole>\d{{1,3}}(?P<mark>[{marks}])\d{{3}}(?:(?P=mark)\d{{3}})*|{swiss}{indian}\d+)"
        rf"(?:[٫{decimal if decimal in ',.' else ''}](?P<decimals>\d+))?(?![.,٫٬]?\d)"
        rf"(?P<rest>(?:(?P<gap> ?)(?P<word>{word})(?P<dot>\.?))?(?: ?(?P<after>{_BEHIND}))?)"
    )
    return _Reader(pattern, powers, frozenset().union(*(one.spaced for one in languages)))


def _pattern_of(word: str) -> str:
    """Return a pattern for a word behind a number; only the case of single letters matters."""
    end = r"(?!\w)" if word[-1] < _FIRST_SCRIPT_WITHOUT_SPACES else ""
    return f"(?i:{re.escape(word)}){end}" if len(word) > 1 else re.escape(word) + end
