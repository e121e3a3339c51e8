"""What is told of each kind of edit, in the words that readers get."""

from __future__ import annotations

import pytest

from tests.changes.conftest import ACTORS, FIRST, SECOND, SETTINGS, TRUCE, VENUES, History

THIRD = """\
---
title: Third report
source: wire
published: 2025-06-03
themes: [truce, venues]
claims:
  - text: South now wants ten days.
    theme: truce
    point: length
    kind: demand
    by: [south]
    on: 2025-06-02
    value: 10 days
  - text: Geneva offers itself.
    theme: venues
    point: host
    kind: event
    value: Geneva
---
Words.
"""
THIRD_FILE = "content/articles/third.md"


def test_nothing_is_one_line(history: History) -> None:
    assert history.text() == "Nothing changed from 1 June 2025 to 8 June 2025.\n"
    assert history.text("--format", "markdown") == history.text()
    assert history.data()["themes"] == []
    assert "<p>Nothing changed from" in history.text("--format", "html")


def test_a_newsletter_says_what_is_new_with_outlet_date_and_link(history: History) -> None:
    history.site.write(THIRD_FILE, THIRD)
    assert (
        history.text()
        == """\
Small Site: what changed from 1 June 2025 to 8 June 2025

Truce
=====
Unresolved. No truce yet. (unchanged)
https://example.org/themes/truce/

New
- “Third report” (The Wire, 3 June 2025)
  https://example.org/articles/third/
  - South now wants ten days.
    https://example.org/articles/third/#claim-c1

Venues
======
Unresolved. A host is sought. (unchanged)
https://example.org/themes/venues/

New
- Geneva offers itself. (The Wire, 3 June 2025)
  https://example.org/articles/third/#claim-c2
"""
    )


def test_all_of_a_new_report_with_many_claims_is_in_the_data_and_the_first_in_words(
    history: History,
) -> None:
    claims = "".join(f"  - {{text: Thing {n} happened., kind: event}}\n" for n in range(1, 9))
    history.site.write(
        THIRD_FILE,
        "---\ntitle: Third report\nsource: wire\npublished: 2025-06-03\nthemes: [truce]\n"
        f"claims:\n{claims}---\nWords.\n",
    )
    told = history.lines()
    assert told[-2:] == ["Thing 5 happened.", "and 3 more claims"]
    assert len(history.theme("truce")["new_reports"][0]["claims"]) == 8


def test_a_state_of_a_point_that_changed_says_what_it_was_and_what_is_answered(
    history: History,
) -> None:
    history.site.write(THIRD_FILE, THIRD.replace("point: host", "point: host\n    by: [north]"))
    history.commit("2025-06-03T12:00:00Z")
    history.site.replace(SECOND, "value: 60 days", "value: 30 days")
    history.site.replace(THIRD_FILE, "value: 10 days", "value: 30 days")
    told = history.lines("--since", "HEAD")
    assert told[:4] == [
        "Where things stand",
        "Length: the sides agree (was: the sides disagree)",
        "South; North: 30 days",
        "Changed",
    ]
    point = history.theme("truce", "--since", "HEAD")["points"][0]
    assert (point["before"], point["states"]) == (["parties-differ"], ["parties-agree"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "text: North wants thirty days.",
            "text: North asks for thirty days.",
            ["Was: North wants thirty days."],
        ),
        ("value: 30 days", "value: 31 days", ["Answer: 31 days (was: 30 days)"]),
        ("kind: proposal", "kind: offer", ["Type: Offer (was: Proposal)"]),
        ("by: [north]", "by: [south]", ["Who: South (was: North)"]),
        ("on: 2025-05-14", "on: 2025-05-13", ["Date: 13 May 2025 (was: 14 May 2025)"]),
        ("point: length", "point: order", ["Question: Order of steps (was: Length)"]),
        ("    quote", "    status: disputed\n    quote", ["Status: Disputed (was: Reported)"]),
        ("    quote", "    status: denied\n    quote", ["Status: Denied (was: Reported)"]),
        ("    quote", "    via: wire\n    quote", ["Cites: The Wire (was: –)"]),
        (
            "quote: thirty days of silence",
            "quote: days of silence",
            ["Quotation: “days of silence” (was: “thirty days of silence”)"],
        ),
    ],
)
def test_a_claim_that_changed_says_what_and_from_what(
    history: History, old: str, new: str, told: list[str]
) -> None:
    history.site.replace(FIRST, old, new)
    lines = history.lines()
    at = lines.index("Changed")
    assert lines[at + 1].endswith("thirty days. (The Herald, 15 May 2025)") or "via" in new
    assert lines[at + 2 :] == told


