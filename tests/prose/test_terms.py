"""Where prose mentions a term: in whole words of the editors' own, in any script."""

from __future__ import annotations

import pytest

from generator.prose.markdown import Markdown
from generator.prose.terms import Mention, Terms

MARKDOWN = Markdown()


def found(text: str, *names: str, language: str = "en", known: set[str] | None = None) -> list[str]:
    """Return the words of some Markdown that mention terms; each name is a term of its own."""
    terms = Terms({name: (name,) for name in names}, language)
    html = "".join(
        part if isinstance(part, str) else "\x00" for part in MARKDOWN.block(text).prose.parts
    )
    parts = terms.mentions(html, set() if known is None else known)
    whole = "".join(part.text if isinstance(part, Mention) else part for part in parts)
    assert whole.replace("&quot;", '"') == html.replace("&quot;", '"')
    return [part.text for part in parts if isinstance(part, Mention)]


@pytest.mark.parametrize(
    ("text", "name", "language", "expected"),
    [
        ("A ceasefire held.", "ceasefire", "en", "ceasefire"),
        ("Ceasefires held.", "ceasefire", "en", "Ceasefires"),
        ("The ceasefire’s end.", "ceasefire", "en", "ceasefire"),
        ("**Ceasefire**: none.", "ceasefire", "en", "Ceasefire"),
        ("It (the *ceasefire*) holds.", "ceasefire", "en", "ceasefire"),
        ("- a ceasefire[@a]\n- peace", "ceasefire", "en", "ceasefire"),
        ("The buffer\nzone.", "buffer zone", "en", "buffer\nzone"),
        ("Nations of NATO.", "NATO", "en", "NATO"),
        ("A prisoners' swap & more", "swap & more", "en", "swap &amp; more"),
        ("Kellogg's “plan”, the no-fly zone.", "no‑fly zone", "en", "no-fly zone"),
        ("Aucun accord sur l’embargo.", "embargo", "fr", "embargo"),
        ("Про припинення вогню.", "припинення вогню", "uk", "припинення вогню"),
        ("Без перемир’я.", "перемир'я", "uk", "перемир’я"),
        ("З перемир’ям.", "перемир’я", "uk", "перемир’ям"),
        ("Через санкції.", "санкція", "uk", "санкції"),
        ("Die Waffenruhe hält.", "Waffenruhe", "de", "Waffenruhe"),
        ("双方同意停火三十天。", "停火", "zh", "停火"),
        ("停戦を受け入れた。", "停戦", "ja", "停戦"),
        ("การหยุดยิงเริ่มแล้ว", "หยุดยิง", "th", "หยุดยิง"),
        ("اتفقا على هدنة مؤقتة.", "هدنة", "ar", "هدنة"),
        ("युद्धविराम लागू है।", "युद्धविराम", "hi", "युद्धविराम"),
        ("휴전 협정이 끝났다.", "휴전", "ko", "휴전"),
    ],
)
def test_a_term_is_found_in_prose(text: str, name: str, language: str, expected: str) -> None:
    assert found(text, name, language=language) == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A ceasefirebreaker.", "ceasefire"),
        ("An unceasefire.", "ceasefire"),
        ("A pre-ceasefire line.", "ceasefire"),
        ("Ask us.", "US"),
        ("## On the ceasefire\n", "ceasefire"),
        ("| ceasefire | b |\n|--|--|\n| 1 | 2 |\n", "ceasefire"),
        ("See [the ceasefire](https://a.example/).", "ceasefire"),
        ("See [[theme:a|the ceasefire]].", "ceasefire"),
        ("Write `ceasefire`.", "ceasefire"),
        ("    a ceasefire of code", "ceasefire"),
        ("> A ceasefire, they said.", "ceasefire"),
        ("He spoke of “a ceasefire of days”.", "ceasefire"),
        ('He spoke of "a *ceasefire* of days".', "ceasefire"),
        ("Il parla d’« un embargo ».", "embargo"),
        ("他说“停火”。", "停火"),
        ("![a ceasefire](map.png)", "ceasefire"),
    ],
)
def test_where_no_term_is_explained(text: str, name: str) -> None:
    assert found(text, name) == []


def test_only_the_first_mention_of_a_term_is_marked() -> None:
    known: set[str] = set()
    assert found("A truce, and a truce.", "truce", known=known) == ["truce"]
    assert found("Again a truce.", "truce", known=known) == []


def test_a_mention_in_a_quotation_leaves_the_next_to_be_marked() -> None:
    assert found("“A truce”, he said: a Truce.", "truce") == ["Truce"]


def test_the_longest_term_is_meant() -> None:
    assert found("The buffer zone is no zone.", "zone", "buffer zone") == ["buffer zone", "zone"]


def test_all_words_for_a_term_stand_for_it() -> None:
    terms = Terms({"a": ("truce", "ceasefire")}, "en")
    parts = terms.mentions("<p>A ceasefire is a truce.</p>", set())
    assert [part.term for part in parts if isinstance(part, Mention)] == ["a"]


def test_a_site_without_a_glossary_has_no_mentions() -> None:
    assert Terms({}, "en").mentions("<p>A truce.</p>", set()) == ["<p>A truce.</p>"]
