"""The chart of reports over time."""

from __future__ import annotations

from lxml import html

from tests.conftest import Site
from tests.plan.talks import article, words


def chart(site: Site) -> tuple[str, list[str]]:
    """Return the caption of the chart on the home page, and what its rows tell."""
    assert site.build().exit_code == 0
    page = html.fromstring(site.page("").encode())
    (figure,) = page.xpath("//figure[@class='chart']")
    rows = figure.xpath(".//tbody/tr")
    told = [f"{words(row.xpath('th')[0])}: {row.xpath('.//svg/@aria-label')[0]}" for row in rows]
    return words(figure.xpath("figcaption")[0]), told


def test_the_chart_counts_reports_by_day(talks: Site) -> None:
    article(talks, "one", [])
    article(talks, "two", [])
    article(talks, "three", [], "2025-06-01")
    caption, told = chart(talks)
    assert caption == "Reports by day; the tallest bar is 2 reports"
    assert told == ["Truce: 15 May 2025: 2; 1 June 2025: 1", "Venues: None"]


def test_the_chart_of_a_long_story_counts_by_month_and_shows_two_years(talks: Site) -> None:
    article(talks, "old", [], "2020-01-15")
    article(talks, "one", [], "2025-03-15")
    article(talks, "two", [], "2025-05-15")
    caption, told = chart(talks)
    assert caption == "Reports by month; the tallest bar is one report"
    assert told == ["Truce: March 2025: 1; May 2025: 1", "Venues: None"]


def test_a_report_late_at_night_counts_for_the_day_that_was_written(talks: Site) -> None:
    talks.replace("content/site.yaml", "id: small-site", "id: small-site\ntimezone: Asia/Tokyo")
    article(talks, "one", [], "2025-05-15T00:30")
    assert chart(talks)[1][0] == "Truce: 15 May 2025: 1"


def test_without_reports_there_is_no_chart(talks: Site) -> None:
    assert talks.build().exit_code == 0
    assert "<figure" not in talks.page("")
