"""Every debt is listed at its place, and is gone once it is paid."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Site

NOW = "2025-06-01"
TRUCE, FIRST, SECOND = "themes/truce.md", "content/articles/first.md", "content/articles/second.md"


def debts(site: Site, *arguments: str) -> list[dict[str, Any]]:
    """Return what `briefing status` lists."""
    outcome = site.run("status", "--now", NOW, "--format", "json", *arguments)
    assert (outcome.exit_code, outcome.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(outcome.out)["debts"]
    return found


def article(more: str, body: str = "Words of it.", *, claims: str = "") -> str:
    return (
        f"---\ntitle: Third\nsource: gazette\npublished: 2025-05-17\nthemes: [venues]\n"
        f"{more}{claims or 'claims: [{text: They met., kind: event}]'}\n---\n{body}\n"
    )


def set_in(path: str, old: str, new: str) -> Callable[[Site], Site]:
    return lambda site: site.replace(path, old, new)


def third(text: str) -> Callable[[Site], Site]:
    return lambda site: site.write("content/articles/third.md", text)


def as_of(more: str) -> Callable[[Site], Site]:
    return set_in(TRUCE, "as_of: 2025-05-20\n", f"as_of: 2025-05-20\n{more}\n")


LONG = " ".join(["word"] * 121)
MANY = "".join(f"  - {{id: p{number}, title: Point {number}}}\n" for number in range(7))
CASES: dict[str, tuple[Callable[[Site], Site], tuple[str, str, str, int, str], Any]] = {
    # What brings the debt; its group, kind, file, line and a part of its text; what pays it.
    "a review that is overdue": (
        as_of("review_by: 2025-05-30"),
        ("overdue", "review", TRUCE, 8, "review was due 2025-05-30"),
        set_in(TRUCE, "2025-05-30", "2025-07-30"),
    ),
    "a review that is near": (
        as_of("review_by: 2025-06-08"),
        ("due-soon", "review", TRUCE, 8, "review is due 2025-06-08"),
        set_in(TRUCE, "2025-06-08", "2025-06-09"),
    ),
    "a date to watch that is past": (
        as_of("watch:\n  - {date: 2025-05-30, text: 'A vote [@first].'}"),
        ("overdue", "watch", TRUCE, 9, "say what came of “A vote.”"),
        set_in(TRUCE, "2025-05-30", "2025-07-30"),
    ),
    "a date to watch that is near": (
        as_of("watch:\n  - Something else.\n  - {date: 2025-06-03, text: A vote.}"),
        ("due-soon", "watch", TRUCE, 10, "2025-06-03, to watch: “A vote.”"),
        set_in(TRUCE, "{date: 2025-06-03, text: A vote.}", "A vote."),
    ),
    "a draft": (
        third(article("draft: true\n")),
        ("not-public", "draft", "content/articles/third.md", 6, "draft: Third"),
        third(article("")),
    ),
    "an embargo that ends soon": (
        third(article("publish_at: 2025-06-05T09:00\n")),
        ("due-soon", "embargo", "content/articles/third.md", 6, "public 2025-06-05 09:00"),
        third(article("publish_at: 2025-05-20\n")),
    ),
    "an embargo that ends later": (
        third(article("publish_at: 2025-09-05T09:00+03:00\n")),
        ("not-public", "embargo", "content/articles/third.md", 6, "2025-09-05 09:00+03:00"),
        third(article("")),
    ),
    "a draft whose embargo is over": (
        third(article("draft: true\npublish_at: 2025-05-20\n")),
        ("overdue", "embargo", "content/articles/third.md", 7, "still a draft"),
        third(article("publish_at: 2025-05-20\n")),
    ),
    "an end that is near": (
        third(article("expires_at: 2025-06-07\n")),
        ("due-soon", "expiry", "content/articles/third.md", 6, "goes off the site 2025-06-07"),
        third(article("expires_at: 2025-06-20\n")),
    ),
    "a point with one source": (
        lambda site: site.remove(SECOND),
        ("weak-evidence", "single-source", TRUCE, 9, "length: 1 claim from one source: The Herald"),
        third(
            article(
                "",
                claims="claims: [{text: Sixty., kind: demand, by: [south], point: length}]",
            ).replace("[venues]", "[truce]")
        ),
    ),
    "facts of one source": (
        set_in(
            SECOND,
            "claims:\n",
            "claims:\n  - {text: It was ten., theme: truce, point: length, kind: figure, value: 10}"
            "\n",
        ),
        ("weak-evidence", "single-source", TRUCE, 9, "length: its facts from one source: The Gaz"),
        set_in(SECOND, "kind: figure, ", "kind: demand, by: [south], "),
    ),
    "a point without a claim": (
        lambda site: site,
        ("weak-evidence", "no-claims", TRUCE, 11, "order: no claim answers it"),
        set_in(FIRST, "point: length", "point: order"),
    ),
    "an article without a claim": (
        third(article("", claims="summary: Short.")),
        ("weak-evidence", "article-without-claims", "content/articles/third.md", 1, "no claim was"),
        third(article("")),
    ),
    "quotations without evidence": (
        lambda site: site,
        ("weak-evidence", "unchecked-quotations", FIRST, 1, "1 quotation of claims, and no"),
        set_in(FIRST, "claims:\n", "evidence: first.txt\nclaims:\n"),
    ),
    "an agency that is named": (
        third(article("", "As The Wire has it.\n\nSo a text of Wire.")),
        ("weak-evidence", "wire-without-via", "content/articles/third.md", 8, "names Wire"),
        third(article("via: wire\n", "As The Wire has it.")),
    ),
    "an agency that no register has": (
        third(article("", "“No”, he told Reuters.")),
        ("weak-evidence", "wire-without-via", "content/articles/third.md", 8, "names Reuters"),
        third(article("", "“No”, he told reporters.")),
    ),
    "an agency in letters of its own": (
        third(article("", "Про це повідомив УНІАН.")),
        ("weak-evidence", "wire-without-via", "content/articles/third.md", 8, "names УНІАН"),
        third(article("", "Про це повідомив речник.")),
    ),
    "a claim without a value": (
        set_in(SECOND, "    value: 60 days\n", ""),
        ("weak-evidence", "no-value", SECOND, 7, "length: claim c1 has no value to compare"),
        set_in(SECOND, "    point: length\n", ""),
    ),
    "a long bottom line": (
        set_in(TRUCE, "The two sides disagree", f"Here are {LONG}"),
        ("to-tidy", "long-bottom-line", TRUCE, 14, "bottom line of 129 words; 120 at most"),
        set_in(TRUCE, LONG, "few words"),
    ),
    "many points": (
        set_in(TRUCE, "points:\n", f"points:\n{MANY}"),
        ("to-tidy", "many-points", TRUCE, 8, "9 points stand open; 7 at most"),
        lambda site: site.replace(TRUCE, "Point 0}", "Point 0, aside: true}").replace(
            TRUCE, "Point 1}", "Point 1, aside: true}"
        ),
    ),
    "a status of no date": (
        lambda site: site,
        ("to-tidy", "status-without-since", TRUCE, 4, "since when"),
        set_in(TRUCE, "  state: open\n", "  state: open\n  since: 2025-05\n"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_debt_is_listed_at_its_place_until_it_is_paid(site: Site, name: str) -> None:
    bring, (group, kind, file, line, text), pay = CASES[name]
    bring(site)

    def found() -> list[tuple[str, str, str, int]]:
        return [
            (debt["group"], debt["kind"], debt["file"], debt["line"])
            for debt in debts(site)
            if text in debt["text"] and debt["file"] == file
        ]

    assert found() == [(group, kind, file, line)]
    pay(site)
    assert found() == []


def test_what_is_soon_is_for_the_editor_to_say(site: Site) -> None:
    as_of("review_by: 2025-06-20")(site)
    kinds = [debt["kind"] for debt in debts(site)]
    assert "review" not in kinds
    assert "review" in [debt["kind"] for debt in debts(site, "--days", "19")]


def test_a_review_is_overdue_when_its_day_is_over_where_the_site_is(site: Site) -> None:
    as_of("review_by: 2025-05-31")(site)
    site.replace("content/site.yaml", "title:", "timezone: America/New_York\ntitle:")
    groups = [debt["group"] for debt in debts(site) if debt["kind"] == "review"]
    assert groups == ["due-soon"]


def test_whoever_gave_a_value_on_a_point_owes_none(site: Site) -> None:
    claim = "  - {text: South insists., theme: truce, point: length, kind: demand, by: [south]}\n"
    site.replace(SECOND, "claims:\n", f"claims:\n{claim}")
    assert "no-value" not in [debt["kind"] for debt in debts(site)]


def test_what_is_over_owes_nothing_and_what_is_held_back_counts_for_no_point(site: Site) -> None:
    site.replace(SECOND, "claims:\n", "expires_at: 2025-05-30\nclaims:\n")
    site.replace(FIRST, "claims:\n", "draft: true\nclaims:\n")
    found = debts(site)
    assert not any(debt["file"] == SECOND for debt in found)
    unanswered = [debt["text"] for debt in found if debt["kind"] == "no-claims"]
    assert "length: no claim answers it" in unanswered


def test_with_the_archive_quotations_are_looked_up(site: Site) -> None:
    site.replace(FIRST, "claims:\n", "evidence: first.txt\nclaims:\n")
    archive = site.root / "archive"
    site.write("archive/other.txt", "Nothing.")

    def unchecked() -> list[tuple[int, str]]:
        found = debts(site, "--archive", str(archive))
        return [(one["line"], one["text"]) for one in found if one["file"] == FIRST]

    assert unchecked() == [(6, "1 quotation unchecked: first.txt is not in the archive")]
    site.write("archive/first.txt", "They ask for forty days of silence.")
    assert unchecked() == [(14, "claim c1: its quotation is not in the evidence")]
    site.write("archive/first.txt", "They ask for thirty days of silence.")
    assert unchecked() == []


def test_a_theme_is_asked_about_alone(site: Site) -> None:
    found = debts(site, "--theme", "venues")
    assert {debt["file"] for debt in found} == {"themes/venues.md"}
    everything = debts(site)
    assert {tuple(debt["themes"]) for debt in everything} == {("truce",), ("venues",)}


def test_words_are_counted_where_there_are_no_spaces(site: Site) -> None:
    set_in(TRUCE, "The two sides disagree on the order[@first#c1]. More is unknown.", "停火" * 130)(
        site
    )
    (debt,) = [debt for debt in debts(site) if debt["kind"] == "long-bottom-line"]
    assert debt["text"] == "bottom line of 130 words; 120 at most"
