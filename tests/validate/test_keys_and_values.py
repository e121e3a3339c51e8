"""Keys, values and quotations as people mistake them: one problem each, with what mends it."""

from __future__ import annotations

import pytest

from tests.conftest import Site

SITE, SOURCES, ACTORS = "content/site.yaml", "content/sources.yaml", "content/actors.yaml"
FIRST, TRUCE = "content/articles/first.md", "themes/truce.md"
REPORT = """\
---
title: Silence
source: herald
published: 2025-05-16
themes: [truce]
claims:
  - id: long
    text: North wants a long truce.
    point: length
    kind: demand
    by: [north]
    on: 2025-05-15
    value: 30 days
    quote: thirty days of silence
---
The Herald: “thirty days of silence”. Слова: «тридцять днів тиші».
"""
FILE = "content/articles/silence.md"


@pytest.fixture
def site(site: Site) -> Site:
    """Return a site with a report that has all kinds of values."""
    return site.write(FILE, REPORT)


def told(site: Site) -> list[str]:
    """Return what a check says, without codes."""
    lines = site.run("check").err.splitlines()
    return [
        line.rpartition(" [")[0] for line in lines if ": error: " in line or ": warning" in line
    ]


def told_of(site: Site, file: str, old: str, new: str) -> str:
    """Return the one problem that a change brings."""
    site.replace(file, old, new)
    (line,) = told(site)
    return line


# ---- quotations


@pytest.mark.parametrize(
    "written",
    [
        "“thirty days”",
        '"“thirty days of silence”"',
        "« тридцять днів »",
        "„тридцять днів“",
        "「thirty days」",
        "'\"thirty days\"'",
        "“\u00a0thirty days\u00a0”",
    ],
)
def test_quotation_marks_around_a_quotation_are_no_part_of_it(site: Site, written: str) -> None:
    site.replace(FILE, "thirty days of silence\n---", f"{written}\n---")
    assert told(site) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "thirty days of silence.",
            "the article's text has no '.' right after these words; leave it out",
        ),
        (
            "тридцять днів тиші,",
            "the article's text has no ',' right after these words; leave it out",
        ),
        (
            '"[t]hirty days"',
            "the square brackets of [t]hirty mark a change of the words, and the article's text "
            "has none there; quote its own words, or a part of them without this one",
        ),
        (
            "thіrty days of silence",
            "this quotation does not occur in the article's text; quote word for word: the nearest "
            "passage is “[thirty] days of silence” (yours has [thіrty]); the і in 'thіrty' is a "
            "Cyrillic letter",
        ),
    ],
)
def test_what_keeps_a_quotation_from_being_found_is_named(
    site: Site, written: str, message: str
) -> None:
    line = told_of(site, FILE, "quote: thirty days of silence", f"quote: {written}")
    assert line == f"{FILE}:14:12: error: {message}"


