"""The passage nearest to a false quotation, with what differs in brackets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.nearest import Passages
from tests.prose.languages import LANGUAGES
from tests.prose.test_quotations import found, quick

TEXT = (
    "North asked for “thirty days\nof silence” on Wednesday. Its president said: “We want an "
    "unconditional, full ceasefire of at least thirty days, starting on Monday, on land, at sea "
    "and in the air, and then we can sit down to talk about everything else.”"
)


def nearest(quote: str, text: str = TEXT) -> str:
    passage = Passages(text).nearest(quote)
    return passage.note.removeprefix("the nearest passage is ") if passage else ""


@pytest.mark.case("2.9")
@pytest.mark.parametrize(
    ("quote", "note"),
    [
        ("forty days of silence", "“[thirty] days of silence” (yours has [forty])"),
        ("thirty days of noise", "“thirty days of [silence]” (yours has [noise])"),
        (
            "an immediate, full ceasefire",
            "“an [unconditional], full ceasefire” (yours has [immediate])",
        ),
        (
            "an unconditional ceasefire of",
            "“an unconditional[, full] ceasefire of” (yours leaves it out)",
        ),
        (
            "an unconditional, full and lasting ceasefire",
            "“an unconditional, full [] ceasefire” (yours has [and lasting])",
        ),
        ("Thirty days", "“[thirty] days” (yours has [Thirty])"),
        ("we sit to talk", "“we [can] sit [down] to talk” (yours leaves them out)"),
        ("we shall sit to talk", "“we [can] sit [down] to talk” (yours has [shall], nothing)"),
        ("we can sit down.", "“we can sit down [to]” (yours has [.])"),
        ("silense", "“[silence]” (yours has [silense])"),
        ("nothing like this is there", ""),
        ("", ""),
        ("—", ""),
    ],
)
def test_the_difference_is_marked(quote: str, note: str) -> None:
    assert nearest(quote) == note


@pytest.mark.parametrize(
    ("quote", "text", "note"),
    [
        ("要求有条件停火", "他们要求无条件停火三十天。", "“要求[无]条件停火” (yours has [有])"),
        ("無条件の和平", "われわれは無条件の停戦を求める", "“無条件の[停戦]” (yours has [和平])"),
        ("무조건 평화한다", "우리는 무조건 휴전한다", "“무조건 [휴전한다]” (yours has [평화한다])"),
        ("умови миру", "Ми прийняли умови перемир’я.", "“умови [перемир’я]” (yours has [миру])"),
        ("وقفا جزئيا للنار", "نريد وقفا كاملا للنار", "“وقفا [كاملا] للنار” (yours has [جزئيا])"),
        ("युद्ध की शर्तें", "हम युद्धविराम की शर्तें मानते हैं", "“[युद्धविराम] की शर्तें” (yours has [युद्ध])"),
        ("שלום אמת", "אנחנו רוצים שלום קר", "“שלום [קר]” (yours has [אמת])"),
    ],
)
def test_it_is_marked_in_other_scripts(quote: str, text: str, note: str) -> None:
    assert nearest(quote, text) == note


@pytest.mark.parametrize(
    ("quote", "text", "marked"),
    [
        ("thirty day", "thirty days", "thirty day[s]"),
        ("irty day", "in thirty days", "[th]irty day[s]"),
        ("무조건 휴전", "우리는 무조건 휴전한다", "무조건 휴전[한다]"),
        ("युद्धविराम की शर", "युद्धविराम की शर्तें मानते", "युद्धविराम की शर[्तें]"),
        ("ש", "רוצים שָׁלוֹם", "ש[ָׁלוֹם]"),
        ("binding", "a non-binding text", "[non-]binding"),
        ("can", "We can’t go", "can[’t]"),
        ("1,0", "of 1,000 men", "1,0[00]"),
        ("unconditional peace", TEXT, None),
    ],
)
def test_the_rest_of_a_word_that_is_cut_is_marked(quote: str, text: str, marked: str) -> None:
    assert Passages(text).with_words_cut(quote) == marked


def test_long_passages_are_cut_to_what_differs() -> None:
    quote = TEXT[TEXT.index("We want") : -1].replace("at sea", "on sea")
    assert nearest(quote) == (
        "“… starting on Monday, on land, [at] sea and in the air, and then …” (yours has [on])"
    )
    assert len(nearest(f"We want {'x ' * 200}an unconditional, full ceasefire")) < 250


def test_of_many_differences_three_are_shown() -> None:
    quote = "A full ceasefire of at most forty days, starting on Friday, at land, on sea"
    assert nearest(quote).endswith(", …)")
    assert nearest(quote).count("[") == 6


def test_a_late_difference_in_a_long_quotation_is_found() -> None:
    text = " ".join(f"word{number}" for number in range(500))
    assert nearest(text.replace("word440 ", "term440 "), text) == (
        "“… word437 word438 word439 [word440] word441 word442 word443 …” (yours has [term440])"
    )


@quick
@given(st.sampled_from(sorted(LANGUAGES)), st.data())
def test_what_a_note_shows_of_a_text_stands_in_it(language: str, data: st.DataObject) -> None:
    said = LANGUAGES[language].said
    start = data.draw(st.integers(0, len(said) - 1))
    quote = said[start : data.draw(st.integers(start + 1, len(said)))]
    put = data.draw(st.sampled_from(["x", "停", "и", " "]))
    at = data.draw(st.integers(0, len(quote)))
    changed = quote[:at] + put + quote[at:]
    if found(changed, said) is None and (note := nearest(changed, said)):
        passage = note[1 : note.index("” (yours")]
        for piece in passage.replace("]", "[").replace("…", "[").split("["):
            assert piece.strip() in said


def test_the_work_is_bounded() -> None:
    start = time.process_time()
    for text in ("a b " * 20_000, "停火" * 20_000, "the x " * 10_000 + TEXT, "'" * 40_000):
        for quote in (
            "a b a a b b " * 100,
            "停火停战" * 200,
            "the y the z",
            "'’'" * 50,
            "x" * 5_000,
        ):
            Passages(text).nearest(quote)
            Passages(text).with_words_cut(quote)
    assert time.process_time() - start < 20
