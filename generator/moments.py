"""Dates and times as editors write them: a day, or a day and a time, with or without an offset.

The format is a part of ISO 8601, as in RFC 3339 but with seconds and offset optional. A time
without an offset is in the site's time zone; one with an offset is shown in it. What happened may
also be dated by its month or year alone (`parse_period`). Nothing here asks the machine for its
clock, time zone or locale.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from msgspec import Struct

from generator.patterns import pattern

# Fractions of seconds, which programs write, are read and dropped. ISO 8601 allows a comma before
# them, an offset without minutes, and the minus sign of typesetting.
_WRITTEN = pattern(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(Z|z|[+\-−]\d\d(?::?\d\d)?)?)?"
)
_NEARLY = pattern(r"0*(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
"""A date with other marks, or with zeros too few or too many."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"), "-")
_PERIOD = pattern(r"(\d{4})(?:-(\d\d))?")


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_RANKS = {Precision.YEAR: "0", Precision.MONTH: "1", Precision.DAY: "2"}

_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
"""How much earlier or later than in UTC a day may begin."""
_MAX_DAYS_APART = 2
"""Days of the calendar that one instant may be apart in two time zones, at most."""


class Moment(Struct, frozen=True, array_like=True):
    """A day, or a time on a day; or a month or a year, of which no day is known."""

    day: date
    """The day as written; no time zone ever moves it. Of a month or a year, the first day."""
    clock: time | None = None
    """The time as written, with a tzinfo if an offset was written."""
    precision: Precision = Precision.DAY

    @property
    def written(self) -> str:
        """The date as precisely as it is known: `2025-05-15`, `2025-05`, `2025`."""
        written = self.day.isoformat()
        if self.precision is Precision.DAY:  # the usual case, of which there are very many
            return written
        return written[:7] if self.precision is Precision.MONTH else written[:4]

    @property
    def month(self) -> str:
        """The month, `2025-05`; `2025` if only the year is known."""
        return self.written[: len("2025-05")]

    @property
    def rank(self) -> str:
        """A digit that sorts moments of one instant: a year before its months, these before days.

        So what is dated more exactly comes later, and counts as the latest word.
        """
        return _RANKS[self.precision]

    def instant(self, zone: tzinfo) -> datetime:
        """Return the instant in UTC, to compare with others. A bare day means midnight in `zone`.

        A month or a year means its first day. A time that clocks skip or repeat in that zone is
        read as PEP 495 says for `fold=0`: the offset is the one before the change.
        """
        clock = self.clock or time()
        local = datetime.combine(self.day, clock, clock.tzinfo or zone)
        try:
            return local.astimezone(UTC)
        except OverflowError:  # in UTC it would be in the year 0 or 10,000
            return local.replace(tzinfo=UTC)

    def is_before(self, other: Moment) -> bool:
        """Return whether this is before another, in whatever time zone each of them was written.

        Of a bare day, only the day counts. An offset is not known unless it was written.
        """
        ours, theirs = self.clock, other.clock
        days = (other.day - self.day).days
        is_placed = (ours and ours.tzinfo) or (theirs and theirs.tzinfo)
        if not is_placed:  # both are of one time zone, that of the site
            is_earlier = ours is not None and theirs is not None and ours < theirs
            return days > 0 or (days == 0 and is_earlier)
        if abs(days) > _MAX_DAYS_APART:
            return days > 0
        return self._span()[1] < other._span()[0]

    def starts(self) -> datetime:
        """Return the first instant that this may mean, where the day begins before all others."""
        return self._span()[0]

    def _span(self) -> tuple[datetime, datetime]:
        """Return the first and the last instant that this may mean anywhere on earth."""
        start = self.instant(UTC)
        if self.clock is not None and self.clock.tzinfo is not None:
            return start, start
        length = timedelta() if self.clock else timedelta(days=1)
        return _shifted(start, -_EASTERNMOST), _shifted(start, length + _WESTERNMOST)

    def isoformat(self, zone: tzinfo) -> str:
        """Return ISO 8601 for machines: `2025-05`, `2025-05-15`, `2025-05-15T12:30:00+03:00`."""
        if self.clock is None:
            return self.written
        return datetime.combine(self.day, self.clock, self.clock.tzinfo or zone).isoformat()


def _shifted(instant: datetime, by: timedelta) -> datetime:
    try:
        return instant + by
    except OverflowError:  # it would be in the year 0 or 10,000
        if by > timedelta():
            return datetime.max.replace(tzinfo=UTC)
        return datetime.min.replace(tzinfo=UTC)


def parse_moment(written: str) -> Moment:
    """Return the moment that `2025-05-15` or `2025-05-15T12:30` means.

    Seconds and offset are optional, a space may stand for the T, and white space around it is
    ignored. Raise ValueError, with a message for the editor.
    """
    written = written.strip()
    match = _WRITTEN.fullmatch(written)
    if match is None:
        if _PERIOD.fullmatch(written):
            raise ValueError(
                f"'{written}' names no day; write one, such as 2025-05-15 "
                "(a month or a year alone is possible only in the key 'on' of a claim)"
            )
        raise ValueError(_no_date(written, parts=3))
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return Moment(on)
        clock = time(int(hour), int(minute), int(second or 0), tzinfo=_offset(offset))
    except ValueError:
        raise ValueError(f"there is no such date or time as '{written}'") from None
    return Moment(on, clock)


def parse_period(written: str) -> Moment:
    """Return the moment that a date means, which may be a month or a year alone: `2025-05`, `2025`.

    Raise ValueError, with a message for the editor.
    """
    match = _PERIOD.fullmatch(written.strip())
    if match is None:
        if not _WRITTEN.fullmatch(written.strip()):
            raise ValueError(_no_date(written.strip(), parts=1))
        return parse_moment(written)
    year, month = match.groups()
    try:
        first = date(int(year), int(month or 1), 1)
    except ValueError:
        raise ValueError(f"there is no such month or year as '{written.strip()}'") from None
    return Moment(first, None, Precision.MONTH if month else Precision.YEAR)


def _no_date(written: str, parts: int) -> str:
    """Return the message about a text that is no date; one has at least some parts, of three."""
    found = _NEARLY.fullmatch(written.translate(_DASHES))
    dash = next((mark for mark in written if ord(mark) in _DASHES), None)
    if found and dash:
        right = written.translate(_DASHES)
        return f"'{written}' has dashes (U+{ord(dash):04X}), and not hyphens; write {right}"
    meant = [part.zfill(2) for part in found.groups() if part] if found else []
    examples = "2025-05-15 or 2025-05-15T12:30+03:00"
    if parts == 1:
        examples = "2025-05-15, or 2025-05 for a month"
    right = "-".join(meant) if len(meant) >= parts else examples
    return f"'{written}' is not a date; write {right}"


def _offset(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[3:].lstrip(":") or 0)
    # `timedelta` would take 90 minutes, and `timezone` refuses only offsets of a day or more.
    if minutes > 59:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(written)
    sign = 1 if written[0] == "+" else -1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
