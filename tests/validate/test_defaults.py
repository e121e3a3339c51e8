"""What holds for all claims of an article is written once, and `theme/point` is one key.

Each case is an article of the small site and what an editor is told of it, or what the site says.
"""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from tests.conftest import Outcome, Site

PATH = "content/articles/third.md"
NORTH = "{text: Ten days., value: 10 days}"


def article(front: str, themes: str = "[truce, venues]", body: str = "A digest.") -> str:
    head = f"title: Third report\nsource: herald\npublished: 2025-05-17\nthemes: {themes}\n"
    return f"---\n{head}{front}---\n{body}\n"


def told(site: Site, front: str, themes: str = "[truce, venues]") -> list[str]:
    """Return what a check says of the third article: place, message and code of each problem."""
    outcome = site.write(PATH, article(front, themes)).run("check")
    lines = outcome.err.splitlines()
    return [line.removeprefix(f"{PATH}:") for line in lines if line.startswith(PATH)]


def rows(site: Site) -> list[dict[str, str]]:
    """Return the claims of the third article, as the data of the site have them."""
    site.build()
    table = csv.DictReader(StringIO(site.page("data/claims.csv")))
    return [row for row in table if row["article"] == "third"]


def chosen(found: list[dict[str, str]], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in columns) for row in found]


def test_claims_have_what_the_defaults_say_unless_they_say_otherwise(site: Site) -> None:
    site.write(
        PATH,
        article(
            "defaults: {theme: truce, point: length, kind: offer, by: [north], on: 2025-05-16}\n"
            "claims:\n"
            "  - {text: Ten days., value: 10 days}\n"
            "  - {text: Talks first., point: order, kind: demand, by: envoy, on: 2025-05-15}\n"
        ),
    )
    assert chosen(rows(site), "theme", "point", "kind", "by", "on") == [
        ("truce", "length", "offer", "north", "2025-05-16"),
        ("truce", "order", "demand", "envoy", "2025-05-15"),
    ]


def test_a_point_may_be_written_with_its_theme(site: Site) -> None:
    site.write(
        PATH,
        article(
            "defaults: {point: truce/length, kind: figure}\n"
            "claims:\n"
            "  - {text: Ten days., value: 10 days}\n"
            "  - {text: They met in Rome., point: venues/host, value: Rome}\n"
            "  - {text: It was raining., point: none}\n"
        ),
    )
    assert chosen(rows(site), "theme", "point") == [
        ("truce", "length"),
        ("venues", "host"),
        ("truce", ""),
    ]


def test_a_default_point_is_for_claims_about_its_theme(site: Site) -> None:
    site.write(
        PATH,
        article(
            "defaults: {theme: truce, point: length, kind: event}\n"
            "claims: [{text: Ten days.}, {text: They met., theme: venues}]\n"
        ),
    )
    assert chosen(rows(site), "theme", "point") == [("truce", "length"), ("venues", "")]


def test_a_fact_is_not_said_to_be_done_by_those_who_hold_the_positions(site: Site) -> None:
    site.write(
        PATH,
        article(
            "defaults: {by: [north]}\n"
            "claims:\n"
            "  - {text: Ten days., kind: offer}\n"
            "  - {text: They met., kind: event}\n"
            "  - {text: South opened the door., kind: event, by: [south]}\n",
            "[truce]",
        ),
    )
    assert chosen(rows(site), "by") == [("north",), ("",), ("south",)]


def test_a_claim_may_do_without_a_default(site: Site) -> None:
    site.write(
        PATH,
        article(
            "defaults: {point: length, kind: event, on: 2025-05-16, via: wire}\n"
            "claims:\n"
            "  - {text: Ten days.}\n"
            "  - {text: Later., point: none, on: none, via: none}\n",
            "[truce]",
        ),
    )
    assert chosen(rows(site), "point", "on", "origin") == [
        ("length", "2025-05-16", "wire"),
        ("", "", "herald"),
    ]


