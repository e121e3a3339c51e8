"""A point in the page of somebody else, whose policy lets nothing run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltSite, Hosts
from tests.examples import copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = needs_chromium

_FOREIGN = """<!doctype html><meta charset="utf-8"><title>Elsewhere</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src https:">
<p>Elsewhere.</p><iframe src="https://river.example/repo/embed/ferry/number/" title="A point"
 width="600" height="400"></iframe>"""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_point_shows_in_a_foreign_page_under_a_strict_policy(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, scripts: bool
) -> None:
    site = BuiltSite.of("river", copied("river", tmp_path_factory.mktemp("embed")))
    hosts, asked = Hosts([site]), []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if "foreign.example" in route.request.url:
            route.fulfill(status=200, content_type="text/html", body=_FOREIGN)
        else:
            hosts.answer(route)

    context = browser.new_context(java_script_enabled=scripts)
    context.route("**/*", answer)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("https://foreign.example/")
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").is_visible()
    assert frame.locator("main li").count() > 1
    assert frame.locator("h1").evaluate("one => getComputedStyle(one).fontSize") != "32px"
    assert "as of" in frame.locator("body > p").inner_text().lower()
    assert asked == [
        "https://foreign.example/",
        "https://river.example/repo/embed/ferry/number/",
    ]
    assert told == []
    frame.locator("body > p a").click()
    page.wait_for_url("https://river.example/repo/themes/ferry/#point-number")
    context.close()
