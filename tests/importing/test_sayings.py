"""Who says what: quotations and reported statements with their speakers."""

from __future__ import annotations

import pytest

from generator.importing.known import KnownActor
from generator.importing.proposals.mentions import Names, by_frequency
from generator.importing.proposals.sayings import sayings, sentences, unknown_speakers

ACTORS = (
    KnownActor("mayor", ("The mayor", "le maire", "міський голова", "der Bürgermeister"), "person"),
    KnownActor("north", ("North", "Milltown"), "state"),
    KnownActor("south", ("South",), "state"),
    KnownActor("council", ("Town council", "міська рада"), "organisation"),
    KnownActor("union", ("Union of the Banks", "UB"), "organisation"),
)


def said(text: str, language: str = "en") -> list[tuple[str, tuple[str, ...], bool]]:
    """Return what is said in a paragraph: the words, who says them, whether they are quoted."""
    found = sayings([text], Names(ACTORS, language))
    return [(one.quote, one.by, one.direct) for one in found]


@pytest.mark.parametrize(
    ("text", "quote", "by"),
    [
        ("“We keep the old bridge,” the mayor said.", "We keep the old bridge", "mayor"),
        ("“We keep the old bridge,” said the mayor.", "We keep the old bridge", "mayor"),
        ("The mayor said: “We keep the old bridge.”", "We keep the old bridge", "mayor"),
        (
            "“We keep it. It stays where it is,” said the mayor, who had come from North.",
            "We keep it. It stays where it is",
            "mayor",
        ),
        (
            "The mayor, who had come from North, said: “We keep the old bridge.”",
            "We keep the old bridge",
            "mayor",
        ),
        ("According to North, “the dam is safe for years”.", "the dam is safe for years", "north"),
        ("MAYOR: We keep the old bridge.", "We keep the old bridge", "mayor"),
        ("« Nous gardons le vieux pont », a dit le maire.", "Nous gardons le vieux pont", "mayor"),
        (
            "«Ми збережемо старий міст», — сказав міський голова.",
            "Ми збережемо старий міст",
            "mayor",
        ),
        ("„Wir behalten die Brücke“, sagte der Bürgermeister.", "Wir behalten die Brücke", "mayor"),
    ],
)
def test_a_quotation_has_its_speaker(text: str, quote: str, by: str) -> None:
    assert said(text) == [(quote, (by,), True)]


@pytest.mark.parametrize("verb", ["warned", "alleges", "maintained"])
def test_a_statement_that_is_not_quoted_is_told_as_such(verb: str) -> None:
    text = f"Milltown {verb} that the gates stay shut until June."
    assert said(text) == [(text.rstrip("."), ("north",), False)]


def test_several_who_speak_are_all_named() -> None:
    text = "North, South and the Union of the Banks warned of a flood in the lower town."
    assert [one[1] for one in said(text)] == [("north", "south", "union")]


def test_a_pronoun_is_the_last_speaker_and_uncertain() -> None:
    paragraphs = ["“We keep the bridge,” the mayor said.", "“It is ours for good,” he added."]
    found = list(sayings(paragraphs, Names(ACTORS, "en")))
    assert [(one.by, one.doubt) for one in found] == [
        (("mayor",), ""),
        (("mayor",), "the text has a pronoun: is it somebody else's?"),
    ]


def test_a_role_is_told_to_be_uncertain() -> None:
    (found,) = sayings(["South’s gauge service warned of a flood."], Names(ACTORS, "en"))
    assert found.by == ("south",)
    assert found.doubt == "the text says “South’s gauge service”: is there an actor for that?"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge claimed by North is closed.",
        "A “long and winding” road leads over the dam.",
        "The council met, and a visitor said that it was late.",
        "Nobody said that the bridge is closed.",
        "There is much to be said for a ferry.",
    ],
)
def test_nobody_is_made_to_say_what_others_say(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "language"),
    [
        ("The clerk said that nobody was there.", "The clerk", "en"),
        ("The ferry is late, the harbour master said on Friday.", "the harbour master", "en"),
        ("“We cannot wait for that,” said the harbour master.", "the harbour master", "en"),
        ("“We cannot wait for that,” the office of roads said.", "the office of roads", "en"),
        ("“We cannot wait for that,” Ada Dee said.", "Ada Dee", "en"),
        ("According to the police, nobody was hurt.", "the police", "en"),
        ("« Nous ne pouvons pas attendre », a déclaré le préfet.", "le préfet", "fr"),
        ("Der Landrat sagte, die Fähre komme im Mai.", "Der Landrat", "de"),
        ("«Ми не можемо чекати», — сказав начальник порту.", "начальник порту", "uk"),
        ("«Мы не можем ждать», — сказала директор школы в среду.", "директор школы", "ru"),
        ("«No podemos esperar más», dijo la alcaldesa.", "la alcaldesa", "es"),
    ],
)
def test_a_speaker_who_is_no_actor_is_told_in_the_words_of_the_report(
    text: str, speaker: str, language: str
) -> None:
    (found,) = sayings([text], Names(ACTORS, language))
    assert (found.by, found.speaker) == ((), speaker)


def test_who_is_quoted_and_is_no_actor_is_named() -> None:
    text = "“It is late,” said Harbour Master Office. Lake Radio Desk, the oldest, confirmed it."
    names = Names(ACTORS, "en")
    assert list(unknown_speakers([text], names)) == ["Harbour Master Office", "Lake Radio Desk"]


def test_sentences_are_not_cut_within_quotation_marks_and_abbreviations() -> None:
    text = "He said: “We stay. We wait.” Mr. North came at 5 p.m. on Friday. It rained."
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "He said: “We stay. We wait.”",
        "Mr. North came at 5 p.m. on Friday.",
        "It rained.",
    ]


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("Milltown's dam, the mayor and UB met.", "en", ("north", "mayor", "union")),
        ("The town council and the Town Council.", "en", ("council",)),
        ("Northern lights and a nub.", "en", ()),
        ("Рішення міської ради не сподобалося міському голові.", "uk", ("council", "mayor")),
        ("NORTH AND SOUTH MEET", "en", ("north", "south")),
    ],
)
def test_actors_are_found_by_whole_names_in_their_forms(
    text: str, language: str, keys: tuple[str, ...]
) -> None:
    assert by_frequency(Names(ACTORS, language).mentions(text)) == keys
