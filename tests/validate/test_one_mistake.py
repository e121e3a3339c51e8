"""One mistake is one problem, at the place where it was made, with advice that mends it."""

from __future__ import annotations

import pytest

from tests.conftest import SITE, Site

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
SOURCES, ACTORS = "content/sources.yaml", "content/actors.yaml"
TRUCE, VENUES = "themes/truce.md", "themes/venues.md"


def told(site: Site, *arguments: str) -> list[str]:
    """Return the errors and warnings of a check, without their codes."""
    said = site.run("check", *arguments).err.replace(str(site.root), "ROOT").splitlines()
    return [line.rpartition(" [")[0] for line in said if ": error: " in line or ": warning" in line]


# ---- names in other files


def add_reports(site: Site, number: int, source: str = "herald", by: str = "north") -> None:
    for at in range(number):
        site.write(
            f"content/articles/r{at}.md",
            f"---\ntitle: Report {at}\nsource: {source}\npublished: 2025-05-1{at}\n"
            f"themes: [truce]\nclaims:\n  - text: A plan.\n    kind: proposal\n    by: {by}\n"
            "---\nText.\n",
        )


@pytest.mark.parametrize("key", ["daily", "щоденник", "日报"])
def test_a_key_that_was_changed_in_its_register_alone_is_told_once(site: Site, key: str) -> None:
    add_reports(site, 5, source="wire")
    site.replace(SOURCES, "wire:", f"{key}:")
    assert told(site) == [
        "content/articles/r0.md:3:9: error: unknown source 'wire'; add it to content/sources.yaml "
        "(here and in 4 other places: content/articles/r1.md, content/articles/r2.md, "
        "content/articles/r3.md and 1 more; if it has another name now, write that in all of them, "
        "or change it back)"
    ]


def test_so_is_the_name_of_a_theme_and_of_a_point(site: Site) -> None:
    site.write("themes/armistice.md", SITE[TRUCE]).remove(TRUCE)
    site.replace("themes/armistice.md", "title: Truce", "title: Armistice")
    (line,) = told(site)
    assert line == (
        "content/articles/first.md:5:10: error: unknown theme 'truce'; add themes/truce.md (here "
        "and in 2 other places: content/articles/second.md; if it has another name now, write that "
        "in all of them, or change it back)"
    )


def test_one_name_mistyped_in_several_places_is_told_once_with_the_right_one(site: Site) -> None:
    add_reports(site, 3, by="nroth")
    assert told(site) == [
        "content/articles/r0.md:9:9: error: unknown actor 'nroth'; did you mean 'north'? "
        "(here and in 2 other places: content/articles/r1.md, content/articles/r2.md)"
    ]


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("north", "sorth-korea"),
        ("south-korea", "north-korea"),
        ("peace-deal", "peace-talks"),
        ("мінськ", "донецьк"),
    ],
)
def test_what_is_not_really_near_is_not_offered(site: Site, known: str, written: str) -> None:
    site.replace(ACTORS, "north:", f"{known}:\n  name: Other\nnorth:") if known != "north" else None
    add_reports(site, 1, by=written)
    (line,) = told(site)
    assert line.endswith(f"unknown actor '{written}'; add it to content/actors.yaml")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "source: herald",
            "source: The Herald",
            "3:9",
            "unknown source 'The Herald'; it is another name for 'herald', so write 'herald'",
        ),
        (
            "source: herald",
            "source: Озерне радіо",
            "3:9",
            "unknown source 'Озерне радіо'; add it to content/sources.yaml with a key such as "
            "озерне-радіо, and write that here",
        ),
        (
            "source: herald",
            "source: हिन्दी समाचार",
            "3:9",
            "unknown source 'हिन्दी समाचार'; add it to content/sources.yaml with a key such as "
            "हिन्दी-समाचार, and write that here",
        ),
        (
            "by: [north]",
            "by: The Envoy of North",
            "10:9",
            "unknown actor 'The Envoy of North'; it is another name for 'envoy', so write 'envoy'",
        ),
        (
            "point: length",
            "point: Order of steps",
            "8:12",
            "the theme 'truce' has no point 'Order of steps'; that is the title of 'order', so "
            "write 'order'",
        ),
        (
            "themes: [truce]",
            "themes: [Prisoner exchange]",
            "5:10",
            "unknown theme 'Prisoner exchange'; add themes/prisoner-exchange.md, and write its "
            "name here",
        ),
    ],
)
def test_a_name_in_place_of_a_key_is_one_problem(
    site: Site, old: str, new: str, place: str, message: str
) -> None:
    site.replace(FIRST, old, new)
    assert told(site) == [f"{FIRST}:{place}: error: {message}"]


