"""When two values are the same answer to a point."""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal
from typing import Literal

import pytest
from babel.core import Locale
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.values import Comparison, fold_value
from generator.validate.models import Point
from tests.tried import tried

quick = tried(80)


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


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        # In English, whatever script the digits are of
        ("en", "482,000.", "482000"),
        ("en", "482k", "482,000"),
        ("en", "482K", "482000"),
        ("en", "0.482 million", "482,000"),
        ("en", "$890M", "$890 million"),
        ("en", "$890m", "890 million $"),
        ("en", "US$ 1.5bn", "1,500,000,000 US$"),
        ("en", "€5", "5 €"),
        ("en", "EUR 5 million", "5,000,000 EUR"),
        ("en", "$890M", "890 million dollars"),
        ("en", "EUR 5", "5 Euros"),
        ("de", "1,5 Mio. Euro", "€ 1.500.000"),
        ("uk", "5 млн грн", "₴5 000 000"),
        ("pl", "5 tys. zł", "5000 PLN"),
        ("en", "2.5 trillion", "2.5T"),
        ("en", "10’000", "10000"),
        ("en", "10'000", "10000"),
        ("en", "1,00,000", "100000"),
        ("en", "12,34,56,789", "123456789"),
        ("en", "30\u00addays", "30days"),
        ("en", "\u200e30\u200f days\ufeff", "30 days"),
        ("en", "３０", "30"),
        ("en", "１，０００．５", "1000.5"),
        ("en", "٣٠", "30"),
        ("en", "۱۲۳", "123"),
        ("en", "३० दिन", "30 दिन"),
        ("en", "៣០", "30"),
        ("en", "𝟛𝟘", "30"),
        ("en", "Yes.", "yes"),
        ("en", "同意。", "同意"),
        ("en", "हाँ।", "हाँ"),
        # By the marks and words of a language
        ("de", "1.000", "1000"),
        ("de", "1.000,50", "1000,5"),
        ("de", "1,5 Mio.", "1.500.000"),
        ("de", "2 Milliarden", "2 Mrd."),
        ("de", "890 Mio. €", "€ 890 Mio"),
        ("de-AT", "1.000", "1 000"),
        ("de-CH", "10’000.50", "10000.5"),
        ("fr", "1\u202f000,5", "1000,50"),
        ("fr", "482 k", "482 000"),
        ("fr", "2,5 milliards", "2 500 millions"),
        ("uk", "482 тис.", "482\u00a0000"),
        ("uk", "1,5 млн", "1500000"),
        ("uk", "2 МІЛЬЯРДИ", "2 млрд"),
        ("ru", "5 тысяч", "5000"),
        ("pl", "5 tys.", "5000"),
        ("es", "5 mil millones", "5.000.000.000"),
        ("hi", "4.82 लाख", "4,82,000"),
        ("hi", "४,८२,०००", "482000"),
        ("bn", "৪,৮২,০০০", "482000"),
        ("ar", "٤٨٢ ألف", "٤٨٢٬٠٠٠"),
        ("ar", "١٬٠٠٠٫٥", "1000.5"),
        ("fa", "۱٬۰۰۰", "1000"),
        ("zh", "48.2万", "482,000"),
        ("zh", "30天", "30 天"),
        ("zh-Hant", "48.2萬人", "482000人"),
        ("ja", "3億円", "300000000円"),
        ("ko", "30만 명", "300,000 명"),
        ("sv", "5 bn", "5 000 000 000 000"),
        ("en-IN", "5 lakh", "5,00,000"),
        ("qaa", "1,000", "1000"),
        # A percentage, by its sign or word
        ("en", "30 per cent", "30%"),
        ("en", "30 percent.", "30 %"),
        ("de", "30,5 Prozent", "30,5 %"),
        ("fr", "30 pour cent", "30\u202f%"),
        ("uk", "30 відсотків", "30%"),
        ("ar", "٣٠ في المئة", "٣٠٪"),
        # Short forms that reports have, and CLDR has not
        ("de", "3 Tsd.", "3.000"),
        ("fr", "5 Mds €", "5 000 000 000 €"),
        ("it", "30 mila", "30.000"),
        ("ja", "5千", "5000"),
        ("sv", "5 mdr", "5 miljarder"),
    ],
)
def test_a_number_is_one_however_its_language_writes_it(
    language: str, one: str, other: str
) -> None:
    assert fold_value(one, language) == fold_value(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "1.000", "1"),
        ("de", "1,000", "1000"),
        ("de", "1.10", "1.1"),
        ("en", "30 percentage points", "30% points"),
        ("de", "15.05.2025", "15.06.2025"),
        ("de-CH", "1.000", "1000"),
        ("uk", "482,000", "482000"),
        ("fr", "1.000", "1"),
        ("en", "1.000", "1000"),
        ("en", "30 m", "30M"),
        ("en", "30m", "30 million"),
        ("en", "5 t", "5T"),
        ("en", "F16M", "F16000000"),
        ("en", "5kg", "5000 g"),
        ("en", "$5", "€5"),
        ("en", "$5", "5"),
        ("en", "$5", "USD 5"),
        ("en", "Euro 2024", "2024 euros"),
        ("en", "$5 CAD", "$5"),
        ("en", "5²", "52"),
        ("en", "-$5", "$5"),
        ("zh", "3万", "3亿"),
        ("sv", "5 bn", "5 000 000 000"),
        ("fr", "1 billion", "1 milliard"),
        ("en", "1.2.3.", "1.2"),
        ("en", "10-12", "10-12 million"),
    ],
)
def test_a_number_is_not_taken_for_another(language: str, one: str, other: str) -> None:
    assert fold_value(one, language) != fold_value(other, language)


