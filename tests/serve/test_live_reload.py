"""Open pages under `briefing serve`, in a real browser."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import Watch, needs_chromium, started
from tests.conftest import SITE, Site
from tests.serve.running import Serving, small_site, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, needs_chromium]

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
LONG = "".join(f"Paragraph {number}.\n\n" for number in range(200))
STYLES = "html { --edition: EDITION }\n"

Open = Callable[[str], "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Serving, dict[str, bytes]]]:
    """One server for all tests that leave it running, with the output that it began with."""
    site = small_site(tmp_path_factory.mktemp("live") / "small")
    with Serving(site) as serving:
        yield serving, serving.output()


@pytest.fixture
def serving(shared: tuple[Serving, dict[str, bytes]]) -> Serving:
    """The shared server on the small site as it was at first."""
    serving, output = shared
    for path, text in SITE.items():
        serving.save(path, text)
    shutil.rmtree(serving.site.root / "static", ignore_errors=True)
    serving.becomes(output)
    return serving


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(browser: Browser, serving: Serving, watch: Watch) -> Iterator[Open]:
    """Open a page of the shared server; afterwards none has had an error or asked another host."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(30_000)

    def go(path: str) -> Page:
        page = context.new_page()
        watch.over(page)
        listens(page, lambda: page.goto(f"http://127.0.0.1:{serving.port}{path}"))
        mark(page)
        return page

    yield go
    context.close()
    assert watch.errors == []
    assert watch.hosts <= {"127.0.0.1"}


def listens(page: Page, act: Callable[[], object]) -> None:
    """Do something that loads a page, and wait until the page hears of a build."""
    act()
    until(lambda: answer(page, "window.briefingBuild >= 0"))


def answer(page: Page, script: str) -> object:
    """Return what a script says on a page; nothing while the page gives way to its next edition."""
    try:
        return page.evaluate(script)
    except Exception as error:
        if "because of a navigation" not in str(error):
            raise
        return None


def mark(page: Page) -> None:
    """Leave a mark on a page, which a reload wipes off."""
    page.evaluate("window.mark = 'still here'")


def was_reloaded(page: Page) -> bool:
    return bool(page.evaluate("window.mark !== 'still here'"))


def shows(page: Page, text: str) -> None:
    """Wait until a page has a text."""
    page.get_by_text(text).first.wait_for()


def has_edition(page: Page, wanted: str) -> None:
    """Wait until an edition of the style sheet is at work on a page, and no other one with it."""
    script = """() => {
        const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
        const paths = new Set(sheets.map((sheet) => new URL(sheet.href).pathname));
        const root = getComputedStyle(document.documentElement);
        return [root.getPropertyValue("--edition").trim(), sheets.length - paths.size];
    }"""
    until(lambda: answer(page, script) == [wanted, 0])


def styled(serving: Serving, name: str) -> None:
    serving.save("static/briefing.css", STYLES.replace("EDITION", name))


def test_a_page_reloads_only_when_it_changed(serving: Serving, opened: Open) -> None:
    first, second, venues = (
        opened(path) for path in ("/articles/first/", "/articles/second/", "/themes/venues/")
    )
    serving.save(SECOND, SITE[SECOND].replace("wants sixty.", "wants it edited."))
    shows(second, "South wants it edited.")
    # New styles reach every page, and after the news of the edit.
    styled(serving, "later")
    for page in (first, venues):
        has_edition(page, "later")
        assert not was_reloaded(page)
    assert was_reloaded(second)


def test_a_page_reloads_again_and_again(serving: Serving, opened: Open) -> None:
    page = opened("/articles/second/")
    for number in range(5):
        mark(page)
        serving.save(SECOND, SITE[SECOND].replace("wants sixty.", f"wants {number} days."))
        shows(page, f"South wants {number} days.")
        assert was_reloaded(page)


def test_style_sheets_are_swapped_without_a_reload(serving: Serving, opened: Open) -> None:
    pages = [opened("/"), opened("/themes/truce/")]
    for name in ("one", "two", ""):
        if name:
            styled(serving, name)
        else:  # the generator's own comes back
            serving.site.remove("static/briefing.css")
        for page in pages:
            has_edition(page, name)
            assert not was_reloaded(page)


def test_the_scroll_position_stays_over_a_reload(serving: Serving, opened: Open) -> None:
    serving.save(SECOND, SITE[SECOND] + "\n" + LONG)
    serving.shows("/articles/second/", "Paragraph 199.")
    page = opened("/articles/second/")
    page.evaluate("window.scrollTo(0, 2500)")
    assert page.evaluate("window.scrollY") == 2500
    serving.save(SECOND, SITE[SECOND] + "\n" + LONG + "The end.\n")
    page.get_by_text("The end.").wait_for(state="attached")
    assert was_reloaded(page)
    until(lambda: answer(page, "Math.abs(window.scrollY - 2500) < 5"))


def test_problems_lie_over_the_last_good_page_until_they_are_mended(
    serving: Serving, opened: Open
) -> None:
    pages = [opened("/articles/second/"), opened("/themes/venues/")]
    wrong = SITE[SECOND].replace("gazette", "gazzette")
    serving.save(SECOND, wrong)
    shows_a_problem = [
        f"{SECOND}:3:9: error: unknown source 'gazzette'",
        "    3 | source: gazzette",
        "      |         ^^^^^^^^",
    ]
    for page in [*pages, opened("/sources/")]:
        overlay = page.locator("briefing-problems")
        overlay.wait_for(state="attached")
        text = overlay.get_by_role("alert").inner_text()
        for line in shows_a_problem:
            assert line in text
        assert overlay.get_by_role("alert").is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
        assert not was_reloaded(page)
    assert pages[0].get_by_text("South wants sixty.").first.is_visible()
    serving.save(SECOND, SITE[SECOND].replace("wants sixty.", "wants it mended."))
    for page in pages:
        page.locator("briefing-problems").wait_for(state="detached")
    shows(pages[0], "South wants it mended.")
    assert not was_reloaded(pages[1])


