"""Which pages are indexed together, and that an edit leaves the others alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import shards
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
    months = {"2025-02-03": 100, "2025-03-01": 100, "2025-04-09": 100, "2025-05-31": 200}
    assert sizes(months) == {"site": 2, "2025-02": 200, "2025-04": 100, "2025-05": 200}


def test_a_month_with_more_than_a_shard_holds_is_divided_by_its_days() -> None:
    days = {"2025-04-30": 10, "2025-05-01": 200, "2025-05-02": 60, "2025-05-03": 100}
    assert sizes(days) == {"site": 2, "2025-04": 210, "2025-05-02": 160}


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
    assert len(found) <= MOST_SHARDS
    assert len({shard.name for shard in found}) == len(found)
    assert found[0].name == FIRST
    files = [file for shard in found for file in shard.files]
    assert sorted(files) == sorted((*BRIEFINGS, *reports(days)))
    assert list(found) == sorted(found, key=lambda shard: (shard.name != FIRST, shard.name))


def test_after_an_edit_only_the_shards_of_changed_pages_are_made(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SMALLEST", 1)
    # An article's day decides, so that these are two shards.
    site.replace("content/articles/second.md", "published: 2025-05-16", "published: 2025-04-16")
    site.build("--search")
    top = site.root / "site/pagefind"
    assert json.loads((top / "shards.json").read_text()) == ["site", "2025-04", "2025-05"]
    before = {path: path.stat().st_mtime_ns for path in top.glob("*/pagefind-entry.json")}
    site.replace("content/articles/first.md", "on Wednesday", "on Thursday")
    assert "1 indexed for search" in site.build("--search").out
    after = {path: path.stat().st_mtime_ns for path in top.glob("*/pagefind-entry.json")}
    assert {path.parent.name for path in after if after[path] != before[path]} == {"2025-05"}
    assert "on Thursday" in found_pages(site.root / "site")["/articles/first/"]["content"]
