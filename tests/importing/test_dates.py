"""Dates and times in the words of reports."""

from __future__ import annotations

from datetime import date

import pytest

from generator.importing.dates import date_in, days_named, written_date


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Published 16 May 2025 18:03 EEST", "2025-05-16T18:03+03:00"),
        ("May 16, 2025, 6:03 p.m. EST", "2025-05-16T18:03-05:00"),
        ("May 16, 2025, 12:30 a.m.", "2025-05-16T00:30"),
        ("18:03, 16 May 2025", "2025-05-16T18:03"),
        ("16 May 2025 18:03 by the city desk", "2025-05-16T18:03"),
        ("Veröffentlicht am 16. Mai 2025 um 18.03 Uhr", "2025-05-16T18:03"),
        ("Publié le 1er mai 2025 à 18h03", "2025-05-01T18:03"),
        ("16 травня 2025, 18:03", "2025-05-16T18:03"),
        ("16 мая 2025 г. в 18:03 МСК", "2025-05-16T18:03+03:00"),
        ("16 de mayo de 2025", "2025-05-16"),
        ("16.05.2025 18:03", "2025-05-16T18:03"),
        ("05/16/2025", "2025-05-16"),
        ("2025-05-16T10:00:00Z", "2025-05-16T10:00:00Z"),
        ("2025年5月16日", "2025-05-16"),
        ("16 May 2025 at 10:00 UTC+2", "2025-05-16T10:00+02:00"),
    ],
)
def test_a_date_is_read_with_its_time_and_offset(line: str, written: str) -> None:
    found = date_in(line)
    assert found is not None
    assert found.written == written
    assert found.doubt == ""


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("05/06/2025", "05/06/2025 is read as day/month/year"),
        (
            "12 May 2025 10:05 CST",
            "the time zone CST may mean several; without an offset, it is that of the site",
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_told(line: str, doubt: str) -> None:
    found = date_in(line)
    assert found is not None
    assert found.doubt == doubt


@pytest.mark.parametrize(
    "line", ["May 16", "31 February 2025", "4.6 million in 2025", "1.2.3.2025"]
)
def test_what_is_no_whole_date_is_none(line: str) -> None:
    assert date_in(line) is None


def test_days_are_the_last_of_their_name_before_the_report() -> None:
    text = "On Sunday, the council met; on May 15 it had voted, as on 2 December 2024."
    found = [one.day for one in days_named(text, date(2025, 5, 20))]
    assert found == [date(2025, 5, 15), date(2024, 12, 2), date(2025, 5, 18)]


@pytest.mark.parametrize(
    "sentence",
    [
        "On an average Sunday, 14,000 people cross the bridge.",
        "Every Sunday, the ferry rests.",
        "The ferry runs from 2 May.",
        "The bridge stays closed until 2 May, the council said.",
        "The council will meet again on Friday.",
        "It was closed on 2 December, for the first time.",
        "An einem normalen Sonntag fahren 14.000 über die Brücke.",
        "Le bac circulera à partir du 2 juin, a dit le maire.",
        "El puente abrirá desde el 2 de mayo.",
        "Пором ходитиме з 2 травня, сказав голова.",
        "По 2 мая мост закрыт, сказал мэр.",
    ],
)
def test_a_day_that_may_be_another_one_is_not_taken(sentence: str) -> None:
    (found,) = days_named(sentence, date(2025, 5, 20))
    assert found.day is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-05-16T18:03:00.000Z", "2025-05-16T18:03:00.000Z"),
        ("2025-05-16T18:03:00 Europe", "2025-05-16"),
        ("2025-13-45", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_of_a_program_is_taken_as_far_as_it_is_one(written: str, read: str) -> None:
    assert written_date(written) == read
