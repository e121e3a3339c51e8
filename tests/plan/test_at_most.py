"""Counts that add up: how many sources stand behind reports, and where that is an upper bound."""

import json

import pytest
from lxml import html

from tests.conftest import Site
from tests.plan.talks import article, briefing, words

FACT = """  - text: They met for {hours}.
    kind: figure
    point: length
    on: 2025-05-14
    value: {hours}
"""


@pytest.fixture
def unknown(site: Site) -> Site:
    """A site whose gazette nobody knows."""
    return site.replace(
        "content/sources.yaml", "name: The Gazette\n", "name: The Gazette\n  unidentified: true\n"
    )


def glance(page: html.HtmlElement) -> str:
    return words(page.xpath("//p[contains(@class, 'glance')]")[0])


def test_reports_are_counted_with_the_sources_they_come_from(site: Site) -> None:
    article(site, "third", [], source="gazette", via="wire")
    article(site, "fourth", [], source="herald", via="wire")
    assert "4 reports from 3 original sources" in glance(briefing(site))
    for path in "", "themes/truce/2025-05/":
        assert "4 reports from 3 original sources" in words(
            html.fromstring(site.page(path).encode())
        )


def test_a_source_that_nobody_knows_makes_a_count_an_upper_bound(unknown: Site) -> None:
    assert "2 reports from at most 2 original sources" in glance(briefing(unknown))
    assert "2 reports from at most 2 original sources" in unknown.page("")


def test_what_an_unknown_source_relays_is_counted_exactly(unknown: Site) -> None:
    unknown.replace("content/articles/second.md", "source: gazette", "source: gazette\nvia: wire")
    assert "2 reports from 2 original sources" in glance(briefing(unknown))


def test_a_single_source_is_one_whoever_it_is(unknown: Site) -> None:
    (unknown.root / "content/articles/first.md").unlink()
    unknown.replace("themes/truce.md", "[@first#c1]", "")
    assert "1 report from 1 original source" in glance(briefing(unknown))


def test_agreement_with_a_source_that_nobody_knows_is_one_of_at_most_two(unknown: Site) -> None:
    for name, source in ("third", "gazette"), ("fourth", "herald"):
        article(unknown, name, [FACT.format(hours="two hours")], source=source)
    page = briefing(unknown)
    assert "at most two independent sources agree" in words(page)
    data = json.loads(unknown.page("data/briefing.json"))
    (point,) = (one for one in data["points"] if one["id"] == "truce#length")
    assert point["at_most"] is True
    assert [one["at_most"] for one in point["facts"]] == [True]
    assert [one.get("unidentified") for one in data["sources"]].count(True) == 1


def test_naming_a_source_makes_its_counts_exact_in_the_next_build(unknown: Site) -> None:
    briefing(unknown)
    unknown.replace("content/sources.yaml", "\n  unidentified: true", "")
    assert "2 reports from 2 original sources" in glance(briefing(unknown))


def test_a_difference_is_that_of_the_origin_and_not_of_whoever_relays_it(site: Site) -> None:
    article(site, "third", [FACT.format(hours="two hours")], source="gazette", via="wire")
    article(site, "fourth", [FACT.format(hours="three hours")], source="herald")
    (site.root / "content/articles/second.md").unlink()
    site.build()
    assert words(differences(site, "wire")) == (
        "Where it disagrees with other sources LengthTruce Length: what each source reports "
        "What was reportedReported by two hoursThe Wire three hoursThe Herald"
    )
    assert words(differences(site, "herald")).endswith("two hoursThe Wire")
    assert words(differences(site, "gazette")) == (
        "Where it disagrees with other sources "
        "What it cites is counted under its original source: The Wire."
    )


def differences(site: Site, source: str) -> html.HtmlElement:
    page = html.fromstring(site.page(f"sources/{source}/").encode())
    (found,) = page.xpath("//section[@aria-labelledby='differs']")
    return found


def test_a_list_of_sources_says_once_who_owns_one(site: Site) -> None:
    article(site, "third", [])
    site.replace("themes/truce.md", "[@first#c1]", "[@first#c1; @third]")
    page = briefing(site)
    owners = page.xpath("//ol[@class='sources']//span[@class='owner'][not(@hidden)]")
    assert [words(owner) for owner in owners] == ["Owned by its readers."]
    assert "Owned by its readers." not in site.page("")