def test_a_number_is_read_by_the_second_language_only_if_it_is_none_in_the_first() -> None:
    assert fold_value("1.5", "uk", "en") == fold_value("1,5", "uk", "en") == fold_value("1.5")
    assert fold_value("2 million", "uk", "en") == fold_value("2 мільйони", "uk", "en")
    assert fold_value("1.000", "de", "en") == fold_value("1000")
    assert fold_value("2 billion", "fr", "en") == fold_value("2 trillion")
    assert fold_value("482,000", "uk", "en") == fold_value("482")


@pytest.mark.parametrize("value", ["5 MİLYON", "5 mıLyar", "5 ſ", "5 K", "5 ǅ", "5 ẞ", "5 ﬁ"])
@pytest.mark.parametrize("language", ["tr", "az", "de", "el", "lt"])
def test_letters_of_unusual_case_are_no_stumbling_block(value: str, language: str) -> None:
    assert fold_value(fold_value(value, language), language) == fold_value(value, language)


def test_numbers_of_two_languages_can_be_compared() -> None:
    assert fold_value("1.500,5 €", "de") == fold_value("€1,500.5", "en")
    assert fold_value("1,5 млн", "uk") == fold_value("1.5 million", "en")


LOCALES = (
    *("en", "en-IN", "de", "de-CH", "fr", "uk", "ru", "pl", "es", "pt-BR", "hi", "bn", "ar"),
    *("ar-EG", "fa", "he", "zh", "ja", "sv", "my", "mr", "tr"),
)


@tried(400)
@given(
    st.decimals(-(10**15), 10**15, places=3),
    st.sampled_from(LOCALES),
    st.sampled_from(["latn", "default"]),
)
def test_a_number_as_a_language_writes_it_is_the_plain_number(
    number: Decimal, language: str, digits: str
) -> None:
    locale = Locale.parse(language, sep="-")
    written = format_decimal(number, locale=locale, numbering_system=digits)
    assert fold_value(written, language) == fold_value(f"{number:f}", "en")
    assert fold_value(f"{written} %", language) == fold_value(f"{number:f}%", "en")


