"""What spreadsheets make of cells by themselves is not taken for a change."""

from __future__ import annotations

import pytest

from generator.spreadsheet.dates import readings
from generator.spreadsheet.turned import Likeness, likeness

SURE = (
    ("2025-05-15", "15.05.2025"),
    ("2025-05-15", "15.5.25"),
    ("2025-05-15", "05/15/25"),
    ("2025-05-15", "5/15/2025"),
    ("2025-05-15", "15/05/2025"),
    ("2025-05-15", "2025/5/15"),
    ("2025-05-15", "15-May-25"),
    ("2025-05-15", "15 May 2025"),
    ("2025-05-15", "May 15, 2025"),
    ("2025-05-15", "2025-05-15 00:00:00"),
    ("2025-05-15", "5/15/2025 12:00:00 AM"),
    ("2025-05-15T12:30", "15/05/2025 12:30:00"),
    ("2025-05-15T12:30", "5/15/25 12:30 PM"),
    ("2025-05-15T00:00", "2025-05-15 00:00:00"),
    ("2025-05-05", "05/05/2025"),
    ("2025-05", "May-25"),
    ("2025-05", "05.2025"),
    ("30", "30.0"),
    ("30", "30,00"),
    ("007", "7"),
    ("482000", "482000.0"),
    ("$890", "$890.00"),
    ("50%", "50.00%"),
    ("true", "TRUE"),
    ("thirty days", "thirty\u00a0days"),
)
PERHAPS = (
    ("2025-04-03", "03/04/2025"),
    ("2025-05", "2025-05-01"),
    ("2025-05", "01.05.2025"),
    ("2025", "2025-01-01"),
    ("2025-05-15T12:30+03:00", "2025-05-15 12:30"),
    ("1,000", "1000"),
    ("1.000", "1000"),
    ("1.000", "1"),
    ("1,000", "1.000"),
    ("482000", "4.82E+05"),
    ("482123", "4.82E+05"),
    ("482,123", "482.123,00"),
    ("50%", "0.5"),
    ("3-4", "03-Apr"),
    ("3-4", "04.03.2025"),
    ("1/2", "2-Jan"),
    ('"no"', "“no”"),
    ("no - never", "no – never"),
    ("one\ntwo", "one two"),
)
OTHER = (
    ("2025-05-15", "16.05.2025"),
    ("2025-04-03", "04/05/2025"),
    ("2025-05-15", "45792"),
    ("30", "31"),
    ("30", "30 days"),
    ("30 days", "31 days"),
    ("1,000", "1001"),
    ("482123", "4.83E+05"),
    ("true", "false"),
    ("North", "north"),
    ("3-4", "05-Apr"),
    ("", "x"),
)


@pytest.mark.parametrize(
    ("text", "cell", "expected"),
    [
        *((*pair, Likeness.SURE) for pair in SURE),
        *((*pair, Likeness.PERHAPS) for pair in PERHAPS),
        *((*pair, Likeness.OTHER) for pair in OTHER),
    ],
)
def test_a_cell_is_what_a_spreadsheet_makes_of_a_text(
    text: str, cell: str, expected: Likeness
) -> None:
    assert likeness(text, cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("03/04/2025", ("2025-03-04", "2025-04-03")),
        ("04/04/2025", ("2025-04-04",)),
        ("15.05.2025", ("2025-05-15",)),
        ("1/2/99", ("1999-01-02", "1999-02-01")),
        ("2025-05-15T10:00Z", ("2025-05-15T10:00Z",)),
        ("31.02.2025", ()),
        ("45792", ()),
        ("yesterday", ()),
        ("", ()),
    ],
)
def test_a_date_is_read_as_far_as_it_is_clear(cell: str, expected: tuple[str, ...]) -> None:
    assert readings(cell) == expected
