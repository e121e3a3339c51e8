"""Actors: a page for each with all that it said and did, and who is who."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.conftest import Site
from tests.examples import copied
from tests.plan.talks import article, briefing, claim, words

NUMBER = re.compile(r"\d+")


def page(site: Site, key: str) -> html.HtmlElement:
    """Return the page of an actor."""
    return html.fromstring(site.page(f"actors/{key}/").encode())


def part(of: html.HtmlElement, id: str) -> list[str]:
    """Return the texts of the claims below a heading, in order."""
    return [words(one) for one in of.xpath(f"//section[@aria-labelledby='{id}']//li/p[1]")]


def sentences(of: html.HtmlElement) -> list[str]:
    """Return all sentences about what was said and done."""
    found = of.xpath("//section[@aria-labelledby='said' or @aria-labelledby='done']//li/p")
    return [words(one) for one in found if not one.get("class")]


def left_out(of: html.HtmlElement) -> int:
    """Return how many claims a page says that it leaves out."""
    return sum(int(NUMBER.findall(words(one))[0]) for one in of.xpath("//li[@class='more']"))


def all_of(site: Site) -> Any:
    return json.loads(site.page("data/briefing.json"))


@pytest.mark.parametrize("name", ["river", "market"])
def test_every_claim_is_on_the_pages_of_its_actors_or_counted_there(
    tmp_path: Path, name: str
) -> None:
    site = copied(name, tmp_path)
    site.build()
    data = all_of(site)
    represents = {actor["id"]: actor.get("of") for actor in data["actors"]}
    said_or_done: dict[str, set[str]] = {key: set() for key in represents}
    for one in data["claims"]:
        for actor in one.get("by", ()) if one["status"] != "superseded" else ():
            at = actor
            while at is not None:
                said_or_done[at].add("/" + one["page"].split("/", 3)[3])
                at = represents[at]
    assert sum(map(len, said_or_done.values())) > 3
    for key, expected in said_or_done.items():
        shown = page(site, key)
        links = {link for link in shown.xpath("//main//section//a/@href") if "#claim-" in link}
        assert links <= expected, key
        assert len(links) + left_out(shown) == len(expected), key
        months = [int(NUMBER.findall(words(one))[0]) for one in shown.xpath("//li/small")]
        undated = shown.xpath("//section[@aria-labelledby='months']/p")
        if months:
            counted = sum(months) + sum(int(words(one).split()[0]) for one in undated)
            assert counted == len(expected), key


def test_what_was_filed_as_an_event_is_told_apart_from_what_was_said(talks: Site) -> None:
    said = claim("north", "length", "30 days")
    done = claim("north", "order", kind="event").replace("north on order", "North signed")
    article(talks, "one", [said, done])
    talks.build()
    assert part(page(talks, "north"), "said") == ["30 days"]
    assert part(page(talks, "north"), "done") == ["North signed."]
    assert "What they said" in talks.page("actors/north/")


def test_what_answers_no_point_is_there_under_its_theme(talks: Site) -> None:
    loose = claim("north", "length").replace("    point: length\n", "")
    article(talks, "one", [loose, claim("north", "length", "30 days")])
    talks.build()
    heads = page(talks, "north").xpath("//section[@class='point']//h3")
    assert [words(head) for head in heads] == ["Length", "Truce"]


def test_a_deed_of_a_spokesman_is_one_of_his_party(site: Site) -> None:
    done = "  - {text: The envoy left., kind: event, by: [envoy], on: 2025-05-14}\n"
    article(site, "one", [done])
    site.build()
    for key in ("envoy", "north"):
        assert "The envoy left." in part(page(site, key), "done")
    assert part(page(site, "south"), "done") == []


def test_the_newest_comes_first_and_the_rest_is_counted(talks: Site) -> None:
    days = [f"2025-05-{day:02}" for day in range(1, 29)]
    said = [claim("north", "length", f"{day} days", on=day) for day in days]
    done = [claim("north", "order", kind="event", on=day).replace("on order", day) for day in days]
    article(talks, "one", [*said, *done], published="2025-06-01")
    talks.build()
    shown = page(talks, "north")
    assert part(shown, "said")[:2] == ["2025-05-28 days", "2025-05-27 days"]
    assert part(shown, "done")[:2] == ["north 2025-05-28.", "north 2025-05-27."]
    assert len(sentences(shown)) + left_out(shown) == 56
    assert len(sentences(shown)) < 30
    (month,) = shown.xpath("//ul[@class='months']/li")
    assert words(month) == "May 2025 56 claims"
    assert month.xpath("a/@href") == ["/timeline/2025-05/"]


def test_what_has_no_date_is_counted_beside_the_months(talks: Site) -> None:
    undated = claim("north", "order").replace("    on: 2025-05-14\n", "")
    article(talks, "one", [claim("north", "length"), undated])
    talks.build()
    assert "1 undated claim" in words(page(talks, "north"))


def test_an_actor_of_whom_nothing_is_told_says_so(site: Site) -> None:
    site.replace("themes/truce.md", "More is", "[[actor:envoy]] is silent. More is").build()
    assert "Nothing reported so far." in words(page(site, "envoy"))


# ---- who is who ------------------------------------------------------------------------------


def people(site: Site) -> None:
    """Give the small site people with roles, and a group."""
    site.replace("content/actors.yaml", "  kind: person\n", "  kind: person\n  role: Its envoy\n")
    more = "chair: {name: The Chair, kind: person, role: Chairs the talks}\n"
    more += "sides: {name: Both Sides, kind: group, members: [north, south]}\n"
    actors = (site.root / "content/actors.yaml").read_text(encoding="utf-8")
    site.write("content/actors.yaml", actors + more)
    article(site, "one", [claim(by, "length", by) for by in ("envoy", "chair")])


def test_who_is_who_goes_by_party_with_roles_and_has_groups_with_members(site: Site) -> None:
    people(site)
    site.replace("content/site.yaml", "title:", "principals: [south]\ntitle:")
    site.build()
    listed = html.fromstring(site.page("actors/").encode())
    entries = [words(one) for one in listed.xpath("//main/ul/li")]
    assert entries == [
        "South 1 claim",
        "North 2 claims The Envoy of North, Its envoy",
        "The Chair Chairs the talks · 1 claim",
    ]
    assert [words(one) for one in listed.xpath("//section[@aria-labelledby='groups']//li")] == [
        "Both Sides 0 claims North South"
    ]
    assert words(listed.xpath("//h1")[0]) == "Who’s who"


def test_a_page_says_whom_somebody_speaks_for_and_which_groups_there_are(site: Site) -> None:
    people(site)
    site.build()
    facts = {
        key: [
            ": ".join(map(words, one)) for one in page(site, key).xpath("//dl[@class='facts']/div")
        ]
        for key in ("envoy", "north", "sides")
    }
    assert facts["envoy"] == ["Speaks for: North", "Also known as: Envoi"]
    assert facts["north"] == [
        "Represented by: The Envoy of North, Its envoy",
        "Member of: Both Sides",
    ]
    assert facts["sides"] == ["Members: North, South"]


def test_a_group_has_a_page_where_only_its_members_are_named(talks: Site) -> None:
    text = "allies: {name: Allies, kind: group, members: [north, south]}\n"
    talks.replace("content/actors.yaml", "north:", f"{text}north:")
    article(talks, "one", [claim("north, south", "length", "30 days")])
    assert "Allies" in words(briefing(talks).xpath("//ul[@class='answers']")[0])
    assert words(page(talks, "allies").xpath("//dd")[0]) == "North, South"


# ---- people on a briefing --------------------------------------------------------------------


def test_a_person_is_introduced_where_a_briefing_first_names_him(site: Site) -> None:
    people(site)
    first = claim("envoy", "order", "later").replace("text: envoy", "text: Envoy")
    article(site, "two", [first, claim("chair", "order", "chair")])
    shown = briefing(site)
    answers = [words(one) for one in shown.xpath("//ul[@class='answers']//b")]
    chair = [one for one in answers if "Chair" in one]
    assert chair == ["The Chair, Chairs the talks", "The Chair"]
    roles = [words(one) for one in shown.xpath("//article//small")]
    assert roles.count("Its envoy") == 1
    (said,) = shown.xpath("//article[@id='point-length']//li//p[small='Its envoy']")
    assert "The Envoy of North, Its envoy" in words(said)


def test_people_in_a_row_are_told_apart_from_their_roles(site: Site) -> None:
    people(site)
    article(site, "one", [claim("envoy, chair", "order")])
    shown = words(briefing(site).xpath("//article[@id='point-order']//ul[@class='claims']")[0])
    assert "The Envoy of North, Its envoy; The Chair ·" in shown


def test_a_link_to_a_person_shows_the_role_in_place(site: Site) -> None:
    people(site)
    site.replace(
        "themes/truce.md", "More is", "[[actor:envoy|He]] and [[actor:north]] wait. More is"
    )
    shown = briefing(site)
    (mark,) = shown.xpath("//a[@class='term']")
    assert (mark.text, mark.get("href")) == ("He", "/actors/envoy/")
    (meaning,) = shown.xpath("//*[@id=$id]", id=mark.get("data-meaning"))
    assert words(meaning) == "The Envoy of North Its envoy"
    assert mark.get("aria-describedby") == mark.get("data-meaning")
