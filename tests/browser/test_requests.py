"""What pages ask the network for, and what they have to say to the console: little, and nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple
from urllib.parse import urlsplit

from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltPage, BuiltSite, every_kind
from tests.browser.tab import Tab, nothing
from tests.browser.weight import BAR, weigh
from tests.summary import WEIGHT

pytestmark = needs_chromium


def test_no_page_complains_misses_a_file_or_asks_another_host(
    tab: Tab, sites: Mapping[str, BuiltSite]
) -> None:
    # Pages of an ordinary site are all opened by the crawl in `test_served.py`, and asked the same.
    for page in sites["kinds"].pages:
        tab.open(page)
    tab.page.wait_for_load_state("networkidle")
    asked = [url for url in tab.watch.asked if urlsplit(url).hostname != sites["kinds"].host]
    nothing([*tab.watch.errors, *(f"somebody asks {url}" for url in asked)])


def test_an_old_address_leads_on_to_the_page_that_has_moved(
    tab: Tab, sites: Mapping[str, BuiltSite]
) -> None:
    tab.page.goto(f"https://{sites['kinds'].host}/repo/old/long/")
    tab.page.wait_for_url("**/repo/articles/long/")
    assert tab.watch.errors == []


@every_kind
def test_a_page_is_light(
    tab: Tab,
    sites: Mapping[str, BuiltSite],
    pages: list[BuiltPage],
    record_property: Callable[[str, object], None],
) -> None:
    page = pages[0]
    weight = weigh(tab, sites[page.site], page)
    record_property(WEIGHT, astuple(weight))
    assert weight.whole > 0
    if page.kind == "theme":
        assert weight.whole <= BAR, f"{page} weighs {weight.whole} bytes, more than {BAR}"
