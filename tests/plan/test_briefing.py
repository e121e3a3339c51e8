"""The briefing page: key events, where each side stands, one plain line for each answer."""

from __future__ import annotations

import re

from lxml import html

from tests.conftest import Site
from tests.plan.talks import PARTIES, article, briefing, claim, words


def lines(page: html.HtmlElement, point: str = "length") -> list[str]:
    """Return the answers to a point, a line each, without the marks of sources."""
    for mark in page.xpath("//a[@class='cite']"):
        mark.drop_tree()
    return [words(one) for one in page.xpath(f"//article[@id='point-{point}']/ul/li")]


def sides(page: html.HtmlElement) -> list[list[str]]:
    """Return the table of sides, row by row, without marks and what only narrow windows show."""
    for hidden in page.xpath("//table[@class='sides']//a[@class='cite'] | //td/b"):
        hidden.drop_tree()
    rows = page.xpath("//table[@class='sides']//tr")
    return [[words(cell) for cell in row.xpath("th | td")] for row in rows]


def group(site: Site, *members: str) -> None:
    """Add a group of actors."""
    text = f"allies: {{name: Allies, kind: group, members: [{', '.join(members)}]}}\n"
    site.replace("content/actors.yaml", "north:", f"{text}north:")


def lead(site: Site, *principals: str) -> None:
    """Say which parties lead."""
    site.replace("content/site.yaml", "title:", f"principals: [{', '.join(principals)}]\ntitle:")


# ---- answers ---------------------------------------------------------------------------------


def test_parties_that_give_one_answer_share_a_line(talks: Site) -> None:
    one = claim("north, south", "length", "30 days")
    article(talks, "one", [one, claim("east", "length", "30  Days"), claim("west", "length", "60")])
    assert lines(briefing(talks)) == ["North, South, East 30 days", "West 60"]


def test_of_many_parties_the_principals_are_named_and_the_others_counted(talks: Site) -> None:
    lead(talks, "isle", "west")
    article(talks, "one", [claim("north, south, east, west, isle", "length", "30 days")])
    assert lines(briefing(talks)) == ["Isle, West and 3 others 30 days"]


def test_what_principals_say_comes_first(talks: Site) -> None:
    lead(talks, "west", "north")
    said = [claim(by, "length", f"{n} days") for n, by in enumerate(("south", "north", "west"))]
    article(talks, "one", said)
    assert lines(briefing(talks)) == ["West 2 days", "North 1 days", "South 0 days"]


def test_sides_agree_only_if_every_principal_was_heard_and_else_it_is_said_who_was_not(
    talks: Site,
) -> None:
    article(talks, "one", [claim("north, south", "length", "30 days")])

    def label() -> str:
        return words(briefing(talks).xpath("//article[@id='point-length']//p[@class='badges']")[0])

    assert label() == "The sides agree"
    lead(talks, "north", "west")
    assert label() == "Those who answered agree; West not heard"
    talks.replace("themes/truce.md", "question: Is", "principals: [south]\nquestion: Is")
    assert label() == "The sides agree"


def test_a_group_whose_members_all_say_one_thing_has_one_name(talks: Site) -> None:
    group(talks, "south", "east", "west")
    article(talks, "one", [claim("north, south, east, west", "length", "30 days")])
    assert lines(briefing(talks)) == ["North, Allies 30 days"]


def test_a_group_is_not_named_for_some_of_its_members(talks: Site) -> None:
    group(talks, "south", "east", "west")
    article(talks, "one", [claim("south, east", "length", "30 days")])
    assert lines(briefing(talks)) == ["South, East 30 days"]


def test_a_group_that_speaks_itself_stands_for_its_members(talks: Site) -> None:
    group(talks, "south", "east", "west")
    article(talks, "one", [claim("north, allies, south", "length", "30 days")])
    assert lines(briefing(talks)) == ["Allies, North 30 days"]