def test_a_claim_that_is_put_in_before_others_is_the_only_one_told(history: History) -> None:
    history.site.replace(
        FIRST, "claims:\n", "claims:\n  - text: They met for an hour.\n    kind: event\n"
    )
    assert history.lines() == ["New", "They met for an hour. (The Herald, 15 May 2025)"]


def test_a_claim_that_is_revised_is_told_though_another_one_was_put_in_before_it(
    history: History,
) -> None:
    history.site.replace(
        FIRST,
        "  - text: North wants thirty days.",
        "  - text: They met.\n    kind: event\n  - text: North wants thirty long days.",
    )
    assert history.lines() == [
        "New",
        "They met. (The Herald, 15 May 2025)",
        "Changed",
        "North wants thirty long days. (The Herald, 15 May 2025)",
        "Was: North wants thirty days.",
    ]


def test_a_claim_that_gets_an_id_has_not_changed(history: History) -> None:
    history.site.replace(FIRST, "  - text: North", "  - id: wish\n    text: North")
    history.site.replace(TRUCE, "[@first#c1]", "[@first#wish]")
    assert history.lines() == []


def test_a_claim_that_is_taken_out_is_withdrawn(history: History) -> None:
    history.site.replace(
        SECOND, "claims:\n", "claims:\n  - {text: It rained., kind: event, theme: truce}\n"
    )
    history.commit()
    history.site.replace(SECOND, "  - {text: It rained., kind: event, theme: truce}\n", "")
    assert history.lines("--since", "HEAD") == [
        "Withdrawn",
        "It rained. (The Gazette, 16 May 2025)",
    ]


def test_a_report_that_is_withdrawn_is_counted_and_nothing_of_it_shows(history: History) -> None:
    told = [
        "Where things stand",
        "Length: only one side heard (was: the sides disagree)",
        "North: 30 days",
        "Withdrawn",
        "1 report is no longer published here",
    ]
    for edit in ("draft: true", "expires_at: 2025-06-05"):
        history.site.replace(SECOND, "source: gazette", f"source: gazette\n{edit}")
        assert history.lines() == told
        outcome = history.run("--format", "json")
        assert "Second" not in outcome.out
        assert "Gazette" not in outcome.out
        assert "sixty" not in outcome.out
        # The editor gets to know which file it is.
        assert "withdrawn, and only counted for readers: content/articles/second.md" in outcome.err
        history.site.replace(SECOND, f"\n{edit}", "")
    history.site.remove(SECOND)
    assert history.lines() == told


def test_texts_that_link_to_what_is_withdrawn_or_renamed_have_not_changed(
    history: History,
) -> None:
    history.site.replace(TRUCE, "More is unknown.", "See [[second]] by [[actor:south]].")
    history.site.replace(
        TRUCE, "points:", "unknowns: ['What [[second]] means.', 'Who [[actor:south]] is.']\npoints:"
    )
    history.site.replace(FIRST, "on Wednesday.", "on Wednesday, as [[second]] says.")
    history.commit()
    history.site.replace(ACTORS, "name: South", "name: The South")
    history.site.replace(SECOND, "source: gazette", "source: gazette\ndraft: true")
    told = history.lines("--since", "HEAD")
    assert told[-2:] == ["Withdrawn", "1 report is no longer published here"]
    assert not [line for line in told if "Bottom line" in line or "know" in line]
    history.site.replace(TRUCE, "What [[second]] means.", "Who [[second]] helps.")
    assert "Second report" not in history.text("--since", "HEAD", "--format", "json")


def test_a_report_that_is_withdrawn_is_of_an_outlet_that_others_still_name(
    history: History,
) -> None:
    history.site.write(THIRD_FILE, THIRD.replace("source: wire", "source: gazette"))
    history.commit()
    history.site.remove(SECOND)
    assert history.lines("--since", "HEAD")[-1] == (
        "The Gazette: 1 report is no longer published here"
    )


