"""Dates and times: read as they are written, wherever the machine stands."""

from __future__ import annotations

import time as clocks
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.moments import Moment, Precision, parse_moment, parse_period
from tests.tried import tried

quick = tried(80)

KYIV = ZoneInfo("Europe/Kyiv")
NEW_YORK = ZoneInfo("America/New_York")
written_offsets: st.SearchStrategy[tzinfo | None] = st.one_of(
    st.none(), st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))
)
zones = st.sampled_from([ZoneInfo("UTC"), KYIV, NEW_YORK, ZoneInfo("Asia/Kathmandu")])


def test_a_bare_date_has_no_time() -> None:
    assert parse_moment("2025-05-15") == Moment(date(2025, 5, 15))


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2025-05-15T12:30", time(12, 30)),
        ("2025-05-15 12:30", time(12, 30)),
        ("2025-05-15t12:30:45", time(12, 30, 45)),
        ("2025-05-15T12:30Z", time(12, 30, tzinfo=UTC)),
        ("2025-05-15T12:30:00z", time(12, 30, tzinfo=UTC)),
        ("2025-05-15T12:30+03:00", time(12, 30, tzinfo=timezone(timedelta(hours=3)))),
        ("2025-05-15 12:30 +0300", time(12, 30, tzinfo=timezone(timedelta(hours=3)))),
        ("2025-05-15T12:30-09:30", time(12, 30, tzinfo=timezone(-timedelta(hours=9, minutes=30)))),
        ("  2025-05-15T00:00  ", time()),
        ("2025-05-15T12:30:00.000Z", time(12, 30, tzinfo=UTC)),
        ("2025-05-15t12:30:45.123456789z", time(12, 30, 45, tzinfo=UTC)),
        ("2025-05-15 12:30:45,5", time(12, 30, 45)),
        ("2025-05-15T12:30+03", time(12, 30, tzinfo=timezone(timedelta(hours=3)))),
        ("2025-05-15T12:30:00.0 −0930", time(12, 30, tzinfo=timezone(-timedelta(minutes=570)))),
    ],
)
def test_a_time_is_read_with_its_offset(written: str, clock: time) -> None:
    moment = parse_moment(written)
    assert moment == Moment(date(2025, 5, 15), clock)
    assert moment.clock is not None
    assert moment.clock.utcoffset() == clock.utcoffset()


@pytest.mark.parametrize(
    "written",
    [
        *("", "today", "12:30", "25", "2025-5", "20250515", "15.05.2025"),
        *("05/15/2025", "15 May 2025", "2025-05-15T12", "2025-05-15T12:30:45.", "2025-05-15T"),
        *("2025-05-15T12:30 EST", "2025-05-15T12:30+3", "2025-05-15+03:00", "-2025-05-15"),
        *("2025-05-15T12:30+03:00:00", "2025-05-15, 12:30", "12025-05-15"),
    ],
)
def test_what_is_not_a_date_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write 2025-05-15 or 2025-05-15T12:30"):
        parse_moment(written)


@pytest.mark.parametrize(
    "written",
    [
        *("2025-13-01", "2025-00-10", "2025-05-32", "2025-06-31", "2025-02-29", "0000-01-01"),
        *("2025-05-15T24:00", "2025-05-15T12:60", "2025-05-15T12:30:60"),
        *("2025-05-15T12:30+24:00", "2025-05-15T12:30+03:60", "2025-05-15T12:30-99:00"),
    ],
)
def test_a_day_or_time_that_the_calendar_has_not_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="there is no such date or time as"):
        parse_moment(written)


@quick
@given(st.text("0123456789-:T +Zz\u0665\u00b2", max_size=26))
def test_no_text_whatever_makes_the_reading_of_dates_fall_over(written: str) -> None:
    with suppress(ValueError):
        parse_moment(written).instant(KYIV)
    with suppress(ValueError):
        parse_period(written).instant(KYIV)


@pytest.mark.parametrize("written", ["2025-05", "2025", " 2025-12 "])
def test_where_a_day_is_needed_a_month_or_a_year_is_refused_in_plain_words(written: str) -> None:
    with pytest.raises(ValueError, match="day") as refused:
        parse_moment(written)
    assert str(refused.value) == (
        f"'{written.strip()}' names no day; write one, such as 2025-05-15 "
        "(a month or a year alone is possible only in the key 'on' of a claim)"
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-05", Moment(date(2025, 5, 1), None, Precision.MONTH)),
        (" 2025 ", Moment(date(2025, 1, 1), None, Precision.YEAR)),
        ("0987", Moment(date(987, 1, 1), None, Precision.YEAR)),
        ("2025-05-15", Moment(date(2025, 5, 15))),
        ("2025-05-15T12:30", Moment(date(2025, 5, 15), time(12, 30))),
    ],
)
def test_what_happened_may_be_dated_by_its_month_or_year_alone(
    written: str, moment: Moment
) -> None:
    assert parse_period(written) == moment


@pytest.mark.parametrize("written", ["2025-13", "2025-00", "0000"])
def test_a_month_or_year_that_the_calendar_has_not_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"there is no such month or year as '{written}'"):
        parse_period(written)


