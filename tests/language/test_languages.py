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
import yaml

from generator.assemble.points import State
from generator.kinds import KINDS
from generator.language.borrowed import marked, plain
from generator.language.language import Language, language_of, languages
from generator.plan.kind import PageKind
from generator.validate import models, register_models
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
    "actor": KINDS_WRITTEN[register_models.ActorFront],
    "outlet": KINDS_WRITTEN[register_models.SourceFront],
    "place": list(models.PlaceRole),
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


@pytest.mark.case("6.7")
def test_there_are_english_french_german_and_ukrainian() -> None:
    assert {"de", "en", "fr", "uk"} <= set(languages())


def test_a_language_has_all_words_and_no_others(language: Language) -> None:
    file = PACKAGE / "language" / f"{language.tag}.yaml"
    assert list(yaml.safe_load(file.read_text(encoding="utf-8"))) == list(ENGLISH.words)
    assert not language.borrowed


def test_what_is_put_into_words_is_put_into_them_in_every_language(language: Language) -> None:
    expected: dict[str, set[str]] = {}
    numbers = {"n", "spelled"}
    for key, text in forms(ENGLISH):
        expected.setdefault(key, set()).update(places(text))
    for key, text in forms(language):
        assert places(text) <= expected[key] | numbers, key
        assert expected[key] - numbers <= places(text), key


def test_counted_words_have_a_form_for_every_number(language: Language) -> None:
    needed = {*language.locale.plural_form.rules, "other"}
    ordinals = {*language.locale.ordinal_form.rules, "other"}
    for key, words in language.words.items():
        if not isinstance(words, str) and language is not ENGLISH:
            assert set(words) == (ordinals if key.startswith("date") else needed), key


def test_every_name_that_content_uses_has_a_word(language: Language) -> None:
    for group, names in GROUPS.items():
        for name in names:
            assert language.named(name, group)


def test_templates_and_code_ask_for_words_that_there_are_and_for_all_of_them() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder, ending in (
            *(("templates", "*.html"), ("plan", "*.py")),
            *(("render", "*.py"), ("language", "*.py"), ("changes", "*.py")),
        )
        for path in sorted((PACKAGE / folder).rglob(ending))
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
    assert language_of("de").count("n-claims", 1234) == "1.234 Aussagen"
    assert ENGLISH.count("n-reports", 0) == "0 reports"
    assert ENGLISH.count("n-reports", 12_345) == "12,345 reports"


def test_a_number_up_to_ten_is_a_word_where_a_sentence_begins_with_it() -> None:
    told = {
        tag: [language_of(tag).count("agreed-by", n) for n in (3, 10, 12)]
        for tag in ("en", "de", "fr", "uk")
    }
    assert told == {
        "en": [f"{n} independent sources agree" for n in ("three", "ten", "12")],
        "de": [f"{n} unabhängige Quellen stimmen überein" for n in ("drei", "zehn", "12")],
        "fr": [f"{n} sources indépendantes concordent" for n in ("trois", "dix", "12")],
        "uk": [
            "три незалежні джерела повідомляють те саме",
            "десять незалежних джерел повідомляють те саме",
            "12 незалежних джерел повідомляють те саме",
        ],
    }
    arabic = language_of("ar")  # it borrows these words, and with them their numbers
    assert plain(arabic.count("agreed-by", 3)) == "three independent sources agree"


def test_labels_that_stand_side_by_side_differ(language: Language) -> None:
    for group in ("kind", "status", "theme", "state", "found"):
        labels = [language.named(name, group) for name in GROUPS[group]]
        assert len(set(labels)) == len(labels), group


def test_french_has_spaces_before_its_punctuation_at_which_no_line_breaks() -> None:
    for key, text in forms(language_of("fr")):
        assert not re.search("[^\u00a0]:(?!//)|[^\u202f][;?!]|«(?!\u00a0)|(?<!\u00a0)»", text), key


