"""A citation shows what it cites where one is, leads on to it, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.briefings import ADDRESS, BRIEFING, built, reader
from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.browser.test_accessibility import AXE, LAW, RUN
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = needs_chromium


@pytest.fixture
def phone(browser: Browser, the_briefing: BuiltSite) -> Iterator[Page]:
    of: dict[str, Any] = {"viewport": {"width": 320, "height": 600}, "has_touch": True}
    with reader(browser, the_briefing, is_mobile=True, **of) as page:
        page.goto(BRIEFING)
        yield page


def mark(page: Page, number: int = 0) -> Locator:
    """Return a citation of the bottom line."""
    return page.locator("#bottom-line .cite").nth(number)


def card(page: Page) -> Locator:
    return page.locator(".peek:popover-open")


def words(locator: Locator) -> str:
    return " ".join(locator.inner_text().split())


def in_the_window(page: Page) -> bool:
    """Say whether all of the card can be seen."""
    box = card(page).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    inside = box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    return inside and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


# ---- what it shows ---------------------------------------------------------------------------


def test_it_shows_claim_quotation_who_kind_date_outlet_and_owner(page: Page) -> None:
    mark(page).click()
    assert words(card(page)) == (
        "The envoy wants *thirty* days. thirty days and no more"
        " Demand · The Envoy of North · 14 May 2025 · The Herald"
        " Go to the claim Our summary Owned by its readers. Original Close"
    )


def test_of_a_report_without_a_claim_it_shows_the_report(page: Page) -> None:
    mark(page, 3).click()
    told = "Second report 16 May 2025 · The Gazette Go to the source Our summary Close"
    assert words(card(page)) == told


def test_it_is_no_wider_place_in_the_line_and_asks_nobody_for_anything(page: Page) -> None:
    asked: list[str] = []
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    line = page.locator("#bottom-line p").first
    before = line.bounding_box()
    for number in range(4):
        mark(page, number).click()
        assert line.bounding_box() == before
        page.keyboard.press("Escape")
    assert asked == []


def test_a_quotation_keeps_its_language(browser: Browser, site: Site) -> None:
    made = built(site)
    site.replace("content/articles/first.md", "source: herald", "source: herald\nlanguage: fr")
    site.build("--base-url", ADDRESS, "--jobs", "1")
    with reader(browser, made) as page:
        page.goto(BRIEFING)
        mark(page).click()
        assert card(page).locator("q").get_attribute("lang") == "fr"


@pytest.mark.parametrize("address", ["articles/first/", "about/"])
def test_articles_and_own_pages_show_what_they_cite_too(page: Page, address: str) -> None:
    page.goto(ADDRESS + address)
    page.locator("main .cite").first.click()
    assert "days." in words(card(page))


# ---- a mouse ---------------------------------------------------------------------------------


def test_a_mouse_that_rests_on_it_shows_it_and_may_go_into_it(page: Page) -> None:
    mark(page).hover()
    card(page).wait_for()
    box = card(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 20, steps=5)
    page.wait_for_timeout(500)
    assert card(page).is_visible()
    card(page).get_by_role("link", name="Original", include_hidden=True).hover()
    page.mouse.move(5, 5)
    card(page).wait_for(state="detached")


def test_a_mouse_that_passes_over_it_shows_nothing(page: Page) -> None:
    mark(page).hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    assert card(page).count() == 0


def test_a_card_that_a_mouse_shows_is_closed_by_escape(page: Page) -> None:
    mark(page).hover()
    card(page).wait_for()
    page.keyboard.press("Escape")
    card(page).wait_for(state="detached")


def test_one_click_opens_it_and_another_closes_it(page: Page) -> None:
    for expanded in ("true", "false", "true"):
        mark(page).click()
        assert mark(page).get_attribute("aria-expanded") == expanded
    mark(page, 1).click()
    assert card(page).count() == 1
    assert "sixty" in words(card(page))


def test_a_click_elsewhere_closes_it(page: Page) -> None:
    mark(page).click()
    page.locator("h1").click()
    card(page).wait_for(state="detached")
    assert mark(page).get_attribute("aria-expanded") == "false"


def test_with_a_key_for_a_new_tab_it_is_a_link_as_ever(page: Page) -> None:
    with page.context.expect_page():
        mark(page).click(modifiers=["ControlOrMeta"])
    assert card(page).count() == 0


# ---- a finger --------------------------------------------------------------------------------


def test_a_tap_opens_it_within_the_window_of_a_phone(phone: Page) -> None:
    for number in range(4):
        mark(phone, number).tap()
        card(phone).wait_for()
        assert in_the_window(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") == 320
        phone.locator("h1").tap(position={"x": 2, "y": 2})
        card(phone).wait_for(state="detached")


def test_a_tap_on_a_link_in_it_goes_on(phone: Page) -> None:
    mark(phone).tap()
    card(phone).get_by_text("Our summary").tap()
    phone.wait_for_url("**/articles/first/#claim-thirty")


def test_each_citation_of_a_row_has_24_pixels_of_its_own(phone: Page) -> None:
    wide = """marks => marks.map(mark => {
        const box = mark.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return [-11, 0, 11].every(by => document.elementFromPoint(x + by, y) === mark)
            && [-11, 11].every(by => document.elementFromPoint(x, y + by) === mark);
    })"""
    assert mark(phone, 1).evaluate("it => it.closest('p').scrollIntoView() ?? true")
    assert phone.locator("#bottom-line .cite").evaluate_all(wide) == [True] * 5


def test_citations_of_a_row_stand_close_together_where_there_is_a_mouse(page: Page) -> None:
    row = page.locator("#bottom-line .cites .cite")
    boxes = row.evaluate_all("all => all.map((it) => it.getBoundingClientRect().toJSON())")
    assert 0 <= boxes[1]["left"] - boxes[0]["right"] < 6
    own = """marks => marks.map((mark) => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === mark;
    })"""
    assert all(row.evaluate_all(own))


def test_only_citations_of_a_row_are_set_apart(page: Page) -> None:
    gaps = "marks => marks.map(mark => Number.parseFloat(getComputedStyle(mark).marginInlineStart))"
    found = page.locator("#bottom-line .cite").evaluate_all(gaps)
    assert [gap > 0 for gap in found] == [False, False, True, False, False]


# ---- keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_it_the_tab_key_goes_into_it_and_escape_goes_back(page: Page, key: str) -> None:
    mark(page).focus()
    page.keyboard.press(key)
    card(page).wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.peek') !== null")
    page.keyboard.press("Escape")
    card(page).wait_for(state="detached")
    assert mark(page).evaluate("it => it === document.activeElement")
    assert page.url == BRIEFING


def test_the_tab_key_goes_through_it_and_on_in_the_page(page: Page) -> None:
    mark(page).focus()
    page.keyboard.press("Enter")
    stops = card(page).locator("a, button").count()
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
    assert mark(page, 1).evaluate("it => it === document.activeElement")
    assert mark(page).get_attribute("aria-expanded") == "false"


def test_where_the_focus_rests_it_is_shown_but_is_no_stop(page: Page) -> None:
    mark(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card(page).wait_for()
    page.keyboard.press("Tab")
    assert mark(page, 1).evaluate("it => it === document.activeElement")


def test_closing_it_gives_the_focus_back(page: Page) -> None:
    mark(page).click()
    card(page).get_by_role("button", name="Close").click()
    card(page).wait_for(state="detached")
    assert mark(page).evaluate("it => it === document.activeElement")


# ---- on, and back ----------------------------------------------------------------------------


def test_it_leads_to_the_claim_in_its_fold_and_back_to_where_one_was(page: Page) -> None:
    mark(page).click()
    card(page).get_by_role("link", name="Go to the claim").click()
    claim = page.locator("[id='first~thirty']")
    assert claim.is_visible()
    assert page.url == f"{BRIEFING}#first~thirty"
    back = claim.get_by_role("button", name="Back to where you were")
    back.click()
    assert mark(page).evaluate("it => it === document.activeElement")
    assert mark(page).is_visible()
    assert page.locator(".back").count() == 0


def test_the_browsers_own_way_back_works_too(page: Page) -> None:
    mark(page).click()
    card(page).get_by_role("link", name="Go to the claim").click()
    page.go_back()
    page.wait_for_url(BRIEFING)


def test_it_leads_to_the_original(page: Page) -> None:
    mark(page).click()
    original = card(page).get_by_role("link", name="Original")
    assert original.get_attribute("href") == "https://herald.example/first"


def test_a_link_to_a_claim_that_has_left_the_page_leads_to_its_report(page: Page) -> None:
    page.goto("about:blank")
    page.goto(f"{BRIEFING}#second~left")
    page.wait_for_url(f"{ADDRESS}articles/second/#claim-left")


def test_a_link_to_a_claim_of_a_report_that_is_gone_stays_on_the_page(
    browser: Browser, the_briefing: BuiltSite
) -> None:
    tab = Tab(browser, Hosts([the_briefing]))
    with tab.page.expect_response(f"{ADDRESS}articles/third/") as answer:
        tab.page.goto(f"{BRIEFING}#third~first")
    assert answer.value.status == 404
    assert tab.page.url == f"{BRIEFING}#third~first"
    tab.close()


def test_an_address_with_an_anchor_that_is_none_does_no_harm(page: Page) -> None:
    page.goto("about:blank")
    page.goto(f"{BRIEFING}#100%~")
    mark(page).click()
    assert card(page).count() == 1


# ---- what screen readers get -----------------------------------------------------------------


def test_it_is_a_button_with_a_state_and_a_named_dialog(page: Page) -> None:
    name = "1. The Herald"
    button = page.locator("#bottom-line").get_by_role("button", name=name, expanded=False).first
    button.click()
    dialog = page.get_by_role("dialog", name=name)
    assert dialog.get_by_role("link", name="Our summary").count() == 1
    assert page.locator("#bottom-line").get_by_role("button", name=name, expanded=True).count() == 1


def test_a_card_for_the_eye_alone_is_not_read(page: Page) -> None:
    mark(page).hover()
    card(page).wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert mark(page).get_attribute("aria-expanded") == "false"


def test_axe_finds_nothing_in_an_open_card(page: Page, phone: Page) -> None:
    for at, scheme in ((page, "light"), (page, "dark"), (phone, "light")):
        at.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if not card(at).count():
            mark(at).click()
        at.evaluate(AXE.read_text(encoding="utf-8"))
        found = at.evaluate(RUN, [*LAW])
        assert [it["id"] for it in found] == []


# ---- everywhere ------------------------------------------------------------------------------


def test_it_stays_in_a_window_that_reads_from_right_to_left(browser: Browser, site: Site) -> None:
    made = built(site, language="ar")
    site.replace("themes/truce.md", "North wants thirty days", "الشمال يريد ثلاثين يوما")
    site.replace("themes/truce.md", ", South sixty", "، والجنوب ستين")
    site.replace("themes/truce.md", "One report says\nlittle", "تقرير واحد")
    site.build("--base-url", ADDRESS, "--jobs", "1")
    size: Any = {"width": 320, "height": 700}
    with reader(browser, made, viewport=size) as page:
        page.goto(BRIEFING)
        for number in range(4):
            mark(page, number).click()
            assert in_the_window(page)
            page.keyboard.press("Escape")


def test_with_the_colours_of_the_system_it_has_a_border(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    mark(page).click()
    assert card(page).evaluate("it => getComputedStyle(it).borderTopStyle") == "solid"


def test_it_is_never_printed(page: Page) -> None:
    mark(page).click()
    page.emulate_media(media="print")
    assert not card(page).is_visible()
    assert not page.locator(".original").first.is_visible()  # its address is there in full


def test_without_scripts_it_leads_to_the_list_of_sources(
    browser: Browser, the_briefing: BuiltSite
) -> None:
    with reader(browser, the_briefing, scripts=False) as page:
        page.goto(BRIEFING)
        mark(page).click()
        assert page.url == f"{BRIEFING}#s1"
        assert page.get_by_role("link", name="1. The Herald").count() > 0
        assert page.get_by_role("link", name="Original").first.is_visible()