ALL = "claims: [{text: One.}, {text: Two.}, {text: Three.}, {text: Four.}]\n"
WRONG = {
    "unknown names are told once, where they are written": (
        f"defaults: {{theme: truse, kind: demand, by: [nroth], via: wires}}\n{ALL}",
        [
            "6:19: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]",
            "6:45: error: unknown actor 'nroth'; did you mean 'north'? [unknown-actor]",
            "6:58: error: unknown source 'wires'; did you mean 'wire'? [unknown-source]",
        ],
    ),
    "a value that cannot be is told once": (
        f"defaults: {{theme: truce, kind: demnd, on: yesterday}}\n{ALL}",
        [
            "6:32: error: 'demnd' is not one of event, agreement, figure, statement, proposal, "
            "demand, offer, threat, denial, assessment; did you mean 'demand'? [unknown-value]",
            "6:43: error: 'yesterday' is not a date; write 2025-05-15, or 2025-05 for a month "
            "[bad-value]",
        ],
    ),
    "a misspelt default is not missing in every claim": (
        f"defaults: {{theme: truce, knd: event}}\n{ALL}",
        ["6:26: error: unknown key 'knd'; did you mean 'kind'? [unknown-key]"],
    ),
    "misspelt defaults are not missing in every claim": (
        f"default: {{theme: truce, kind: event}}\n{ALL}",
        ["6:1: error: unknown key 'default'; did you mean 'defaults'? [unknown-key]"],
    ),
    "a list of defaults is told once": (
        f"defaults: [truce, event]\n{ALL}",
        ["6:11: error: expected keys with values, not a list; write {theme: …} [wrong-type]"],
    ),
    "defaults that are not indented are told once": (
        f"defaults:\ntheme: truce\nkind: event\n{ALL}",
        [
            "6:1: error: 'defaults' has no value; indent 'theme' and 'kind', which belong below "
            "it, by two spaces [outdented]",
        ],
    ),
    "a default without a value in braces": (
        "defaults: {theme: truce, kind}\nclaims: [{text: One., kind: event}]\n",
        ["6:26: error: 'kind' has no value; write kind: … or remove it [no-value]"],
    ),
    "an unknown key": (
        f"defaults: {{theme: truce, kind: event, value: 30}}\n{ALL}",
        ["6:39: error: unknown key 'value' [unknown-key]"],
    ),
    "whose position it is has to be said still": (
        "defaults: {theme: truce, kind: demand}\nclaims: [{text: One.}]\n",
        ["7:10: error: the key 'by' is missing; say whose demand this is [missing-by]"],
    ),
    "a claim lacks its kind": (
        "defaults: {theme: truce}\nclaims: [{text: One.}]\n",
        ["7:10: error: the key 'kind' is missing or has no value [missing-key]"],
    ),
    "a claim in braces has a key without a value that a default gives": (
        "defaults: {theme: truce, kind: event}\nclaims: [{text: One., kind}]\n",
        ["7:23: error: 'kind' has no value; write kind: … or remove it [no-value]"],
    ),
    "a point that needs its theme": (
        f"defaults: {{point: length, kind: event}}\n{ALL.replace('.}', '., theme: truce}')}",
        [
            "6:19: error: the article has several themes (truce, venues); say which one this "
            "point is of: truce/length [missing-key]",
        ],
    ),
    "a default point that its theme does not have": (
        f"defaults: {{point: truce/lenght, kind: event}}\n{ALL}",
        [
            "6:25: error: the theme 'truce' has no point 'lenght'; did you mean 'length'? "
            "[unknown-point]",
        ],
    ),
    "theme and point contradict each other": (
        "claims: [{text: One., kind: event, theme: venues, point: truce/length}]\n",
        [
            "6:43: error: 'theme' says 'venues', but 'point' names one of 'truce' "
            "('truce/length'); leave 'theme' out, or correct one of the two [theme-of-point]",
        ],
    ),
    "half a point": (
        "claims: [{text: One., kind: event, theme: truce, point: truce/}]\n",
        [
            "6:57: error: 'truce/' names no point; write theme/point, such as ceasefire/length "
            "[bad-value]",
        ],
    ),
    "a point with its theme in the place of a theme": (
        "claims: [{text: One., kind: event, theme: truce/length}]\n",
        [
            "6:43: error: 'truce/length' is a point with its theme; write point: truce/length "
            "[unknown-theme]",
        ],
    ),
    "a point of another theme": (
        "claims: [{text: One., kind: event, theme: venues, point: lenght}]\n",
        [
            "6:58: error: the theme 'venues' has no point 'lenght'; did you mean 'truce/length'? "
            "[unknown-point]",
        ],
    ),
    "an unknown theme before the slash": (
        "claims: [{text: One., kind: event, point: truse/length}]\n",
        ["6:43: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]"],
    ),
    "defaults that no claim takes": (
        "defaults: {theme: truce, by: [south], on: 2025-05-16}\n"
        "claims: [{text: One., kind: event, point: venues/host, on: 2025-05-15}]\n",
        [
            "6:12: warning: no claim takes this 'theme', as each says its own; leave it out "
            "[unused-default]",
            "6:26: warning: no claim takes this 'by', which is for positions that do not say "
            "whose they are; leave it out [unused-default]",
            "6:39: warning: no claim takes this 'on', as each says its own; leave it out "
            "[unused-default]",
        ],
    ),
    "a default that is declined everywhere": (
        "defaults: {point: truce/length}\n"
        "claims: [{text: One., kind: event, theme: truce, point: none}]\n",
        [
            "6:12: warning: no claim takes this 'point', which is for claims about its theme that "
            "name none; leave it out [unused-default]",
        ],
    ),
    "a date after the report": (
        f"defaults: {{theme: truce, kind: event, on: 2025-05-19}}\n{ALL}",
        [
            "6:43: warning: 2025-05-19 is after the report itself, which is of 2025-05-17; "
            "correct one of the two, or write when the report came out with its time and offset "
            "if the day was another one there [dates-out-of-order]",
        ],
    ),
    "defaults without claims": (
        "defaults: {theme: truce}\nclaims: []\n",
        [
            "6:1: warning: these are defaults for claims, and there are none; leave them out "
            "[unused-default]",
        ],
    ),
}