def test_problems_can_be_hidden_by_button_and_by_key(serving: Serving, opened: Open) -> None:
    page = opened("/articles/second/")
    problems = page.locator("briefing-problems").get_by_role("alert")
    tab = page.locator("briefing-problems").get_by_role("button", name="One problem")
    serving.save(SECOND, SITE[SECOND].replace("gazette", "gazzette"))
    problems.get_by_role("button", name="Hide").click()
    problems.wait_for(state="hidden")
    tab.click()  # what is hidden can be called back
    problems.get_by_role("button", name="Hide").click()
    serving.save(SECOND, SITE[SECOND].replace("gazette", "gazzzette"))
    problems.wait_for(state="visible")  # another problem is shown again
    assert "gazzzette" in problems.inner_text()
    page.locator("h1").click()
    page.keyboard.press("Escape")
    assert problems.is_visible(), "Escape belongs to the page unless the problems have the focus"
    problems.get_by_role("button", name="Hide").focus()
    page.keyboard.press("Escape")
    problems.wait_for(state="hidden")
    assert tab.is_visible()
    assert not was_reloaded(page)
    serving.save(SECOND, SITE[SECOND].replace("wants sixty.", "wants it mended."))
    shows(page, "South wants it mended.")
    assert page.locator("briefing-problems").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_every_word_about_a_problem_can_be_read_and_so_can_the_foot_of_the_page(
    serving: Serving, opened: Open, width: int
) -> None:
    page = opened("/articles/second/")
    page.set_viewport_size({"width": width, "height": 700})
    long = " ".join(["many words"] * 40)
    serving.save(SECOND, SITE[SECOND].replace("source: gazette", f"{long}: gazzette"))
    problems = page.locator("briefing-problems").get_by_role("alert")
    problems.wait_for(state="visible")
    for message in problems.locator("p").all():
        assert message.evaluate("it => it.scrollWidth <= it.clientWidth")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    foot = page.get_by_role("contentinfo").bounding_box()
    top = problems.bounding_box()
    assert foot is not None
    assert top is not None
    assert foot["y"] + foot["height"] <= top["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_problems_of_hostile_content_stay_text(serving: Serving, opened: Open) -> None:
    page = opened("/articles/second/")
    hostile = "<img src=https://evil.example/ onerror=alert(1)>"
    serving.save(SECOND, SITE[SECOND].replace("gazette", hostile))
    overlay = page.locator("briefing-problems")
    overlay.wait_for(state="attached")
    assert hostile in overlay.get_by_role("alert").inner_text()
    assert overlay.locator("img").count() == 0


def test_a_page_that_comes_and_goes_follows_its_file(serving: Serving, opened: Open) -> None:
    page = opened("/articles/third/")
    shows(page, "Page not found")
    serving.save("content/articles/third.md", SITE[SECOND].replace("Second", "Third"))
    shows(page, "Third report")
    listens(page, lambda: serving.site.remove("content/articles/third.md"))
    shows(page, "Page not found")


def test_any_number_of_pages_may_be_open(serving: Serving, opened: Open) -> None:
    pages = [opened(path) for path in ("/", "/themes/truce/", "/themes/venues/", "/sources/") * 2]
    styled(serving, "everywhere")
    for page in pages:
        page.bring_to_front()
        has_edition(page, "everywhere")


def test_a_page_left_and_returned_to_is_up_to_date(serving: Serving, opened: Open) -> None:
    page = opened("/articles/second/")
    page.goto(f"http://127.0.0.1:{serving.port}/sources/")
    serving.save(SECOND, SITE[SECOND].replace("wants sixty.", "wants it later."))
    serving.shows("/articles/second/", "South wants it later.")
    page.go_back()
    shows(page, "South wants it later.")


def test_a_page_catches_up_with_a_server_that_was_stopped_and_started(
    browser: Browser, site: Site, watch: Watch
) -> None:
    context = browser.new_context()
    context.set_default_timeout(30_000)
    with Serving(site) as serving:
        changing, staying = context.new_page(), context.new_page()
        for page, path in ((changing, "articles/second/"), (staying, "articles/first/")):
            page.on("pageerror", lambda error: watch.errors.append(str(error)))
            listens(page, lambda: page.goto(serving.address + path))  # noqa: B023 - called at once
            mark(page)
        port = serving.port
        serving.stop(signal.SIGINT)
    site.replace(SECOND, "wants sixty.", "wants it over night.")
    with Serving(site, "--port", str(port)) as again:
        shows(changing, "South wants it over night.")
        styled(again, "next day")
        has_edition(staying, "next day")
        assert not was_reloaded(staying)
    context.close()
    assert watch.errors == []


def test_a_site_that_was_wrong_from_the_start_appears_once_it_is_mended(
    browser: Browser, site: Site, watch: Watch
) -> None:
    site.replace(SECOND, "source: gazette", "source: gazzette")
    context = browser.new_context()
    context.set_default_timeout(30_000)
    with Serving(site, "--base-url", "https://example.org/repo/") as serving:
        page = context.new_page()
        page.goto(serving.address)
        shows(page, "There is no site yet")
        assert "gazzette" in page.get_by_role("alert").inner_text()
        watch.over(page)
        site.write(SECOND, SITE[SECOND])
        shows(page, "Where things stand")
        assert urlsplit(page.url).path == "/repo/"
        assert page.locator("briefing-problems").count() == 0
    context.close()
    assert watch.hosts == {"127.0.0.1"}