@pytest.mark.parametrize("written", ["2025-05-15", "2025-05", "2025", "0987-06"])
def test_a_date_is_written_as_precisely_as_it_was_read(written: str) -> None:
    moment = parse_period(written)
    assert moment.written == moment.isoformat(KYIV) == written
    assert moment.month == written[:7]


def test_a_year_comes_before_its_months_and_a_month_before_its_days() -> None:
    written = ["2024-12-31", "2025", "2025-01", "2025-01-01", "2025-01-02", "2025-02"]
    moments = [parse_period(one) for one in written]
    order = [(moment.instant(KYIV), moment.rank) for moment in moments]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_a_leap_day_is_a_day() -> None:
    assert parse_moment("2024-02-29").day == date(2024, 2, 29)


def test_a_day_is_never_shifted_by_an_offset_or_a_zone() -> None:
    late = parse_moment("2025-05-15T23:30-10:00")
    assert late.day == date(2025, 5, 15)
    assert late.month == "2025-05"
    assert late.isoformat(KYIV) == "2025-05-15T23:30:00-10:00"


def test_a_time_without_offset_is_in_the_zone_of_the_site() -> None:
    summer, winter = parse_moment("2025-05-15T12:30"), parse_moment("2025-01-15T12:30")
    assert summer.instant(KYIV) == datetime(2025, 5, 15, 9, 30, tzinfo=UTC)
    assert winter.instant(KYIV) == datetime(2025, 1, 15, 10, 30, tzinfo=UTC)
    assert summer.isoformat(KYIV) == "2025-05-15T12:30:00+03:00"


def test_a_time_with_an_offset_is_shown_in_it() -> None:
    moment = parse_moment("2025-05-15T12:30+05:45")
    assert moment.isoformat(NEW_YORK) == "2025-05-15T12:30:00+05:45"
    assert moment.instant(NEW_YORK) == datetime(2025, 5, 15, 6, 45, tzinfo=UTC)


def test_a_bare_date_begins_at_midnight_where_the_site_is() -> None:
    assert parse_moment("2025-05-15").instant(KYIV) == datetime(2025, 5, 14, 21, tzinfo=UTC)
    assert parse_moment("2025-05-15").isoformat(KYIV) == "2025-05-15"


def test_an_hour_that_the_clocks_skip_or_repeat_is_still_a_moment() -> None:
    """Kyiv goes from 3:00 to 4:00 on 30 March 2025 and back from 4:00 to 3:00 on 26 October."""
    skipped, repeated = parse_moment("2025-03-30T03:30"), parse_moment("2025-10-26T03:30")
    assert skipped.instant(KYIV) == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)
    assert repeated.instant(KYIV) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "9999-12-31T23:59"],
)
@pytest.mark.parametrize("zone", [KYIV, NEW_YORK])
def test_the_first_and_the_last_day_can_be_compared(written: str, zone: ZoneInfo) -> None:
    assert parse_moment(written).instant(zone).tzinfo is UTC


@quick
@given(st.datetimes(datetime(1950, 1, 1)), written_offsets, zones)  # noqa: DTZ001
def test_what_is_written_for_machines_reads_back_the_same(
    at: datetime, offset: tzinfo | None, zone: ZoneInfo
) -> None:
    moment = parse_moment(at.replace(microsecond=0, tzinfo=offset).isoformat())
    again = parse_moment(moment.isoformat(zone))
    assert again.day == moment.day
    assert again.instant(ZoneInfo("UTC")) == moment.instant(zone)


@quick
@given(st.datetimes(), st.datetimes(), zones)
def test_instants_are_in_the_order_of_the_days(
    one: datetime, other: datetime, zone: ZoneInfo
) -> None:
    earlier, later = sorted([one.date(), other.date()])
    assert Moment(earlier).instant(zone) <= Moment(later).instant(zone)


@pytest.fixture(params=["America/Los_Angeles", "Asia/Tokyo", "UTC"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", request.param)
        clocks.tzset()
        yield request.param
    clocks.tzset()


@pytest.mark.usefixtures("machine_zone")
def test_the_time_zone_of_the_machine_does_not_matter() -> None:
    assert parse_moment("2025-05-15T12:30").instant(KYIV).isoformat() == "2025-05-15T09:30:00+00:00"
    assert parse_moment("2025-05-15").isoformat(KYIV) == "2025-05-15"


def test_a_month_is_written_with_four_digits_of_its_year() -> None:
    assert Moment(date(987, 6, 5)).month == "0987-06"


@pytest.mark.parametrize("written", ["2025-5-1", "02025-05-01", "2025.5.01", "2025/05/1"])
def test_a_date_with_other_zeros_or_marks_is_refused_with_the_right_one(written: str) -> None:
    for parse in (parse_moment, parse_period):
        with pytest.raises(ValueError, match=r"is not a date; write 2025-05-01$"):
            parse(written)


@pytest.mark.parametrize(("written", "right"), [("02022", "2022"), ("2022-5", "2022-05")])
def test_so_is_a_year_or_a_month(written: str, right: str) -> None:
    with pytest.raises(ValueError, match=rf"'{written}' is not a date; write {right}$"):
        parse_period(written)
