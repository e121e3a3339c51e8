"""Marks of what is not public, and the list of what is due, as an editor sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from generator.request import Request
from generator.serve import app
from generator.status.page import status_page
from tests.browser.chromium import needs_chromium
from tests.browser.kinds import FILES, RIGHT_TO_LEFT
from tests.browser.sites import BASE_PATH, BuiltPage, BuiltSite, Hosts
from tests.browser.tab import Scheme, Tab, nothing
from tests.browser.test_accessibility import LAW, indistinct, told, violations
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_chromium

MIRRORED = "preview-right-to-left"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
GATES = ("draft: true", "publish_at: 2026-06-05T09:00", "expires_at: 2026-07-01T12:30+03:00", "")
STYLE = f"{BASE_PATH}static/status.css"
SHOWN = ("", "themes/truce/", "timeline/", "status/")
KINDS = ("article", "month", "actor", "source", "corrections", "timeline-month", "embed")


@pytest.fixture(scope="module", params=["preview", MIRRORED])
def previewed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> BuiltSite:
    """A site with everything that a page can show, three of four articles held back or to end."""
    name, site = request.param, Site(tmp_path_factory.mktemp("drafts"))
    gates = cycle(GATES)
    for path, text in (RIGHT_TO_LEFT if name == MIRRORED else FILES).items():
        content = text
        if path.startswith("content/articles/") and isinstance(text, str):
            gate = next(gates)
            is_gated = any(key in text for key in ("draft:", "publish_at:", "expires_at:"))
            content = text if is_gated else text.replace("---\n", f"---\n{gate}\n", 1)
        site.write(path, content)
    base = f"https://{name}.example{BASE_PATH}"
    site.build("--drafts", "--now", NOW.isoformat(), "--base-url", base, "--jobs", "1")
    asked = Request(root=site.root, now=NOW, drafts=True)
    page = status_page(asked, [], BASE_PATH, STYLE)
    site.write("site/status/index.html", page)
    site.write("site/static/status.css", (app.FOLDER / app.STYLE).read_bytes())
    return BuiltSite(name, site)


@pytest.fixture
def preview_tab(browser: Browser, previewed: BuiltSite) -> Iterator[Tab]:
    tab = Tab(browser, Hosts([previewed]))
    yield tab
    tab.close()


def looked_at(site: BuiltSite, of_a_kind: int = 2) -> list[BuiltPage]:
    shown = [page for page in site.pages if page.address in SHOWN]
    return [*shown, *(page for kind in KINDS for page in site.telling(kind)[:of_a_kind])]


def dressed(tab: Tab, site: BuiltSite) -> Iterator[tuple[int, Scheme]]:
    """Show the page at every width, light and dark; mirrored at two widths, as public pages are."""
    if site.name != MIRRORED:
        yield from tab.dressed()
        return
    for width in (320, 1280):
        tab.resize(width)
        yield width, "light"


def test_nothing_overlaps_sticks_out_or_is_cut_off(preview_tab: Tab, previewed: BuiltSite) -> None:
    found = []
    for page in looked_at(previewed):
        preview_tab.open(page)
        for width, scheme in dressed(preview_tab, previewed):
            look = preview_tab.look("layout")
            found += [f"{page} at {width} px, {scheme}: {it}" for it in look]
    nothing(found)


def test_axe_finds_no_violation(preview_tab: Tab, previewed: BuiltSite) -> None:
    found = []
    pages = looked_at(previewed, of_a_kind=1)  # the heaviest, as of public pages
    if previewed.name == MIRRORED:  # most marks are there, and axe knows no sides
        pages = [page for page in pages if page.address in SHOWN]
    for page in pages:
        preview_tab.open(page)
        for width, scheme in ((1280, "light"), (320, "dark")):
            preview_tab.resize(width)
            preview_tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for violation in violations(preview_tab, *LAW):
                found += [f"{page} at {width} px, {scheme}: {line}" for line in told(violation)]
    nothing(found)


def test_each_mark_has_a_word_and_a_shape_of_its_own(
    preview_tab: Tab, previewed: BuiltSite
) -> None:
    (page,) = (page for page in previewed.pages if page.address == "timeline/")
    preview_tab.open(page)
    for state in ("draft", "embargoed", "expiring"):
        assert preview_tab.page.locator(f".badge.{state}").count() >= 1
    nothing(f"{page}: {it}" for it in indistinct(preview_tab))
