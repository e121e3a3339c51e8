"""The rail of a briefing page shows where on the page one is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.browser.sites import BuiltSite
from tests.browser.tab import Tab

SHOWN = "document.querySelector('.rail [aria-current]')?.hash"


@pytest.mark.parametrize("place", ["points", "point-length", "sources"])
def test_the_place_that_one_scrolls_to_is_shown(
    tab: Tab, sites: Mapping[str, BuiltSite], place: str
) -> None:
    tab.open(next(page for page in sites["river"].pages if page.address == "themes/water/"))
    tab.page.evaluate(f"document.getElementById('{place}').scrollIntoView()")
    tab.page.wait_for_timeout(100)
    assert tab.page.evaluate(SHOWN) == f"#{place}"
    assert tab.page.locator(".rail [aria-current]").count() == 1


def test_at_the_head_of_the_page_no_place_is_shown_yet(
    tab: Tab, sites: Mapping[str, BuiltSite]
) -> None:
    tab.open(next(page for page in sites["river"].pages if page.address == "themes/water/"))
    assert tab.page.evaluate(SHOWN) is None


def test_a_place_that_cannot_come_up_to_the_top_is_shown_once_a_link_led_to_it(
    tab: Tab, sites: Mapping[str, BuiltSite]
) -> None:
    tab.open(next(page for page in sites["river"].pages if page.address == "themes/water/"))
    for place in ("sources", "corrections", "sources"):  # both are in view at the end of the page
        tab.page.click(f".rail a[href='#{place}']")
        tab.page.wait_for_timeout(100)
        assert tab.page.evaluate(SHOWN) == f"#{place}"
