"""The home page and the timeline: where each theme stands, and no day cut short."""

from __future__ import annotations

from lxml import html

from tests.conftest import Site
from tests.plan.talks import article, claim, words

POINTS = ("length", "order")


def page(site: Site, address: str) -> html.HtmlElement:
    """Build, and return a page."""
    site.build()
    return html.fromstring(site.page(address).encode())


def test_the_home_page_begins_with_where_each_theme_stands(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30 days")])
    talks.replace("themes/truce.md", "title: Truce", "title: Truce\nevents: [one#c1]")
    headings = [words(one) for one in page(talks, "").xpath("//main//h2")]
    assert headings == ["Where things stand", "How it got here", "Latest reports"]


def test_a_theme_whose_review_is_due_says_so_on_the_home_page_too(talks: Site) -> None:
    talks.replace("themes/truce.md", "as_of:", "review_by: 2025-05-27\nas_of:")
    home = page(talks, "")
    (due,) = home.xpath("//article//p[@data-overdue]")
    assert (due.get("data-overdue"), due.get("hidden")) == ("2025-05-27", "")
    assert words(due) == "Review overdue since 27 May 2025; this page may be out of date."
    assert home.xpath("//script[contains(@src, 'overdue.js')]")


def test_badges_count_the_points_that_the_briefing_shows(talks: Site) -> None:
    said = [claim(by, at, n) for by, n in (("north", "1"), ("south", "2")) for at in POINTS]
    article(talks, "one", said)
    talks.replace("themes/truce.md", "title: Order of steps", "title: Order\n    aside: true")
    badge = page(talks, "").xpath("//article//*[contains(@class, 'badge')]")
    assert [words(one) for one in badge] == ["The sides disagree on one point"]


def test_the_first_and_last_events_of_themes_stand_together_each_once(talks: Site) -> None:
    said = [claim("north", "length", f"{n} days", on=f"2025-05-{n:02}") for n in range(1, 10)]
    article(talks, "one", said)
    talks.replace(
        "themes/truce.md", "title: Truce", "title: Truce\nevents: [one#c9, one#c3, one#c1]"
    )
    talks.replace("themes/venues.md", "title: Venues", "title: Venues\nevents: [one#c1, one#c5]")
    shown = page(talks, "").xpath("//ol[@class='strip']/li/time")
    assert [words(one) for one in shown] == ["1 May 2025", "5 May", "9 May"]


def test_the_latest_reports_are_of_several_outlets(talks: Site) -> None:
    for number in range(8):
        article(talks, f"h{number}", [], published=f"2025-05-{20 + number}")
    article(talks, "g1", [], published="2025-05-02", source="gazette")
    article(talks, "g2", [], published="2025-05-01", source="gazette")
    shown = [words(one) for one in page(talks, "").xpath("//ul[@class='reports']/li/a")]
    assert shown == ["h7", "h6", "h5", "h4", "g1", "g2"]


def test_the_timeline_cuts_no_day_and_says_what_it_leaves_out(talks: Site) -> None:
    early = [claim("north", "length", f"{n} days", on="2025-05-01") for n in range(30)]
    later = [claim("south", "length", f"{n} days", on="2025-05-02") for n in range(25)]
    oldest = [claim("east", "length", "9 days", on="2025-04-01")]
    article(talks, "one", [*early, *later, *oldest])
    timeline = page(talks, "timeline/")
    days = timeline.xpath("//main/section[@aria-labelledby != 'months']")
    found = {words(day.find("h2")): len(day.xpath(".//li")) for day in days}
    assert found == {"2 May 2025": 25, "1 May 2025": 30}
    assert "The latest 55 of 56 entries." in words(timeline.find(".//main/header"))


def test_the_timeline_of_a_theme_has_as_many_entries_as_its_briefing_counts(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", f"{n} days") for n in range(45)])
    elsewhere = claim("north", "host", "here").replace("point: host", "point: venues/host")
    article(talks, "two", [elsewhere])
    talks.replace("content/articles/two.md", "themes: [truce]", "themes: [truce, venues]")
    (more,) = page(talks, "themes/truce/").xpath("//p[@class='more']/a[contains(., 'timeline')]")
    assert words(more) == "Full timeline: 45 entries"
    timeline = html.fromstring(talks.page(more.get("href").strip("/") + "/").encode())
    assert len(timeline.xpath("//main//li[@data-kind]")) == 45
    assert words(timeline.find(".//main//h1")) == "Timeline"
    assert not timeline.xpath("//section[@aria-labelledby='months']")


def test_a_long_timeline_of_a_theme_says_what_it_leaves_out_and_where_that_is(talks: Site) -> None:
    old = [claim("north", "length", f"{n} days", on="2025-04-01") for n in range(5)]
    new = [claim("south", "length", f"{n} days", on="2025-05-01") for n in range(102)]
    article(talks, "one", [*old, *new])
    timeline = page(talks, "themes/truce/timeline/")
    assert "The latest 102 of 107 entries." in words(timeline.find(".//main/header"))
    (more,) = timeline.xpath("//main//p[@class='more']/a")
    assert more.get("href") == "/timeline/#months"


def test_a_day_is_told_from_new_to_old_as_the_days_are(talks: Site) -> None:
    times = ("09:00", "12:30", "18:00")
    said = [
        claim("north", "length", f"{at} days", on=f"2025-05-14T{at}").replace(
            "north on", f"At {at}"
        )
        for at in times
    ]
    article(talks, "one", said)
    for address in ("timeline/", "timeline/2025-05/"):
        told = [words(one) for one in page(talks, address).xpath("//main//li[@data-kind]/p")]
        assert [at for one in told for at in times if at in one] == ["18:00", "12:30", "09:00"]
