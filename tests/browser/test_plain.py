"""Pages without scripts and without styles: everything is still there, and in good order."""

from __future__ import annotations

from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltPage, every_kind
from tests.browser.tab import Tab, nothing

pytestmark = needs_chromium

OF_TODAY = frozenset({"Review overdue since", "; this page may be out of date."})
"""Said of a date that is there without scripts: only they know the day that a page is read on."""


@every_kind
def test_without_scripts_nothing_is_missing_and_nothing_is_idle(
    tab: Tab, plain_tab: Tab, pages: list[BuiltPage]
) -> None:
    (page, *_) = pages
    tab.open(page)
    plain_tab.open(page)
    # What is folded away is there: a fold opens without a script.
    plain_tab.page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    there = plain_tab.look("words")["prose"]
    said = [text for text in tab.look("words")["prose"] if text not in OF_TODAY]
    found = [f"missing: {text}" for text in said if text not in there]
    found += [f"of no use: {control}" for control in plain_tab.look("idle")]
    nothing(f"{page} without scripts: {it}" for it in found)


@every_kind
def test_without_styles_a_page_reads_in_good_order(plain_tab: Tab, pages: list[BuiltPage]) -> None:
    (page, *_) = pages
    plain_tab.open(page)
    nothing(f"{page} without styles: {it}" for it in plain_tab.look("bare"))
