"""Claims and points to take along, as a link or with their source, and how to cite the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from tests.browser.briefings import ADDRESS, BRIEFING, reader
from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = needs_chromium


@pytest.fixture
def page(page: Page) -> Page:
    """A tab with a clipboard, on a day."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time("2025-06-01T12:00:00Z")
    page.reload()
    return page


def unfolded(page: Page, anchor: str) -> Locator:
    """Return a claim, once its fold is open."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    return page.locator(f"[id='{anchor}']")


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def press(within: Locator, *names: str) -> None:
    for name in names:
        within.get_by_role("button", name=name, exact=True).first.click()


def test_a_claim_has_an_address_of_its_own(page: Page) -> None:
    press(unfolded(page, "first~thirty"), "Link")
    assert copied(page) == f"{BRIEFING}#first~thirty"
    assert page.url == f"{BRIEFING}#first~thirty"
    page.goto(f"{BRIEFING}?again")
    page.goto(copied(page))
    assert page.locator("[id='first~thirty']").is_visible()


def test_screen_readers_are_told_that_it_was_copied(page: Page) -> None:
    press(unfolded(page, "first~thirty"), "Link")
    assert page.get_by_role("status").all_inner_texts() == ["Link copied"]


def test_a_claim_is_copied_with_its_quotation_and_its_source(page: Page) -> None:
    press(unfolded(page, "first~thirty"), "Copy with source …", "Text")
    assert copied(page) == (
        "The envoy wants *thirty* days.\n“thirty days and no more”\n"
        "Demand · The Envoy of North · 14 May 2025\nFirst report (The Herald)\n"
        f"{BRIEFING}#first~thirty"
    )


def test_a_claim_below_its_report_in_the_list_of_sources_is_copied_too(page: Page) -> None:
    press(unfolded(page, "first~lone"), "Copy with source …", "Text")
    assert copied(page).splitlines()[-2:] == [
        "First report (The Herald)",
        f"{BRIEFING}#first~lone",
    ]


def test_in_markdown_it_is_a_quotation_in_which_nothing_is_taken_for_a_mark(page: Page) -> None:
    press(unfolded(page, "first~thirty"), "Copy with source …", "Markdown")
    assert copied(page) == (
        "> The envoy wants \\*thirty\\* days.\n>\n> “thirty days and no more”\n>\n"
        "> Demand · The Envoy of North · 14 May 2025\n>\n"
        f"> [First report (The Herald)]({BRIEFING}#first~thirty)"
    )


def test_a_doubt_about_a_claim_is_copied_with_it(page: Page) -> None:
    press(unfolded(page, "first~shot"), "Copy with source …", "Text")
    assert "Event · Disputed\n" in copied(page)


def test_a_point_is_copied_with_its_answers(page: Page) -> None:
    point = page.locator("#point-length")
    point.locator("summary").click()
    press(point, "Link")
    assert copied(page) == f"{BRIEFING}#point-length"
    press(point, "Copy with source …", "Text")
    assert copied(page) == (
        "How long?\nSouth: 60\nNorth: 30 days\nThe sides disagree\nTruce · Small Site\n"
        f"{BRIEFING}#point-length"
    )


def test_a_point_is_embedded_by_one_line(page: Page) -> None:
    point = page.locator("#point-length")
    point.locator("summary").click()
    press(point, "Copy with source …", "HTML to embed")
    frame = html.fragment_fromstring(copied(page))
    assert (frame.tag, frame.get("src")) == ("iframe", f"{ADDRESS}embed/truce/length/")
    assert frame.get("title") == "How long? · Truce · Small Site"


def test_a_claim_is_copied_from_the_page_of_its_article_too(page: Page) -> None:
    page.goto(f"{ADDRESS}articles/first/")
    press(page.locator("#claim-thirty"), "Copy with source …", "Text")
    assert copied(page).splitlines()[-2:] == [
        "First report (The Herald)",
        f"{ADDRESS}articles/first/#claim-thirty",
    ]


def test_the_address_is_that_of_the_page_without_what_was_chosen_on_it(page: Page) -> None:
    page.goto(f"{BRIEFING}?kind=demand")
    press(unfolded(page, "first~thirty"), "Link")
    assert copied(page) == f"{BRIEFING}#first~thirty"


def test_a_browser_without_a_clipboard_copies_too(
    browser: Browser, the_briefing: BuiltSite
) -> None:
    with reader(browser, the_briefing) as page:
        page.add_init_script("delete Navigator.prototype.clipboard")
        page.goto(BRIEFING)
        page.evaluate(
            "addEventListener('copy', () => { window.taken = getSelection().toString()"
            " || document.activeElement.value })"
        )
        link = unfolded(page, "first~thirty").get_by_role("button", name="Link")
        link.click()
        assert page.evaluate("window.taken") == f"{BRIEFING}#first~thirty"
        assert page.get_by_role("status").all_inner_texts() == ["Link copied"]
        assert link.evaluate("it => it === document.activeElement")


def test_keys_are_enough(page: Page) -> None:
    page.locator("#point-length summary").focus()
    page.keyboard.press("Enter")
    more = page.locator("#point-length").get_by_role("button", name="Copy with source …").first
    assert more.get_attribute("aria-expanded") == "false"
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert copied(page).startswith("How long?")


def test_without_scripts_nothing_offers_to_copy(browser: Browser, the_briefing: BuiltSite) -> None:
    with reader(browser, the_briefing, scripts=False) as page:
        page.goto(BRIEFING)
        page.locator("summary", has_text="Cite this page").click()
        assert page.get_by_text("As of 20 May 2025.").is_visible()
        assert page.get_by_role("button").count() == 0


def test_without_scripts_a_link_leads_to_the_page_to_embed(
    browser: Browser, the_briefing: BuiltSite
) -> None:
    with reader(browser, the_briefing, scripts=False) as page:
        page.goto(BRIEFING)
        point = page.locator("#point-length")
        point.locator("summary").click()
        point.get_by_role("link", name="Page to embed").click()
        assert page.url == f"{ADDRESS}embed/truce/length/"


@pytest.mark.parametrize("scripts", [True, False])
def test_who_wants_to_follow_is_told_how_and_finds_the_address(
    browser: Browser, the_briefing: BuiltSite, scripts: bool
) -> None:
    of: Any = {"viewport": {"width": 375, "height": 600}}
    with reader(browser, the_briefing, scripts=scripts, **of) as page:
        page.goto(BRIEFING)
        page.locator(".glance").get_by_role("link", name="Follow").click()
        assert page.get_by_text("copy this address into a feed reader").is_visible()
        assert page.get_by_text(f"{BRIEFING}feed.xml").is_visible()


def test_the_address_to_follow_is_copied(page: Page) -> None:
    page.locator(".glance").get_by_role("link", name="Follow").click()
    button = page.locator("#follow").get_by_role("button", name="Copy")
    button.click()
    assert copied(page) == f"{BRIEFING}feed.xml"


@pytest.mark.parametrize(
    ("address", "title"), [("themes/truce/", "Truce"), ("articles/first/", "")]
)
def test_the_page_is_cited_with_the_day_on_which_it_was_read(
    page: Page, address: str, title: str
) -> None:
    page.goto(ADDRESS + address)
    page.locator("summary", has_text="Cite this page").click()
    buttons = page.locator("#cite").get_by_role("button", name="Copy")
    buttons.first.wait_for()
    text, bibtex, csl = buttons.all()
    text.click()
    assert copied(page).startswith(title)
    assert copied(page).endswith(f" {ADDRESS}{address} Accessed 1 June 2025.")
    bibtex.click()
    assert copied(page).endswith("\n  urldate = {2025-06-01},\n}")
    csl.click()
    (entry,) = json.loads(copied(page))
    assert entry["accessed"] == {"date-parts": [[2025, 6, 1]]}


def test_the_line_below_the_answer_leads_to_how_the_page_is_cited(page: Page) -> None:
    page.locator(".glance").get_by_role("link", name="Cite").click()
    assert page.locator("[data-cites=bibtex]").is_visible()


def test_what_is_put_beside_claims_and_points_moves_nothing(page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " window.moved += one.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    for address in ("themes/truce/", "articles/first/"):
        page.goto(ADDRESS + address)
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") == 0
