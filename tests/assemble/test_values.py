"""When two values are the same answer to a point."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assemble.values import fold_value

quick = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 days", "30 Days"),
        ("30 days", "  30\t days\n"),
        ("thirty\u00a0days", "Thirty days"),
        ("1,000", "1000"),
        ("1,000 for 1,000", "1000 FOR 1000"),
        ("1,000,000 people", "1000000 people"),
        ("1_000", "1000"),
        ("1\u00a0000", "1000"),
        ("1\u202f000", "1000"),
        ("1,000.50", "1000.5"),
        ("30.0 days", "30 days"),
        ("0.50", "0.5"),
        ("007", "7"),
        ("KYIV", "kyiv"),
        ("СТАМБУЛ", "Стамбул"),
        ("Straße", "STRASSE"),
        ("yes", "YES"),
        ("about 1,000, perhaps", "about 1000, perhaps"),
        ("1,000.", "1000."),
        ("(1,000)", "(1000)"),
        ("$1,000", "$1000"),
        ("1 000 men", "1000 men"),
        ("١٬٠٠٠", "1000"),
        ("3 %", "3%"),
        ("Kyiv's plan", "Kyiv’s plan"),
        ("10–12", "10-12"),
    ],
)
def test_these_are_the_same_answer(one: str, other: str) -> None:
    assert fold_value(one) == fold_value(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 days", "60 days"),
        ("30 days", "30 day"),
        ("30 days", "30days"),
        ("1,000", "1,001"),
        ("1,000", "100"),
        ("1000", "10000"),
        ("1.5", "15"),
        ("1.5", "1.05"),
        ("1,5", "15"),
        ("0", "00.1"),
        ("10", "1"),
        ("100", "1"),
        ("1,00", "100"),
        ("1,0000", "10000"),
        ("-5", "5"),
        ("Kyiv", "Kiev"),
        ("yes", "no"),
        ("2025-05-15", "2025-05-16"),
        ("1.2.30", "1.2.3"),
        ("12:30", "12:03"),
        ("1, 000", "1000"),
    ],
)
def test_these_are_different_answers(one: str, other: str) -> None:
    assert fold_value(one) != fold_value(other)


def test_a_letter_is_the_same_however_its_accent_is_stored() -> None:
    assert fold_value("Cafe\u0301") == fold_value("Caf\u00e9")


@quick
@given(st.integers(0, 10**15), st.sampled_from([",", "_", "\u00a0", "\u202f", "\u2009"]))
def test_a_number_is_the_same_with_and_without_separators(number: int, separator: str) -> None:
    grouped = f"{number:,}".replace(",", separator)
    assert fold_value(f"{grouped} men") == fold_value(f"{number} men")


@quick
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_numbers_are_different_answers(one: int, other: int) -> None:
    assert (fold_value(f"{one:,}") == fold_value(str(other))) is (one == other)


@quick
@given(st.decimals(0, 10**6, places=3), st.integers(0, 3))
def test_zeros_at_the_end_of_a_fraction_make_no_difference(number: object, zeros: int) -> None:
    assert fold_value(f"{number}{'0' * zeros}") == fold_value(f"{number}".rstrip("0").rstrip("."))


@quick
@given(st.lists(st.text("abcÄßЯ.,:–%", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_white_space_and_case_make_no_difference(words: list[str], data: st.DataObject) -> None:
    gaps = st.text(" \t\n\u00a0", min_size=1, max_size=3)
    spaced = "".join(f"{data.draw(gaps)}{word}" for word in words)
    assert fold_value(spaced.upper()) == fold_value(" ".join(words))
