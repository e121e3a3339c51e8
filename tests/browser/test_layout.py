"""Where things stand on a page: nothing runs into another, out of the window or out of sight."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.chromium import needs_chromium
from tests.browser.sites import KINDS, BuiltPage, BuiltSite, every_kind, kinds_of
from tests.browser.tab import Tab, nothing

pytestmark = needs_chromium


def test_no_kind_of_page_is_left_out(sites: Mapping[str, BuiltSite]) -> None:
    for site in sites.values():
        assert [str(page) for page in site.pages if page.kind is None] == [], "which kind is this?"
    found = {page.kind for page in sites["kinds"].pages}
    assert {*KINDS} <= found


@every_kind
def test_nothing_overlaps_sticks_out_or_is_cut_off_at_any_width(
    tab: Tab, pages: list[BuiltPage]
) -> None:
    found = []
    for page in pages:
        tab.open(page)
        for width, scheme in tab.dressed():
            found += [f"{page} at {width} px, {scheme}: {it}" for it in tab.look("layout")]
    nothing(found)


@every_kind
def test_no_letters_are_too_small_to_read_on_a_phone(tab: Tab, pages: list[BuiltPage]) -> None:
    tab.resize(375)
    found = []
    for page in pages:
        tab.open(page)
        tab.page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
        found += [f"{page}: {it}" for it in tab.look("small")]
    nothing(found)


@kinds_of("right-to-left")
def test_a_page_that_reads_from_right_to_left_is_as_tidy(tab: Tab, pages: list[BuiltPage]) -> None:
    found = []
    for page in pages:
        tab.open(page)
        if page.kind != "redirect":
            assert tab.page.evaluate("document.documentElement.dir") == "rtl"
        for width in (320, 1280):
            tab.resize(width)
            found += [f"{page} at {width} px: {it}" for it in tab.look("layout")]
    nothing(found)


@kinds_of("kinds")
def test_nothing_moves_by_itself_least_of_all_for_who_asks_for_that(
    tab: Tab, pages: list[BuiltPage]
) -> None:
    (page, *_) = pages
    tab.open(page)
    nothing(f"{page}: moves: {it}" for it in tab.look("moving"))
    tab.page.emulate_media(reduced_motion="reduce")
    nothing(f"{page}, reduced motion: moves: {it}" for it in tab.look("moving"))