def test_what_a_party_said_before_and_what_has_no_value_is_among_the_claims(talks: Site) -> None:
    said = [
        claim("north", "length", "30 days", on="2025-05-10"),
        claim("north", "length", "40 days", on="2025-05-12"),
        claim("south", "length", kind="threat"),
    ]
    article(talks, "one", said)
    page = briefing(talks)
    (fold,) = page.xpath("//article[@id='point-length']//details")
    assert words(fold.find("summary")) == "3 claims"
    assert fold.xpath(".//li/@id") == ["one~c3", "one~c2", "one~c1"]
    assert lines(page) == ["North 40 days"]


def test_facts_that_sources_tell_differently_are_set_against_each_other(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days", "figure")])
    article(talks, "two", [claim("north", "length", "60 days", "figure")], source="gazette")
    assert sorted(lines(briefing(talks))) == ["The Gazette 60 days", "The Herald 30 days"]


def test_an_outlet_that_is_relayed_is_named_as_that(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days", "figure")], via="wire")
    assert lines(briefing(talks)) == ["The Wire, as cited 30 days"]


def test_what_reports_tell_differently_of_one_party_is_one_line_and_says_so(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days")])
    article(talks, "two", [claim("north", "length", "60 days")])
    page = briefing(talks)
    (line,) = lines(page)
    assert re.fullmatch(r"North (30 days; 60|60 days; 30) days", line)
    assert "Sources disagree" in words(page.get_element_by_id("point-length"))


def test_a_point_without_short_answers_says_what_its_claims_say(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", kind="threat")])
    assert lines(briefing(talks)) == ["North north on length."]


def test_an_answer_that_is_denied_says_so_in_its_line(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days") + "    status: denied\n"])
    assert lines(briefing(talks)) == ["North 30 days Denied"]


def test_the_claims_of_a_point_are_folded_away_and_counted(talks: Site) -> None:
    article(talks, "one", [claim("north, south", "length", "30 days")])
    article(talks, "two", [claim("east", "length", "30 days")])
    (fold,) = briefing(talks).xpath("//article[@id='point-length']//details")
    assert fold.get("open") is None
    assert words(fold.find("summary")) == "2 claims"
    assert fold.xpath(".//li/@id") == ["one~c1", "two~c1"]


def test_a_point_without_claims_says_so(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days")])
    assert "No report answers this so far." in words(
        briefing(talks).get_element_by_id("point-order")
    )


def test_points_aside_are_folded_below_the_others(talks: Site) -> None:
    talks.replace("themes/truce.md", "title: Length", "title: Length\n    aside: true")
    article(talks, "one", [claim("north", "length", "30 days")])
    (fold,) = briefing(talks).xpath("//details[@class='fold']")
    assert words(fold.find("summary")) == "More questions (1): Length"
    assert fold.xpath("./article/@id") == ["point-length"]


def test_a_theme_that_no_report_is_about_says_so(talks: Site) -> None:
    assert "No reports yet" in words(briefing(talks).xpath("//main/p[@class='none']")[0])


# ---- sides -----------------------------------------------------------------------------------


def test_the_table_of_sides_has_the_principals_in_the_order_of_the_editor(talks: Site) -> None:
    lead(talks, "south", "north", "isle")
    claims = [claim("north", "length", "30 days"), claim("south", "length", "60 days")]
    article(
        talks, "one", [*claims, claim("north", "order", "truce first"), claim("west", "order", "0")]
    )
    assert sides(briefing(talks)) == [
        ["", "South", "North"],
        ["Length", "60 days", "30 days"],
        ["Order of steps", "–", "truce first"],
    ]


def test_a_theme_may_have_principals_of_its_own(talks: Site) -> None:
    lead(talks, "south", "north")
    talks.replace("themes/truce.md", "title: Truce", "title: Truce\nprincipals: [west, east]")
    said = [claim(by, at, f"{by} {at}") for by in PARTIES[:4] for at in ("length", "order")]
    article(talks, "one", said)
    assert sides(briefing(talks))[0] == ["", "West", "East"]


def test_a_table_of_less_than_two_by_two_is_left_out(talks: Site) -> None:
    lead(talks, "south", "north")
    article(talks, "one", [claim("north", "length", "30 days"), claim("south", "length", "60")])
    assert sides(briefing(talks)) == []


def test_a_column_of_a_group_has_what_its_members_say(talks: Site) -> None:
    group(talks, "east", "west")
    lead(talks, "north", "allies")
    article(
        talks,
        "one",
        [
            claim("north", "length", "0 days"),
            claim("east, west", "length", "30 days"),
            claim("north", "order", "talks first"),
            claim("west", "order", "truce first"),
        ],
    )
    assert sides(briefing(talks)) == [
        ["", "North", "Allies"],
        ["Length", "0 days", "30 days"],
        ["Order of steps", "talks first", "truce first West"],
    ]


def test_without_principals_those_who_answer_most_have_the_columns(talks: Site) -> None:
    said = [claim(by, "length", f"{n} days") for n, by in enumerate(PARTIES)]
    more = [claim(by, "order", f"{n} first") for n, by in enumerate(PARTIES[2:])]
    article(talks, "one", [*said, *more])
    assert sides(briefing(talks))[0] == ["", "East", "West", "Isle", "Coast", "Hills"]


# ---- events and status -----------------------------------------------------------------------


def test_key_events_stand_in_order_of_time_with_the_year_where_it_changes(talks: Site) -> None:
    article(
        talks,
        "one",
        [
            claim("north", "length", "30 days", on="2025-05-14"),
            claim("south", "length", "60 days", on="2024-12-30"),
            claim("east", "order", on="2025-05-15"),
        ],
    )
    talks.replace(
        "themes/truce.md", "title: Truce", "title: Truce\nevents: [one#c3, one#c1, one#c2]"
    )
    page = briefing(talks)
    shown = [words(one) for one in page.xpath("//ol[@class='strip']/li/time")]
    assert shown == ["30 December 2024", "14 May 2025", "15 May"]
    assert words(page.get_element_by_id("events")) == "How it got here"


def test_an_event_that_was_superseded_is_told_as_it_is_now(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days") + "    superseded_by: two#c1\n"])
    article(talks, "two", [claim("south", "length", "40 days")])
    talks.replace("themes/truce.md", "title: Truce", "title: Truce\nevents: [one#c1]")
    (event,) = briefing(talks).xpath("//ol[@class='strip']/li/p")
    assert words(event).startswith("south on length.")


def test_without_chosen_events_the_page_has_the_latest_developments(talks: Site) -> None:
    article(
        talks, "one", [claim("north", "length", f"{n} days", on=f"2025-05-1{n}") for n in range(7)]
    )
    page = briefing(talks)
    assert words(page.get_element_by_id("events")) == "Latest developments"
    assert len(page.xpath("//ol[@class='strip']/li")) == 5
    (more,) = page.xpath("//section[@aria-labelledby='events']/p[@class='more']/a")
    assert (words(more), more.get("href")) == (
        "Full timeline: 7 entries",
        "/themes/truce/timeline/",
    )


def test_a_status_says_since_when_and_what_it_was_before(talks: Site) -> None:
    talks.replace(
        "themes/truce.md",
        "  state: open",
        "  state: open\n  since: 2025-05\n  history:\n"
        "    - {date: 2025-03-01, text: Fighting., state: stalled}\n"
        "    - {date: 2025-04-01, text: Talks begin., state: open}",
    )
    page = briefing(talks)
    assert words(page.xpath("//p[@class='status']")[0]).endswith("Since May 2025")
    former = page.xpath("//section[@aria-labelledby='history']//li")
    assert [words(one) for one in former] == [
        "1 April 2025 Unresolved. Talks begin.",
        "1 March 2025 Stalled. Fighting.",
    ]
