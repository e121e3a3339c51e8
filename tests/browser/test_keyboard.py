"""Pages without a mouse: everything is reached in order, and where one is can be seen."""

from __future__ import annotations

from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltPage, kinds_of
from tests.browser.tab import Tab, nothing

pytestmark = needs_chromium


@kinds_of("kinds")
def test_the_tab_key_reaches_everything_in_order_and_in_sight(
    tab: Tab, pages: list[BuiltPage]
) -> None:
    tab.open(pages[0])
    nothing(f"{pages[0]}: {it}" for it in tab.through())


@kinds_of("kinds")
def test_the_first_tab_leads_past_the_navigation(tab: Tab, pages: list[BuiltPage]) -> None:
    (page, *_) = pages
    if page.kind == "redirect":
        return  # it has no navigation
    tab.open(page)
    tab.page.keyboard.press("Tab")
    skip = tab.look("focus")
    assert skip["inView"], f"{page}: {skip['name']} comes first and cannot be seen"
    assert skip["href"].startswith("#"), f"{page}: {skip['name']} comes first"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    after = tab.look("focus")
    links = tab.page.locator("main :is(a[href], button, input)").count()
    assert after["inMain"] or links == 0, f"{page}: the skip link leads to {after['name']}"
