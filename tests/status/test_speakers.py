"""Names that look like actors: those that speak in several reports, and no other word."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Site


def names(site: Site) -> list[str]:
    """Return the unknown names that are listed."""
    outcome = site.run("status", "--now", "2025-06-01", "--format", "json")
    listed = json.loads(outcome.out)["debts"]
    return [
        debt["text"].partition(" speaks in")[0] for debt in listed if debt["kind"] == "unknown-name"
    ]


def tell(site: Site, *texts: str, language: str = "en") -> Site:
    """Write an article for each text."""
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    for number, text in enumerate(texts):
        site.write(
            f"content/articles/told-{number}.md",
            "---\ntitle: Told\nsource: herald\npublished: 2025-05-17\nthemes: [truce]\n---\n"
            f"{text}\n",
        )
    return site


FOUND = {
    "en": ("In Geneva, Ban Ki-moon said so.", "It is late, Ban Ki-moon said.", ["Ban Ki-moon"]),
    "en, behind the verb": ("“No”, said António Guterres.", "“Late”, said António Guterres.",
                            ["António Guterres"]),
    "en, with a title": ("Then president Macron said so.", "But President Macron said no.",
                         ["Macron"]),
    "de": ("Am Abend sagte Annalena Baerbock nichts.", "„Nein“, sagte Annalena Baerbock.",
           ["Annalena Baerbock"]),
    "fr": ("« Non », a déclaré Emmanuel Macron.", "Hier Emmanuel Macron a dit oui ; "
           "Emmanuel Macron déclare.", ["Emmanuel Macron"]),
    "uk": ("Учора Антоніу Гутерреш сказав це.", "«Ні», заявив Антоніу Гутерреш.",
           ["Антоніу Гутерреш"]),
    "ru": ("«Нет», заявил Антониу Гутерреш.", "Вчера Антониу Гутерреш сказал это.",
           ["Антониу Гутерреш"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_a_name_that_speaks_in_two_reports_is_listed(site: Site, case: str) -> None:
    one, other, found = FOUND[case]
    assert names(tell(site, one, other, language=case[:2])) == found


QUIET = {
    "in one report alone": ("en", "Ban Ki-moon said so. Ban Ki-moon said no.", "Nothing."),
    "an actor": ("en", "The Envoy of North said so.", "Then the Envoy of North said no."),
    "an alias": ("en", "The Envoi said so.", "Envoi said no."),
    "a source": ("en", "The Gazette said so.", "Yesterday, The Gazette said no."),
    "a word at the beginning": ("en", "Officials said so.", "Officials said what officials say."),
    "a pronoun": ("en", "“No”. He said so.", "“No”. She said it. He said it."),
    "a day": ("en", "They said Monday.", "What they said Monday was no."),
    "somebody's": ("en", "North’s aide said so.", "So North’s aide said."),
    "a German noun": ("de", "Der Sprecher sagte nichts.", "Ein Sprecher sagte: Nichts."),
    "German nouns at the beginning": ("de", "Sprecher sagten das.", "Sprecher sagten nein."),
    "without capital letters": ("zh", "他说：不。", "他说：是。"),
    "in Arabic": ("ar", "قال المبعوث لا.", "قال المبعوث نعم."),
}


@pytest.mark.parametrize("case", QUIET)
def test_nothing_else_is(site: Site, case: str) -> None:
    language, *texts = QUIET[case]
    assert names(tell(site, *texts, language=language)) == []


def test_a_name_is_no_debt_once_it_is_an_actor_or_an_alias(site: Site) -> None:
    tell(site, "In Geneva, Ban Ki-moon said so.", "It is late, Ban Ki-moon said.")
    assert names(site) == ["Ban Ki-moon"]
    site.replace("content/actors.yaml", "aliases: [Envoi]", "aliases: [Envoi, Ban Ki-moon]")
    assert names(site) == []


def test_its_place_is_where_it_speaks_first(site: Site) -> None:
    site.replace("content/articles/first.md", "text: North wants thirty days.",
                 "text: North has to wait, Ban Ki-moon said.")  # fmt: skip
    tell(site, "It is late, Ban Ki-moon said.")
    found = json.loads(site.run("status", "--format", "json").out)["debts"]
    (debt,) = [debt for debt in found if debt["kind"] == "unknown-name"]
    assert (debt["file"], debt["line"]) == ("content/articles/first.md", 7)
