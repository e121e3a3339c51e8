"""An index of several shards finds, counts and offers what one index of the same pages does."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.search import making, shards
from generator.search.cbor import Value, encoded, read
from generator.search.pagefind import make_index
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

RANKED = 5
"""How many results have to be in the very same order."""

READ = """() => {
    const texts = (some) => [...document.querySelectorAll(some)].map((one) => one.text);
    const found = [...document.querySelectorAll("#results h3 a")].map((link) => link.pathname);
    const nearest = document.querySelector("#nearest");
    return {
        status: document.querySelector("#status").textContent,
        counts: texts("#search option"),
        disabled: texts("#search option:disabled"),
        offered: nearest.hidden ? "" : nearest.innerText,
        found,
    };
}"""


SIGNATURE = b"pagefind_dcd"
PIECES = 5
"""Into how many lists each shard's words are cut, as those of a large one are."""


def packed(value: Value) -> bytes:
    return gzip.compress(SIGNATURE + encoded(value), mtime=0)


def unpacked(data: bytes) -> Any:
    return read(gzip.decompress(data), len(SIGNATURE))[0]


def cut(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index whose single list of words is cut into several."""
    (about,) = (file for file in files if file.endswith(".pf_meta"))
    (whole,) = (file for file in files if file.endswith(".pf_index"))
    known, (words,) = unpacked(files[about]), unpacked(files[whole])
    words.sort(key=lambda word: word[0])
    size = -(-len(words) // PIECES)
    lists = {str(at): words[at : at + size] for at in range(0, len(words), size)}
    known[2] = [[some[0][0], some[-1][0], name] for name, some in lists.items()]
    rest = {file: data for file, data in files.items() if file not in (about, whole)}
    found = {f"index/{name}.pf_index": packed([some]) for name, some in lists.items()}
    return {**rest, **found, about: packed(known)}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same site with one index, and with several shards."""
    whole, parted = (copied("river", tmp_path_factory.mktemp(name)) for name in ("one", "many"))
    whole.build("--search", "--base-url", "https://brief.example/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "SMALLEST", 3)
        patch.setattr(making, "make_index", lambda *pages, **more: cut(make_index(*pages, **more)))
        parted.build("--search", "--base-url", "https://brief.example/")
    assert len(list((parted.root / "site/pagefind").glob("*/shard.json"))) > 2
    return whole.root / "site", parted.root / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def answer(page: Page, address: str) -> dict[str, Any]:
    """Return all that the search page shows at an address."""
    page.goto(address)
    page.wait_for_selector("form[role=search]:visible")
    page.wait_for_function("() => document.querySelector('#status').textContent")
    more = page.locator("#more")
    while more.is_visible():
        before = page.locator("#results h3").count()
        more.click()
        until(lambda before=before: page.locator("#results h3").count() > before)  # type: ignore[misc]
    shown: dict[str, Any] = page.evaluate(READ)
    # Pages that count as much stand as they are numbered.
    ranked = 0 if "%22" in address or "q=" not in address else RANKED
    shown["found"][ranked:] = sorted(shown["found"][ranked:])
    return shown


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
    entries = sorted((output / "pagefind").glob("2*/shard.json"))
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