@tried(300)
@given(
    st.integers(1, 999),
    st.sampled_from([3, 4, 5, 6, 7, 8, 9, 12]),
    st.sampled_from(sorted({*LOCALES} - {"my", "bn"})),  # words before numbers; one word, two
    st.sampled_from(["short", "long"]),
)
def test_the_words_of_a_language_for_great_numbers_are_numbers(
    number: int, zeros: int, language: str, style: Literal["short", "long"]
) -> None:
    locale = Locale.parse(language, sep="-")
    whole = number * 10**zeros
    written = format_compact_decimal(
        whole, format_type=style, locale=locale, fraction_digits=3, numbering_system="latn"
    )
    assert fold_value(written, language) == fold_value(str(whole), "en")


@tried(600)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789 .,'’kKmMbBnT$€%-–_٬٫٣३万万億㎡²½ŉİßﬁΐ()#⌗⎖", max_size=20),
        st.text("0123456789 .,k", max_size=12),
        st.lists(
            st.sampled_from(["5", "1,000", "0.3k", "400", "1.5", "million", "$", "USD", "K", "."])
        ).map(" ".join),
    ),
    st.sampled_from(["en", "de", "fr", "hi", "zh", "es"]),
)
def test_what_is_folded_stays_as_it_is(value: str, language: str) -> None:
    folded = fold_value(value, language)
    assert fold_value(folded, language) == folded


def test_a_value_without_digits_or_in_english_does_not_load_babel() -> None:
    code = (
        "import sys; from generator.assemble.values import fold_value;"
        "[fold_value(v) for v in ('30 days', '1,000.5', '$890M', 'Стамбул', '１０', 'a: b')];"
        "[fold_value(v, 'uk') for v in ('так', 'Після угоди', '«Ні»')];"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("text", ["1,000", "1.", "1 ", "$", "1k ", "1,00,", "⌗", "9" * 9, "1 000"])
def test_a_long_value_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    fold_value(text * 20_000)
    fold_value(text * 20_000 + "x", "de")
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("unit", "one", "other"),
    [
        ("cars", "482,000", "482000 cars"),
        ("days", "30 to 60 days", "30 days to 60 days"),
        ("days", "30 days from Monday", "30 from Monday"),
        ("days", "thirty days", "thirty"),
        ("$", "$890M", "890 million"),
        ("euros", "5 million euros", "5,000,000"),
        ("USD", "USD 5", "5"),
        ("%", "5 %", "5"),
        ("天", "30天", "30"),
        ("днів", "30 днів", "30"),
        ("km²", "5 km²", "5"),
    ],
)
def test_the_unit_of_a_point_may_be_left_out(unit: str, one: str, other: str) -> None:
    comparison = Comparison.of_point(a_point(unit=unit), "en")
    assert comparison
    assert comparison.canonical(fold_value(one)) == comparison.canonical(fold_value(other))


@pytest.mark.parametrize(
    ("unit", "one", "other"),
    [
        ("days", "30 days", "60 days"),
        ("day", "30 days", "30"),
        ("days", "days", ""),
        ("a", "5 apples", "5 pples"),
    ],
)
def test_only_the_unit_itself_may_be_left_out(unit: str, one: str, other: str) -> None:
    comparison = Comparison.of_point(a_point(unit=unit), "en")
    assert comparison
    assert comparison.canonical(fold_value(one)) != comparison.canonical(fold_value(other))


def test_values_that_editors_call_alike_are_one_answer_and_the_first_is_shown() -> None:
    comparison = Comparison.of_point(
        a_point(unit="days", alike=(("30", "about 30 days", "A month"), ("none",))), "en"
    )
    assert comparison
    shown = {comparison.canonical(fold_value(v)) for v in ("30 days", "ABOUT 30", "a month.")}
    assert shown == {("⌗30", "30")}
    assert comparison.canonical(fold_value("60 days")) == ("⌗60", None)
    assert comparison.decided == {"⌗30", "none"}


def a_point(unit: str | None = None, alike: tuple[tuple[str, ...], ...] = ()) -> Point:
    return Point(id="x", title="X", unit=unit, alike=alike)


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
