"""An index of several shards finds, counts and offers what one index of the same pages does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.search import shards
from tests.browser.chromium import needs_chromium
from tests.browser.hosting import hosted
from tests.examples import copied
from tests.serve.running import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

ASKED = (
    "?q=delegations",
    "?q=delegations+behind+closed+doors",
    "?q=%22closed+doors%22",
    "?q=river",
    "?q=20+May+2025",
    "?q=2025",
    "?q=delegatoins",
    "?q=delegations+zzzqx",
    "?kind=article",
    "?month=2025-05",
    "?q=the&kind=article",
    "?q=river&kind=theme",
)

READ = """() => {
    const texts = (some) => [...document.querySelectorAll(some)].map((one) => one.text);
    const found = [...document.querySelectorAll("#results h3 a")].map((link) => link.pathname);
    const nearest = document.querySelector("#nearest");
    return {
        status: document.querySelector("#status").textContent,
        counts: texts("#search option"),
        disabled: texts("#search option:disabled"),
        offered: nearest.hidden ? "" : nearest.innerText,
        found: found.sort(),
    };
}"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same site with one index, and with several shards."""
    whole, parted = (copied("river", tmp_path_factory.mktemp(name)) for name in ("one", "many"))
    whole.build("--search", "--base-url", "https://brief.example/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "SMALLEST", 3)
        parted.build("--search", "--base-url", "https://brief.example/")
    assert len(list((parted.root / "site/pagefind").glob("*/pagefind-entry.json"))) > 2
    return whole.root / "site", parted.root / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def answer(page: Page, address: str) -> object:
    """Return all that the search page shows at an address."""
    page.goto(address)
    page.wait_for_selector("form[role=search]:visible")
    page.wait_for_function("() => document.querySelector('#status').textContent")
    more = page.locator("#more")
    while more.is_visible():
        before = page.locator("#results h3").count()
        more.click()
        until(lambda before=before: page.locator("#results h3").count() > before)  # type: ignore[misc]
    return page.evaluate(READ)


def test_several_shards_answer_as_one_index(page: Page, outputs: tuple[Path, Path]) -> None:
    with hosted(outputs[0], "/") as whole, hosted(outputs[1], "/") as parted:
        for query in ASKED:
            wanted = answer(page, f"{whole}search/{query}")
            assert answer(page, f"{parted}search/{query}") == wanted, query


def test_a_shard_that_is_missing_leaves_the_others_and_the_page_says_so(
    page: Page, outputs: tuple[Path, Path], tmp_path: Path
) -> None:
    output = tmp_path / "broken"
    shutil.copytree(outputs[1], output)
    entries = sorted((output / "pagefind").glob("2*/pagefind-entry.json"))
    shutil.rmtree(entries[0].parent)
    with hosted(output, "/") as address:
        page.goto(f"{address}search/?q=river")
        page.wait_for_selector("#results h3")
        assert page.get_by_text("A part of the search index could not be loaded").is_visible()
        page.get_by_label("Search for").fill("zzzqx")
        page.wait_for_selector("#results", state="hidden")


def test_nothing_moves_while_several_shards_load(page: Page, outputs: tuple[Path, Path]) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;"
        "}).observe({type: 'layout-shift', buffered: true});"
    )
    with hosted(outputs[1], "/") as address:
        page.goto(f"{address}search/")
        page.wait_for_selector("form[role=search]:visible")
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") == 0