def test_dates_are_written_as_readers_of_the_language_write_them() -> None:
    day = date(2025, 5, 20)
    assert [language_of(tag).day(day) for tag in ("en", "fr", "uk")] == [
        *("20 May 2025", "20 mai 2025", "20 травня 2025"),
    ]
    assert language_of("uk").month("2025-05") == "травень 2025"
    assert language_of("de").day(day) == "20. Mai 2025"
    assert language_of("de-AT").day(date(2025, 1, 2)) == "2. Jänner 2025"
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


@pytest.mark.case("6.11")
def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    first, other = date(2025, 5, 1), date(2025, 5, 21)
    french = language_of("fr")
    assert [french.day(first), french.day(other)] == ["1er mai 2025", "21 mai 2025"]
    assert [french.short_day(first), french.short_day(other)] == ["1er mai", "21 mai"]
    assert language_of("fr-CA").day(first) == "1er mai 2025"
    assert [language_of(tag).day(first) for tag in ("en", "uk", "de")] == [
        *("1 May 2025", "1 травня 2025", "1. Mai 2025"),
    ]


@pytest.mark.parametrize(
    ("tag", "day", "short", "month"),
    [
        ("ar", "20 مايو 2025", "20 مايو", "مايو 2025"),
        ("he", "20 במאי 2025", "20 במאי", "מאי 2025"),
        ("zh", "2025年5月20日", "5月20日", "2025年5月"),
        ("ja", "2025年5月20日", "5月20日", "2025年5月"),
        ("vi", "20 tháng 5, 2025", "20 tháng 5", "tháng 5 năm 2025"),
        ("es-MX", "20 de mayo de 2025", "20 de mayo", "mayo de 2025"),
        ("sr-Latn", "20. maj 2025.", "20. maj", "maj 2025."),
    ],
)
def test_a_language_without_words_has_its_own_dates(
    tag: str, day: str, short: str, month: str
) -> None:
    language = language_of(tag)
    assert language.day(date(2025, 5, 20)) == day
    assert language.short_day(date(2025, 5, 20)) == short
    assert language.month("2025-05") == month


@pytest.mark.parametrize("tag", ["x-elvish", "tlh", "arz", "az-Arab", "uk-Latn", "dv"])
def test_dates_are_english_and_marked_where_nothing_is_known_of_a_language(tag: str) -> None:
    language = language_of(tag)
    assert language.day(date(2025, 5, 20)) != "20 May 2025"
    assert plain(language.day(date(2025, 5, 20))) == "20 May 2025"
    assert plain(language.month("2025-05")) == "May 2025"


def test_a_language_without_words_borrows_them_from_english() -> None:
    arabic = language_of("ar")
    assert arabic.say("sources") == marked("Sources")
    assert plain(arabic.count("n-reports", 1)) == "1 report"
    # By the plural rule of English: French would say 0 report, and Chinese 1 reports.
    assert plain(language_of("zh").count("n-reports", 1)) == "1 report"
    assert plain(language_of("pt").count("n-reports", 0)) == "0 reports"
    assert language_of("fr-CA").say("sources") == "Sources"
    assert language_of("uk-UA").say("sources") == "Джерела"


def test_a_language_with_some_words_borrows_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "it.yaml").write_text("sources: Fonti\n", encoding="utf-8")
    english = (PACKAGE / "language" / "en.yaml").read_text(encoding="utf-8")
    (tmp_path / "en.yaml").write_text(english, encoding="utf-8")
    monkeypatch.setattr("generator.language.language._FOLDER", tmp_path)
    italian = language_of("it-CH-1994")
    assert italian.say("sources") == "Fonti"
    assert italian.say("actors") == marked("Who’s who")
    assert italian.borrowed == ENGLISH.words.keys() - {"sources"}


@pytest.mark.parametrize(
    ("tag", "says"), [("de", "Chronik"), ("fr", "Chronologie"), ("uk", "Хронологія")]
)
def test_a_site_speaks_the_language_that_its_editor_chose(site: Site, tag: str, says: str) -> None:
    site.replace("content/site.yaml", "id: small-site", f"id: small-site\nlanguage: {tag}")
    site.build()
    page = site.page("themes/truce/")
    assert f'<html lang="{tag}" ' in page
    assert says in page
    assert "Where things stand" not in page
    assert "<bdi" not in page
