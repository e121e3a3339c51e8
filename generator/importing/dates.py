"""Dates and times in the words of reports, in several languages.

The names of months and days are those of the CLDR, by way of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache

from babel.core import Locale
from msgspec import Struct

from generator.moments import parse_moment

_LANGUAGES = ("en", "fr", "de", "uk", "ru", "es", "it", "pt", "pl", "nl", "tr", "ar")
_ZONES = {
    **dict.fromkeys(("GMT", "UTC", "WET", "Z"), "+00:00"),
    **dict.fromkeys(("BST", "CET", "MEZ", "WEST"), "+01:00"),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST"), "+02:00"),
    **dict.fromkeys(("EEST", "MSK", "МСК", "TRT"), "+03:00"),
    "HKT": "+08:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
"""Abbreviations that mean one offset; `CST` and `IST` mean several, and give none."""
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])(?:[:hH.]|\s[hH]\s)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d.])"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:Uhr|Uhr,|год\.?))?"
    r"(?:\s*\(?(?P<zone>(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d\d)?|(?-i:[A-ZМСК]{1,4}))\b)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_NUMERIC = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?![\d/])")
_EAST_ASIAN = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_AHEAD = re.compile(
    r"\b(?:will|shall|’ll|is to|are to|going to|wird|werden|soll|sollen|va|vont|devra|sera|seront"
    r"|será|serán|deberá|буде|будуть|будет|будут|має|планує\w*|планиру\w*|سوف|سي\w+)\b",
    re.IGNORECASE,
)
"""What speaks of what is to come."""
_OPEN = re.compile(
    r"\b(?:from|until|till|by|before|after|since|starting|through|next|ab|bis|vor|nach|seit|dès|partir"
    r" du|partir del?|jusqu[’']au|avant|après|depuis|desde|hasta|antes del?|з|від|до|після"
    r"|с|от|после|по|من|حتى|منذ|قبل|بعد)\s+(?:le\s+|el\s+|dem\s+|the\s+|zum\s+|au\s+)?$",
    re.IGNORECASE,
)
"""What stands before a day on which a time begins or ends."""
_ANY = re.compile(
    r"\b(?:an?|any|each|every|most|average|typical|usual|normal|busy|one|other|jede[rnms]?|einem?"
    r"|durchschnittlichen|normalen|chaque|tous|les|un|moyen|cada|todos|los|cualquier|un|кожн\w+"
    r"|щ\w+|кажд\w+|обычн\w+|звичайн\w+|كل|أي)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What stands before a day that is none in particular."""
_ENGLISH_DAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
_LONG_AGO = 60
"""Days before a report from which it gives the year of a day."""
_FAR = 30
"""Characters that may be between a date and its time."""
_MONTHS_IN_YEAR = 12
_NOON = 12


class DateInText(Struct, frozen=True):
    """A date that a text gives, and the words that give it."""

    written: str
    """As front matter has it: `2025-05-16`, `2025-05-16T18:03+03:00`."""
    words: str
    start: int
    end: int
    doubt: str = ""
    """What may be meant otherwise."""


def written_date(text: str) -> str:
    """Return a date of ISO 8601 as front matter may have it; "" if it is none."""
    text = text.strip()
    for version in (text, text[: len("2025-05-16")]):
        try:
            parse_moment(version)
        except ValueError:
            continue
        return version
    return ""


def date_in(line: str) -> DateInText | None:
    """Return the first whole date that a line gives, with its time if that is beside it."""
    found = min(_days(line), key=lambda one: one.start, default=None)
    if found is None or "T" in found.written:
        return found
    after = line[found.end : found.end + _FAR]
    clock = _CLOCK.search(after)
    if clock is not None:
        words = line[found.start : found.end + clock.end()]
        end = found.end + clock.end()
        start = found.start
    else:
        clock = _CLOCK.search(line[max(0, found.start - _FAR) : found.start])
        if clock is None:
            return found
        start = max(0, found.start - _FAR) + clock.start()
        end, words = found.end, line[start : found.end]
    written = f"{found.written}T{_time(clock)}"
    zone = clock["zone"] or ""
    doubt = found.doubt
    if zone and not re.search(r"[+-]\d\d:\d\d$", written):
        doubt = f"the time zone {zone} may mean several; without an offset, it is that of the site"
    return DateInText(written, words, start, end, doubt)


class DayNamed(Struct, frozen=True):
    """A day that a sentence names, `May 15` or `on Sunday`."""

    words: str
    day: date | None
    """The last one of its name before the report; None if it may be another one, or any."""