@pytest.mark.parametrize(
    ("name", "key", "written"),
    [
        ("Lake Radio", "lake-radio", "Lake Radio"),
        ("Lake Radio", "lake-radio", "lake-radio"),
        ("Радіо Озеро", "радіо-озеро", "Радіо Озеро"),
        ("Le Monde (Paris)", "le-monde-paris", "le-monde-paris"),
    ],
)
def test_a_name_in_place_of_a_key_in_a_register_is_told_there_alone(
    site: Site, name: str, key: str, written: str
) -> None:
    site.replace(SOURCES, "wire:", f"{name}:\n  name: x\nwire:")
    site.replace(FIRST, "source: herald", f"source: {written}")
    assert told(site) == [
        f"{SOURCES}:6:1: error: '{name}' is a name, and an entry begins with a key, which articles "
        f"use; write {key}: and below it, indented, name: {name}"
    ]


# ---- keys


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        (FIRST, "kind:", "knid:", "9:5", "unknown key 'knid'; did you mean 'kind'?"),
        (FIRST, "title:", "Title:", "2:1", "unknown key 'Title'; did you mean 'title'?"),
        (
            FIRST,
            "title:",
            "tіtle:",
            "2:1",
            "unknown key 'tіtle'; did you mean 'title'? (the і in 'tіtle' is a Cyrillic letter)",
        ),
        (FIRST, "themes:", "theme:", "5:1", "unknown key 'theme'; did you mean 'themes'?"),
        (FIRST, "by:", "bye:", "10:5", "unknown key 'bye'; did you mean 'by'?"),
        (SECOND, "theme:", "thmee:", "8:5", "unknown key 'thmee'; did you mean 'theme'?"),
        (VENUES, "state:", "stat:", "6:3", "unknown key 'stat'; did you mean 'state'?"),
        (SOURCES, "name: The G", "nmae: The G", "5:3", "unknown key 'nmae'; did you mean 'name'?"),
    ],
)
def test_a_misspelt_key_is_not_missing_too(
    site: Site, file: str, old: str, new: str, place: str, message: str
) -> None:
    site.replace(file, old, new)
    assert told(site) == [f"{file}:{place}: error: {message}"]


@pytest.mark.parametrize(
    ("status", "place", "message"),
    [
        ("{open}", "4:10", "'open' has no key; write {text: …, state: …}"),
        ("{Немає, open}", "4:10", "'Немає' has no key; write {text: …, state: …}"),
        ("{text: 尚无, open}", "4:20", "'open' has no key; write state: open"),
        ("{text: None, state open}", "4:22", "a colon is missing after 'state'; write state: open"),
        ("{text: None, stat open}", "4:22", "a colon is missing after 'stat'; write state: open"),
    ],
)
def test_braces_without_keys_are_one_problem(
    site: Site, status: str, place: str, message: str
) -> None:
    site.replace(VENUES, "status:\n  text: A host is sought.\n  state: open", f"status: {status}")
    assert told(site) == [f"{VENUES}:{place}: error: {message}"]


def test_a_dash_that_is_missing_is_told_and_not_that_others_cite_what_is_behind_it(
    site: Site,
) -> None:
    site.replace(TRUCE, "  - id: order", "    id: order")
    site.replace(FIRST, "point: length", "point: order")
    assert told(site) == [
        f"{TRUCE}:11:5: error: 'id' is set a second time; if a new entry of the list begins here, "
        "put '- ' before 'id'"
    ]


