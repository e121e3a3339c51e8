"""Claims of a site go to a table and come back, as an editor would see it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.edit.yaml_text import read
from generator.read.yaml import Loaded
from tests.conftest import Outcome, Site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
MANY = """\
---
title: Many
source: herald
published: 2025-05-17
themes: [truce, venues]
defaults: {point: truce/length, kind: proposal, by: [north], on: 2025-05-16}
claims:
  # The first of all.
  - text: "Ten days, a start."
    value: 10 days
  - {text: They met in Rome., kind: event, point: venues/host, value: Rome}   # where else
  - text: >-
      South wants
      sixty.
    id: sixty
    by: south
    kind: demand
---
A digest.
"""
Rows = list[dict[str, str]]


def run(site: Site, *arguments: str) -> Outcome:
    """Run `briefing claims …` on a site."""
    call = ["claims", *arguments, "--root", str(site.root)]
    result = CliRunner().invoke(main, call, catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def exported(site: Site, *articles: str) -> Rows:
    outcome = run(site, "export", *articles)
    assert outcome.exit_code == 0, outcome.err
    return list(csv.DictReader(StringIO(outcome.out.removeprefix("\ufeff"), newline="")))


def imported(site: Site, rows: Rows, *options: str) -> Outcome:
    """Import rows, saved as a spreadsheet would; paths in what is told are those of the table."""
    table = StringIO()
    names = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(table, list(names))
    writer.writeheader()
    writer.writerows(rows)
    path = site.root / "claims.csv"
    path.write_text(table.getvalue(), encoding="utf-8")
    outcome = run(site, "import", str(path), *options)
    return Outcome(outcome.exit_code, outcome.out, outcome.err.replace(str(path), "claims.csv"))


def article(site: Site, path: str = FIRST) -> str:
    return (site.root / path).read_text(encoding="utf-8")


def told(outcome: Outcome) -> list[str]:
    return [line for line in outcome.err.splitlines() if line.startswith("claims.csv")]


@pytest.fixture
def many(site: Site) -> Site:
    return site.write("content/articles/many.md", MANY)


def test_a_row_says_what_is_meant(many: Site) -> None:
    shown = ("article", "id", "text", "theme", "point", "kind", "by", "on", "value")
    assert [tuple(row[name] for name in shown) for row in exported(many, "many")] == [
        (
            "many",
            "c1",
            "Ten days, a start.",
            "truce",
            "length",
            "proposal",
            "north",
            "2025-05-16",
            "10 days",
        ),
        ("many", "c2", "They met in Rome.", "venues", "host", "event", "", "2025-05-16", "Rome"),
        (
            "many",
            "sixty",
            "South wants sixty.",
            "truce",
            "length",
            "demand",
            "south",
            "2025-05-16",
            "",
        ),
    ]


def test_articles_are_chosen_by_id_or_file(many: Site) -> None:
    many.replace(FIRST, "title: First", "id: one\ntitle: First")
    assert {row["article"] for row in exported(many)} == {"one", "second", "many"}
    assert {row["article"] for row in exported(many, "one", SECOND)} == {"one", "second"}
    outcome = run(many, "export", "mani")
    assert outcome.exit_code == 1
    assert outcome.err.splitlines() == [
        "mani: error: there is no such article; did you mean 'many'? [unknown-article]",
        "1 error; nothing was exported",
    ]


def test_an_export_is_never_written_over_a_table(site: Site) -> None:
    target = str(site.root / "claims.csv")
    first = run(site, "export", "--output", target)
    assert first.out == f"{target}: 2 claims of 2 articles\n"
    again = run(site, "export", "--output", target)
    assert again.exit_code == 2
    assert "is there already, maybe with work in it" in again.err


def test_what_is_not_changed_is_not_written(many: Site) -> None:
    before = article(many, "content/articles/many.md")
    outcome = imported(many, exported(many))
    assert outcome.out == "0 claims changed, 0 added, 0 deleted, in 0 articles\n"
    assert article(many, "content/articles/many.md") == before


def test_only_what_is_changed_is_written(many: Site) -> None:
    rows = exported(many, "many")
    rows[0] |= {"value": "12 days", "by": "north; envoy"}
    rows[1] |= {"point": "", "value": ""}
    rows[2] |= {"by": "envoy", "on": "15.05.2025", "theme": "venues", "point": "host"}
    outcome = imported(many, rows)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out == "3 claims changed, 0 added, 0 deleted, in 1 article\n"
    wanted = MANY.replace("    value: 10", "    by: [north, envoy]\n    value: 12")
    wanted = wanted.replace(
        "kind: event, point: venues/host, value: Rome}", "theme: venues, kind: event}"
    )
    moved = "theme: venues\n    point: host\n    by: envoy\n    kind: demand\n    on: 2025-05-15"
    wanted = wanted.replace("by: south\n    kind: demand", moved)
    assert article(many, "content/articles/many.md") == wanted


def test_a_new_row_is_a_new_claim_with_the_next_free_id(many: Site) -> None:
    rows = exported(many)
    rows.append({"article": "many", "text": "One more.", "kind": "offer", "by": "south"})
    rows.append({"article": "many", "id": "last", "text": "= last", "point": "venues/host"})
    outcome = imported(many, rows)
    assert outcome.out == "0 claims changed, 2 added, 0 deleted, in 1 article\n"
    assert article(many, "content/articles/many.md").endswith("""\
    kind: demand
  - text: "One more."
    id: c4
    kind: offer
    by: [south]
  - text: "= last"
    id: last
    point: venues/host
