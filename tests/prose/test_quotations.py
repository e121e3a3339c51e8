"""When a quotation counts as verbatim: what typesetting changes is folded, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.quotations import fold, places
from tests.tried import tried

quick = tried(80)

MARKS = "\"'`´“”„‟‘’‚‛«»‹›′″"
DASHES = ("-", "–", "—", "‑", "−", "--", "---", " – ", " - ", " — ")
ELLIPSES = ("…", "...", ". . .", ".\u00a0.\u00a0.", " … ", "... ")
SPACES = (" ", "  ", "\n", " \n\t", "\u00a0", "\u202f", "\u2009", "\u200b ")

words = st.text("abcdefXYZäéßїжЩ0123456789", min_size=1, max_size=6)
variants = {
    "space": st.sampled_from(SPACES),
    "mark": st.sampled_from(MARKS),
    "dash": st.sampled_from(DASHES),
    "ellipsis": st.sampled_from(ELLIPSES),
    "comma": st.just(", "),
}
typeset = st.text("ab.…- \u00a0–'“”\n", max_size=10)
surroundings = st.sampled_from(["", " ", "“", "”", "\n", ", ", ". ", "(", "; ", " said:\n\n"])


@st.composite
def typeset_twice(draw: st.DrawFn) -> tuple[str, str]:
    """Return the same words twice, typeset differently."""
    one = other = draw(words)
    for _ in range(draw(st.integers(0, 5))):
        between, word = variants[draw(st.sampled_from(sorted(variants)))], draw(words)
        one += draw(between) + word
        other += draw(between) + word
    return one, other


def found(quote: str, text: str) -> str | None:
    """Return the part of a text in which a quotation stands."""
    place = places(text, {"quote": quote}).get("quote")
    return None if place is None else text[slice(*place)]


def same(one: str, other: str) -> bool:
    return fold(one).text == fold(other).text


@quick
@given(typeset_twice(), surroundings, surroundings)
def test_words_that_are_typeset_differently_are_the_same_quotation(
    pair: tuple[str, str], before: str, after: str
) -> None:
    quote, text = pair
    assert same(quote, text)
    where = found(quote, f"{before}{text}{after}")
    assert where is not None
    assert same(where, quote)


@quick
@given(st.text(max_size=20), st.text(max_size=20))
def test_being_the_same_goes_both_ways(one: str, other: str) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)


@quick
@given(typeset_twice())
def test_folding_twice_changes_nothing_more(pair: tuple[str, str]) -> None:
    assert same(fold(pair[0]).text, pair[1])


@quick
@given(typeset, typeset, typeset)
def test_what_is_found_is_always_the_quotation(quote: str, before: str, after: str) -> None:
    where = found(quote, before + quote + after)
    if where is not None:
        assert fold(where).text.strip() == fold(quote).text.strip()


@quick
@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_a_changed_letter_is_a_false_quotation(spoken: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(spoken) - 1))
    word = spoken[at]
    letter = data.draw(st.integers(0, len(word) - 1))
    put = data.draw(st.sampled_from("abcXYZäжЩ").filter(lambda c: c != word[letter]))
    changed = [*spoken[:at], word[:letter] + put + word[letter + 1 :], *spoken[at + 1 :]]
    quote, text = " ".join(spoken), " ".join(changed)
    assert found(quote, text) is None
    assert found(quote, f"{text}. {quote}.") == quote


@quick
@given(st.lists(words, min_size=1, max_size=6))
def test_half_a_word_is_a_false_quotation(spoken: list[str]) -> None:
    quote = " ".join(spoken)
    assert found(quote, f"ю{quote}") is None
    assert found(quote, f"{quote}ю") is None
    assert found(quote, f"ю{quote} {quote}ю, {quote}") == quote


@quick
@given(st.lists(words, min_size=3, max_size=6, unique=True), st.data())
def test_a_dropped_word_is_a_false_quotation(spoken: list[str], data: st.DataObject) -> None:
    dropped = data.draw(st.integers(1, len(spoken) - 2))
    quote = " ".join(spoken[:dropped] + spoken[dropped + 1 :])
    assert found(quote, " ".join(spoken)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a 'so-called' truce", "a “so‑called” truce"),
        ("we don't know", "We said we don’t know."),
        ("Well... perhaps", "“Well… perhaps,” he said."),
        ("thirty days", "thirty\ndays"),
        ("10-20 May", "on 10–20 May"),
        ("a truce - now", "a truce—now"),
        ("“Truce.”", "He said: 'Truce.'"),
        ("  thirty days ", "thirty days"),
        ("(a|b)*", "(a|b)*"),
        ("\\d+", "\\d+"),
        ("$1", "costs $1"),
        ("今日は停戦", "昨日は、今日は停戦だった"),
        ("หยุดยิง", "การหยุดยิงสามสิบวัน"),
        ("תוצאה", "(תוצאה)"),
        ("Ukraine", "Ukraine, not"),
        ("5 million", "5 million."),
        ("accord", "l’accord"),
        ("30", "30, 60 or 90"),
        ("Stop", "Stop!"),
        ("C++", "C++ code"),
    ],
)
def test_this_is_verbatim(quote: str, text: str) -> None:
    assert found(quote, text) is not None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Thirty days", "thirty days"),
        ("thirty days", "thirty  day"),
        ("thirty day", "thirty days"),
        ("fire", "ceasefire"),
        ("cease", "ceasefire"),
        ("thirty days", "thirtydays"),
        ("thirtydays", "thirty days"),
        ("thirty, days", "thirty days"),
        ("thirty days", "thirty, days"),
        ("thirty days.", "thirty days"),
        ("a.b", "axb"),
        ("припинення", "припинення2"),
        ("30 days", "130 days"),
        ("well", "wéll"),
        ("resume", "résumé"),
        ("0 days", "30 days"),
        ("", "x"),
        (" ", "x y"),
    ],
)
def test_this_is_not_verbatim(quote: str, text: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [("5 million", "1.5 million"), ("5 million", "1,5 million"), ("1", "1.5"), ("30", "30,000")],
)
def test_half_a_number_is_a_false_quotation(quote: str, text: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize("text", ["We can't.", "We can’t."])
def test_a_word_cut_off_at_its_apostrophe_is_a_false_quotation(text: str) -> None:
    assert found("We can", text) is None


def test_the_apostrophe_of_ukrainian_words_is_an_apostrophe() -> None:
    """Some keyboards give U+02BC, a letter to Unicode; others give U+0027."""
    assert found("об'єкт", "обʼєкт") == "обʼєкт"
    assert found("обʼєкт", "об’єкт") == "об’єкт"


@pytest.mark.parametrize(
    ("quote", "text", "where"),
    [
        ("Well…", "“Well... yes”", "Well..."),
        ("I will—", "“I will--”", "I will--"),
        ("…and so", "“... and so”", "... and so"),
        ("a - b", "a \u2014  b", "a \u2014  b"),
    ],
)
def test_a_quotation_is_found_whole(quote: str, text: str, where: str) -> None:
    part = found(quote, text)
    assert part is not None
    assert part.strip() == where


def test_every_quotation_is_found_at_its_own_place() -> None:
    text = "He said “no… never”, she said “yes”."
    at = places(text, {"a": "yes", "b": "no...never", "c": "maybe"})
    assert {name: text[slice(*place)] for name, place in at.items()} == {
        "a": "yes",
        "b": "no… never",
    }


def test_a_long_text_is_searched_in_no_time() -> None:
    text = "thirty " * 20_000 + " " * 20_000 + "-" * 20_000 + "." * 20_000
    start = time.process_time()
    for quote in ("thirty days", "thirty . . . days", "- - -x", "... ...x", "thirty — days"):
        assert found(quote, text) is None
    assert found("a" * 50_000, "a" * 100_000) is None
    assert time.process_time() - start < 2
