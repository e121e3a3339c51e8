"""What a text quotes, in every style of quotation there is."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.prose import quoted
from tests.prose.languages import LANGUAGES
from tests.prose.test_quotations import found, quick

CLDR = "“”‘’„”‚’«»‹›”“’‘„“‚‘””’’»«「」『』›‹“’"
"""All pairs of release 48, of all locales."""
OTHERS = [
    '"…"',
    "'…'",
    "« … »",
    "‹ … ›",
    '“…"',
    "``…''",
    ",,…''",
    ",,…”",
    "<<…>>",
    "〝…〟",
    "＂…＂",
    "｢…｣",
]
STYLES = [f"{first}…{last}" for first, last in zip(CLDR[::2], CLDR[1::2], strict=True)] + OTHERS


def quotations(text: str) -> list[str]:
    """Return the words that a text quotes."""
    return [quotation.words for quotation in quoted.quotations(text)]


@pytest.mark.case("2.5")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_words_are_found_in_every_style_in_every_language(style: str, language: str) -> None:
    quoting = LANGUAGES[language].quoting
    start, end = quoting.index("…") - 1, quoting.index("…") + 2
    start -= quoting[start] == " "
    end += quoting[end - 1] == " "
    words = LANGUAGES[language].never_said
    text = f"{quoting[:start]} {style.replace('…', words)}{quoting[end:]}"
    assert quotations(text) == [words]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_words_are_found_in_the_style_of_their_language(
    language: tuple[str, str, str, str],
) -> None:
    said, never_said, quoting, nested = language
    assert quotations(quoting.replace("…", never_said)) == [never_said]
    assert quotations(nested.replace("…", never_said)) == [never_said]
    both = quoting.replace("…", nested.replace("…", never_said))
    assert quotations(both)[-1] == never_said
    assert said not in quotations(said)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('„ja“, «oui», "yes"', ["ja", "oui", "yes"]),
        ("“Yes,” he said, “but no.”", ["Yes", "but no"]),
        ("他说「停火。」他说「和平，」", ["停火", "和平"]),
        ("no quotation", []),
        ("“never closed", []),
        ("“”", []),
        ("“...”", []),
        ('He said "no"—"yes"', ["no", "yes"]),
        ("(‘no deal’)", ["no deal"]),
        ("'no deal', he said", ["no deal"]),
        ("he said '30 days' and ‘20 days’", ["30 days", "20 days"]),
        ("'round the clock', he said", ["round the clock"]),
        ("השר אמר ״לא״ אתמול", ["לא"]),
        ("צה״ל אמר ״צה״ל לא״", ["צה״ל לא"]),
        ('Il dit " non "', ["non"]),
        ("Il dit « non »", ["non"]),
        ("«Да», — сказал он. «Нет»", ["Да", "Нет"]),
        ("»…und nie«", ["…und nie"]),
        ("L’“accord” d’hier", ["accord"]),
    ],
)
def test_quotations_are_what_stands_between_quotation_marks(text: str, parts: list[str]) -> None:
    assert quotations(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“He said ‘no’ to us”", ["He said ‘no’ to us", "no"]),
        ("“He said “no” to us”", ["He said “no” to us", "no"]),
        ('"He said "no" to us"', ['He said "no" to us', "no"]),
        ("« Il dit “non” »", ["Il dit “non”", "non"]),
        ("„Er sagte ‚nein‘ zu uns“", ["Er sagte ‚nein‘ zu uns", "nein"]),
        ("「彼は『いいえ』と言った」", ["彼は『いいえ』と言った", "いいえ"]),
        ("«Он сказал „нет“ нам»", ["Он сказал „нет“ нам", "нет"]),
        ("“Don’t ‘stop’ it”, the leaders’", ["Don’t ‘stop’ it", "stop"]),
    ],
)
def test_what_is_quoted_within_a_quotation_comes_after_it(text: str, parts: list[str]) -> None:
    assert quotations(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "the leaders’ talks and the soldiers’ families",
        "the leaders' talks and the soldiers' families",
        "don't, can't, won't, rock 'n' roll",
        "in the ’90s and the soldiers’ families",
        "l’accord d’hier n’est qu’un début",
        "о перемир'ї з об'єктивних причин, п’ять днів",
        'צה"ל וחז"ל',
        '5" by 6"',
        "5'11\" tall",
        "Qur'an, Shi'ite, O'Brien and the O'Neills' house",
        "Türkiye'nin ve Ankara'nın",
    ],
)
def test_apostrophes_and_signs_quote_nothing(text: str) -> None:
    assert quotations(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('"barış"ı istedi', ["barış"]),
        ("“rauha”n puolesta", ["rauha"]),
        ("그는 ‘무조건 휴전’을 요구", ["무조건 휴전"]),
        ('그는 "휴전"을', ["휴전"]),
        ("他说‘停火’了", ["停火"]),
        ('他说"停火"了', ["停火"]),
    ],
)
def test_an_ending_may_follow_the_closing_mark(text: str, parts: list[str]) -> None:
    assert quotations(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("《人民日报》和《朝日新聞》报道", []),
        ("他说：《停火》", ["停火"]),
        ("《무조건 휴전》을 요구했다", ["무조건 휴전"]),
        ("《ཞི་བདེ》", ["ཞི་བདེ"]),
    ],
)
def test_the_title_of_a_chinese_newspaper_is_no_quotation(text: str, parts: list[str]) -> None:
    assert quotations(text) == parts


def test_a_quotation_of_several_paragraphs_opens_in_each_and_closes_once() -> None:
    assert quotations("“One.\n\n“Two.”\n\nOther") == ["One", "Two"]
    assert quotations("« Un.\n\n« Deux. »") == ["Un", "Deux"]
    assert quotations("“One\n\nTwo”") == []


@quick
@example("'a\n.'")
@given(st.text("ab '’‘“”„\"«»‹›「」《\n.א휴停", max_size=40))
def test_whatever_is_returned_stands_in_the_text(text: str) -> None:
    for words in quotations(text):
        assert words in text
        assert words == words.strip() != ""


@quick
@given(st.sampled_from(sorted(LANGUAGES)), st.sampled_from(STYLES))
def test_what_is_quoted_is_found_where_it_is_quoted(language: str, style: str) -> None:
    words = LANGUAGES[language].said
    assert found(words, f"x {style.replace('…', words)} y") is not None


def test_a_text_of_nothing_but_marks_is_read_in_no_time() -> None:
    start = time.process_time()
    for marks in ("“", "”", "“‘", "»“", "'a ", '"', "「", "’‘", "“a\n\n"):
        quotations(marks * 30_000)
    assert time.process_time() - start < 5
