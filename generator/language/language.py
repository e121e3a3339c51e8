"""The words of the interface in one language: phrases, numbers with their nouns, dates.

Each language has one file with its words (`en.yaml`); what it lacks is borrowed from English, all
of it if there is no file. How numbers, plurals and dates are written is data of the Unicode CLDR,
by Babel, also for a language without a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml
from msgspec import Struct

from generator.language.borrowed import marked
from generator.language.direction import direction_of, script_of

if TYPE_CHECKING:
    from babel.core import Locale

_FOLDER = Path(__file__).parent
_ENGLISH = "en"
_GROUPED_FROM = 1000
"""Whole numbers below are the same in all languages here, so that Babel need not be loaded."""

Words = Mapping[str, str | Mapping[str, str]]
"""Phrases by key; for a noun that goes with numbers, its plural forms; for a date whose pattern
goes with the day, as in French, its ordinal forms."""


class Language(Struct, frozen=True):
    """The words of one language, by their keys."""

    tag: str
    """The language of the site (BCP 47)."""
    words: Words
    borrowed: frozenset[str]
    """The keys whose words are English, with marks, because the language lacks them."""
    locale: Locale
    """How numbers and dates are written: as in English if that is not known of the language."""

    @property
    def direction(self) -> str:
        """The direction of the language: `ltr` or `rtl`."""
        return direction_of(self.tag)

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
        """Return a number with its noun in the right plural form: `1 report`, `5 reports`.

        Where the text asks for `{spelled}`, not `{n}`, a number up to ten is a word.
        """
        forms = self.forms(key)
        borrowed = key in self.borrowed
        locale = _locale(_ENGLISH) if borrowed else self.locale
        # A later CLDR may know a form that the file lacks, as French once got `many`.
        form = forms.get(cast("Locale", locale).plural_form(number), forms["other"])
        digits = _written(number, locale)
        spelled = cast("str", (_file(_ENGLISH) if borrowed else self.words)["number-words"]).split()
        word = spelled[number - 1] if 0 < number <= len(spelled) else digits
        return form.format(n=digits, spelled=word, **values)

    def number(self, number: float) -> str:
        """Return a number as readers write it: `1,234`, `41.01`."""
        return _written(number, self.locale)

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

    def territory(self, code: str) -> str | None:
        """Return the name of a country by its code (ISO 3166-1); None if the language has none."""
        if self.locale.language != self.tag.split("-", maxsplit=1)[0].lower():
            return None
        name: str | None = self.locale.territories.get(code)
        return name

    def _year(self, day: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 - few dates are so vague

        return format_skeleton("y", day, locale=self.locale)

    def _date(self, day: date, key: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - most builds write no date

        pattern = self.words[key]
        if not isinstance(pattern, str):
            pattern = pattern.get(self.locale.ordinal_form(day.day), pattern["other"])
        return format_date(day, pattern, locale=self.locale)


@cache
def language_of(tag: str) -> Language:
    """Return the words for a language tag (BCP 47) such as `uk` or `fr-CA`.

    The file is that of the tag's first part, if it is in the same script. Files are read once.
    """
    # No language here has words of its own for a region.
    code = tag.split("-", maxsplit=1)[0].lower()
    english, locale = _file(_ENGLISH), _locale(tag)
    known: Words
    if code in languages() and script_of(tag) == script_of(code):
        known = _file(code)
    else:
        known = _dates(locale) if locale else {}
    words = {key: known.get(key) or _borrowed(words) for key, words in english.items()}
    missing = frozenset(english.keys() - known.keys())
    return Language(tag, words, missing, locale or cast("Locale", _locale(_ENGLISH)))


def languages() -> tuple[str, ...]:
    """Return the codes of all languages of the interface, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def _file(code: str) -> Words:
    text = (_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return cast("Words", yaml.load(text, yaml.CSafeLoader))


@cache
def _locale(tag: str) -> Locale | None:
    """Return how a language, in its script, writes dates and numbers; None if that is not known."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - most builds say nothing

    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            found = Locale.parse(name, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        # Babel has `ar` for `ar-Latn`, and of some languages not even the names of the months.
        named = found.months["format"]["wide"][1] != "M01"
        if named and script_of(str(found).replace("_", "-")) == script_of(tag):
            return found
    return None


def _dates(locale: Locale) -> Words:
    """Return the patterns of dates in a language that has no file."""
    skeletons = locale.datetime_skeletons
    return {
        "date": locale.date_formats["long"].pattern,
        "date-short": skeletons["MMMMd"].pattern,
        "date-month": skeletons["yMMMM"].pattern,
    }


def _borrowed(words: str | Mapping[str, str]) -> str | Mapping[str, str]:
    if isinstance(words, str):
        return marked(words)
    return {form: marked(text) for form, text in words.items()}


def _written(number: float, locale: Locale | None) -> str:
    if number < _GROUPED_FROM and number == int(number):
        return str(int(number))
    from babel.numbers import format_decimal  # noqa: PLC0415 - few sites have such numbers

    return format_decimal(number, locale=locale)
