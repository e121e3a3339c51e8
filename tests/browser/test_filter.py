"""The claims of a briefing by side, kind, source and state, with what is chosen in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.briefings import BRIEFING, built, reader
from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltSite
from tests.browser.test_accessibility import AXE, LAW, RUN
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

LABELS = {"side": "Side", "kind": "Type", "source": "Source", "state": "Agreement"}


def choose(page: Page, **chosen: str) -> None:
    """Choose by the words that readers see."""
    if page.locator(".filter:not([open])").count():
        page.get_by_text("Filter the claims").click()
    for name, words in chosen.items():
        box = page.get_by_role("combobox", name=LABELS[name], exact=True)
        box.select_option(label=words)
    if chosen:
        page.locator(".filter + [role=status]").wait_for()


def shown(page: Page) -> set[str]:
    """Return the claims on points that can be seen."""
    found = page.locator(".point .claims > li:visible")
    return {one.get_attribute("id") or "" for one in found.all()}


def told(page: Page) -> str:
    """Return what is said of how much is shown; "" if nothing is."""
    said = page.locator(".filter + [role=status]")
    return said.inner_text().replace("Show all", "").strip() if said.is_visible() else ""


@pytest.mark.parametrize(
    ("chosen", "claims", "words"),
    [
        ({"side": "North"}, {"first~thirty", "first~order"}, "2 of 5 claims on 2 of 4"),
        ({"side": "South"}, {"second~sixty", "second~words"}, "2 of 5 claims on 2 of 4"),
        ({"kind": "Offer"}, {"second~words"}, "1 of 5 claims on 1 of 4"),
        ({"kind": "Event"}, {"first~shot"}, "1 of 5 claims on 1 of 4"),
        ({"source": "The Gazette"}, {"second~sixty", "second~words"}, "2 of 5 claims on 2 of 4"),
        ({"state": "Disputed"}, {"first~shot"}, "1 of 5 claims on 1 of 4"),
        ({"side": "South", "kind": "Offer"}, {"second~words"}, "1 of 5 claims on 1 of 4"),
    ],
)
def test_what_is_chosen_is_shown_unfolded_and_how_much_it_is_is_said(
    page: Page, chosen: dict[str, str], claims: set[str], words: str
) -> None:
    choose(page, **chosen)
    assert shown(page) == claims
    assert told(page) == f"Showing {words} questions: {' · '.join(chosen.values())}"


def test_where_no_claim_matches_that_is_said_with_the_way_back(page: Page) -> None:
    choose(page, side="North", source="The Gazette")
    assert shown(page) == set()
    assert told(page) == "No claims match: North · The Gazette"
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".point:visible").count() == 3


def test_a_fold_says_how_many_of_its_claims_are_left(page: Page) -> None:
    summary = page.locator("#point-length summary")
    assert summary.inner_text() == "2 claims"
    choose(page, side="South")
    assert summary.inner_text() == "1 of 2 claims"
    choose(page, side="All", kind="Demand")
    assert summary.inner_text() == "2 claims"
    choose(page, side="North")
    page.get_by_role("button", name="Show all").click()
    assert summary.inner_text() == "2 claims"


def test_nothing_is_said_where_nothing_is_hidden(page: Page) -> None:
    choose(page)
    assert told(page) == ""
    assert page.locator(".point:visible").count() == 3  # and one is folded away


def test_all_is_shown_again_as_it_was(page: Page) -> None:
    choose(page, kind="Event")
    page.get_by_role("button", name="Show all").click()
    assert told(page) == ""
    assert shown(page) == set()  # folded, as before
    assert page.locator(".point:visible").count() == 3
    assert page.url == BRIEFING
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_a_fold_that_the_reader_opened_stays_open(page: Page) -> None:
    page.locator("#point-length summary").click()
    choose(page, kind="Demand")
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == {"first~thirty", "second~sixty"}


def test_what_is_chosen_is_in_the_address_and_a_link_opens_so(page: Page) -> None:
    choose(page, side="South", kind="Offer")
    assert page.url == f"{BRIEFING}?side=south&kind=offer"
    page.goto("about:blank")
    page.goto(f"{BRIEFING}?side=south&kind=offer")
    page.locator(".filter + [role=status]").wait_for()
    assert shown(page) == {"second~words"}
    assert page.get_by_role("combobox", name="Side").input_value() == "south"


def test_a_link_with_a_choice_leads_to_what_it_leaves(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 300})
    page.goto("about:blank")
    page.goto(f"{BRIEFING}?side=south")
    page.wait_for_function("scrollY > 0")
    said = page.locator(".filter + [role=status]")
    assert said.evaluate("it => it === document.activeElement")
    assert page.locator("#points").evaluate("it => it.getBoundingClientRect().top >= 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"


def test_who_comes_back_to_a_choice_is_where_they_were(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 300})
    page.goto(f"{BRIEFING}?side=south")
    page.wait_for_function("scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    page.reload()
    page.locator(".filter + [role=status]").wait_for()
    assert page.evaluate("scrollY") == 0


def test_an_address_that_asks_for_what_there_is_not_shows_all(page: Page) -> None:
    page.goto(f"{BRIEFING}?side=moon&kind=&colour=red&source=%22%5D")
    page.wait_for_load_state("networkidle")
    assert told(page) == ""
    assert page.locator(".point:visible").count() == 3


def test_a_link_to_a_claim_that_is_hidden_shows_it(page: Page) -> None:
    choose(page, kind="Event")
    page.evaluate("location.hash = '#first~thirty'")
    page.locator("[id='first~thirty']").wait_for()
    assert told(page) == ""


def test_a_shared_link_to_a_claim_that_it_hides_shows_the_claim(page: Page) -> None:
    page.goto("about:blank")
    page.goto(f"{BRIEFING}?kind=event#first~thirty")
    page.locator("[id='first~thirty']").wait_for()
    assert page.locator("[id='first~thirty']").is_visible()


def test_keys_are_enough_and_screen_readers_hear_the_number(page: Page) -> None:
    page.locator(".filter summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("South")
    page.get_by_role("status").filter(has_text="2 of 5 claims").wait_for()


def test_it_takes_no_script_until_it_is_wanted(browser: Browser, the_briefing: BuiltSite) -> None:
    with reader(browser, the_briefing) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(BRIEFING)
        page.wait_for_load_state("networkidle")
        assert not any(url.endswith("/filter.js") for url in asked)
        choose(page, kind="Event")
        assert shown(page) == {"first~shot"}


def test_opening_it_moves_nothing_but_what_is_below(page: Page) -> None:
    top = "document.getElementById('points').getBoundingClientRect().top + scrollY"
    before = page.evaluate(top)
    choose(page, kind="Event")
    assert page.evaluate(top) == before


def test_axe_finds_nothing_while_it_is_open(page: Page) -> None:
    choose(page, side="North")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert [it["id"] for it in page.evaluate(RUN, [*LAW])] == []


def test_what_is_printed_says_that_it_is_a_choice(page: Page) -> None:
    choose(page, kind="Event")
    page.emulate_media(media="print")
    assert page.get_by_text("1 of 5 claims").is_visible()


def test_without_scripts_there_is_no_filter(browser: Browser, the_briefing: BuiltSite) -> None:
    with reader(browser, the_briefing, scripts=False) as page:
        page.goto(f"{BRIEFING}?kind=event")
        assert not page.get_by_text("Filter the claims").is_visible()
        assert page.locator(".point:visible").count() == 3


def test_a_speaker_counts_for_the_group_that_leads(browser: Browser, site: Site) -> None:
    made = built(site)
    site.replace("content/site.yaml", "title:", "principals: [allies]\ntitle:")
    site.replace(
        "content/actors.yaml",
        "north:",
        "allies: {name: Allies, kind: group, members: [north, south]}\nnorth:",
    )
    site.build("--base-url", BRIEFING.removesuffix("themes/truce/"), "--jobs", "1")
    with reader(browser, made) as page:
        page.goto(BRIEFING)
        choose(page, side="Allies")
        assert shown(page) == {"first~thirty", "second~sixty", "first~order", "second~words"}
