"""The glossary: what is wrong with it is told at its place, once."""

from __future__ import annotations

import pytest

from tests.conftest import Site

FILE = "content/glossary.yaml"


def told(site: Site) -> list[str]:
    """Return what `check` finds, without the lines of the files."""
    found = site.run("check").err.splitlines()
    return [line for line in found if ": error: " in line or ": warning: " in line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "truce:\n  term: Truce\n",
            "2:3: error: the key 'meaning' is missing or has no value [missing-key]",
        ),
        (
            "truce:\n  term: Truce\n  meanning: Silence.\n  meaning: Silence.\n",
            "3:3: error: unknown key 'meanning'; did you mean 'meaning'? [unknown-key]",
        ),
        (
            "truce: {term: Truce, meaning: 'Silence[@frist].'}\n",
            "1:39: error: unknown article 'frist'; did you mean 'first'? [unknown-article]",
        ),
        (
            "truce: {term: Truce, meaning: 'See [[term:peace]].'}\n",
            "1:36: error: unknown term 'peace'; add it to content/glossary.yaml [unknown-term]",
        ),
        (
            "truce:\n  term: Truce\n  meaning: Silence.\n"
            "pause:\n  term: Pause\n  meaning: The same.\n  aliases: [break, TRUCE]\n",
            "7:20: error: 'TRUCE' is explained by 'truce' already; leave it out of one of the two "
            "[duplicate-term]",
        ),
        (
            "truce: {term: Truce, meaning: 'Silence [see @first].'}\n",
            "1:40: error: ",
        ),
        ("- truce\n", "1:1: error: expected keys with values, such as 'title: …' [yaml]"),
    ],
)
def test_a_mistake_is_one_error_at_its_place(site: Site, text: str, expected: str) -> None:
    site.write(FILE, text)
    (found,) = told(site)
    assert found.startswith(f"{FILE}:{expected}")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[term:trucce]]", "unknown term 'trucce'; did you mean 'truce'?"),
        (
            "[[term:armistice]]",
            "unknown term 'armistice'; it is another name for 'truce', so write 'truce'",
        ),
        (
            "[@ceasefire]",
            "unknown article 'ceasefire'; this is a term, and only articles are cited; name one "
            "of them, or link to the term with [[term:ceasefire]]",
        ),
    ],
)
def test_a_text_that_names_no_term_is_told_what_there_is(
    site: Site, written: str, expected: str
) -> None:
    entry = "{{term: {}, meaning: Silence., aliases: [{}]}}\n"
    site.write(
        FILE,
        f"truce: {entry.format('Truce', 'Armistice')}ceasefire: {entry.format('Fire', 'Fires')}",
    )
    site.replace("themes/venues.md", "No host", f"{written} No host")
    (found,) = told(site)
    assert f"themes/venues.md:12:1: error: {expected}" in found


@pytest.mark.parametrize("name", ["glossary.yml", "Glossary.md", "glossaries.yaml"])
def test_a_glossary_by_another_name_is_told(site: Site, name: str) -> None:
    site.write(f"content/{name}", "truce: {term: Truce, meaning: Silence.}\n")
    site.replace("themes/venues.md", "No host", "[[term:truce]]: no host")
    assert told(site) == [
        f"content/{name}: error: not read: its name has to be {FILE}; rename it [not-read]"
    ]


def test_an_entry_may_have_its_term_in_small_letters_too(site: Site) -> None:
    site.write(FILE, "truce: {term: Truce, meaning: Silence., aliases: [truce]}\n")
    assert told(site) == []


def test_a_site_needs_no_glossary(site: Site) -> None:
    assert told(site) == []
    assert "glossary" not in site.build().err


def test_a_meaning_that_cites_a_withheld_report_is_told(site: Site) -> None:
    site.replace("content/articles/second.md", "source:", "draft: true\nsource:")
    site.write(FILE, "truce: {term: Truce, meaning: 'Silence[@second].'}\n")
    (warning,) = told(site)
    assert warning.startswith(f"{FILE}:1:39: warning: the article 'second' is not public")


def test_a_link_that_is_lost_is_told_where_the_glossary_has_it(site: Site) -> None:
    site.write(FILE, "truce: {term: Truce, meaning: 'See [there](/nowhere/).'}\n")
    (error,) = told(site)
    assert error.startswith(f"{FILE}:1:")
    assert "/nowhere/" in error
