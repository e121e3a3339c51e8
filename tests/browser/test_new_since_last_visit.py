"""What is new since the last visit: marked on the reader's own device, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


URL = "https://news.example/repo/themes/truce/"
FIRST = "content/articles/first.md"

Visit = Callable[[str], "Page"]
"""Comes to the briefing after so much time, `01:00:00`."""


@pytest.fixture
def tab_of_news(browser: Browser, site: Site) -> Iterator[Tab]:
    """A browser that has never been here."""
    tab = Tab(browser, Hosts([BuiltSite.of("news", site, search=False)]))
    tab.page.clock.install()
    yield tab
    tab.close()


@pytest.fixture
def visit(tab_of_news: Tab) -> Visit:
    def visit(after: str) -> Page:
        tab_of_news.page.clock.fast_forward(after)
        tab_of_news.page.goto(URL)
        return tab_of_news.page

    return visit


def test_words_that_the_language_of_the_site_lacks_say_whose_they_are(
    visit: Visit, site: Site
) -> None:
    site.replace("content/site.yaml", "id:", "language: ja\nid:")
    edit(site, "thirty days.", "thirty days now.")
    visit("00:01")
    edit(site, "thirty days now.", "forty days.")
    page = visit("01:00:00")
    button = page.get_by_role("button", name="Show only what’s new")
    for words in (page.locator(".new .tag bdi").first, button.locator("bdi:visible")):
        assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("en", "ltr")
    button.click()
    assert page.get_by_role("button", name="Show all").locator("bdi[lang=en]").count()


def edit(site: Site, old: str, new: str) -> None:
    site.replace(FIRST, old, new)
    outcome = site.build("--base-url", "https://news.example/repo/", "--jobs", "1")
    assert outcome.exit_code == 0


def new_on(page: Page) -> list[str]:
    """Return the words of what is marked, folded away or not, without the mark."""
    told = page.locator(".new").evaluate_all("""all => all.map(one => {
        const copy = one.cloneNode(true);
        for (const button of copy.querySelectorAll("button")) button.remove();
        return copy.textContent;
    })""")
    assert all("New" in text for text in told)
    return [" ".join(text.replace("New", "", 1).split()) for text in told]


def news(page: Page) -> str | None:
    """Return what the head of the page says is new; None where it says nothing."""
    said = page.locator("[data-news]")
    return " ".join(said.inner_text().split()) if said.is_visible() else None


def test_on_the_first_visit_nothing_is_new(visit: Visit) -> None:
    page = visit("00:00:01")
    assert (new_on(page), news(page)) == ([], None)


def test_what_came_between_two_visits_is_marked_and_counted(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    assert {text.split(".")[0] for text in new_on(page)} >= {"North wants forty days"}
    assert all("South" not in text for text in new_on(page))
    said = news(page)
    assert said is not None
    assert said.startswith("New since your last visit: 1 ")


def test_a_fold_says_that_something_in_it_is_new(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    (fold,) = page.locator(".point summary").all_inner_texts()
    assert " ".join(fold.split()) == "New 2 claims"


def test_who_wants_only_what_is_new_need_not_unfold_it(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    page.get_by_role("button", name="Show only what’s new").click()
    assert page.locator(".claims .new").is_visible()
    page.get_by_role("button", name="Mark as read").click()
    assert page.locator(".tag").count() == 0


def test_it_stays_marked_for_the_whole_visit_and_no_longer(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    visit("01:00:00")
    assert new_on(visit("00:10:00"))
    assert new_on(visit("00:20:00"))
    page = visit("01:00:00")
    assert (new_on(page), news(page)) == ([], None)


def test_a_reader_marks_it_as_read_and_it_is(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    page.get_by_role("button", name="Mark as read").click()
    assert (new_on(page), news(page)) == ([], None)
    page = visit("00:01:00")
    assert (new_on(page), news(page)) == ([], None)


def test_a_reader_sees_only_what_is_new_and_then_all_again(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    south = page.get_by_text("South wants sixty").first
    assert south.is_visible()
    page.get_by_role("button", name="Show only what’s new").click()
    assert not south.is_visible()
    assert page.get_by_text("North wants forty").first.is_visible()
    page.get_by_role("button", name="Show all").click()
    assert south.is_visible()


def test_the_count_leads_to_what_is_new(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "North wants thirty days.", "North wants forty days.")
    page = visit("01:00:00")
    page.locator("[data-news] a").click()
    assert "forty" in page.locator(":target").inner_text()


def test_an_edit_that_changes_no_statement_is_no_news(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    edit(site, "title: First report", "title: The first report")
    assert new_on(visit("01:00:00")) == []


def test_a_new_status_of_the_theme_is_news(visit: Visit, site: Site) -> None:
    visit("00:00:01")
    site.replace("themes/truce.md", "text: No truce yet.", "text: A truce at last.")
    edit(site, "title: First report", "title: The first report")
    assert new_on(visit("01:00:00")) == ["Unresolved. A truce at last."]


def test_what_was_read_never_leaves_the_device(tab_of_news: Tab, visit: Visit) -> None:
    asked: list[str] = []
    tab_of_news.page.on("request", lambda request: asked.append(request.method + request.url))
    page = visit("00:00:01")
    visit("01:00:00")
    assert all(url.startswith("GEThttps://news.example/repo/") for url in asked)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == ["read:/repo/themes/truce/"]


def test_a_browser_that_keeps_nothing_shows_the_page_all_the_same(tab_of_news: Tab) -> None:
    tab_of_news.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('kept out') } })"
    )
    tab_of_news.page.goto(URL)
    assert news(tab_of_news.page) is None
    assert tab_of_news.watch.errors == []
