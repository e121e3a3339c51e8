"""A long list has several pages with links to all of them, and old addresses still lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from generator.plan import limits
from generator.plan.lists import cut
from tests.conftest import SITE, Site

ACTORS = """\
east: {name: East, kind: state}
guide: {name: A Guide, kind: person}
herald-of-north: {name: The Herald of North, kind: person, of: north}
both: {name: Both, kind: group, members: [north, south]}
"""
GLOSSARY = """\
truce: {term: Truce, meaning: "A pause, as North says [@first#c1]."}
armistice: {term: Armistice, meaning: "The end of all fighting."}
host: {term: Host, meaning: Whoever lends the table.}
"""
REPORT = """\
---
title: Third report
source: wire
published: 2025-05-17
themes: [truce]
corrections:
  - {date: 2025-06-01, text: The first correction.}
  - {date: 2025-06-02, text: The second correction.}
  - {date: 2025-06-03, text: The third correction.}
claims:
  - text: All of them met.
    kind: event
    by: [north, envoy, herald-of-north, south, east, guide, both]
---
They met.
"""


LIMITS = {
    "LINES_PER_LIST": 2,
    "SPEAKERS_LISTED": 1,
    "SOURCES_PER_LIST": 2,
    "LINES_PER_GLOSSARY": 2,
    "CORRECTIONS_PER_PART": 2,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Yield a built site whose pages are full with very little."""
    site = Site(tmp_path_factory.mktemp("lists"))
    files = {"content/glossary.yaml": GLOSSARY, "content/articles/third.md": REPORT}
    files["content/actors.yaml"] = SITE["content/actors.yaml"] + ACTORS
    for path, text in {**SITE, **files}.items():
        site.write(path, text)
    site.replace("content/site.yaml", "title:", "principals: [south]\ntitle:")
    with pytest.MonkeyPatch.context() as patch:
        for name, most in LIMITS.items():
            patch.setattr(limits, name, most)
        site.build()
        yield site


def parts(site: Site, address: str) -> list[tuple[str, str]]:
    """Return the navigation of a list: the address and the text of each link."""
    (nav,) = html.fromstring(site.page(address)).xpath("//main//nav")
    return [(link.get("href"), link.text_content()) for link in nav.iter("a")]


def names(site: Site, address: str) -> list[str]:
    main = html.fromstring(site.page(address)).find(".//main")
    return [found.text_content() for found in main.xpath(".//li/*[self::h2 or self::h3]")]


def test_long_lists_have_parts_that_lead_to_each_other(site: Site) -> None:
    # Principals lead; parties, people and groups each begin a part.
    listed = [
        ("/actors/", "South – East"),
        ("/actors/page/2/", "North"),
        ("/actors/page/3/", "A Guide"),
        ("/actors/page/4/", "Both"),
    ]
    assert names(site, "actors/") == ["South", "East"]
    assert names(site, "actors/page/4/") == ["Both"]
    assert parts(site, "actors/") == parts(site, "actors/page/4/") == listed
    assert parts(site, "sources/page/2/")[1] == ("/sources/page/2/", "The Wire")
    assert names(site, "sources/") + names(site, "sources/page/2/") == [
        "The Gazette",
        "The Herald",
        "The Wire",
    ]

    second = html.fromstring(site.page("sources/page/2/"))
    assert second.findtext(".//h1") == "Sources · 2/2"
    assert second.xpath("//main//nav/@aria-label") == ["Sources"]
    assert second.xpath("//main//a[@aria-current='page']/@href") == ["/sources/page/2/"]

    # Of a party with many speakers, the others are on its own page.
    assert '<a href="/actors/north/">and 1 more</a>' in site.page("actors/page/2/")
    # What had an anchor has it still.
    assert re.search('id="groups"><a href="/actors/page/4/"', site.page("actors/"))
    assert site.page("actors/page/4/").count('id="groups"') == 1
    # All links and anchors lead somewhere.
    assert site.run("check").exit_code == 0


def test_the_address_of_a_term_leads_to_its_meaning_in_whatever_part(site: Site) -> None:
    first = html.fromstring(site.page("glossary/"))
    # What a meaning cites takes room, too.
    assert first.xpath("//main//h2/text()") == ["Armistice", "Host"]
    assert first.xpath("//*[@id='term-truce']//a/@href") == ["/glossary/page/2/#term-truce"]
    second = site.page("glossary/page/2/")
    assert '<h2 id="term-truce">' in second
    assert "The Herald" in second
    assert "The Herald" not in site.page("glossary/")


def test_a_month_of_corrections_has_parts(site: Site) -> None:
    latest, earlier = site.page("corrections/2025-06/"), site.page("corrections/2025-06/1/")
    assert "The third correction." in latest
    assert "The second correction." not in latest
    assert earlier.index("The second correction.") < earlier.index("The first correction.")
    assert 'rel="prev" href="/corrections/2025-06/1/">Earlier: June 2025 · 1/2<' in latest
    assert 'rel="next" href="/corrections/2025-06/">' in earlier
    assert "3 corrections" in site.page("corrections/")


def test_an_entry_with_more_lines_than_a_part_has_is_a_part_by_itself() -> None:
    assert cut([], 3, int) == []
    assert cut([1, 2, 3, 9, 1, 1], 3, int) == [[1, 2], [3], [9], [1, 1]]