@pytest.mark.parametrize("key", ["ID", "Id", "idd", "іd"])
def test_an_id_under_a_misspelt_key_is_told_and_not_that_others_refer_to_it(
    site: Site, key: str
) -> None:
    site.replace(TRUCE, "- id: length", f"- {key}: length")
    site.replace(FIRST, "  - text: North", f"  - {key}: thirty\n    text: North")
    site.replace(TRUCE, "@first#c1", "@first#thirty")
    letter = " (the і in 'іd' is a Cyrillic letter)" if key == "іd" else ""
    assert told(site) == [
        f"{file}: error: unknown key '{key}'; did you mean 'id'?{letter}"
        for file in (f"{FIRST}:7:5", f"{TRUCE}:9:5")
    ]


def test_points_without_dashes_are_one_problem(site: Site) -> None:
    site.replace(TRUCE, "  - id: length\n    t", "  id: length\n  t")
    site.replace(TRUCE, "  - id: order\n    t", "  id: order\n  t")
    assert told(site) == [
        f"{TRUCE}:9:3: error: expected a list, not keys with values; begin each entry with a hyphen"
    ]


@pytest.mark.parametrize("name", ["The Gazette", "Газета", "公报"])
def test_an_entry_of_a_register_that_is_not_indented_is_one_problem(site: Site, name: str) -> None:
    site.replace(SOURCES, "  name: The Gazette", f"name: {name}\nkind: newspaper\nnote:")
    assert told(site) == [
        f"{SOURCES}:4:1: error: 'gazette' has no value; indent 'name' and 'kind' and 'note', which "
        "belong below it, by two spaces"
    ]


@pytest.mark.parametrize("line", ["kind: newspaper", "ownership: Належить читачам.", "note: 日报"])
def test_so_is_one_key_of_an_entry_that_is_not_indented(site: Site, line: str) -> None:
    site.replace(SOURCES, "wire:", f"{line}\nwire:")
    key = line.partition(":")[0]
    assert told(site) == [
        f"{SOURCES}:6:1: error: to belong to 'gazette', begin '{key}' in the column of the keys "
        "above"
    ]


def test_so_is_each_of_several(site: Site) -> None:
    site.write(SOURCES, SITE[SOURCES].replace("  ", ""))
    assert told(site) == [
        f"{SOURCES}:1:1: error: 'herald' has no value; indent 'name' and 'ownership', which belong "
        "below it, by two spaces",
        f"{SOURCES}:4:1: error: 'gazette' has no value; indent the keys that belong below it by "
        "two spaces",
        f"{SOURCES}:6:1: error: 'wire' has no value; indent 'kind', which belong below it, by two "
        "spaces",
    ]


@pytest.mark.parametrize("text", ["An earlier version was wrong.", "Число було хибне.", "数字有误"])
def test_a_text_in_place_of_a_list_of_entries_is_told_with_what_is_wanted(
    site: Site, text: str
) -> None:
    site.replace(FIRST, "claims:", f'corrections: "{text}"\nclaims:')
    assert told(site) == [
        f"{FIRST}:6:14: error: expected a list, not the text '{text}'; begin each entry on a line "
        "of its own: - {date: …, text: …}"
    ]


# ---- files


@pytest.mark.parametrize(
    "name",
    [
        *("sources (1).yaml", "sources copy.yaml", "sources - Copy (2).yaml", "sources 2.yaml"),
        *(
            "Copy of sources.yaml",
            "sources - Kopie.yaml",
            "sources — копія.yaml",
            "sources 副本.yaml",
        ),
        *("sourcesのコピー.yaml", "sources-DESKTOP-1.yml", "sources.sync-conflict-2025.yaml"),
    ],
)
def test_a_copy_that_a_system_made_of_a_register_is_called_one(site: Site, name: str) -> None:
    site.write(f"content/{name}", SITE[SOURCES])
    (line,) = told(site)
    if name.startswith("sources."):
        assert line.endswith("content/sources.yaml is read in its place; delete one of the two")
    else:
        assert line == (
            f"content/{name}: warning: not read: it seems to be a copy of content/sources.yaml, "
            "which is read in its place; delete it, or move it out of content/"
        )


