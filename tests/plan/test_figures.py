"""What pages show at a glance: the matrix of positions and the chart of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from lxml import html

from tests.conftest import Site

PARTIES = ("north", "south", "east", "west", "isle", "coast", "hills")


def actors(site: Site) -> None:
    entries = (f"{key}:\n  name: {key.capitalize()}\n  kind: state\n" for key in PARTIES)
    site.write("content/actors.yaml", "".join(entries))


def article(site: Site, name: str, claims: Sequence[str], published: str = "2025-05-15") -> None:
    front = f"title: {name}\nsource: herald\npublished: {published}\nthemes: [truce]\n"
    listed = f"claims:\n{''.join(claims)}" if claims else ""
    site.write(f"content/articles/{name}.md", f"---\n{front}{listed}---\n{name}.\n")


def claim(by: str, point: str, value: str = "", kind: str = "demand") -> str:
    answer = f"    value: {value}\n" if value else ""
    return (
        f"  - text: {by} on {point}.\n    kind: {kind}\n    by: [{by}]\n"
        f"    point: {point}\n    on: 2025-05-14\n{answer}"
    )


@pytest.fixture
def talks(site: Site) -> Site:
    """The small site without its articles: tests bring the claims that they are about."""
    actors(site)
    for name in ("first", "second"):
        site.remove(f"content/articles/{name}.md")
    site.replace("themes/truce.md", "[@first#c1]", "")
    return site


def briefing(site: Site) -> html.HtmlElement:
    assert site.build().exit_code == 0
    return html.fromstring(site.page("themes/truce/").encode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def table(page: html.HtmlElement) -> list[list[str]]:
    """Return the matrix, row by row; in a cell the marks are left out and so are hidden names."""
    for hidden in page.xpath("//table[@class='matrix']//a[@class='cite'] | //td/b"):
        hidden.drop_tree()
    rows = page.xpath("//table[@class='matrix']//tr")
    return [[words(cell) for cell in row.xpath("th | td")] for row in rows]


def test_parties_that_give_one_answer_stand_together_and_no_claim_is_shown_twice(
    talks: Site,
) -> None:
    one = claim("north, south", "length", "30 days")
    article(talks, "one", [one, claim("east", "length", "30  Days"), claim("west", "length", "60")])
    page = briefing(talks)
    stands = page.xpath("//article[@id='point-length']//div[@class='row']")
    assert [words(stand.xpath("dt")[0]) for stand in stands] == ["North, South, East", "West"]
    assert [words(stand).count("north, south on length.") for stand in stands] == [1, 0]


def test_the_matrix_shows_what_each_party_answers_to_each_point(talks: Site) -> None:
    claims = [claim("north", "length", "30 days"), claim("south", "length", "60 days")]
    article(talks, "one", [*claims, claim("north", "order", "truce first")])
    assert table(briefing(talks)) == [
        ["Point", "North", "South"],
        ["Length", "30 days", "60 days"],
        ["Order of steps", "truce first", ""],
    ]


def test_a_position_without_a_short_answer_is_shown_by_its_kind(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", kind="threat")])
    assert table(briefing(talks))[1] == ["Length", "Threat"]


def test_parties_that_say_everything_together_share_a_column(talks: Site) -> None:
    article(
        talks, "one", [claim("north, south", "length", "30 days"), claim("west", "length", "0")]
    )
    assert table(briefing(talks))[0] == ["Point", "North, South", "West"]


def test_parties_beyond_the_columns_stand_in_one_for_all_others(talks: Site) -> None:
    said = [claim(by, "length", f"{n} days") for n, by in enumerate(PARTIES)]
    more = [claim(by, "order", "truce first") for by in PARTIES[:5]]
    article(talks, "one", [*said, *more])
    head, length, order = table(briefing(talks))
    assert head == ["Point", "North", "South", "East", "West", "Isle", "Others"]
    assert length[-1] == "Coast: 5 days Hills: 6 days"
    assert order[-1] == ""


def test_what_sources_tell_differently_of_one_party_says_so_in_its_cell(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days")])
    article(talks, "two", [claim("north", "length", "60 days")])
    (row,) = table(briefing(talks))[1:]
    assert re.fullmatch(r"(30 days / 60|60 days / 30) days Sources differ", row[1])


def test_facts_that_sources_tell_differently_are_set_against_each_other(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days", "figure")])
    article(talks, "two", [claim("north", "length", "60 days", "figure")])
    rows = briefing(talks).xpath("//article[@id='point-length']//table[@class='differ']/tbody/tr")
    told = {
        words(row.xpath(".//p[@class='value']")[0]): words(row.xpath("td[2]")[0]) for row in rows
    }
    assert told == {"30 days": "The Herald", "60 days": "The Herald"}


def test_the_short_answers_of_a_point_say_who_gives_them(talks: Site) -> None:
    both = claim("north, south", "length", "30 days")
    article(talks, "one", [both, claim("west", "length", "60 days")])
    (length, order) = briefing(talks).xpath("//ol[@class='overview']/li")
    assert "North +1: 30 days / West: 60 days" in words(length)
    assert words(order) == "Order of steps No report yet"


def test_a_theme_that_no_report_is_about_says_so(talks: Site) -> None:
    assert "No report yet" in words(briefing(talks).xpath("//main/p[@class='none']")[0])


def chart(site: Site) -> tuple[str, list[str]]:
    """Return the caption of the chart on the home page, and what its rows tell."""
    assert site.build().exit_code == 0
    page = html.fromstring(site.page("").encode())
    (figure,) = page.xpath("//figure[@class='chart']")
    rows = figure.xpath(".//tbody/tr")
    told = [f"{words(row.xpath('th')[0])}: {row.xpath('.//svg/@aria-label')[0]}" for row in rows]
    return words(figure.xpath("figcaption")[0]), told


def test_the_chart_counts_reports_by_day(talks: Site) -> None:
    article(talks, "one", [])
    article(talks, "two", [])
    article(talks, "three", [], "2025-06-01")
    caption, told = chart(talks)
    assert caption == "Reports by day; the tallest bar is 2 reports"
    assert told == ["Truce: 15 May 2025: 2; 1 June 2025: 1", "Venues: None"]


def test_the_chart_of_a_long_story_counts_by_month_and_shows_two_years(talks: Site) -> None:
    article(talks, "old", [], "2020-01-15")
    article(talks, "one", [], "2025-03-15")
    article(talks, "two", [], "2025-05-15")
    caption, told = chart(talks)
    assert caption == "Reports by month; the tallest bar is one report"
    assert told == ["Truce: March 2025: 1; May 2025: 1", "Venues: None"]


def test_a_report_late_at_night_counts_for_the_day_that_was_written(talks: Site) -> None:
    talks.replace("content/site.yaml", "id: small-site", "id: small-site\ntimezone: Asia/Tokyo")
    article(talks, "one", [], "2025-05-15T00:30")
    assert chart(talks)[1][0] == "Truce: 15 May 2025: 1"


def test_without_reports_there_is_no_chart(talks: Site) -> None:
    assert talks.build().exit_code == 0
    assert "<figure" not in talks.page("")
