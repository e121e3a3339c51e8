"""Claims of which only the month or the year is known: shown, sorted and listed as such."""

from __future__ import annotations

import json

import pytest
from lxml import html

from tests.conftest import Site
from tests.test_data import data, rows

VAGUE = """\
---
title: {title}
source: wire
published: 2025-05-20
themes: [truce]
claims:
{claims}
---
A report.
"""


def claim(text: str, on: str, value: str = "", by: str = "north") -> str:
    lines = [f"  - text: {text}", "    point: length", "    kind: demand", f"    by: [{by}]"]
    return "\n".join([*lines, f"    on: {on}", *([f"    value: {value}"] if value else [])])


@pytest.fixture
def vague(site: Site) -> Site:
    """A site with claims about a day, a month, another month and a year."""
    claims = [
        claim("In the year.", "2025"),
        claim("In the month.", "2025-05"),
        claim("On its first day.", "2025-05-01"),
        claim("In April.", "2025-04"),
        claim("Long ago.", "1994"),
    ]
    text = VAGUE.format(title="Vague", claims="\n".join(claims))
    return site.write("content/articles/vague.md", text)


def headings(site: Site, address: str) -> list[tuple[str, list[str]]]:
    """Return the days of a page of the timeline, each with its claims."""
    page = html.fromstring(site.page(address).encode())
    return [
        (
            section.xpath("string(h2)"),
            [" ".join(item.text_content().split()) for item in section.xpath(".//li")],
        )
        for section in page.xpath("//main//section[h2/time]")
    ]


def test_a_month_stands_below_its_days_and_a_year_has_a_page_of_its_own(vague: Site) -> None:
    vague.build()
    may = headings(vague, "timeline/2025-05/")
    assert [day for day, _ in may] == ["15 May 2025", "14 May 2025", "1 May 2025", "May 2025"]
    assert "In the month." in may[-1][1][0]
    assert [day for day, _ in headings(vague, "timeline/2025-04/")] == ["April 2025"]
    year = headings(vague, "timeline/2025/")
    assert [day for day, _ in year] == ["2025"]
    assert "In the year." in year[0][1][0]
    assert "Long ago." in headings(vague, "timeline/1994/")[0][1][0]
    everything = [day for day, _ in headings(vague, "timeline/")]
    assert everything[-4:] == ["May 2025", "April 2025", "2025", "1994"]


def test_pages_of_months_and_years_lead_to_each_other_in_order(vague: Site) -> None:
    vague.build()
    page = html.fromstring(vague.page("timeline/").encode())
    listed = page.xpath("//ul[@class='months']/li/a/@href")
    assert listed == [f"/timeline/{at}/" for at in ("2025-05", "2025-04", "2025", "1994")]
    year = html.fromstring(vague.page("timeline/2025/").encode())
    assert year.xpath("//a[@rel='prev']/@href") == ["/timeline/1994/"]
    assert year.xpath("//a[@rel='next']/@href") == ["/timeline/2025-04/"]


def test_machines_are_told_no_day_that_nobody_knows(vague: Site) -> None:
    vague.build()
    page = vague.page("articles/vague/")
    assert '<time datetime="2025-05">May 2025</time>' in page
    assert '<time datetime="2025">2025</time>' in page
    on = {claim["text"]: claim["on"] for claim in data(vague)["claims"] if "on" in claim}
    assert on["In the month."] == "2025-05"
    assert on["In the year."] == "2025"
    table = {row["text"]: row["on"] for row in rows(vague)}
    assert table["In the month."] == "2025-05"
    assert table["Long ago."] == "1994"
    assert json.dumps("2025-05-01") in json.dumps(on)


@pytest.mark.parametrize(
    ("language", "month", "year"),
    [("fr", "mai 2025", "2025"), ("uk", "травень 2025", "2025")],
)
def test_months_and_years_are_in_the_language_of_the_site(
    vague: Site, language: str, month: str, year: str
) -> None:
    vague.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    vague.build()
    assert f'<time datetime="2025-05">{month}</time>' in vague.page("articles/vague/")
    assert f'<time datetime="2025">{year}</time>' in vague.page("articles/vague/")


def test_of_a_party_the_answer_of_a_day_is_later_than_that_of_its_month(site: Site) -> None:
    claims = [claim("Vague.", "2025-05", "90 days", "south"), claim("Year.", "2025", "9", "south")]
    site.write("content/articles/v.md", VAGUE.format(title="V", claims="\n".join(claims)))
    site.build()
    point = "".join(html.fromstring(site.page("themes/truce/")).itertext())
    assert "60 days" in point
    assert "90 days" not in point
    # Another month counts as a whole: it is later than all days before it.
    site.replace("content/articles/v.md", "on: 2025-05\n", "on: 2025-06\n").build()
    point = "".join(html.fromstring(site.page("themes/truce/")).itertext())
    assert "60 days" not in point
    assert "90 days" in point


def test_two_reports_of_one_month_tell_one_development(site: Site) -> None:
    for name in ("v", "w"):
        claims = claim(f"Told by {name}.", "2025-04", "90 days")
        site.write(f"content/articles/{name}.md", VAGUE.format(title=name, claims=claims))
    site.build()
    ((_, told),) = headings(site, "timeline/2025-04/")
    assert len(told) == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("content/articles/first.md", "published: 2025-05-15", "published: 2025-05", 4, 12),
        ("content/articles/first.md", "themes: [truce]", "themes: [truce]\nupdated: 2025", 6, 10),
        ("themes/truce.md", "as_of: 2025-05-20", "as_of: 2025-05", 7, 8),
    ],
)
def test_where_a_day_is_needed_that_is_said(
    site: Site, file: str, old: str, new: str, line: int, column: int
) -> None:
    site.replace(file, old, new)
    outcome = site.run("build")
    written = new.rpartition(" ")[2]
    assert outcome.exit_code == 1
    assert (
        f"{file}:{line}:{column}: error: '{written}' names no day; write one, such as 2025-05-15 "
        "(a month or a year alone is possible only in the key 'on' of a claim) [bad-value]\n"
    ) in outcome.err


def test_a_month_that_is_none_is_a_problem(site: Site) -> None:
    site.replace("content/articles/first.md", "on: 2025-05-14", "on: 2025-13")
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert (
        "content/articles/first.md:11:9: error: there is no such month or year as '2025-13' "
        "[bad-value]\n"
    ) in outcome.err


def test_a_date_as_programs_write_it_is_read(site: Site) -> None:
    site.replace("content/articles/first.md", "2025-05-15", "2025-05-19T12:30:00.000Z")
    site.build()
    assert "19 May 2025, 12:30 UTC" in site.page("articles/first/")
