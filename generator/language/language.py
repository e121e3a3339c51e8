"""The words of the interface in one language: phrases, numbers with their nouns, dates.

Each language has one file with all of them (`en.yaml`); a site in a language without one has an
English interface. How numbers, plurals and dates are written is data of the Unicode CLDR, by Babel.
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
"""ISO 639-1 codes of languages that are mostly written from right to left."""
_GROUPED_FROM = 1000
"""Whole numbers below are the same in all languages here, so that Babel need not be loaded."""


class Language(Struct, frozen=True):
    """The words of one language, by their keys."""

    words: Mapping[str, str | Mapping[str, str]]
    """Phrases by key; for a noun that goes with numbers, its plural forms."""
    locale: Locale
    """The locale of the words, which is English if there are none in the site's language."""

    def say(self, key: str, **values: object) -> str:
        """Return the phrase of a key, with values put in for the names in braces."""
        words = cast("str", self.words[key])
        return words.format(**values) if values else words

    def named(self, name: str, group: str) -> str:
        """Return the word for a name that editors write: `event` in the group `kind`."""
        return cast("str", self.words[f"{group}-{name}"])

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the plural forms of a noun, by their names in the CLDR: `one`, `few`, `other`."""
        return cast("Mapping[str, str]", self.words[key])

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a number with its noun in the right plural form: `1 report`, `5 reports`."""
        forms = self.forms(key)
        # A later CLDR may know a form that the file lacks, as French once got `many`.
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return form.format(n=self.number(number), **values)

    def number(self, number: float) -> str:
        """Return a number as readers write it: `1,234`, `41.01`."""
        if number < _GROUPED_FROM and number == int(number):
            return str(int(number))
        from babel.numbers import format_decimal  # noqa: PLC0415 - few sites have such numbers

        return format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day: `20 May 2025`."""
        return self._date(day, "date")

    def short_day(self, day: date) -> str:
        """Return a day whose year is clear from where it is shown: `20 May`."""
        return self._date(day, "date-short")

    def month(self, month: str) -> str:
        """Return the name of a month such as `2025-05`, or of a year such as `2025`: `May 2025`."""
        year, _, number = month.partition("-")
        first = date(int(year), int(number or 1), 1)
        return self._date(first, "date-month") if number else self._year(first)

    def _year(self, day: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 - few dates are so vague

        return format_skeleton("y", day, locale=self.locale)

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - most builds write no date

        return format_date(day, self.say(pattern), locale=self.locale)


@cache
def language_of(tag: str) -> Language:
    """Return the words for a language tag (BCP 47) such as `uk` or `fr-CA`, or the English ones.

    The tag's first part alone decides. Files are read once.
    """
    from babel.core import Locale  # noqa: PLC0415 - most builds say nothing

    # The first part of the tag alone: no language here has words of its own for a region.
    code = tag.split("-", maxsplit=1)[0].lower()
    if code not in languages():
        code = _ENGLISH
    text = (_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return Language(yaml.load(text, yaml.CSafeLoader), Locale.parse(code))


def languages() -> tuple[str, ...]:
    """Return the codes of all languages of the interface, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def direction_of(tag: str) -> str:
    """Return the direction in which a language is written, for HTML's `dir`: `ltr` or `rtl`."""
    return "rtl" if tag.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"