# ---- names


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("north, south", "'north, south' is not one actor, but 2; write [north, south]"),
        ("North and South", "'North and South' is not one actor, but 2; write [north, south]"),
        (
            "[north/south]",
            "'north/south' is not one actor, but 2; write north, south, with a comma and no quotes "
            "around all of them",
        ),
        (
            '["north, south, envoy"]',
            "'north, south, envoy' is not one actor, but 3; write north, south, envoy, with a "
            "comma and no quotes around all of them",
        ),
        ("[[north]]", "expected text, not a list; one pair of brackets, or one hyphen, is enough"),
    ],
)
def test_several_actors_in_the_place_of_one_are_taken_apart(
    site: Site, written: str, remedy: str
) -> None:
    assert told_of(site, FILE, "by: [north]", f"by: {written}").endswith(f"error: {remedy}")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            FILE,
            "source: herald",
            "source: herald, wire",
            "'herald, wire' is not one source, but 2; only one is allowed here: write herald or "
            "wire",
        ),
        (
            FILE,
            "source: herald",
            "source: [herald, wire]",
            "expected text, not a list; only one is allowed here, without brackets or hyphens",
        ),
        (
            FILE,
            "quote: thirty days of silence",
            "quote: [thirty days]",
            "expected text, not a list; only one is allowed here, without brackets or hyphens",
        ),
        (
            ACTORS,
            "aliases: [Envoi]",
            "members: north south",
            "expected a list, not the text 'north south'; write members: [north, south]",
        ),
    ],
)
def test_one_name_or_several_is_said(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    assert told_of(site, file, old, new).endswith(f"error: {message}")


def test_an_outlet_may_be_named_by_its_address_in_messages(site: Site) -> None:
    site.replace(
        SOURCES, "name: The Herald\n", "name: The Herald\n  url: https://herald.example/\n"
    )
    line = told_of(site, FILE, "source: herald", "source: https://herald.example")
    assert line.endswith("it is another name for 'herald', so write 'herald'")


# ---- keys


@pytest.mark.parametrize(
    ("file", "old", "key", "wanted"),
    [
        (FILE, "published:", "date:", "published"),
        (FILE, "source:", "джерело:", "source"),
        (FILE, "kind:", "type:", "kind"),
        (TRUCE, "state:", "статус:", "state"),
        (SOURCES, "name: The Wire", "outlet: The Wire", "name"),
    ],
)
def test_a_required_key_by_another_name_is_one_problem(
    site: Site, file: str, old: str, key: str, wanted: str
) -> None:
    line = told_of(site, file, old, key)
    other = key.partition(":")[0]
    assert line.endswith(
        f"error: unknown key '{other}', and the key '{wanted}' is missing; if you mean that, write "
        f"'{wanted}' in place of '{other}'"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (FILE, "[truce]", "[truce, truce]", "'truce' is listed twice; remove one of the two"),
        (FIRST, "claims:", "Claims:", "unknown key 'Claims'; did you mean 'claims'?"),
        (
            TRUCE,
            "id: order",
            "id: length",
            "the theme already has a point 'length'; give this point another id",
        ),
        (
            FILE,
            "    point: length",
            "    theme: venues\n    point: length",
            "the theme 'venues' is not one of the article's themes; add it there",
        ),
        (
            TRUCE,
            "as_of: 2025-05-20",
            "as_of: 2999-05-20\nevents: ['#c1']",
            "'#c1' names no article; write its id before the #: ID#c1",
        ),
        (
            TRUCE,
            "  - id: order",
            "    place: {lat: '41.0, 29.0'}\n  - id: order",
            "'41.0, 29.0' is two numbers; of a place, write lat: 41.0 (degrees north) and, on a "
            "line of its own, lon: 29.0 (degrees east)",
        ),
    ],
)
def test_one_mistake_brings_no_others(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    assert told_of(site, file, old, new).partition("error: ")[2] == message


def test_an_id_that_is_taken_loses_no_citations(site: Site) -> None:
    site.replace(TRUCE, "More is unknown.", "See [@silence] and [@silence#long].")
    line = told_of(site, FILE, "title:", "id: first\ntitle:")
    assert (
        line == f"{FILE}:2:5: error: {FIRST} already has the id 'first'; give this article "
        "another id"
    )


@pytest.mark.parametrize(("file", "kind"), [(SOURCES, "source"), (ACTORS, "actor")])
def test_a_register_that_is_empty_is_one_problem(site: Site, file: str, kind: str) -> None:
    site.write(file, "")
    (line,) = told(site)
    assert f"{file} is missing or empty; add an entry for each {kind} that is named" in line


def test_a_draft_that_is_cited_is_one_warning(site: Site) -> None:
    site.replace(TRUCE, "More is unknown.", "See [@silence], [@silence#long], [@silence].")
    line = told_of(site, FILE, "title:", "draft: true\ntitle:")
    assert "the article 'silence' is not public" in line
    assert line.endswith("(here and in 2 other places of this file)")


def test_dates_of_corrections_and_pages_that_are_still_to_come_are_told(site: Site) -> None:
    site.replace(TRUCE, "---\nThe", "corrections: [{date: 2998-01-02, text: Wrong.}]\n---\nThe")
    site.write("content/pages/about.md", "---\ntitle: About\nupdated: 2031-01-02\n---\nWho.\n")
    assert [line.partition("warning: ")[2] for line in told(site)][:1] == [
        "2031-01-02 is still to come; correct it"
    ]


# ---- columns and dashes


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "  - id: long",
            "    id: short\n    text: They met.\n    kind: event\n  - id: long",
            "7:5",
            "the first entry of the list has no dash; put '- ' before this line, with the dash in "
            "column 3",
        ),
        (
            "---\nThe",
            "    - id: met\n    text: They met.\n    kind: event\n---\nThe",
            "15:5",
            "this entry begins in column 5; to belong to the list above, begin it in column 3",
        ),
        (
            "title: Silence",
            "- title: Silence",
            "2:1",
            "no list can begin here; remove the dash before this key",
        ),
        (
            "  - id: long",
            "  - - id: long",
            "7:3",
            "write one dash and one space before the first key of an entry",
        ),
        (
            "  - id: long",
            "  -   id: long",
            "7:3",
            "write one dash and one space before the first key of an entry",
        ),
        ("title: Silence", 'title: "Тиша",', "2:14", "a comma behind the text; remove it"),
        ("title: Silence", "**title**: Silence", "2:1", "write the key without **: title:"),
        (
            "on: 2025-05-15",
            "on: May 2025",
            "12:9",
            "'May 2025' is not a date; write 2025-05-15, or 2025-05 for a month",
        ),
        (
            "on: 2025-05-15",
            "on: 2025‑05",
            "12:9",
            "'2025‑05' has dashes (U+2011), and not hyphens; write 2025-05",
        ),
        (
            "source: herald",
            "url: [Вісник](https://herald.example/a)\nsource: herald",
            "3:6",
            "a link stands here; write its address alone: https://herald.example/a",
        ),
        (
            "source: herald",
            "url: <https://herald.example/a>\nsource: herald",
            "3:6",
            "'<https://herald.example/a>' has more than an address; write https://herald.example/a "
            "alone",
        ),
        (
            "source: herald",
            "url: https://herald,example/a\nsource: herald",
            "3:6",
            "'https://herald,example/a' has a comma in the name of the site; write "
            "https://herald.example/a",
        ),
        (
            "source: herald",
            "url: https://herald\nsource: herald",
            "3:6",
            "the name of the site in 'https://herald' has no ending such as .org; add it",
        ),
    ],
)
def test_what_is_written_askew_is_told_where_it_is(
    site: Site, old: str, new: str, place: str, message: str
) -> None:
    assert told_of(site, FILE, old, new) == f"{FILE}:{place}: error: {message}"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            TRUCE,
            "status:\n  text",
            "status:\ntext",
            "5:1: error: 'text' begins in column 1; to belong to 'status', like the line below, "
            "begin it in column 3",
        ),
        (
            SOURCES,
            "wire:\n  name",
            "wire:\nname",
            "7:1: error: 'name' begins in column 1; to belong to 'wire', like the line below, "
            "begin it in column 3",
        ),
        (
            SOURCES,
            "wire:\n",
            "- wire:\n",
            "6:1: error: the lines above are no entries of a list; remove the dash",
        ),
        (
            TRUCE,
            "points:",
            "unknowns:\n  'Whether.'\n  '谁来监督。'\npoints:",
            "9:3: error: each entry of a list begins with a dash; put '- ' before each of these "
            "texts",
        ),
        (
            SITE,
            "https://example.org/",
            "https://example.org/index.html",
            "3:11: error: 'https://example.org/index.html' is the address of a page; write that of "
            "the site: https://example.org/",
        ),
        (
            SITE,
            "https://example.org/",
            "https://https://example.org/",
            "3:11: error: 'https://https://example.org/' begins with two schemes; write one "
            "https:// alone",
        ),
        (
            SITE,
            "title:",
            "editor: {name: Desk, email: 'mailto:desk@example.org'}\ntitle:",
            "2:29: error: 'mailto:desk@example.org' is a link; write desk@example.org alone",
        ),
    ],
)
def test_so_it_is_in_other_files(site: Site, file: str, old: str, new: str, message: str) -> None:
    assert told_of(site, file, old, new) == f"{file}:{message}"


