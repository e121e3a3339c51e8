"""The search page in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.browser.chromium import Watch, needs_chromium
from tests.browser.hosting import hosted
from tests.browser.sites import BASE_PATH, BuiltSite
from tests.browser.tab import Tab, nothing
from tests.browser.test_accessibility import LAW, told, violations
from tests.conftest import SITE, Site
from tests.examples import copied
from tests.serve.running import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = needs_chromium

Open = Callable[[str], "Page"]


@pytest.fixture(scope="module")
def river(sites: Mapping[str, BuiltSite]) -> Iterator[str]:
    """The address of an ordinary site, below `/repo/`, where more can go wrong."""
    with hosted(sites["river"].folder, BASE_PATH) as address:
        yield address


@pytest.fixture(scope="module")
def river_on_top(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site at the top of a host."""
    site = copied("river", tmp_path_factory.mktemp("on-top"))
    site.build("--search", "--base-url", "https://brief.example/")
    with hosted(site.root / "site", "/") as address:
        yield address


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose sources differ on a figure."""
    site = Site(tmp_path_factory.mktemp("search") / "disputed")
    for path, text in SITE.items():
        site.write(path, text)
    for name, value in [("a", "1,000"), ("b", "1,250"), ("c", "45 days"), ("d", "sixty")]:
        site.write(
            f"content/articles/{name}.md",
            f"---\ntitle: {name}\nsource: wire\npublished: 2025-05-17\nthemes: [truce]\nclaims:\n"
            f"  - {{text: So it is., point: length, kind: figure, value: '{value}'}}\n---\nSo.\n",
        )
    site.build("--search")
    with hosted(site.root / "site", "/") as address:
        yield address


@pytest.fixture(scope="module")
def reader(browser: Browser, river: str) -> Iterator[BrowserContext]:
    """A browser that has a page open, so that others take half the time, as with `Tab.another`."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.set_default_timeout(20_000)
    context.new_page().goto(river)
    yield context
    context.close()


@pytest.fixture
def opened(reader: BrowserContext) -> Iterator[Open]:
    """Open pages; afterwards none has had an error or asked another host, and nothing is kept."""
    watch, pages = Watch(), []

    def go(address: str) -> Page:
        page = reader.new_page()
        pages.append(page)
        watch.over(page)
        page.goto(address)
        return page

    yield go
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
    assert watch.errors == []
    assert watch.hosts <= {"127.0.0.1"}


def ready(page: Page) -> Page:
    """Wait until the page can search."""
    page.wait_for_selector("form[role=search]:visible")
    return page


def says(page: Page, text: str) -> None:
    """Wait until the page says how many pages were found."""
    page.wait_for_function(
        "text => document.querySelector('[role=status]').textContent === text", arg=text
    )


def results(page: Page) -> Locator:
    return page.locator("#results li:has(> h3)")


def titles(page: Page) -> list[str]:
    return results(page).locator("h3").all_inner_texts()


def kinds(page: Page) -> set[str]:
    return {text.split(" · ")[0] for text in results(page).locator("> .meta").all_inner_texts()}


def query(page: Page) -> str:
    found: str = page.evaluate("location.search")
    return found


# Finding


@pytest.mark.parametrize("where", ["river", "river_on_top"])
def test_a_claim_is_found_and_its_result_leads_to_it(
    request: pytest.FixtureRequest, opened: Open, where: str
) -> None:
    river: str = request.getfixturevalue(where)
    page = ready(opened(f"{river}search/"))
    page.get_by_label("Search for").fill("delegations behind closed doors")
    page.wait_for_selector("#results h3")
    result = results(page).filter(has_text="Report · The River Mail · 20 May 2025")
    assert "delegations" in result.locator("mark").all_inner_texts()
    claim = result.locator("li", has_text="Claim").locator("a").first
    assert claim.inner_text().startswith(
        "By The River Mail’s date, delegations of the two countries met"
    )
    claim.click()
    page.wait_for_url(f"{river}articles/2025-05-20-river-mail-session/#claim-met")
    assert page.locator("#claim-met").is_visible()


