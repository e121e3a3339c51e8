"""The map of a briefing page."""

import re
from pathlib import Path

import pytest
from lxml import html

from generator.maps import outlines
from tests.conftest import Site

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
    numbers = picture.xpath("./*[@class='number']")
    assert [words(number) for number in numbers] == ["1", "2"]
    assert [words(name) for name in picture.xpath("./*[@class='name']")] == [
        "Host +1",
        "Second host",
    ]
    assert [words(item) for item in found.xpath(".//ol/li")] == [
        "Host 41.01° N, 28.98° E Hotel of the host 41.02° N, 28.97° E",
        "Second host 33.9° S, 18.4° W",
    ]
    assert found.xpath(".//ol//a/@href") == [
        f"/themes/venues/#point-{id}" for id in ("host", "hotel", "second")
    ]


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