def test_a_network_of_ones_own_has_short_names(site: Site) -> None:
    site.replace(SITE, "https://example.org/", "http://localhost:8000/")
    site.replace(FILE, "source: herald", "url: http://archive/7\nsource: herald")
    assert told(site) == []


def test_a_synonym_of_a_theme_leads_to_it(site: Site) -> None:
    site.replace(TRUCE, "title: Truce", "title: Truce\nsynonyms: [перемир'я]")
    line = told_of(site, FILE, "[truce]", "[перемир'я]")
    assert line.endswith("it is another name for 'truce', so write 'truce'")


def test_a_file_that_does_not_begin_with_its_front_matter_says_so(site: Site) -> None:
    line = told_of(site, FILE, "---\ntitle", "\n---\ntitle")
    assert "the file must begin with ---; remove the empty lines or spaces before it" in line


# ---- what is hardly meant


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            ACTORS,
            "aliases: [Envoi]",
            "aliases: [Envoi; Посланець]",
            "11:13: warning: 'Envoi; Посланець' is one name here; write a comma between names: "
            "[Envoi, Посланець]",
        ),
        (
            ACTORS,
            "aliases: [Envoi]",
            "aliases: [SOUTH]",
            "11:13: warning: 'SOUTH' is a name of 'south', too, so readers cannot tell the two "
            "apart; leave it out, or write more of it",
        ),
        (
            SOURCES,
            "name: The Wire",
            "name: The Herald",
            "7:9: warning: 'The Herald' is a name of 'herald', too, so readers cannot tell the two "
            "apart; leave it out, or write more of it",
        ),
        (
            ACTORS,
            "envoy:",
            "North:\n  name: The north of North\nenvoy:",
            "7:1: warning: the key differs from 'north' only in capital letters; give it another "
            "one",
        ),
        (
            TRUCE,
            "state: open",
            "state: open\n  since: 2025-05-21",
            "7:10: warning: the status holds since 2025-05-21, after the day up to which you have "
            "read, 2025-05-20 ('as_of'); correct one of the two",
        ),
        (
            TRUCE,
            "state: open",
            "state: open\n  since: 2025-05-01\n"
            "  history:\n    - {date: 2025-05-10, text: None., state: open}",
            "9:14: warning: a former status of 2025-05-10 is later than the present one, which "
            "holds since 2025-05-01; correct one of the two",
        ),
    ],
)
def test_what_is_hardly_meant_is_a_warning(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    assert told_of(site, file, old, new) == f"{file}:{message}"


def test_a_month_is_not_later_than_its_days(site: Site) -> None:
    site.replace(
        TRUCE,
        "state: open",
        "state: open\n  since: 2025-05\n"
        "  history:\n    - {date: 2025-05-10, text: None., state: open}",
    )
    assert told(site) == []


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("days", "30 days", "30 days</span>"),
        ("days", "30 Days or more", "30 Days or more"),
        ("days", "30", "30 <small>days</small>"),
        ("m", "30 men", "30 men <small>m</small>"),
        ("km", "30km", "30km"),
        ("天", "30天", "30天"),
        ("днів", "30 днів", "30 днів"),
    ],
)
def test_a_unit_that_a_value_has_is_not_shown_twice(
    site: Site, unit: str, value: str, shown: str
) -> None:
    site.remove(FIRST).remove("content/articles/second.md")
    site.replace(TRUCE, "title: Length", f"title: Length\n    unit: {unit}")
    site.replace(TRUCE, "[@first#c1]", "")
    site.replace(FILE, "value: 30 days", f"value: {value}")
    site.build()
    page = site.page("themes/truce/")
    assert shown.removesuffix("</span>") in page
    assert ("<small>" in page.partition('class="answers"')[2].partition("</ul>")[0]) == (
        "<small>" in shown
    )


# ---- what was lost or slipped between keys


@pytest.mark.parametrize(
    ("written", "column"),
    [("herald published: 2025-05-16", 16), ("herald, published: 2025-05-16", 17)],
)
def test_two_keys_on_one_line_are_parted(site: Site, written: str, column: int) -> None:
    assert told_of(site, FILE, "herald\npublished: 2025-05-16", written) == (
        f"{FILE}:3:{column}: error: put 'published:' on a line of its own; "
        "if it is part of the text, use quotes"
    )


@pytest.mark.parametrize(
    "title", ["Prï¿½sident", "Le prÃ©sident", "????????? ?? the river", "Pr\ufffdsident", "ÐœÐ¸Ñ€"]
)
def test_a_garbled_title_is_told(site: Site, title: str) -> None:
    assert "got lost on" in told_of(site, FILE, "title: Silence", f"title: '{title}'")


@pytest.mark.parametrize("title", ["Ça ira : où ?", "Who? What?", "Ñandú, Ångström, Âge", "¿Qué?"])
def test_a_title_with_accents_is_fine(site: Site, title: str) -> None:
    site.replace(FILE, "title: Silence", f"title: '{title}'")
    assert told(site) == []
