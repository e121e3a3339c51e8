"""What the interface says in one language: words, numbers with their nouns, dates.

One file for each language (`en.yaml`) has all of it; a language without one is answered in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml
from msgspec import Struct

if TYPE_CHECKING:
    from babel.core import Locale

_FOLDER = Path(__file__).parent
_ENGLISH = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_LONG_NUMBER = 1000
"""From here on the digits of a number are grouped."""


class Language(Struct, frozen=True):
    """The words of one language, by their keys."""

    words: Mapping[str, str | Mapping[str, str]]
    locale: Locale
    """Of the words: English where there are no others."""

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key, with values in their places."""
        words = cast("str", self.words[key])
        return words.format(**values) if values else words

    def named(self, name: str, group: str) -> str:
        """Return the word for a name that content uses, such as the `event` among kinds."""
        return cast("str", self.words[f"{group}-{name}"])

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the forms of a noun that goes with numbers, by their names in the CLDR."""
        return cast("Mapping[str, str]", self.words[key])

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a number with its noun: `1 report`, `5 reports`.

        Which form goes with which number is the rule of the Unicode CLDR, by Babel.
        """
        forms = self.forms(key)
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return form.format(n=self.number(number), **values)

    def number(self, number: float) -> str:
        """Write a number for readers: `1,234`, `41.01`."""
        if number < _LONG_NUMBER and number == int(number):
            return str(int(number))
        from babel.numbers import format_decimal  # noqa: PLC0415 - few sites have such numbers

        return format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        """Write a day: `20 May 2025`."""
        return self._date(day, "date")

    def short_day(self, day: date) -> str:
        """Write a day whose year is plain: `20 May`."""
        return self._date(day, "date-short")

    def month(self, month: str) -> str:
        """Write a month such as `2025-05`: `May 2025`."""
        year, number = month.split("-")
        return self._date(date(int(year), int(number), 1), "date-month")

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - most builds write no date

        return format_date(day, self.say(pattern), locale=self.locale)


@cache
def language_of(tag: str) -> Language:
    """Return the words for a language tag such as `uk` or `fr-CA`."""
    from babel.core import Locale  # noqa: PLC0415 - most builds say nothing

    code = tag.split("-", maxsplit=1)[0].lower()
    if code not in languages():
        code = _ENGLISH
    text = (_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return Language(yaml.load(text, yaml.CSafeLoader), Locale.parse(code))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words in, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def direction_of(tag: str) -> str:
    """Say which way a language is written: `ltr` or `rtl`."""
    return "rtl" if tag.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"
