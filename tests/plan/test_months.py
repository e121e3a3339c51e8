"""A month with much in it has several pages, and no page grows with the site."""

from __future__ import annotations

import re

from generator.assemble import keys
from generator.assemble.developments import DEVELOPMENTS_OF_PART, parts_of_months
from generator.plan import limits
from generator.plan.months import Part, parts_of
from tests.conftest import Site

MONTH = "themes/truce/2025-04/"


def report(site: Site, number: int, claims: int = 1) -> None:
    said = "".join(f"  - text: Said {n}.\n    kind: event\n" for n in range(claims))
    site.write(
        f"content/articles/r{number:02}.md",
        f"---\ntitle: Report {number:02}\nsource: herald\npublished: 2025-04-{number % 28 + 1:02}\n"
        f"themes: [truce]\nclaims:\n{said}---\nText.\n",
    )


def titles(html: str) -> list[str]:
    return re.findall(r">(Report \d\d)</a></h2>", html)


def test_a_full_month_has_pages_that_lead_to_each_other(site: Site) -> None:
    for number in range(28):
        report(site, number)
    site.build()
    assert titles(site.page(f"{MONTH}1/")) == [f"Report {n:02}" for n in range(24, -1, -1)]
    assert titles(site.page(MONTH)) == ["Report 27", "Report 26", "Report 25"]
    assert "Truce, April 2025 · 2/2" in site.page(MONTH)
    assert re.search(rf'rel="prev" href="/{MONTH}1/">[^<]*April 2025 · 1/2', site.page(MONTH))
    assert re.search(rf'rel="next" href="/{MONTH}">[^<]*April 2025 · 2/2', site.page(f"{MONTH}1/"))
    assert site.run("check").exit_code == 0

    # What comes new changes the latest page alone, and all is as if it had been there before.
    before = site.output()[f"{MONTH}1/index.html"]
    report(site, 27, claims=limits.CLAIMS_PER_ENTRY + 3)
    site.build()
    assert site.output()[f"{MONTH}1/index.html"] == before
    assert "3 more claims on its page" in site.page(MONTH)
    kept = site.output()
    site.build("--clean")
    assert site.output() == kept


def test_old_addresses_of_all_pages_of_a_month_redirect(site: Site) -> None:
    for number in range(26):
        report(site, number)
    site.replace("themes/truce.md", "title: Truce", "title: Truce\naliases: [armistice]")
    site.build()
    assert f'href="/{MONTH}1/"' in site.page("themes/armistice/2025-04/1/")
    assert f'href="/{MONTH}"' in site.page("themes/armistice/2025-04/")


def test_parts_are_filled_from_the_oldest_entry_on() -> None:
    entries = [7, 6, 5, 4, 3, 2, 1]
    parts = parts_of([("2025-05", 3), ("2025-04", 1)])
    assert [part.address("m/") for part in parts] == ["m/", "m/2/", "m/1/", "m/"]
    assert [list(part.entries(entries, 3)) for part in parts[:3]] == [[7], [6, 5, 4], [3, 2, 1]]
    assert list(Part("2025-04", 1, 1).entries(entries, 9)) == entries


def test_a_month_of_the_timeline_has_parts_for_the_developments_of_all_themes() -> None:
    counts = {
        keys.developments("truce", "2025-05"): DEVELOPMENTS_OF_PART,
        keys.developments("venues", "2025-05"): 1,
        keys.developments("truce", "2025-04"): DEVELOPMENTS_OF_PART,
    }
    assert parts_of_months(counts) == '{"2025-05": 2}'
    assert parts_of_months({}) is None


def test_many_points_share_out_what_a_briefing_shows() -> None:
    assert limits.share(120, 24, 1) == limits.share(120, 24, 5) == 24
    assert limits.share(120, 24, 50) == 2
    assert limits.share(120, 24, 500) == 1