def test_an_embargo_that_falls_due_is_new_though_no_file_changed(history: History) -> None:
    text = THIRD.replace("source: wire", "source: wire\npublish_at: 2025-06-04T09:00Z")
    history.site.write(THIRD_FILE, text)
    history.commit()
    assert history.lines("--since", "HEAD")[:2] == [
        "New",
        "“Third report” (The Wire, 3 June 2025)",
    ]
    assert history.lines("--since", "2025-06-04T09:00Z") == []
    assert history.lines("--until", "2025-06-04T08:59Z", "--since", "HEAD") == []


def test_nothing_is_told_of_what_is_still_held_back(history: History) -> None:
    history.site.write(THIRD_FILE, THIRD.replace("source: wire", "source: wire\ndraft: true"))
    assert history.lines() == []


def test_a_correction_is_told_with_what_it_corrects(history: History) -> None:
    history.site.replace(
        FIRST,
        "claims:",
        "corrections:\n  - {date: 2025-06-05, text: 'We had **twenty** days.'}\nclaims:",
    )
    history.site.replace(
        TRUCE, "points:", "corrections:\n  - {date: 2025-06-06, text: We had war.}\npoints:"
    )
    assert history.lines() == [
        "Corrected",
        "First report: We had twenty days. (The Herald, 5 June 2025)",
        "Truce: We had war. (6 June 2025)",
    ]


def test_where_a_theme_stands_is_told_where_it_changed(history: History) -> None:
    history.site.replace(
        TRUCE, "text: No truce yet.\n  state: open", "text: It holds.\n  state: settled"
    )
    history.site.replace(TRUCE, "as_of: 2025-05-20", "as_of: 2025-06-07\nreview_by: 2025-06-14")
    history.site.replace(TRUCE, "More is unknown.", "Both sides keep it.")
    text = history.text()
    assert "Settled. It holds.\n" in text
    assert history.lines() == [
        "Where things stand",
        "New status (was: Unresolved. No truce yet.)",
        "Bottom line: The two sides disagree on the order. Both sides keep it.",
        "Checked: 7 June 2025 (was: 20 May 2025)",
        "Review due: 14 June 2025 (was: –)",
    ]


def test_questions_and_lists_of_a_theme_are_told(history: History) -> None:
    history.site.replace(
        TRUCE,
        "points:",
        "unknowns: [Who watches it., When it begins.]\nwatch: [The envoy’s trip.]\npoints:",
    )
    history.commit("2025-06-02T12:00:00Z")
    history.site.replace(
        TRUCE, "unknowns: [Who watches it., When it begins.]", "unknowns: [Who pays.]"
    )
    history.site.replace(TRUCE, "watch: [The envoy’s trip.]", "watch: [The envoy’s long trip.]")
    history.site.replace(TRUCE, "title: Order of steps", "title: What comes first")
    history.site.replace(
        TRUCE,
        "title: Length\n",
        "title: Length\n    note: Days are counted.\n  - {id: cost, title: Cost}\n",
    )
    assert history.lines("--since", "HEAD") == [
        "New",
        "New question: Cost",
        "What we don’t know: Who pays.",
        "Editor’s note on Length: Days are counted.",
        "Changed",
        "Question: What comes first (was: Order of steps)",
        "No longer under “What we don’t know”: Who watches it.",
        "No longer under “What we don’t know”: When it begins.",
        "What to watch: The envoy’s long trip. (was: The envoy’s trip.)",
    ]


def test_a_report_that_changed_says_what(history: History) -> None:
    history.site.replace(FIRST, "title: First report", "title: A first report")
    history.site.replace(FIRST, "on Wednesday.", "this Wednesday.")
    assert history.lines() == [
        "Changed",
        "“A first report” (The Herald, 15 May 2025)",
        "Headline: A first report (was: First report)",
        "Our own text was revised",
    ]


def test_reports_of_which_only_our_text_changed_are_listed_together(history: History) -> None:
    history.site.replace(FIRST, "on Wednesday.", "this Wednesday.")
    history.site.replace(SECOND, "South wants sixty.", "South wants sixty of them.")
    history.site.replace(SECOND, "source: gazette", "source: gazette\nsummary: South wants more.")
    assert history.lines() == [
        "Changed",
        "Our own text was revised:",
        "“Second report” (The Gazette, 16 May 2025)",
        "“First report” (The Herald, 15 May 2025)",
    ]
    fields = [one["fields"] for one in history.theme("truce")["changed_reports"]]
    assert [[field["field"] for field in one] for one in fields] == [["summary", "body"], ["body"]]


