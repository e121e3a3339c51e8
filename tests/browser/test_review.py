"""A briefing that was to be reviewed by now says so, on the day that it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("read_on", "overdue"), [("2025-05-20", False), ("2025-05-27", False), ("2025-05-29", True)]
)
def test_a_review_is_overdue_once_its_day_is_over(
    browser: Browser, site: Site, read_on: str, overdue: bool
) -> None:
    site.replace("themes/truce.md", "as_of: 2025-05-20", "as_of: 2025-05-20\nreview_by: 2025-05-27")
    tab = Tab(browser, Hosts([BuiltSite.of("review", site, search=False)]))
    tab.page.clock.install(time=f"{read_on}T12:00:00Z")
    tab.page.goto("https://review.example/repo/themes/truce/")
    strip, glance = tab.page.locator(".overdue"), tab.page.locator(".glance")
    assert tab.page.get_by_text("Review overdue since").is_visible() == overdue
    # The day is there either way, and in one place alone: what is overdue is due no more.
    assert strip.get_by_text("27 May 2025").is_visible() == overdue
    assert glance.get_by_text("27 May 2025").is_visible() == (not overdue)
    assert glance.get_by_text("Review due").is_visible() == (not overdue)
    tab.close()
