"""What is due, as the preview shows it: made when it is asked for, and never in the output."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Site
from tests.serve.running import Serving, article, small_site

TRUCE = "themes/truce.md"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = small_site(tmp_path_factory.mktemp("due") / "small")
    site.write("content/articles/third.md", article("Third", more="draft: true\n"))
    site.replace("content/site.yaml", "https://example.org/", "https://example.org/repo/")
    return site.replace(TRUCE, "as_of: 2025-05-20\n", "as_of: 2025-05-20\nreview_by: 2025-05-30\n")


@pytest.fixture
def serving(site: Site) -> Iterator[Serving]:
    with Serving(site, "--drafts") as serving:
        yield serving


def test_it_lists_what_the_command_lists_with_ways_to_the_pages(serving: Serving) -> None:
    page = serving.get("/repo/status/")
    assert page.status == 200
    for line in serving.site.run("status", "--all").out.splitlines():
        text = line.partition("  ")[2].rpartition("  ")[2].strip()
        assert text.replace("'", "&#39;") in page.text
    assert '<a href="/repo/themes/truce/">review was due 2025-05-30</a>' in page.text
    assert '<a href="/repo/articles/third/">draft: Third</a>' in page.text
    assert f"<code>{TRUCE}:8</code>" in page.text
    assert any(line.endswith("/repo/status/") for line in serving.out)


def test_a_save_changes_it_and_open_pages_of_it_are_told(serving: Serving) -> None:
    with serving.listen("/repo/status/") as page:
        text = (serving.site.root / TRUCE).read_text()
        serving.save(TRUCE, text.replace("2025-05-30", "2999-05-30"))
        page.next("reload")
    assert "review was due" not in serving.get("/repo/status/").text


def test_with_an_error_it_says_so_and_shows_the_rest(serving: Serving) -> None:
    text = (serving.site.root / TRUCE).read_text()
    serving.save("themes/venues.md", text.replace("question:", "questoin:"))
    serving.shows("/repo/status/", "The content has")
    assert "review was due 2025-05-30" in serving.get("/repo/status/").text


def test_it_is_in_no_output_and_on_no_page(serving: Serving) -> None:
    serving.get("/repo/status/")
    files = serving.output(".briefing/drafts")
    assert files
    assert not [file for file in files if file.startswith("status/") or file.endswith("status.css")]
    assert not [file for file, data in files.items() if b"status/" in data]


def test_a_page_of_the_site_at_this_address_comes_first(site: Site) -> None:
    site.write("content/pages/status.md", "---\ntitle: Our status\n---\nWell.\n")
    with Serving(site) as serving:
        assert "Our status" in serving.get("/repo/status/").text


def test_without_drafts_nothing_leads_to_a_page_that_is_not_there(site: Site) -> None:
    with Serving(site) as serving:
        page = serving.get("/repo/status/").text
    assert "draft: Third" in page
    assert "articles/third/&quot;" not in page
    assert 'href="/repo/articles/third/"' not in page
    assert 'href="/repo/themes/truce/"' in page
