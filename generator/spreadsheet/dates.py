"""What dates become in a spreadsheet, and which ones a cell may mean."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        (
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december"),
        ),
        start=1,
    )
}
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_CLOCK = re.compile(
    r"(?:[T ]|, ?) ?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?)? ?(?P<offset>Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_WITH_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)")
_EITHER = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d\d)")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_DAY_NAMED = re.compile(rf"(?P<day>\d{{1,2}})[-. ]+{_NAME}[-, ]+(?P<year>\d{{4}}|\d\d)")
_NAMED_DAY = re.compile(rf"{_NAME} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})")
_NAMED = re.compile(rf"{_NAME}[- ]+(?P<year>\d{{4}}|\d\d)")
_PIVOT = 30
"""Years of two digits from which on they are of the last century, as in spreadsheets."""
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[Tt ]\d\d:\d\d.*)?)?|\d{4}")
_NOON = 12
_MONTHS_OF_YEAR = 12


def readings(cell: str) -> tuple[str, ...]:
    """Return the dates that a cell may mean, as articles have them; none if it is no date.

    `03/04/2025` may mean two. A time of midnight is what a spreadsheet adds to a day.
    """
    clock = _CLOCK.search(cell)
    days = sorted(set(_days(cell[: clock.start()].strip() if clock else cell.strip())))
    time = _time(clock) if clock else ""
    return tuple(f"{day}{time}" for day in days if day.count("-") > 1 or not time)


def is_date(text: str) -> bool:
    """Return whether a text is a date as articles have it."""
    return _ISO.fullmatch(text) is not None


def _time(clock: re.Match[str]) -> str:
    hour, minute, second = int(clock["hour"]), clock["minute"], clock["second"] or "00"
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"][0] in "Pp" else 0)
    seconds = "" if second == "00" else f":{second}"
    if (hour, minute, seconds) == (0, "00", "") and not clock["offset"]:
        return ""
    return f"T{hour:02}:{minute}{seconds}{clock['offset'] or ''}"


def _days(text: str) -> list[str]:
    """Return the days or months that a text without a time may mean, as far as there are such."""
    found: list[str | None] = []
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        found = [_day(year, month, day) if day else _month(year, month)]
    elif match := _WITH_DOTS.fullmatch(text):
        found = [_day(match[3], match[2], match[1])]
    elif match := _EITHER.fullmatch(text):
        found = [_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])]
    elif match := _MONTH.fullmatch(text):
        found = [_month(match[2], match[1])]
    elif match := _DAY_NAMED.fullmatch(text) or _NAMED_DAY.fullmatch(text):
        found = [_day(match["year"], _number(match["name"]), match["day"])]
    elif match := _NAMED.fullmatch(text):
        found = [_month(match["year"], _number(match["name"]))]
    elif re.fullmatch(r"\d{4}", text):
        found = [text]
    return [one for one in found if one]


def _number(name: str) -> str:
    return str(_MONTHS.get(name[:3].lower(), 0))


def _year(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < _PIVOT else 1900)  # noqa: PLR2004 - digits


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(_year(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(year: str, month: str) -> str | None:
    return f"{_year(year):04}-{int(month):02}" if 1 <= int(month) <= _MONTHS_OF_YEAR else None
