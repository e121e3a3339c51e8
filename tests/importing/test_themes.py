"""Themes are suggested by the words that the site itself has for them."""

from __future__ import annotations

import pytest

from generator.importing.known import Known, KnownActor, KnownArticle, KnownPoint, KnownTheme
from generator.importing.proposals.themes import ThemeWords

BRIDGE = KnownTheme(
    name="bridge",
    titles=("Bridge", "міст", "Brücke"),
    question="When is it open again?",
    prose="",
    points=(
        KnownPoint("pier", ("Northern pier",), "What is wrong with the pier?"),
        KnownPoint("detour", ("Detour over the dam",), "How long is the way round?"),
    ),
)
FARES = KnownTheme(
    name="fares",
    titles=("Tram fares",),
    question="What does a ride cost?",
    prose="Pupils ride free of charge.",
    points=(KnownPoint("pupils", ("Pupils",), "Do they ride free?"),),
)


def words(
    *themes: KnownTheme,
    language: str = "en",
    articles: tuple[KnownArticle, ...] = (),
    actors: tuple[KnownActor, ...] = (),
) -> ThemeWords:
    return ThemeWords(Known("en", "UTC", themes, actors, (), articles), language)


def suggested(text: str, found: ThemeWords) -> list[str]:
    return [one.theme for one in found.suggest(text)]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The old bridge is closed.", ["bridge"]),
        ("The fares on the tram stay as they are.", ["fares"]),
        ("The bridge is closed, and the tram fares stay.", ["bridge", "fares"]),
        ("Cracks in the northern pier make a detour over the dam necessary.", ["bridge"]),
    ],
)
def test_a_theme_is_suggested_by_its_title_or_its_points(text: str, themes: list[str]) -> None:
    assert sorted(suggested(text, words(BRIDGE, FARES))) == themes


def test_why_is_told() -> None:
    found = words(BRIDGE, FARES)
    assert found.suggest("The bridge has a pier.")[0].why == (
        "its title “Bridge” is in the text; also: bridge, pier"
    )
    assert found.suggest("It rains.")[0].why == (
        "a guess: the text has no word of a theme's title or points"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Старий міст закрито.", "uk"),
        ("Опори мосту ремонтують.", "uk"),
        ("Die Brücken sind zu.", "de"),
    ],
)
def test_synonyms_in_other_languages_count_with_their_endings(text: str, language: str) -> None:
    theme = KnownTheme("bridge", ("Bridge", "міст", "мосту", "Brücke"), "Open?", "", ())
    assert suggested(text, words(theme, FARES, language=language)) == ["bridge"]


def test_one_theme_is_always_the_one() -> None:
    assert suggested("It rains.", words(BRIDGE)) == ["bridge"]


def test_claims_of_earlier_articles_count() -> None:
    said = {"fares": "A season ticket costs as much as ten single rides with the conductor."}
    article = KnownArticle("a.md", "a", "", "", "", said)
    text = "The conductor sells season tickets for ten rides."
    assert suggested(text, words(BRIDGE, FARES, articles=(article,))) == ["fares"]


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        (
            "en",
            "Which new day of the week is it?",
            "A new day: people work all week, and it is new.",
        ),
        ("de", "An welchem neuen Tag ist es?", "Ein neuer Tag, eine neue Woche, ein neues Jahr."),
        ("fr", "Quel nouveau jour de la semaine?", "Un nouveau jour, une nouvelle semaine."),
        ("uk", "Який новий день тижня?", "Новий день, новий тиждень, новий рік."),
    ],
)
def test_words_of_the_general_language_say_nothing(language: str, question: str, text: str) -> None:
    theme = KnownTheme("ferry", ("Ferry",), question, "", ())
    found = words(theme, FARES, language=language)
    assert found.suggest(text)[0].why.startswith("a guess: the text has no word")


def test_a_word_that_most_articles_have_says_less_than_one_that_few_have() -> None:
    north = KnownTheme("north", ("Quay",), "The harbour, the harbour?", "", ())
    south = KnownTheme("south", ("Dyke",), "The lighthouse?", "", ())
    common = [KnownArticle(f"{n}.md", str(n), "", "", "The harbour is open.", {}) for n in range(9)]
    rare = KnownArticle("9.md", "9", "", "", "The lighthouse is dark.", {})
    found = words(north, south, articles=(*common, rare))
    assert suggested("The harbour has a lighthouse.", found) == ["south"]


def test_names_of_people_say_nothing() -> None:
    theme = KnownTheme("envoy", ("Talks",), "Will Zarubin Orlov Kestrel Marlow speak?", "", ())
    people = KnownActor("k", ("Zarubin Orlov Kestrel Marlow",), "person")
    found = words(theme, FARES, actors=(people,))
    assert found.suggest("Zarubin, Orlov, Kestrel, Marlow.")[0].why.startswith("a guess")


def test_a_sentence_gets_the_point_whose_title_it_has() -> None:
    found = words(BRIDGE, FARES)
    among = ("bridge", "fares")
    assert found.nearest("The northern pier is as soft as cheese.", among) == ("bridge", "pier")
    assert found.nearest("All pupils ride with us.", among) == ("fares", "pupils")
    assert found.nearest("The bridge is closed.", among) == ("bridge", "")
