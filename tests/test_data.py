"""Data: everything public, for those who count, compare and archive."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.assemble.data import COLUMNS, _cell
from generator.assemble.points import State
from generator.formulas import unguarded
from generator.plan.files import data as limited
from generator.validate.models import FACTS, ClaimStatus, Kind, PlaceRole, ThemeState
from tests.conftest import Site
from tests.contract import KINDS
from tests.examples import copied

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
SCHEMA = Path(__file__).parent.parent / "generator" / "schemas" / "data.json"


def schema(site: Site) -> jsonschema.Draft202012Validator:
    """Return the schema of the data, made so strict that it has to describe every field."""
    found = json.loads(site.page("data/briefing.schema.json"))
    jsonschema.Draft202012Validator.check_schema(found)
    close(found)
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(found, format_checker=checker)


def close(part: Any) -> None:
    if isinstance(part, dict):
        if "properties" in part:
            part["additionalProperties"] = False
        for within in part.values():
            close(within)


def words_listed(part: Any) -> Iterator[list[str]]:
    """Yield every list of the words that a field may have."""
    if isinstance(part, dict):
        if "enum" in part:
            yield part["enum"]
        for within in part.values():
            yield from words_listed(within)


def data(site: Site) -> Any:
    found = json.loads(site.page("data/briefing.json"))
    schema(site).validate(found)
    return found


def rows(site: Site, name: str = "claims") -> list[dict[str, str]]:
    text = (site.root / f"site/data/{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_data_of_a_whole_site_are_complete_and_keep_to_their_schema(tmp_path: Path) -> None:
    site = copied("river", tmp_path)
    site.build()
    found = data(site)
    assert len(found["articles"]) == 5
    assert len(found["themes"]) == 4
    assert len(found["claims"]) == len(rows(site)) == 96
    points = {point["id"]: point for point in found["points"]}
    assert "sources-differ" in points["ferry#number"]["states"]
    for claim in found["claims"]:
        page, _, anchor = claim["page"].partition("#")
        address = page.removeprefix(found["site"]["url"])
        assert f'id="{anchor}"' in site.page(address)


def test_the_schema_has_every_word_that_the_data_may_have_and_no_other() -> None:
    described = json.loads(SCHEMA.read_text(encoding="utf-8"))
    known = [*map(list, (Kind, ClaimStatus, PlaceRole, ThemeState, State)), *KINDS.values()]
    assert sorted(words_listed(described)) == sorted(known)
    kind = described["$defs"]["claim"]["properties"]["kind"]["description"]
    assert set(re.findall(r"\w+", kind.partition(" are facts")[0])) - {"and"} == FACTS


def test_the_schema_notices_what_it_does_not_describe(site: Site) -> None:
    site.build()
    found = data(site)
    for table, field in (("claims", "kind"), ("points", "states"), ("articles", "page")):
        broken = json.loads(json.dumps(found))
        broken[table][0][field] = "no such thing"
        assert list(schema(site).iter_errors(broken)), table
        broken = json.loads(json.dumps(found))
        broken[table][0]["other"] = 1
        assert list(schema(site).iter_errors(broken)), table


def test_things_name_each_other_by_their_ids(site: Site) -> None:
    site.replace(SECOND, "source: gazette", "source: gazette\nvia: wire")
    site.build()
    found = data(site)
    known = {
        table: {thing["id"] for thing in things}
        for table, things in found.items()
        if isinstance(things, list)
    }
    for claim in found["claims"]:
        assert claim["article"] in known["articles"]
        assert claim["theme"] in known["themes"]
        assert f"{claim['theme']}#{claim['point']}" in known["points"]
        assert set(claim["by"]) <= known["actors"]
        assert claim["origin"] in known["sources"]
    assert found["claims"][1]["origin"] == "wire"


def test_a_claim_in_the_data_and_in_the_table(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    assert data(site)["claims"][0] == {
        "id": "first#c1",
        "page": "https://example.org/repo/articles/first/#claim-c1",
        "article": "first",
        "theme": "truce",
        "point": "length",
        "kind": "proposal",
        "text": "North wants thirty days.",
        "by": ["north"],
        "on": "2025-05-14",
        "value": "30 days",
        "quote": "thirty days of silence",
        "quote_checked": True,
        "status": "reported",
        "origin": "herald",
    }
    assert rows(site)[0] == {
        **dict.fromkeys(COLUMNS, ""),
        "page": "https://example.org/repo/articles/first/#claim-c1",
        "article": "first",
        "claim": "first#c1",
        "theme": "truce",
        "point": "length",
        "kind": "proposal",
        "text": "North wants thirty days.",
        "by": "north",
        "on": "2025-05-14",
        "value": "30 days",
        "quote": "thirty days of silence",
        "status": "reported",
        "source": "herald",
        "origin": "herald",
        "published": "2025-05-15",
        "title": "First report",
    }


def test_words_in_the_data_are_words_and_no_markup(site: Site) -> None:
    summary = "summary: Of **North** & [[actor:south]], see [[article:second|the other]][@second]."
    site.replace(FIRST, "claims:", f"{summary}\nclaims:").build()
    (first, _) = data(site)["articles"]
    assert first["summary"] == "Of North & South, see the other."
    site.replace("content/actors.yaml", "name: South", "name: The South").build()
    assert data(site)["articles"][0]["summary"] == "Of North & The South, see the other."


def test_a_claim_names_what_took_its_place_only_while_that_is_public(site: Site) -> None:
    newer = "status: superseded\n    superseded_by: second#c1"
    site.replace(FIRST, "point: length", f"point: length\n    {newer}").build()
    assert data(site)["claims"][0]["superseded_by"] == "second#c1"
    assert rows(site)[0]["superseded_by"] == "second#c1"
    site.replace(SECOND, "source:", "expires_at: 2025-06-01\nsource:")
    site.build("--now", "2025-06-02")
    assert "superseded_by" not in data(site)["claims"][0]
    assert "second" not in site.page("data/briefing.json") + site.page("data/claims.csv")


def test_the_table_opens_right_in_a_spreadsheet(site: Site) -> None:
    site.replace(FIRST, "North wants thirty days.", '"=HYPERLINK(\\"https://example.com\\")"')
    site.replace(FIRST, "value: 30 days", "value: '-5'")
    site.replace(SECOND, "South wants sixty days.", '"Привіт, «світе»;\\nnew line"')
    site.build()
    assert (site.root / "site/data/claims.csv").read_bytes().startswith(b"\xef\xbb\xbfpage,")
    first, second = rows(site)
    assert first["text"] == '\'=HYPERLINK("https://example.com")'
    assert first["value"] == "-5"
    assert second["text"].startswith("Привіт, «світе»;")


@given(st.text())
def test_no_cell_is_a_formula_and_no_word_is_lost(text: str) -> None:
    cell = _cell(text)
    assert unguarded(cell) == text
    if cell and cell[0] in "=+-@\t\r":
        assert re.fullmatch(r"[+-][\d.,]+\s?%?", cell)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="there is no sqlite3 command")
def test_one_documented_command_makes_a_database_of_the_table(site: Site) -> None:
    site.build()
    page = html.fromstring(site.page("data/").encode())
    (command,) = [code for code in page.xpath("//pre/code/text()") if code.startswith("sqlite3")]
    file = site.root / "site/data/claims.csv"
    told = command.replace("curl https://example.org/data/claims.csv", f"cat {file}")
    assert told != command
    subprocess.run(told, shell=True, cwd=site.root, check=True)
    with sqlite3.connect(site.root / "briefing.db") as db:
        found = db.execute('SELECT page, "by", value FROM claims').fetchall()
    assert found[0] == ("https://example.org/articles/first/#claim-c1", "north", "30 days")
    assert len(found) == 2


def test_the_page_about_the_data_names_every_column_and_every_file(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    page = html.fromstring(site.page("data/").encode())
    assert tuple(page.xpath("//p[@class='names']/code/text()")) == COLUMNS
    for file in ("data/briefing.json", "data/briefing.schema.json", "data/claims.csv", "feed.xml"):
        assert page.xpath(f"//main//a[@href='/repo/{file}']")
        assert (site.root / "site" / file).is_file()


def test_an_edit_of_the_text_alone_leaves_the_data_as_they_are(site: Site) -> None:
    site.build()
    site.replace(FIRST, "on Wednesday", "on that Wednesday")
    assert "1 file written" in site.build().out


# A large site


def test_of_a_large_site_the_months_before_the_latest_have_files_of_their_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, month in enumerate(("2025-02", "2025-03", "2025-03", "2025-04")):
        text = site_text(site, SECOND).replace("2025-05-16", f"{month}-1{number}")
        site.write(f"content/articles/older-{number}.md", text)
    site.build()
    assert "earlier" not in data(site)
    whole = data(site)
    lines = rows(site)
    monkeypatch.setattr(limited, "DATA_REPORTS", 3)
    site.run("build", "--clean")
    main = data(site)
    assert [part["month"] for part in main["earlier"]] == ["2025-03", "2025-02"]
    parts = [json.loads(site.page(f"data/{part['month']}.json")) for part in main["earlier"]]
    for part, told in zip(parts, main["earlier"], strict=True):
        schema(site).validate(part)
        assert told["page"] == f"https://example.org/data/{part['month']}.json"
        assert told["articles"] == len(part["articles"])
    for table in ("articles", "claims"):
        # Together and from old to new, they are what the one file was.
        assert [*parts[1][table], *parts[0][table], *main[table]] == whole[table]
    assert rows(site, "2025-02") + rows(site, "2025-03") + rows(site) == lines
    assert "data/2025-03.csv" in site.page("data/")
    # What is edited today leaves the files of earlier months alone.
    site.replace(SECOND, "sixty days.", "seventy days.")
    written = site.run("build", "--explain").out
    assert "data/briefing.json" in written
    assert "data/2025-03.json" not in written
    # A month that is too large is whole all the same.
    monkeypatch.setattr(limited, "DATA_REPORTS", 1)
    site.run("build", "--clean")
    assert len(data(site)["articles"]) == 2


def site_text(site: Site, path: str) -> str:
    return (site.root / path).read_text(encoding="utf-8")
