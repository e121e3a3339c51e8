"""What looks right to an editor and is not: other commas, other letters, codes of countries."""

from __future__ import annotations

import pytest

from tests.conftest import Site

FIRST = "content/articles/first.md"


def errors(site: Site) -> list[str]:
    outcome = site.run("check")
    return [line for line in outcome.err.splitlines() if ": error: " in line]


@pytest.mark.parametrize("mark", ["，", "、", "،", ";", "؛", " ； "])
def test_names_that_another_mark_than_a_comma_separates_are_one_problem(
    site: Site, mark: str
) -> None:
    site.write("themes/venues.md", (site.root / "themes/truce.md").read_text(encoding="utf-8"))
    site.replace(FIRST, "themes: [truce]", f"themes: [truce{mark}venues]")
    assert errors(site) == [
        f"{FIRST}:5:10: error: '{mark.strip()}' does not separate names; "
        "write one name, or in a list a plain comma: [truce, venues] [bad-value]"
    ]


@pytest.mark.parametrize(
    ("written", "letter"),
    [
        ("hеrald", "the е in 'hеrald' is a Cyrillic letter"),
        ("herаld", "the а in 'herаld' is a Cyrillic letter"),
        ("hеrаld", "the е in 'hеrаld' is a Cyrillic letter"),
    ],
)
def test_a_letter_that_looks_like_another_is_named(site: Site, written: str, letter: str) -> None:
    site.replace(FIRST, "source: herald", f"source: {written}")
    assert errors(site) == [
        f"{FIRST}:3:9: error: unknown source '{written}'; did you mean 'herald'? ({letter}) "
        "[unknown-source]"
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("ua", "uk"), ("cn", "zh"), ("jp-JP", "ja"), ("US-en", "en"), ("cz", "cs")],
)
def test_the_code_of_a_country_is_no_language(site: Site, written: str, meant: str) -> None:
    site.replace("content/site.yaml", "title:", f"language: {written}\ntitle:")
    country = written.partition("-")[0]
    assert errors(site) == [
        f"content/site.yaml:2:11: error: '{country}' is the code of a country, not of a language; "
        f"write {meant} [bad-value]"
    ]


@pytest.mark.parametrize("email", ["desk(at)example.org", "Desk", "desk@example", "a b@c.org"])
def test_an_address_that_no_mail_reaches_is_told(site: Site, email: str) -> None:
    site.replace("content/site.yaml", "title:", f"editor: {{name: Desk, email: {email}}}\ntitle:")
    assert errors(site) == [
        f"content/site.yaml:2:29: error: '{email}' is not an e-mail address such as "
        "desk@example.org [bad-value]"
    ]


@pytest.mark.parametrize("email", ["desk@example.org", "редакция@пример.рф", "a.b+c@x.co.uk"])
def test_an_address_in_any_script_is_fine(site: Site, email: str) -> None:
    site.replace("content/site.yaml", "title:", f"editor: {{name: Desk, email: {email}}}\ntitle:")
    assert errors(site) == []


def test_an_entry_of_a_list_is_not_called_by_its_number(site: Site) -> None:
    site.replace("themes/truce.md", "title: Length", "title: Length\n    alike: [30 days, a month]")
    assert [line.partition("error: ")[2] for line in errors(site)] == [
        "expected a list, not the text '30 days'; values that are one answer are a list in the "
        "list: alike: [[…, …]] [wrong-type]",
    ]


@pytest.mark.parametrize(
    ("mark", "name"),
    [("－", "a fullwidth hyphen-minus (U+FF0D)"), ("–", "an en dash (U+2013)")],
)
def test_a_mark_that_looks_like_a_hyphen_begins_no_entry(site: Site, mark: str, name: str) -> None:
    site.replace("themes/truce.md", "points:", f"unknowns:\n  {mark} Чи є перемир'я?\npoints:")
    (line,) = errors(site)
    assert f"{name} begins no entry of a list; write '- ', a hyphen and a space" in line


@pytest.mark.parametrize("value", ["agency", "website", "newspaper"])
def test_a_key_that_slipped_out_of_its_entry_is_told_at_its_own_line(
    site: Site, value: str
) -> None:
    entry = f"wire:\n  name: Дріт\nkind: {value}\n  country: Львів\n"
    site.write("content/sources.yaml", f"herald:\n  name: H\ngazette:\n  name: G\n{entry}")
    assert errors(site) == [
        "content/sources.yaml:7:1: error: 'kind' begins in column 1; to belong to the keys around "
        "it, begin it in column 3 [yaml]"
    ]
