"""The search page of a preview says how old its index is; what is published never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import needs_chromium, started
from tests.search.reading import found_pages
from tests.serve.running import Serving, small_site, until

FIRST = "content/articles/first.md"
NOTE = "#briefing-search-age"


def test_an_index_is_renewed_once_nothing_was_saved_for_a_while(tmp_path: Path) -> None:
    site = small_site(tmp_path / "small")
    site.build("--search")
    with Serving(site) as serving:
        text = (site.root / FIRST).read_text(encoding="utf-8")
        serving.save(FIRST, text.replace("on Wednesday", "on Thursday"))
        serving.until(lambda: any("indexed" in line for line in list(serving.out)), "it renews")
        page = found_pages(site.root / "site")["/articles/first/"]
        assert "on Thursday" in page["content"]
        assert serving.err == []


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "as it was at"),
        ("fr", "tel qu’il était à"),
        ("de", "wie sie um"),
        ("uk", "яким він був о"),
    ],
)
def test_the_search_page_says_how_old_it_is(tmp_path: Path, language: str, told: str) -> None:
    site = small_site(tmp_path / "small")
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    site.build("--search")
    with Serving(site) as serving, started() as browser:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{serving.port}/search/")
        page.wait_for_selector("form[role=search]:visible")
        until(lambda: not page.locator(NOTE).count())  # it was found to be right
        text = (site.root / FIRST).read_text(encoding="utf-8")
        serving.save(FIRST, text.replace("on Wednesday", "on Thursday"))
        page.wait_for_selector(NOTE)
        assert told in page.locator(NOTE).inner_text()
        until(lambda: not page.locator(NOTE).count())
        assert NOTE.encode() not in (site.root / "site/search/index.html").read_bytes()
