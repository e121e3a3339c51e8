"""Dates and times as editors write them: a day, or a day with a time and perhaps an offset.

A time without offset is in the site's time zone; one with an offset is shown in it. Nothing here
asks the machine for its clock, its zone or its locale.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from msgspec import Struct

_WRITTEN = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d))? ?(Z|z|[+-]\d\d:?\d\d)?)?"
)


class Moment(Struct, frozen=True, array_like=True):
    """A day, or a moment of one."""

    day: date
    """The day as written; no zone ever moves it."""
    clock: time | None = None
    """The time as written; it has a tzinfo where an offset was written."""

    @property
    def month(self) -> str:
        """The month as `2025-05`."""
        return f"{self.day.year:04}-{self.day.month:02}"

    def instant(self, zone: tzinfo) -> datetime:
        """Return the instant in UTC, for comparing; a bare day begins at midnight in `zone`."""
        clock = self.clock or time()
        local = datetime.combine(self.day, clock, clock.tzinfo or zone)
        try:
            return local.astimezone(UTC)
        except OverflowError:  # the first or last day that there is
            return local.replace(tzinfo=UTC)

    def isoformat(self, zone: tzinfo) -> str:
        """Write it for machines: `2025-05-15`, `2025-05-15T12:30:00+03:00`."""
        if self.clock is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.clock, self.clock.tzinfo or zone).isoformat()


def parse_moment(written: str) -> Moment:
    """Read `2025-05-15` or `2025-05-15T12:30`, seconds and offset optional.

    Raise ValueError with a message for the editor.
    """
    written = written.strip()
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"'{written}' is not a date; write 2025-05-15 or 2025-05-15T12:30+03:00")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return Moment(on)
        clock = time(int(hour), int(minute), int(second or 0), tzinfo=_offset(offset))
    except ValueError:
        raise ValueError(f"'{written}' is no day or time of the calendar") from None
    return Moment(on, clock)


def _offset(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if minutes > 59:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(written)
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