@pytest.mark.parametrize(("front", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_once_and_where_it_is(
    site: Site, front: str, expected: list[str]
) -> None:
    assert told(site, front) == expected


def test_the_source_itself_may_be_named_where_a_default_says_another(site: Site) -> None:
    front = "defaults: {theme: truce, kind: event, via: wire}\nclaims: [{text: A.}, {text: B., via: herald}]\n"  # noqa: E501
    assert told(site, front) == []


EVIDENCE = "Full text: “not one day longer than a week”, she said, and left."


def quoting(site: Site, quote: str, more: str = "evidence: third.txt\n", body: str = "") -> Outcome:
    claim = f"claims: [{{text: A week., kind: figure, point: truce/length, quote: {quote}}}]\n"
    site.write(PATH, article(more + claim, body=body or "A digest."))
    return site.run("check")


def test_a_quotation_may_rest_on_evidence(site: Site) -> None:
    site.write("archive/third.txt", EVIDENCE)
    outcome = quoting(site, "not one day longer")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[0] == (
        "1 quotation rests on evidence that was not looked at; check it with briefing check "
        "--archive"
    )
    looked_up = site.run("check", "--archive", str(site.root / "archive"))
    assert looked_up.exit_code == 0
    assert "not looked at" not in looked_up.out


def test_builds_say_too_what_was_not_looked_at_even_if_nothing_changed(site: Site) -> None:
    quoting(site, "not one day longer")
    for _ in range(2):
        assert "1 quotation rests on evidence that was not looked at" in site.build().out


def test_a_quotation_that_its_evidence_does_not_have_is_an_error(site: Site) -> None:
    site.write("archive/third.txt", EVIDENCE)
    quoting(site, "for ever and a day")
    outcome = site.run("check", "--archive", str(site.root / "archive"))
    assert outcome.exit_code == 1
    assert "“for ever and a day” is not in the evidence, third.txt" in outcome.err


def test_without_evidence_the_text_has_to_have_what_is_quoted(site: Site) -> None:
    outcome = quoting(site, "not one day longer", more="")
    assert outcome.exit_code == 1
    assert "[quote-not-in-text]" in outcome.err


def test_a_slip_of_the_pen_is_told_though_evidence_might_have_it(site: Site) -> None:
    outcome = quoting(site, "not one day lnoger", body="“Not one day longer”, or not one day less.")
    assert "has nearly these words" not in quoting(site, "quite other words").err
    assert outcome.exit_code == 0
    outcome = quoting(site, "nine long days of silence", body="He saw nine long days of silences.")
    assert (
        "warning: the article's text has nearly these words: “nine long days of silence[s]”; if "
        "its evidence has yours, write them so in the text, too, or leave them out there "
        "[quote-near-text]"
    ) in outcome.err


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", "quoted by the editors from its full text, not checked by program"),
        (
            "url: https://herald.example/3\n",
            '<a href="https://herald.example/3" rel="noopener">quoted by the editors from the '
            "original, not checked by program</a>",
        ),
    ],
)
@pytest.mark.parametrize("publish", ["full", "excerpt", "link"])
def test_pages_say_that_a_quotation_is_from_the_original(
    site: Site, more: str, shown: str, publish: str
) -> None:
    front = f"evidence: third.txt\npublish: {publish}\n{more}"
    assert quoting(site, "not one day longer", front).exit_code == 0  # nor is a link broken
    site.build()
    for address in ("articles/third/", "themes/truce/"):
        page = site.page(address)
        assert "not one day longer" in page
        assert shown in page
        # An excerpt lists all quotations, so there is a place to jump to.
        assert ("third/#quote-c1" in page) == (publish == "excerpt")
    assert "not checked" not in site.page("articles/first/")
    claims = json.loads(site.page("data/briefing.json"))["claims"]
    checked = {one["quote"]: one["quote_checked"] for one in claims if "quote" in one}
    assert checked == {"thirty days of silence": True, "not one day longer": False}


def test_a_quotation_is_searched_where_no_text_has_it(site: Site) -> None:
    quoting(site, "not one day longer")
    site.build()
    assert '<p class="quote"><q>not one day longer</q>' in site.page("articles/third/")
    assert '<p class="quote" data-pagefind-ignore>' in site.page("articles/first/")