def test_the_program_comes_when_somebody_begins_to_search(river: str, opened: Open) -> None:
    page = opened("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{river}search/")
    ready(page).wait_for_load_state("networkidle")
    assert "pagefind.js" not in asked
    page.get_by_label("Search for").focus()
    page.locator("option", has_text="Briefing (").wait_for(state="attached")
    assert "pagefind.js" in asked


def test_a_briefing_is_found_by_the_days_of_its_key_events(river: str, opened: Open) -> None:
    page = opened(f"{river}themes/venues/")
    day = page.locator(".strip time").last.inner_text()
    page = ready(opened(f"{river}search/?{urlencode({'q': day, 'kind': 'theme'})}"))
    found = results(page).filter(has=page.locator("a[href$='#events']"))
    found.first.wait_for()
    assert "Venues" in found.locator("h3").all_inner_texts()
    marked = found.filter(has_text="Venues").locator("a[href$='#events'] mark").all_inner_texts()
    assert set(day.split()) <= set(marked)


def test_a_result_says_that_the_date_of_a_report_is_estimated(small: Site, opened: Open) -> None:
    small.replace("content/articles/first.md", "themes:", "date_note: By what it says.\nthemes:")
    small.build("--search")
    with hosted(small.root / "site", "/") as address:
        page = ready(opened(f"{address}search/?q=report&kind=article"))
        results(page).nth(1).wait_for()
        told = results(page).locator("> .meta").all_inner_texts()
    assert sorted(told) == [
        "Report · The Gazette · 16 May 2025",
        "Report · The Herald · 15 May 2025 (date estimated)",
    ]


@pytest.mark.parametrize("words", ["15 May 2025", "15 May", "May 15"])
def test_a_claim_is_found_by_the_day_that_it_is_about(river: str, opened: Open, words: str) -> None:
    page = ready(opened(f"{river}search/?{urlencode({'q': words})}"))
    report = results(page).filter(has_text="Report · The River Mail · 20 May 2025")
    claims = report.locator("li", has_text="Claim")
    claims.first.wait_for()
    for link in claims.locator("a").all():
        link.click()
        target = page.locator("li:target")
        target.wait_for()
        assert target.locator("time").inner_text() == "15 May 2025"
        page.go_back()