def days_named(sentence: str, published: date) -> Iterator[DayNamed]:
    """Yield the days that a sentence of a report names.

    Without its year, a day is the last one of its name, if that is not long ago and the sentence
    does not speak of what is to come, of a time that begins or ends then, or of such days at large.
    """
    is_ahead = _AHEAD.search(sentence) is not None
    for match in _day_pattern().finditer(sentence):
        has_year = bool(match["y1"] or match["y2"])
        day = _near(match, published)
        is_sure = day is not None and (
            has_year or not (is_ahead or _OPEN.search(sentence[: match.start()]))
        )
        is_sure = is_sure and (has_year or (published - (day or published)).days <= _LONG_AGO)
        yield DayNamed(match[0].strip(), day if is_sure else None)
    for match in re.finditer(r"[^\W\d_]{4,}", sentence):
        weekday = _weekdays().get(match[0].casefold())
        # In small letters, Romance and Slavic languages have words of their own for these days.
        is_name = match[0] != match[0].casefold() or match[0].casefold() not in _ENGLISH_DAYS
        if weekday is None or not is_name:
            continue
        before = sentence[: match.start()]
        if is_ahead or _ANY.search(before) or _OPEN.search(before):
            yield DayNamed(match[0], None)
        else:
            last = published - timedelta((published.weekday() - weekday) % 7)
            yield DayNamed(match[0], last)


def days_without_year(text: str) -> list[str]:
    """Return the days of the year that a text names, as it writes them, each once."""
    return list(dict.fromkeys(match[0].strip() for match in _day_pattern().finditer(text)))


def _near(match: re.Match[str], published: date) -> date | None:
    month = _months()[(match["m1"] or match["m2"]).casefold()]
    day, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
    years = [int(year)] if year else [published.year, published.year - 1]
    for one in years:
        try:
            named = date(one, month, day)
        except ValueError:
            continue
        if named <= published:
            return named
    return None


def _days(line: str) -> Iterator[DateInText]:
    for match in _ISO.finditer(line):
        if written := written_date(match[0]):
            yield DateInText(written, match[0], *match.span())
    for match in _NUMERIC.finditer(line):
        yield from _numeric(match)
    for match in _EAST_ASIAN.finditer(line):
        yield from _day(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _day_pattern().finditer(line):
        year = match["y1"] or match["y2"]
        month = _months()[(match["m1"] or match["m2"]).casefold()]
        if year:
            yield from _day(match, int(year), month, int(match["d1"] or match["d2"]))


def _numeric(match: re.Match[str]) -> Iterator[DateInText]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if second > _MONTHS_IN_YEAR >= first:  # American
        yield from _day(match, year, first, second)
        return
    doubt = ""
    if match[2] == "/" and first <= _MONTHS_IN_YEAR and first != second:
        doubt = f"{match[0]} is read as day/month/year"
    yield from _day(match, year, second, first, doubt)


def _day(
    match: re.Match[str], year: int, month: int, day: int, doubt: str = ""
) -> Iterator[DateInText]:
    try:
        written = date(year, month, day).isoformat()
    except ValueError:
        return
    yield DateInText(written, match[0], *match.span(), doubt)


def _time(clock: re.Match[str]) -> str:
    hour = int(clock["hour"])
    half = (clock["half"] or "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"{time(hour, int(clock['minute'])):%H:%M}{_offset(clock['zone'] or '')}"


def _offset(zone: str) -> str:
    if found := re.fullmatch(r"(?:UTC|GMT)?([+−-])(\d{1,2}):?(\d\d)?", zone, re.IGNORECASE):
        sign = "+" if found[1] == "+" else "-"
        return f"{sign}{int(found[2]):02}:{found[3] or '00'}"
    return _ZONES.get(zone.upper(), "")


@cache
def _months() -> Mapping[str, int]:
    """Return the number of each month by its names in small letters."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for context, width in (
            ("format", "wide"),
            ("stand-alone", "wide"),
            ("format", "abbreviated"),
        ):
            for number, name in locale.months[context][width].items():
                plain = name.casefold().removesuffix(".")
                if len(plain) > 2 and not plain.isdigit():  # noqa: PLR2004 - no letters of any word
                    names.setdefault(plain, number)
    names["sept"] = 9
    # What Arabic calls them between the Nile and the Tigris.
    levant = (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
        *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
    )
    return names | {name: number for number, name in enumerate(levant, 1)}


@cache
def _weekdays() -> Mapping[str, int]:
    """Return the number of each day of the week, Monday 0, by its names in small letters."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for number, name in Locale.parse(language).days["format"]["wide"].items():
            names.setdefault(name.casefold(), number)
    # The forms in which these languages say "on Wednesday", "on Friday", "on Saturday".
    return (
        names
        | {"середу": 2, "п'ятницю": 4, "суботу": 5, "неділю": 6}
        | {
            "среду": 2,
            "пятницу": 4,
            "субботу": 5,
        }
    )


@cache
def _day_pattern() -> re.Pattern[str]:
    """Return the pattern of a day with its month, and perhaps its year."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?:(?P<d1>[0-3]?\d)(?:\.|er|º|°|st|nd|rd|th)?\s+(?:de\s+|of\s+)?"
        rf"(?P<m1>{months})\b\.?(?:,?\s+(?:de\s+|del\s+)?(?P<y1>\d{{4}})\b)?"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*[:.]\d)"
        rf"(?:,?\s+(?P<y2>\d{{4}})\b)?)",
        re.IGNORECASE,
    )


def day_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text has a date, whose numbers count nothing."""
    named = [match.span() for match in _day_pattern().finditer(text)]
    return [*named, *((one.start, one.end) for one in _days(text))]