---
A digest.
""")
    again = imported(many, rows)  # a table that is imported twice
    assert again.out == "0 claims changed, 0 added, 0 deleted, in 0 articles\n"


def test_an_article_gets_its_first_claims(site: Site) -> None:
    site.write(
        "content/articles/new.md",
        "---\ntitle: New\nsource: wire\npublished: 2025-05-17\nthemes: [truce]\n---\nText.\n",
    )
    rows = [{"article": "new", "text": "They met.", "kind": "event", "theme": "truce"}]
    assert imported(site, rows).exit_code == 0
    assert exported(site, "new")[0]["id"] == "c1"
    assert 'claims:\n  - text: "They met."\n    id: c1\n    kind: event\n---\n' in article(
        site, "content/articles/new.md"
    )


def test_what_changed_in_the_article_alone_stays(site: Site) -> None:
    rows = exported(site)
    site.replace(FIRST, "30 days", "33 days")
    rows[0]["text"] = "North wants a month."
    assert imported(site, rows).exit_code == 0
    assert "text: North wants a month." in article(site)
    assert "value: 33 days" in article(site)


def test_what_changed_in_both_is_told_and_left(site: Site) -> None:
    rows = exported(site)
    site.replace(FIRST, "30 days", "33 days")
    rows[0] |= {"value": "40 days", "text": "North wants forty."}
    rows[1]["value"] = "61 days"
    outcome = imported(site, rows)
    assert outcome.exit_code == 1
    assert told(outcome) == [
        "claims.csv:2:8: error: changed here to “40 days” and in the article to “33 days”; "
        "nothing of this claim was written; put the same into both [conflict]"
    ]
    assert "North wants thirty days." in article(site)
    assert "value: 61 days" in article(site, SECOND)


def test_the_same_change_in_both_is_none(site: Site) -> None:
    rows = exported(site)
    site.replace(FIRST, "30 days", "33 days")
    rows[0]["value"] = "33 days"
    assert imported(site, rows).exit_code == 0


def test_claims_without_ids_are_found_where_they_are_now(many: Site) -> None:
    rows = exported(many, "many")
    many.replace(
        "content/articles/many.md",
        "  # The first of all.\n",
        "  - text: Before.\n  # The first of all.\n",
    )
    rows[0]["value"] = "12 days"
    rows[1]["value"] = "Paris"
    assert imported(many, rows).exit_code == 0
    now = exported(many, "many")
    assert [(row["id"], row["value"]) for row in now] == [
        ("c1", ""),
        ("c2", "12 days"),
        ("c3", "Paris"),
        ("sixty", ""),
    ]


def test_a_missing_row_is_told_and_deleted_only_if_asked(many: Site) -> None:
    rows = exported(many, "many")[1:]
    before = article(many, "content/articles/many.md")
    outcome = imported(many, rows)
    assert told(outcome) == [
        "claims.csv:3:1: warning: the row of many#c1 is missing; the claim stays, unless you "
        "import with --delete [row-missing]"
    ]
    assert article(many, "content/articles/many.md") == before
    outcome = imported(many, rows, "--delete")
    assert outcome.out == "0 claims changed, 0 added, 1 deleted, in 1 article\n"
    # What had its id by its place has it written now.
    assert [row["id"] for row in exported(many, "many")] == ["c2", "sixty"]


def test_a_claim_that_came_since_is_not_deleted(many: Site) -> None:
    rows = exported(many, "many")[1:]
    many.replace(
        "content/articles/many.md",
        "  # The first of all.\n",
        "  - text: Before.\n  # The first of all.\n",
    )
    imported(many, rows, "--delete")
    assert "Before." in article(many, "content/articles/many.md")
    many.replace(
        "content/articles/many.md", "---\nA digest", "  - {text: New., id: new}\n---\nA digest"
    )
    imported(many, rows, "--delete")
    assert "New." in article(many, "content/articles/many.md")


def test_the_last_claims_can_be_deleted(many: Site) -> None:
    rows = exported(many, "many")
    other = exported(many, "second")
    imported(many, rows[:1], "--delete")
    assert len(exported(many, "many")) == 1
    assert imported(many, [*other], "--delete").exit_code == 0  # an article that is not named stays
    assert len(exported(many, "many")) == 1


def test_all_is_right_before_anything_is_written(site: Site) -> None:
    rows = exported(site)
    rows[0]["value"] = "31 days"
    rows[1] |= {"by": "suoth", "kind": "demnd"}
    before = article(site)
    outcome = imported(site, rows)
    assert outcome.exit_code == 1
    assert told(outcome) == [
        "claims.csv:3:5: error: unknown actor 'suoth'; did you mean 'south'? [unknown-actor]",
        "claims.csv:3:7: error: 'demnd' is not one of event, agreement, figure, statement, "
        "proposal, demand, offer, threat, denial, assessment; did you mean 'demand'? "
        "[unknown-value]",
    ]
    assert outcome.err.endswith("2 errors; nothing was written\n")
    assert article(site) == before


def test_a_claim_that_others_cite_is_not_deleted(site: Site) -> None:
    rows = exported(site)
    rows[0] |= {"id": "", "was": "", "text": "Another."}
    before = article(site)
    outcome = imported(site, [rows[0] | {"was": rows[1]["was"]}, rows[1]], "--delete")
    assert outcome.exit_code == 0  # nothing of the first article was exported in these rows
    site.replace(FIRST, "claims:\n", "claims:\n  - {text: Two., kind: event, id: two}\n")
    rows = [row for row in exported(site, "first") if row["id"] == "two"]
    outcome = imported(site, rows, "--delete")
    assert outcome.exit_code == 1
    assert ("themes/truce.md:14:36: error: the article 'first' has no claim 'c1'") in outcome.err
    assert before.split("claims:")[0] in article(site)


def test_what_was_wrong_before_stops_nothing(site: Site) -> None:
    site.replace(SECOND, "source: gazette", "source: gazzette")
    rows = exported(site, "first")
    rows[0]["value"] = "31 days"
    assert imported(site, rows).exit_code == 0
    assert "31 days" in article(site)


def test_cells_that_a_spreadsheet_turned_are_left_alone(site: Site) -> None:
    site.replace(FIRST, "value: 30 days", "value: 1,000")
    rows = exported(site)
    rows[0] |= {"on": "05/14/25", "value": "1000"}
    rows[1] |= {"on": "2025-05-15 00:00:00"}
    before = article(site)
    outcome = imported(site, rows)
    assert outcome.exit_code == 0
    assert told(outcome) == [
        "claims.csv:2:8: warning: this is taken for “1,000”, of which a spreadsheet may have made "
        "it, and nothing is changed; if it is meant, change it in the article [cell-turned]"
    ]
    assert outcome.out.splitlines()[1] == (
        "2 cells only looked different, as the spreadsheet writes it"
    )
    assert article(site) == before


WRONG: dict[str, tuple[Callable[[Rows], object], str]] = {
    "a date that may be two": (
        lambda rows: rows[0].update(on="03/04/2025"),
        "2:5: error: this may be 2025-03-04 or 2025-04-03; write one of these [ambiguous-date]",
    ),
    "a formula that failed": (
        lambda rows: rows[0].update(text="#NAME?"),
        "2:7: error: the spreadsheet shows an error here; write what is meant [failed-cell]",
    ),
    "an id that was changed": (
        lambda rows: rows[0].update(id="c7"),
        "2:5: error: the id of this claim was another one; ids are permanent, so put it back, or "
        "empty 'id' and 'was' if the row is a new claim [id-changed]",
    ),
    "two rows of one claim": (
        lambda rows: rows.insert(1, {**rows[0], "text": "A copy."}),
        "3:5: error: row 2 is of this claim, too; empty 'id' and 'was' in the row that is new "
        "[row-twice]",
    ),
    "the last column was changed": (
        lambda rows: rows[0].update(was="yes"),
        "2:6: error: this column is not for editing; put back what was here, or empty the cell "
        "[was-changed]",
    ),
    "no article": (
        lambda rows: rows[0].update(article=""),
        "2:10: error: this row names no article; write its id into the column 'article' "
        "[no-article]",
    ),
    "another article": (
        lambda rows: rows[0].update(article="frist"),
        "2:10: error: there is no article 'frist'; did you mean 'first'? [unknown-article]",
    ),
    "an id that is no text to every program": (
        lambda rows: rows.append({"article": "first", "id": "1", "text": "New.", "kind": "event"}),
        "4:5: error: cannot be written into content/articles/first.md: '1' without quotes is a "
        "number in YAML; write an id with more letters [cannot-write]",
    ),
    "a new claim without a kind": (
        lambda rows: rows.append({"article": "first", "text": "New."}),
        "4:7: error: the key 'kind' is missing or has no value [missing-key]",
    ),
}


@pytest.mark.parametrize(("change", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_row_is_told(
    site: Site, change: Callable[[Rows], object], expected: str
) -> None:
    rows = exported(site)
    change(rows)
    before = article(site)
    outcome = imported(site, rows)
    assert outcome.exit_code == 1
    assert f"claims.csv:{expected}" in told(outcome)
    assert article(site) == before


def test_a_default_that_cannot_be_emptied_is_told(many: Site) -> None:
    rows = exported(many, "many")
    rows[0]["kind"] = ""
    outcome = imported(many, rows)
    assert outcome.exit_code == 1
    assert (
        "by the defaults of the article, this would be “proposal”; write that here, or change the "
        "article itself"
    ) in outcome.err


def test_a_default_can_be_declined(many: Site) -> None:
    rows = exported(many, "many")
    rows[0] |= {"point": "", "on": ""}
    assert imported(many, rows).exit_code == 0
    assert "    point: none\n    on: none\n" in article(many, "content/articles/many.md")
    assert next((row["point"], row["on"]) for row in exported(many, "many")) == ("", "")


def test_columns_that_are_not_there_leave_their_keys_alone(site: Site) -> None:
    rows = [
        {"value": "31 days", "Remarks": "ask", "article": row["article"], "id": row["id"]}
        for row in exported(site, "first")
    ]
    outcome = imported(site, rows)
    assert outcome.exit_code == 0
    assert [line.partition("warning: ")[2] for line in told(outcome)] == [
        "the column 'Remarks' is not read [unknown-column]",
        "without the column 'was', nothing can tell what has changed in the articles since the "
        "export: all that the table says is written [no-was]",
    ]
    assert "value: 31 days\n    quote: thirty days of silence" in article(site)


def test_a_dry_run_shows_the_difference_and_writes_nothing(site: Site) -> None:
    rows = exported(site)
    rows[0]["value"] = "31 days"
    before = article(site)
    outcome = imported(site, rows, "--dry-run")
    assert outcome.out.startswith(f"--- a/{FIRST}\n+++ b/{FIRST}\n")
    assert "-    value: 30 days\n+    value: 31 days\n" in outcome.out
    assert outcome.out.endswith("dry run, nothing was written\n")
    assert article(site) == before


def test_formulas_are_guarded_on_the_way_out_and_not_on_the_way_in(site: Site) -> None:
    site.replace(FIRST, "North wants thirty days.", "'=1+1'")
    rows = exported(site)
    assert rows[0]["text"] == "'=1+1"
    rows[0]["text"] = "'=1+2"
    assert imported(site, rows).exit_code == 0
    assert "text: '=1+2'" in article(site)


def test_line_ends_and_a_byte_order_mark_stay(site: Site) -> None:
    path: Path = site.root / FIRST
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    rows = exported(site)
    rows[0]["text"] = "Two\nlines: “one” & 'two'."
    before = path.read_bytes()
    assert imported(site, rows).exit_code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") >= before.count(b"\n")
    assert exported(site)[0]["text"] == "Two\nlines: “one” & 'two'."


def test_an_article_that_cannot_be_read_is_told(site: Site) -> None:
    site.replace(FIRST, "claims:\n", "claims: [x]\nother:\n")
    for arguments in (("export",), ("import", str(site.root / "claims.csv"))):
        site.write("claims.csv", "article,id,text\nfirst,c1,x\n")
        outcome = run(site, *arguments)
        assert outcome.exit_code == 1
        assert f"{FIRST}:6:10: error: this is no claim that a row can hold" in outcome.err


def test_a_table_that_is_older_than_the_name_of_its_article_is_told_that_name(many: Site) -> None:
    rows = exported(many, "first")
    rows[0]["text"] = "North offers thirty days at once."
    assert many.run("rename", "article", "first", "thirty").exit_code == 0
    told = imported(many, rows)
    assert told.exit_code == 1
    assert (
        "there is no article 'first'; it is called 'thirty' now, so write that in its place, in "
        "all its rows [unknown-article]"
    ) in told.err
    assert imported(many, [{**row, "article": "thirty"} for row in rows]).exit_code == 0
    assert "North offers thirty days at once." in article(many, "content/articles/thirty.md")


@pytest.mark.parametrize("braces", [True, False], ids=["in braces", "on lines"])
def test_an_article_is_read_as_often_for_forty_rows_as_for_four(
    site: Site, monkeypatch: pytest.MonkeyPatch, braces: bool
) -> None:
    readings: list[str] = []

    def counted(file: str, text: str) -> Loaded:
        readings.append(file)
        return read(file, text)

    monkeypatch.setattr("generator.edit.front_matter.read", counted)
    counts = []
    for number in (4, 40):
        said = [f"South wants {days} days." for days in range(number)]
        first = "{text: Ten days.}" if braces else "text: Ten days."
        front, _, rest = MANY.partition("claims:\n")
        body = rest.partition("---\n")[2]
        site.write("content/articles/many.md", f"{front}claims:\n  - {first}\n---\n{body}")
        rows = exported(site, "many")
        readings.clear()
        new = [rows[0] | {"id": "", "text": text, "was": ""} for text in said]
        assert imported(site, [*rows, *new]).exit_code == 0
        rows = exported(site, "many")
        changed = [row | {"value": row["text"], "kind": "demand"} for row in rows]
        assert imported(site, changed).exit_code == 0
        rows = exported(site, "many")
        assert [row["value"] for row in rows] == ["Ten days.", *said]
        assert imported(site, [rows[0], *rows[2::2]], "--delete").exit_code == 0
        assert [row["text"] for row in exported(site, "many")] == ["Ten days.", *said[1::2]]
        counts.append(len(readings))
    assert counts[0] == counts[1]