def test_results_say_which_kind_of_page_they_are(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/?q=Midlake"))
    page.wait_for_selector("#results h3")
    assert {"Briefing", "Report"} <= kinds(page)
    page = ready(opened(f"{river}search/?q=Abbot"))
    page.wait_for_selector("#results h3")
    assert titles(page)[0] == "The Abbot"
    assert "Who’s who" in kinds(page)


def test_a_theme_narrows_the_search_and_says_how_many_it_leaves(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/?q=Midlake&kind=theme"))
    page.wait_for_selector("#results h3")
    assert len(titles(page)) > 1
    themes = page.get_by_label("Theme", exact=True)
    choice = themes.locator("option", has_text="Ferry")
    assert choice.inner_text() == "Ferry (1)"
    themes.select_option("ferry")
    says(page, "1 page found")
    assert titles(page) == ["Ferry"]
    assert query(page) == "?q=Midlake&kind=theme&theme=ferry"


def test_choices_alone_list_what_they_leave(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/"))
    page.get_by_label("Source", exact=True).select_option("river-mail")
    page.get_by_label("Published").select_option("2025-05")
    says(page, "1 page found")
    assert kinds(page) == {"Report"}


def test_more_results_come_when_asked_for(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/?kind=actor"))
    page.wait_for_selector("#results h3")
    assert results(page).count() == 10
    page.get_by_role("button", name="More results").click()
    page.locator("#results h3").nth(19).wait_for()
    assert page.evaluate("document.activeElement === document.querySelectorAll('h3 a')[10]")


def test_where_nothing_is_found_the_page_says_so(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/?q=xyzzy"))
    says(page, "No results. Check the spelling or browse the lists below.")
    assert not page.locator("#results").is_visible()


# The address


def test_back_and_forward_lead_through_what_was_asked_for(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/"))
    field = page.get_by_label("Search for")
    field.press_sequentially("crossings")
    until(lambda: len(titles(page)) > 1)
    before = titles(page)
    field.press("Enter")
    page.get_by_label("Type").select_option("theme")
    until(lambda: kinds(page) == {"Briefing"})
    page.go_back()
    until(lambda: titles(page) == before)
    assert (query(page), page.get_by_label("Type").input_value()) == ("?q=crossings", "")
    page.go_back()
    says(page, "")
    assert (query(page), field.input_value()) == ("", "")
    page.go_forward()
    until(lambda: titles(page) == before)
    assert field.input_value() == "crossings"


# Keys


def test_everything_can_be_done_with_the_keyboard(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/"))
    page.keyboard.press("/")
    page.keyboard.type("closeddoor")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("-")
    assert page.get_by_label("Search for").input_value() == "closed-door"
    page.keyboard.press("Enter")
    says(page, "1 page found")
    while not page.evaluate("document.activeElement.matches('#results h3 a')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{river}articles/2025-05-20-river-mail-session/")


@pytest.mark.parametrize("width", [320, 412, 1280])
@pytest.mark.parametrize(("asked", "limit"), [("", 0), ("?q=closed-door", 0.02)])
def test_nothing_moves_when_the_form_comes(
    river: str, opened: Open, width: int, asked: str, limit: float
) -> None:
    """The cumulative layout shift (web.dev/cls); results push no more than the footer down."""
    page = ready(opened(f"{river}search/"))
    page.set_viewport_size({"width": width, "height": 823})
    page.add_init_script(
        "window.shift = 0;"
        "new PerformanceObserver((all) => all.getEntries().forEach((it) => { shift += it.value; }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{river}search/{asked}")
    ready(page)
    if asked:
        page.wait_for_selector("#results h3")
    page.wait_for_timeout(300)
    assert page.evaluate("shift") <= limit


def test_escape_clears(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/?q=Midlake&theme=venues"))
    page.wait_for_selector("#results h3")
    page.get_by_label("Search for").press("Escape")
    says(page, "")
    assert query(page) == ""
    assert page.get_by_label("Theme", exact=True).input_value() == ""
    assert page.evaluate("document.activeElement.id") == "words"


def test_the_key_can_be_switched_off_for_good(river: str, opened: Open) -> None:
    page = ready(opened(f"{river}search/"))
    page.get_by_label("to search").uncheck()
    page = ready(opened(f"{river}search/"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "words"
    page.get_by_label("to search").check()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"


# Where there is no search


LISTS = ["Water", "Who’s who", "Sources", "Timeline", "May 2025"]


def shows_lists(page: Page) -> bool:
    lists = page.locator("section[aria-labelledby=lists]")
    return all(lists.get_by_role("link", name=name, exact=True).is_visible() for name in LISTS)


def test_without_javascript_the_page_offers_lists(river: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{river}search/")
    assert page.locator("noscript p").inner_text().startswith("Search needs JavaScript.")
    assert not page.locator("form").is_visible()
    assert shows_lists(page)
    context.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("search") / "small")
    for path, text in SITE.items():
        site.write(path, text)
    return site


def test_without_an_index_the_page_says_so(small: Site, browser: Browser) -> None:
    small.build()
    with hosted(small.root / "site", "/") as address:
        page = browser.new_page()
        page.goto(f"{address}search/")
        page.wait_for_selector("#unavailable:visible")
        assert page.get_by_text("Search is not available here.").is_visible()
        assert not page.locator("form").is_visible()
        assert page.get_by_role("link", name="Truce").last.is_visible()
        page.close()


# As tidy as every other page


@pytest.mark.parametrize("name", ["kinds", "right-to-left"])
def test_results_are_laid_out_reached_and_read_as_well_as_pages(
    tab: Tab, sites: Mapping[str, BuiltSite], name: str
) -> None:
    (page,) = sites[name].telling("search")
    tab.open(replace(page, url=f"{page.url}?kind=article"))
    tab.page.locator("#results h3").nth(1).wait_for()
    found = [line for rule in violations(tab, *LAW) for line in told(rule)]
    for width, scheme in tab.dressed():
        found += [f"at {width} px, {scheme}: {it}" for it in tab.look("layout")]
    nothing([*found, *tab.through()])


# Hostile text


def test_hostile_text_stays_text(small: Site, opened: Open) -> None:
    evil = "<img src=x onerror=document.body.remove()>"
    title = f"Zebra {evil} &lt;b&gt; </script>"
    front = f"title: '{title}'\nsource: herald\npublished: 2025-05-17\nthemes: [truce]"
    claims = f"claims:\n  - text: 'Lion {evil}'\n    point: length\n    kind: event"
    text = f"Giraffe `{evil}` and <mark>more</mark>."
    small.write("content/articles/evil.md", f"---\n{front}\n{claims}\n---\n{text}\n")
    small.build("--search")
    small.remove("content/articles/evil.md")
    with hosted(small.root / "site", "/") as address:
        for word, shown in (("zebra", title), ("lion", f"Lion {evil}"), ("giraffe", evil)):
            page = ready(opened(f"{address}search/?q={word}"))
            says(page, "1 page found")
            result = results(page).first
            assert titles(page) == [title]
            assert shown in result.inner_text()
            assert result.locator("img, script, b:not(.kind)").count() == 0
            marks = result.locator("mark").all_inner_texts()
            assert {mark.lower() for mark in marks} == ({word} if word != "zebra" else set())


def test_only_the_search_page_may_run_webassembly(small: Site) -> None:
    small.build()
    allowed = [file for file, data in small.output().items() if b"wasm-unsafe-eval" in data]
    assert allowed == ["search/index.html"]
    assert "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" in small.page("search/")
    assert "unsafe-inline" not in small.page("search/")


def test_a_result_in_another_language_says_so_and_parts_of_a_line_are_isolated(
    opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = copied("bridge", tmp_path_factory.mktemp("bridge"))
    site.build("--search")
    with hosted(site.root / "site", "/akhbar/") as address:
        page = ready(opened(f"{address}search/?q=lorry"))
        page.wait_for_selector("#results h3")
        title = results(page).locator("h3 a", has_text="Bridge stays shut").first
        assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("en", "ltr")
        page = ready(opened(f"{address}search/?q=NATO"))
        page.wait_for_selector("#results h3")
        title = results(page).locator("h3 a", has_text="NATO").first
        assert title.evaluate("link => getComputedStyle(link).direction") == "rtl"
        meta = results(page).first.locator("> .meta")
        assert meta.locator("bdi").all_inner_texts() == meta.inner_text().split(" · ")
        status = page.get_by_role("status")
        assert status.evaluate("said => getComputedStyle(said).direction") == "rtl"
        for said in (
            status.get_by_text("2 pages found"),
            page.locator("#by-kind option", has_text="Report (1)"),
            page.locator("#by-kind option", has_text="All types"),
            meta.locator("bdi").first,
        ):
            assert (said.get_attribute("lang"), said.get_attribute("dir")) == ("en", "ltr")
        month = page.locator("#by-month option").nth(1)
        assert month.get_attribute("lang") is None


def test_a_label_that_is_borrowed_names_what_it_labels_in_its_language(
    opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = copied("bridge", tmp_path_factory.mktemp("bridge"))
    site.build()
    with hosted(site.root / "site", "/akhbar/") as address:
        page = opened(address)
        for name in ("Themes", "Site"):
            label = page.get_by_role("navigation", name=name).get_attribute("aria-labelledby")
            assert page.locator(f"[id='{label}'] bdi[lang=en][dir=ltr]").count() == 1


def test_words_that_are_borrowed_lead_to_nothing(
    opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = copied("bridge", tmp_path_factory.mktemp("bridge"))
    site.build("--search")
    with hosted(site.root / "site", "/akhbar/") as address:
        for words in ("bottom", "claim", "corrections", "open", "citing"):
            page = ready(opened(f"{address}search/?q={words}"))
            says(page, "No results. Check the spelling or browse the lists below.")


@pytest.mark.parametrize("figure", ["1,000", "1000", "1,250", "45 days", "sixty"])
def test_a_figure_on_which_sources_differ_leads_to_its_theme(
    opened: Open, disputed: str, figure: str
) -> None:
    page = ready(opened(f"{disputed}search/?q={figure}&kind=theme"))
    page.wait_for_selector("#results h3")
    assert titles(page) == ["Truce"]
    passages = results(page).first.locator("ul a").evaluate_all("all => all.map((it) => it.hash)")
    assert "#point-length" in passages
