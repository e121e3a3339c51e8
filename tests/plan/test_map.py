"""The map of a briefing page."""

import re
from pathlib import Path

import pytest
from lxml import html

from generator.maps import outlines
from tests.conftest import Site
from tests.plan.talks import article, briefing, claim

PLACED = """points:
  - id: host
    title: Host
    place: {lat: 41.01, lon: 28.98}
  - id: second
    title: Second host
    place: {lat: -33.9, lon: -18.4}
  - id: hotel
    title: Hotel of the host
    place: {lat: 41.02, lon: 28.97}
  - id: nowhere
    title: Nowhere
"""


@pytest.fixture
def placed(site: Site) -> Site:
    return site.replace("themes/venues.md", "points:\n  - id: host\n    title: Host\n", PLACED)


def section(site: Site) -> html.HtmlElement:
    page = html.fromstring(site.page("themes/venues/").encode())
    (found,) = page.xpath("//section[@aria-labelledby='places']")
    return found


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_map_and_list_have_the_same_numbers_and_names(placed: Site) -> None:
    placed.build()
    found = section(placed)
    (picture,) = found.xpath(".//figure/*[local-name()='svg']")
    assert picture.get("role") == "img"
    assert picture.get("aria-label")
    numbers = picture.xpath(".//*[contains(@class, 'number')]")
    assert [words(number) for number in numbers] == ["1", "2"]
    assert [words(name) for name in picture.xpath("./*[@class='name']")] == [
        "Host +1",
        "Second host",
    ]
    assert [words(item) for item in found.xpath(".//ol/li")] == [
        "Host Hotel of the host",
        "Second host",
    ]
    assert found.xpath(".//ol//a/@href") == [
        f"/themes/venues/#point-{id}" for id in ("host", "hotel", "second")
    ]


def test_the_shape_of_a_pin_and_a_word_say_what_a_place_is(placed: Site) -> None:
    for role, lat in ("held", 41.01), ("offered", -33.9), ("proposed", 41.02):
        placed.replace("themes/venues.md", f"{{lat: {lat}", f"{{role: {role}, lat: {lat}")
    placed.replace("themes/venues.md", "lat: 41.02", "lat: 60")
    placed.build()
    found = section(placed)
    pins = found.xpath(".//figure/*[local-name()='svg']//*[@class='pin']")
    assert [pin.tag for pin in pins] == ["circle", "path", "path"]
    assert len({pin.get("d") for pin in pins}) == 3
    key = words(found.xpath(".//figcaption")[0])
    assert key.startswith("Held Proposed Offered Coastlines")
    assert [item.get("class") for item in found.xpath(".//ol/li")] == [
        "held",
        "offered",
        "proposed",
    ]
    assert [words(one) for one in found.xpath(".//ol//small/b")] == ["Held", "Offered", "Proposed"]


def test_a_place_has_its_own_name_and_leads_to_its_point(placed: Site) -> None:
    placed.replace("themes/venues.md", "{lat: 41.01", "{name: Golden Horn, lat: 41.01")
    placed.build()
    (link,) = section(placed).xpath(".//ol//a[text()='Golden Horn']")
    assert link.get("href") == "/themes/venues/#point-host"
    assert link.xpath("ancestor::p/@data-lat") == ["41.01"]


@pytest.mark.parametrize(
    ("tag", "land", "sea"),
    [
        ("en", "Türkiye", "Black Sea"),
        ("de", "Türkei", "Schwarzes Meer"),
        ("uk", "Туреччина", "Чорне море"),
        ("es", "Turquía", None),
    ],
)
def test_countries_and_seas_are_named_in_the_language_of_the_site(
    site: Site, tag: str, land: str, sea: str | None
) -> None:
    site.replace("content/site.yaml", "id: small-site", f"id: small-site\nlanguage: {tag}")
    site.replace(
        "themes/venues.md",
        "    title: Host\n",
        "    title: Host\n    place: {lat: 41.01, lon: 28.98}\n",
    )
    site.build()
    names = section(site).xpath(".//*[@class='regions']/*")
    assert land in [words(name) for name in names]
    seas = [words(name) for name in names if name.get("class") == "sea"]
    assert sea in seas if sea else not seas


def test_the_map_keeps_to_the_content_security_policy(placed: Site) -> None:
    placed.build()
    assert not section(placed).xpath(".//@style | .//style | .//script | .//*[@href][not(self::a)]")


def test_hostile_names_stay_text(placed: Site) -> None:
    placed.replace("themes/venues.md", "title: Second host", 'title: "</text><b>&"')
    placed.build()
    assert "</text><b>" not in placed.page("themes/venues/")


def test_a_theme_without_places_has_no_map_and_reads_no_outlines(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outlines.land.cache_clear()
    monkeypatch.setattr(outlines, "DATA", tmp_path / "missing")
    site.build()
    assert not re.search("<svg", site.page("themes/venues/"))


def test_the_list_says_who_backs_a_place_and_since_when(site: Site) -> None:
    claims = [
        claim("north", "host", "In favour", on="2025-05-14"),
        claim("south", "host", "In favour", on="2025-05-15"),
    ]
    site.replace(
        "themes/truce.md",
        "    title: Length\n",
        "    title: Length\n  - id: host\n    title: Host\n"
        "    place: {lat: 41, lon: 29, name: Istanbul, role: offered}\n",
    )
    article(site, "third", claims)
    (item,) = briefing(site).xpath("//figure//ol/li")
    assert words(item) == "Istanbul Offered, 15 May 2025 South, North"
    article(site, "third", [*claims[:1], claim("south", "host", "Against", on="2025-05-16")])
    (item,) = briefing(site).xpath("//figure//ol/li")
    assert words(item) == "Istanbul Offered, 16 May 2025 South: Against North: In favour"


def test_the_list_says_when_something_was_held_and_who_was_there(site: Site) -> None:
    site.replace(
        "themes/truce.md",
        "    title: Length\n",
        "    title: Length\n    place: {lat: 41, lon: 29, name: Istanbul, role: held}\n",
    )
    met = claim("north", "length", "2 hours", kind="event", on="2025-05-13")
    article(site, "third", [met.replace("[north]", "[north, south]")])
    (item,) = briefing(site).xpath("//figure//ol/li")
    assert words(item) == "Istanbul Held, 13 May 2025 · One source only North, South"
