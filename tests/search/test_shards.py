"""Which pages are indexed together, and that an edit leaves the others alone."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import index, shards
from generator.search.shards import FIRST, MOST_SHARDS, SMALLEST, Shard, shards_of
from tests.conftest import Site
from tests.search.reading import found_pages

BRIEFINGS = ("themes/truce/index.html", "themes/venues/index.html")


def reports(days: dict[str, int]) -> dict[str, str]:
    """Return so many reports of each day, by file."""
    return {
        f"articles/{day}-{number}/index.html": day
        for day, count in days.items()
        for number in range(count)
    }


def sharded(days: dict[str, int]) -> tuple[Shard, ...]:
    found = reports(days)
    return shards_of(sorted((*BRIEFINGS, *found)), found)


def sizes(days: dict[str, int]) -> dict[str, int]:
    """Return how many pages each shard has."""
    return {shard.name: len(shard.files) for shard in sharded(days)}


def test_a_small_site_has_one() -> None:
    assert sizes({"2025-05-01": 5, "2025-06-01": SMALLEST - 7}) == {"site": SMALLEST}


def test_a_site_without_pages_has_none() -> None:
    assert shards_of((), {}) == ()


def test_a_larger_one_has_months_together_as_many_as_a_shard_holds() -> None:
    months = {f"2025-{month:02}-15": 30 for month in range(1, 11)}
    assert sizes(months) == {"site": 2, "2025-01": 240, "2025-09": 60}


def test_a_month_with_much_of_what_a_shard_holds_is_divided_by_its_days() -> None:
    days = {"2025-04-30": 10, "2025-05-01": 200, "2025-05-02": 60, "2025-05-03": 100}
    assert sizes(days) == {"site": 2, "2025-04": 210, "2025-05-02": 160}


@pytest.mark.parametrize("articles", [2_000, 10_000])
def test_those_of_a_large_site_are_about_as_large(articles: int) -> None:
    first = date(2020, 1, 1)
    days = Counter(str(first + timedelta(number // 13)) for number in range(articles))
    found = list(sizes(days).values())
    assert max(found) <= articles / MOST_SHARDS * 1.15


def test_a_day_with_more_than_that_stays_whole() -> None:
    assert sizes({"2025-05-01": 900}) == {"site": 2, "2025-05-01": 900}


def test_one_more_report_of_today_leaves_all_others_as_they_are() -> None:
    days = {f"2025-{month:02}-15": 120 for month in range(1, 13)}
    before, after = sharded(days), sharded({**days, "2025-12-15": 121})
    assert before[:-1] == after[:-1]
    assert len(after[-1].files) == len(before[-1].files) + 1


@given(st.dictionaries(st.dates().map(str), st.integers(1, 400), max_size=60))
def test_each_page_is_in_one_of_a_few(days: dict[str, int]) -> None:
    found = sharded(days)
    assert len(found) <= MOST_SHARDS + 1
    assert len({shard.name for shard in found}) == len(found)
    assert found[0].name == FIRST
    files = [file for shard in found for file in shard.files]
    assert sorted(files) == sorted((*BRIEFINGS, *reports(days)))
    assert list(found) == sorted(found, key=lambda shard: (shard.name != FIRST, shard.name))


def test_two_are_made_at_once_unless_they_take_much_memory() -> None:
    small, large = (Shard("one", ("page",) * pages) for pages in (300, 1_450))
    assert index._at_once([small, small, small]) == 2
    assert index._at_once([small, large, large]) == 1


def test_after_an_edit_only_the_shards_of_changed_pages_are_made(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SMALLEST", 1)
    # An article's day decides, so that these are two shards.
    site.replace("content/articles/second.md", "published: 2025-05-16", "published: 2025-04-16")
    site.build("--search")
    top = site.root / "site/pagefind"
    told = json.loads((top / "shards.json").read_text())["shards"]
    assert [shard["name"] for shard in told] == ["site", "2025-04-16", "2025-05-15"]
    before = {path: path.stat().st_mtime_ns for path in top.glob("*/shard.json")}
    site.replace("content/articles/first.md", "on Wednesday", "on Thursday")
    assert "1 indexed for search" in site.build("--search").out
    after = {path: path.stat().st_mtime_ns for path in top.glob("*/shard.json")}
    assert {path.parent.name for path in after if after[path] != before[path]} == {"2025-05-15"}
    assert "on Thursday" in found_pages(site.root / "site")["/articles/first/"]["content"]