def test_a_report_that_comes_to_another_theme_is_told_there(history: History) -> None:
    history.site.replace(FIRST, "themes: [truce]", "themes: [truce, venues]")
    history.site.replace(FIRST, "  - text: North", "  - theme: truce\n    text: North")
    assert history.lines() == [
        "Changed",
        "“First report” (The Herald, 15 May 2025)",
        "Themes: Truce, Venues (was: Truce)",
    ]


def test_a_report_under_another_id_is_the_same(history: History) -> None:
    history.site.replace(FIRST, "source: herald", "source: herald\naliases: [/articles/first/]")
    text = (history.site.root / FIRST).read_text(encoding="utf-8")
    history.site.write("content/articles/opening.md", text).remove(FIRST)
    history.site.replace(TRUCE, "[@first#c1]", "[@opening#c1]")
    assert history.lines() == []


def test_a_theme_under_another_name_is_the_same(history: History) -> None:
    text = (history.site.root / TRUCE).read_text(encoding="utf-8")
    text = text.replace("title: Truce", "title: Ceasefire\naliases: [truce]")
    history.site.write("themes/ceasefire.md", text).remove(TRUCE)
    history.site.replace(FIRST, "themes: [truce]", "themes: [ceasefire]")
    history.site.replace(SECOND, "[truce, venues]", "[ceasefire, venues]")
    history.site.replace(SECOND, "theme: truce", "theme: ceasefire")
    told = ["Where things stand", "Theme: Ceasefire (was: Truce)"]
    assert history.lines() == told
    assert history.lines("--theme", "truce") == history.lines("--theme", "ceasefire") == told


def test_a_point_under_another_id_is_the_same(history: History) -> None:
    history.site.replace(TRUCE, "id: length", "id: duration")
    history.site.replace(FIRST, "point: length", "point: duration")
    history.site.replace(SECOND, "point: length", "point: duration")
    assert history.lines() == []


def test_an_actor_under_another_key_or_name_is_the_same(history: History) -> None:
    history.site.replace(ACTORS, "name: South", "name: The South")
    assert history.lines() == []
    history.site.replace(ACTORS, "south:", "republic:")
    history.site.replace(ACTORS, "name: The South", "name: South")
    history.site.replace(SECOND, "by: [south]", "by: [republic]")
    assert history.lines() == []


def test_another_language_or_time_zone_of_the_site_is_no_change(history: History) -> None:
    history.site.replace(FIRST, "on: 2025-05-14", "on: 2025-05-14T23:30")
    history.site.replace(TRUCE, "as_of: 2025-05-20", "as_of: 2025-05-20T10:00")
    history.commit()
    history.site.replace(SETTINGS, "title:", "language: de\ntimezone: Asia/Tokyo\ntitle:")
    told = history.data("--since", "HEAD")["themes"]
    assert told == []


def test_themes_come_and_go(history: History) -> None:
    text = (history.site.root / VENUES).read_text(encoding="utf-8")
    history.site.write("themes/places.md", text.replace("title: Venues", "title: Places"))
    history.site.remove(VENUES)
    history.site.replace(SECOND, "themes: [truce, venues]", "themes: [truce]")
    assert [(one["id"], one["change"]) for one in history.data()["themes"]] == [
        ("places", "new"),
        ("venues", "withdrawn"),
    ]
    assert history.lines() == [
        "Where things stand",
        "New theme",
        "Bottom line: No host has been named.",
    ]
    assert "Venues\n======\nWe no longer follow this theme." in history.text()


def test_one_theme_alone(history: History) -> None:
    history.site.write(THIRD_FILE, THIRD)
    assert [one["id"] for one in history.data("--theme", "venues")["themes"]] == ["venues"]
    outcome = history.run("--theme", "venue")
    assert outcome.exit_code == 2
    assert "no theme 'venue'; did you mean 'venues'?" in outcome.err


def test_addresses_are_those_that_are_asked_for(history: History) -> None:
    history.site.write(THIRD_FILE, THIRD)
    text = history.text("--base-url", "https://preview.example/site")
    assert "https://preview.example/site/themes/truce/" in text
    assert "example.org" not in text
