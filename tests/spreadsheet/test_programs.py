"""Tables as LibreOffice, Excel and Google Sheets save them again: nothing is lost or changed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from tests.conftest import Site
from tests.spreadsheet.test_claims import article, exported, run

PATH = "content/articles/third.md"
ARTICLE = """\
---
title: Third
source: herald
published: 2025-05-17
themes: [truce]
defaults: {kind: proposal, by: [north, south], on: 2025-05-14}
claims:
  - text: 'He said: "No; never", and left.'
    value: 30
  - text: |-
      Two lines,
      of one claim.
    value: "1500"
    point: length
  - text: "=SUM(of all things)"
    value: true
    on: 2025-05-13T09:30
  - text: "  - a dash, and “marks”…"
    value: -5
    on: 2025-05
    id: dash
---
A digest.
"""
Rows = list[dict[str, str]]


def libre_office(rows: Rows) -> bytes:
    """Return a table as LibreOffice saves it where days come first: semicolons, cells as shown."""
    days = {"2025-05-14": "14/05/25", "2025-05-13T09:30": "13/05/25 09:30", "2025-05": "01/05/25"}
    turned = [
        {
            **row,
            "on": days[row["on"]],
            "value": {"true": "TRUE", "1500": "1500.00"}.get(row["value"], row["value"]),
        }
        for row in rows
    ]
    return saved(turned, ";", "\n").encode()


def excel(rows: Rows) -> bytes:
    """Return a table as Excel saves Unicode text: UTF-16, tabs, dates of the machine."""
    days = {"2025-05-14": "14.05.2025", "2025-05-13T09:30": "13.05.2025 09:30", "2025-05": "May-25"}
    turned = [{**row, "on": days[row["on"]], "value": row["value"].upper()} for row in rows]
    return saved(turned, "\t", "\r\n").encode("utf-16")


def google(rows: Rows) -> bytes:
    """Return a table as Google Sheets downloads it: times added, apostrophes of guards gone."""
    days = {
        "2025-05-14": "5/14/2025",
        "2025-05-13T09:30": "5/13/2025 9:30:00",
        "2025-05": "2025-05",
    }
    turned = [
        {name: cell.removeprefix("'").strip() for name, cell in row.items()}
        | {"on": days[row["on"]]}
        for row in rows
    ]
    moved = [dict(sorted(row.items())) for row in reversed(turned)]
    return saved(moved, ",", "\r\n").encode() + b",,,\r\n"


def saved(rows: Rows, delimiter: str, end: str) -> str:
    table = StringIO()
    writer = csv.DictWriter(table, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()


PROGRAMS = [libre_office, excel, google]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_table_that_was_only_saved_changes_nothing(
    site: Site, program: Callable[[Rows], bytes]
) -> None:
    site.write(PATH, ARTICLE).write("claims.csv", program(exported(site, "third")))
    outcome = run(site, "import", str(site.root / "claims.csv"))
    assert outcome.exit_code == 0, outcome.err
    assert outcome.out.startswith("0 claims changed, 0 added, 0 deleted, in 0 articles\n")
    assert article(site, PATH) == ARTICLE


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_what_is_edited_among_all_that_turned_is_all_that_changes(
    site: Site, program: Callable[[Rows], bytes]
) -> None:
    site.write(PATH, ARTICLE)
    rows = exported(site, "third")
    rows[1] |= {"text": "Three lines,\nof one claim,\nnow.", "by": "north"}
    site.write("claims.csv", program(rows))
    outcome = run(site, "import", str(site.root / "claims.csv"))
    assert outcome.exit_code == 0, outcome.err
    assert article(site, PATH) == ARTICLE.replace(
        "      Two lines,\n      of one claim.\n",
        "      Three lines,\n      of one claim,\n      now.\n",
    ).replace("    point: length\n", "    point: length\n    by: [north]\n")
