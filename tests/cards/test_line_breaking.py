"""How words of a card become lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cards.glyph_coverage import covered
from generator.cards.line_breaking import break_lines

WORDS = st.lists(
    st.sampled_from(
        ["a", "of", "Ukraine", "cessez-le-feu", "Russia–Ukraine", "Й", "W" * 30, "fi/fl"]
    ),
    min_size=1,
    max_size=40,
)
ROOM = 14_000


def joined(lines: list[list[str]]) -> str:
    return "".join("".join(words) for words in lines)


@given(WORDS)
def test_no_word_is_lost_or_moved(words: list[str]) -> None:
    lines, whole = break_lines(" ".join(words), "serif", ROOM, 1000)
    assert whole
    assert joined(lines) == "".join(words)


@given(WORDS, st.integers(1, 4))
def test_there_are_never_more_lines_than_asked_for(words: list[str], most: int) -> None:
    lines, whole = break_lines(" ".join(words), "serif", ROOM, most)
    assert len(lines) <= most
    assert whole or lines[-1][-1].endswith("…")
    assert "".join(words).startswith(joined(lines).removesuffix("…"))


def test_lines_are_of_about_the_same_length() -> None:
    (first, second), _ = break_lines("No ceasefire agreed, talks are announced", "sans", ROOM, 2)
    assert (first, second) == (["No", "ceasefire", "agreed,"], ["talks", "are", "announced"])


def test_words_are_divided_behind_a_dash_only_if_that_saves_a_line() -> None:
    assert break_lines("Renewed Russia-Ukraine talks", "serif", 9_900, 3)[0] == [
        ["Renewed", "Russia-"],
        ["Ukraine", "talks"],
    ]
    assert break_lines("Russia-Ukraine talks", "serif", 9_000, 3)[0] == [
        ["Russia-Ukraine"],
        ["talks"],
    ]


def test_a_word_that_is_wider_than_a_line_is_broken() -> None:
    lines, _ = break_lines("W" * 40, "serif", ROOM, 9)
    assert len(lines) > 1
    assert joined(lines) == "W" * 40


def test_an_ellipsis_stands_behind_a_whole_word() -> None:
    lines, whole = break_lines(
        "Delegations meet in Istanbul, for the first time", "serif", 10_500, 1
    )
    assert not whole
    assert lines == [["Delegations", "meet…"]]


def test_spaces_of_french_do_not_end_a_line() -> None:
    assert covered("« Oui », dit-il : « non » !", "serif").count(" ") == 2


def test_white_space_is_one_space() -> None:
    assert covered("  a \n\t b\u2003c ", "sans") == "a b c"


@pytest.mark.case("6.10")
@pytest.mark.parametrize(
    "text",
    [
        "2025年5月20日",
        "两镇2025年5月20日举行第3轮谈判",
        "30 日",
        "２０２５年 30 人",
        "تقرير · 20 مايو 2025",
        "1,000 اسير",
        "ภาษาไทย 2568",
        "שיחות 2025",
    ],
)
def test_digits_of_another_script_do_not_stand_alone(text: str) -> None:
    assert covered(text, "serif") == ""


def test_words_of_another_script_take_their_digits_with_them() -> None:
    assert covered("Talks of 5月20日 go on", "serif") == "Talks of … go on"
    assert covered("Report · 14 مايو 2025, 09:05 UTC+03:00", "sans") == "Report"
    assert covered("COVID疫情 2025", "sans") == "COVID… 2025"
    assert covered("2025", "sans") == "2025"
    assert covered("30 % · 1:0", "sans") == "30 % · 1:0"


def test_a_text_is_left_out_if_most_of_it_cannot_be_written() -> None:
    assert covered("東京 talks", "serif") == "… talks"
    assert covered("東京東京東京 talks", "serif") == ""
    assert covered("👍", "serif") == ""
    assert covered("", "serif") == ""
