"""The interface in several languages: all of them complete, numbers and dates as readers write."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from generator.assemble.points import State
from generator.kinds import KINDS
from generator.language.language import Language, language_of, languages
from generator.plan.kind import PageKind
from generator.validate import models
from tests.conftest import Site
from tests.contract import KINDS as KINDS_WRITTEN

PACKAGE = Path(__file__).parents[2] / "generator"
ENGLISH = language_of("en")
GROUPS: dict[str, Sequence[str]] = {
    "kind": list(models.Kind),
    "status": [status for status in models.ClaimStatus if status != "reported"],
    "theme": list(models.ThemeState),
    "state": list(State),
    "found": [kind.name for kind in KINDS if isinstance(kind, PageKind) and kind.searched],
    "actor": KINDS_WRITTEN[models.ActorFront],
    "outlet": KINDS_WRITTEN[models.SourceFront],
}


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> Language:
    return language_of(request.param)


def forms(language: Language) -> Iterator[tuple[str, str]]:
    """Return every text of a language with its key."""
    for key, words in language.words.items():
        yield from [(key, words)] if isinstance(words, str) else [(key, w) for w in words.values()]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_english_french_and_ukrainian() -> None:
    assert {"en", "fr", "uk"} <= set(languages())


def test_a_language_has_all_words_and_no_others(language: Language) -> None:
    assert list(language.words) == list(ENGLISH.words)


def test_what_is_put_into_words_is_put_into_them_in_every_language(language: Language) -> None:
    expected: dict[str, set[str]] = {}
    for key, text in forms(ENGLISH):
        expected.setdefault(key, set()).update(places(text))
    for key, text in forms(language):
        assert places(text) <= expected[key] | {"n"}, key
        assert expected[key] - {"n"} <= places(text), key


def test_counted_words_have_a_form_for_every_number(language: Language) -> None:
    needed = {*language.locale.plural_form.rules, "other"}
    for key, words in language.words.items():
        if not isinstance(words, str) and language is not ENGLISH:
            assert set(words) == needed, key


def test_every_name_that_content_uses_has_a_word(language: Language) -> None:
    for group, names in GROUPS.items():
        for name in names:
            assert language.named(name, group)


def test_templates_and_code_ask_for_words_that_there_are_and_for_all_of_them() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder, ending in (
            *(("templates", "*.html"), ("plan", "*.py")),
            *(("render", "*.py"), ("language", "*.py")),
        )
        for path in sorted((PACKAGE / folder).glob(ending))
    )
    asked = set(re.findall(r"""["']([a-z][a-z-]*)["']""", text))
    named = {f"{group}-{name}" for group, names in GROUPS.items() for name in names}
    made = {"state-of-facts", "state-of-positions", "reports-by-day", "reports-by-month"}
    assert set(ENGLISH.words) - asked - named - made == set()
    said = set(re.findall(r"""["']([a-z-]+)["']\|say""", text))
    counted = set(re.findall(r"""count\(["']([a-z-]+)["']""", text))
    assert (said | counted) - set(ENGLISH.words) == set()


def test_numbers_go_with_the_right_form_of_their_noun() -> None:
    ukrainian, french = language_of("uk"), language_of("fr")
    told = [ukrainian.count("n-claims", n) for n in (1, 2, 5, 11, 21, 22)]
    assert told == [
        *("1 твердження", "2 твердження", "5 тверджень"),
        *("11 тверджень", "21 твердження", "22 твердження"),
    ]
    assert french.count("n-reports", 0) == "0 article"
    assert ENGLISH.count("n-reports", 0) == "0 reports"
    assert ENGLISH.count("n-reports", 12_345) == "12,345 reports"


def test_dates_are_written_as_readers_of_the_language_write_them() -> None:
    day = date(2025, 5, 20)
    assert [language_of(tag).day(day) for tag in ("en", "fr", "uk")] == [
        *("20 May 2025", "20 mai 2025", "20 травня 2025"),
    ]
    assert language_of("uk").month("2025-05") == "травень 2025"
    assert ENGLISH.short_day(date(2025, 12, 31)) == "31 December"


@pytest.mark.parametrize("name", ["C", "de_DE.UTF-8", "uk_UA.UTF-8", "ja_JP.UTF-8"])
def test_the_locale_of_the_machine_does_not_matter(name: str) -> None:
    before = locale.setlocale(locale.LC_ALL)
    with suppress(locale.Error):  # a machine without that locale cannot be led astray by it
        locale.setlocale(locale.LC_ALL, name)
    try:
        assert ENGLISH.day(date(2025, 5, 1)) == "1 May 2025"
        assert ENGLISH.month("2025-03") == "March 2025"
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_a_language_without_words_is_answered_in_english() -> None:
    assert language_of("de").say("sources") == "Sources"
    assert language_of("fr-CA").say("sources") == "Sources"
    assert language_of("uk-UA").say("sources") == "Джерела"


@pytest.mark.parametrize(("tag", "says"), [("fr", "Chronologie"), ("uk", "Хронологія")])
def test_a_site_speaks_the_language_that_its_editor_chose(site: Site, tag: str, says: str) -> None:
    site.replace("content/site.yaml", "id: small-site", f"id: small-site\nlanguage: {tag}")
    site.build()
    page = site.page("themes/truce/")
    assert f'<html lang="{tag}">' in page
    assert says in page
    assert "Where things stand" not in page