@pytest.mark.parametrize("name", ["first (1)", "first copy", "first – копия", "first のコピー"])
def test_so_is_one_of_an_article(site: Site, name: str) -> None:
    site.write(f"content/articles/{name}.md", SITE[FIRST])
    assert told(site) == [
        f"content/articles/{name}.md:1:1: error: '{name}' seems to be a copy; delete the file, or "
        "rename it if it is none"
    ]


def test_evidence_that_is_not_there_is_told_once(site: Site) -> None:
    site.write("archive/first.txt", "thirty days of silence")
    site.write("archive/second.txt", "South wants sixty.")
    site.replace(FIRST, "claims:", "evidence: frist.txt\nclaims:")
    site.replace(SECOND, "claims:", "evidence: second.txt\nclaims:")
    site.replace(TRUCE, "The two sides", "They want “thirty days of silence”. The two sides")
    assert told(site, "--archive", str(site.root / "archive")) == [
        f"{FIRST}:6:11: error: the evidence ROOT/archive/frist.txt cannot be read: No such file or "
        "directory; did you mean 'first.txt'?"
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [("North asked.\n", 13), ("\n## Background\n\nNorth asked.\n", 13), ("Північ: тиша.\n", 13)],
)
def test_front_matter_without_its_end_is_told_where_that_should_be(
    site: Site, body: str, line: int
) -> None:
    front = SITE[FIRST].rpartition("---\n")[0].replace("    quote: thirty days of silence\n", "")
    site.write(FIRST, front + body)
    assert told(site) == [
        f"{FIRST}:{line - 1}:1: error: the front matter, which begins with --- in line 1, does not "
        f"end; put a line --- below this one, line {line - 1}"
    ]


# ---- addresses


def test_an_old_address_that_is_taken_is_told_at_its_line(site: Site) -> None:
    site.replace(FIRST, "claims:", "aliases: [/old/]\nclaims:")
    site.replace(SECOND, "claims:", "aliases:\n  - /older/\n  - /old/\nclaims:")
    assert told(site) == [
        f"{SECOND}:8:5: error: the address /old/ is already taken by {FIRST}; choose another"
    ]


def test_a_slug_that_takes_the_address_of_a_file_is_told_and_not_that_file(site: Site) -> None:
    site.replace(FIRST, "claims:", "slug: second\nclaims:")
    assert told(site) == [
        f"{FIRST}:6:7: error: the address /articles/second/ is already taken by {SECOND}; "
        "choose another"
    ]


# ---- values


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        (
            "{lat: 50,4, lon: 30.5}",
            ["11:21: error: inside { } a comma ends a number; write lat: 50.4"],
        ),
        (
            "\n      lat: 50,4\n      lon: 30.5",
            ["12:12: error: '50,4' is not a number; write 50.4"],
        ),
        (
            "\n      lat: −50.4\n      lon: 30.5",
            ["12:12: error: '−50.4' is not a number; write -50.4"],
        ),
        (
            "\n      lat: 50°27′ Пн\n      lon: 30.5",
            [
                "12:12: error: '50°27′ Пн' is not a number; write degrees as a number such as "
                "50.45, south and west with a - before it"
            ],
        ),
        (
            "\n      lat: 050.4\n      lon: 30.5",
            ["12:12: error: '050.4' begins with a needless 0; write 50.4"],
        ),
    ],
)
def test_a_number_in_another_form_is_told_with_the_right_one(
    site: Site, place: str, lines: list[str]
) -> None:
    site.replace(VENUES, "title: Host", f"title: Host\n    place: {place}")
    assert told(site) == [f"{VENUES}:{line}" for line in lines]


@pytest.mark.parametrize("value", ["02022", "002022 men", "02022 людей"])
def test_zeros_before_a_number_that_is_compared_are_a_warning(site: Site, value: str) -> None:
    site.replace(SECOND, "value: 60 days", f"value: {value}")
    assert told(site) == [
        f"{SECOND}:13:12: warning: '{value}' begins with a needless 0, and is compared as the "
        "number 2022; correct it"
    ]


@pytest.mark.parametrize("value", ["0800", "007", "0.5 million", "09:30", "0", "01.05.2025"])
def test_zeros_that_people_write_are_fine(site: Site, value: str) -> None:
    site.replace(SECOND, "value: 60 days", f'value: "{value}"')
    assert told(site) == []


