"""Dates and times as editors write them: a day, or a day and a time, with or without an offset.

The format is a part of ISO 8601, as in RFC 3339 but with seconds and offset optional. A time
without an offset is in the site's time zone; one with an offset is shown in it. Nothing here asks
the machine for its clock, time zone or locale.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from msgspec import Struct

_WRITTEN = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d))? ?(Z|z|[+-]\d\d:?\d\d)?)?"
)


class Moment(Struct, frozen=True, array_like=True):
    """A day, or a time on a day."""

    day: date
    """The day as written; no time zone ever moves it."""
    clock: time | None = None
    """The time as written, with a tzinfo if an offset was written."""

    @property
    def month(self) -> str:
        """The month: `2025-05`."""
        return f"{self.day.year:04}-{self.day.month:02}"

    def instant(self, zone: tzinfo) -> datetime:
        """Return the instant in UTC, to compare with others. A bare day means midnight in `zone`.

        A time that clocks skip or repeat in that zone is read as PEP 495 says for `fold=0`: the
        offset is the one before the change.
        """
        clock = self.clock or time()
        local = datetime.combine(self.day, clock, clock.tzinfo or zone)
        try:
            return local.astimezone(UTC)
        except OverflowError:  # in UTC it would be in the year 0 or 10,000
            return local.replace(tzinfo=UTC)

    def isoformat(self, zone: tzinfo) -> str:
        """Return ISO 8601 for machines: `2025-05-15`, `2025-05-15T12:30:00+03:00`."""
        if self.clock is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.clock, self.clock.tzinfo or zone).isoformat()


def parse_moment(written: str) -> Moment:
    """Return the moment that `2025-05-15` or `2025-05-15T12:30` means.

    Seconds and offset are optional, a space may stand for the T, and white space around it is
    ignored. Raise ValueError, with a message for the editor.
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
        raise ValueError(f"there is no such date or time as '{written}'") from None
    return Moment(on, clock)


def _offset(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    # `timedelta` would take 90 minutes, and `timezone` refuses only offsets of a day or more.
    if minutes > 59:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(written)
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