def test_two_themes_of_one_order_are_a_warning(site: Site) -> None:
    for theme in (TRUCE, VENUES):
        site.replace(theme, "as_of:", "order: 2\nas_of:")
    assert told(site) == [
        f"{VENUES}:7:8: warning: {TRUCE} has the order 2 too, so the names of the files decide "
        "which of the two comes first; give each an order of its own"
    ]
    site.replace(VENUES, "order: 2", "order: 3")
    assert told(site) == []


def test_a_correction_from_before_its_report_is_a_warning(site: Site) -> None:
    correction = "corrections:\n  - {date: 2025-05-01, text: The number was wrong.}\nclaims:"
    site.replace(FIRST, "claims:", correction)
    assert told(site) == [
        f"{FIRST}:7:12: warning: the correction is of 2025-05-01, before the report itself came "
        "out on 2025-05-15 ('published'); correct one of the two"
    ]
    site.replace(FIRST, "2025-05-01", "2025-05-15")
    assert told(site) == []


def test_an_article_that_expires_before_it_opens_is_one_warning_however_often_it_is_cited(
    site: Site,
) -> None:
    site.replace(SECOND, "claims:", "publish_at: 2025-07-01\nexpires_at: 2025-06-01\nclaims:")
    site.replace(FIRST, "Wednesday.", "Wednesday[@second]. [[second]]")
    site.replace(TRUCE, "unknown.", "unknown[@second#c1].")
    assert told(site) == [
        f"{SECOND}:7:13: warning: the article expires on 2025-06-01, but is not public before "
        "2025-07-01 ('publish_at'), so nobody would ever see it; correct one of the two"
    ]


@pytest.mark.parametrize(
    ("alike", "lines"),
    [
        (
            "[[30 days, thirty dayz]]",
            ["11:23: warning: no claim on this point has the value 'thirty dayz'"],
        ),
        (
            "[[тридцять днів, 三十天]]",
            ["11:13: warning: no claim on this point has a value of this list"],
        ),
        ("[[a month or so, 30 days]]", []),
        ("[[30 days], [60 days]]", []),
        ("[[30 days, a month]]", []),
    ],
)
def test_a_value_that_no_claim_gives_is_a_warning(site: Site, alike: str, lines: list[str]) -> None:
    draft = SITE[FIRST].replace("title: F", "draft: true\ntitle: F").replace("30 days", "a month")
    site.write("content/articles/draft.md", draft)  # what is declared ahead is no mistake
    site.replace(TRUCE, "title: Length", f"title: Length\n    alike: {alike}")
    assert told(site) == [f"{TRUCE}:{line}; correct it, or remove it" for line in lines]


def test_an_edit_that_gives_the_value_ends_the_warning(site: Site) -> None:
    site.replace(TRUCE, "title: Length", "title: Length\n    alike: [[30 days, a month]]")
    assert "has the value 'a month'" in site.build().err
    site.replace(SECOND, "value: 60 days", "value: a month")
    assert site.build().err == ""
    site.replace(SECOND, "value: a month", "value: 60 days")
    assert "has the value 'a month'" in site.build().err


def test_a_chinese_quotation_over_two_lines_shows_no_space(site: Site) -> None:
    site.replace(FIRST, "quote: thirty days of silence", "quote: 各方同意\n      无条件停火")
    site.replace(FIRST, "text: North wants thirty days.", "text: 北方要求\n      三十天。")
    site.replace(FIRST, "thirty days of silence", "各方同意无条件停火")
    site.build()
    page = site.page("articles/first/")
    assert "北方要求三十天。" in page
    assert "各方同意 " not in page


def test_a_theme_without_points_has_none_that_was_renamed(site: Site) -> None:
    site.replace(
        "themes/truce.md",
        "points:\n  - id: length\n    title: Length\n  - id: order\n    title: Order of steps\n",
        "",
    )
    (told,) = site.errors()
    assert "another name now" not in told
    assert told.endswith(
        "the theme 'truce' has no point 'length'; it has no points at all, so add this one under "
        "points in its file (here and in another place: content/articles/second.md) [unknown-point]"
    )
