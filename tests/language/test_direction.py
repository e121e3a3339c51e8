"""Direction follows the script of a language, and a plain text shows it."""

import pytest

from generator.language.direction import directed, direction_of, script_of


@pytest.mark.case("6.5")
@pytest.mark.parametrize(
    "tag",
    [
        *("ar", "fa", "ur", "ps", "ug", "he", "iw", "yi", "ji", "dv", "sd"),
        *("ckb", "arz", "ary", "arb", "prs", "azb", "lrc", "mzn", "syr", "nqo", "rhg"),
        *("az-Arab", "az-IR", "ku-Arab", "ku-IQ", "pa-PK", "pa-Arab", "uz-AF", "kk-CN", "ms-Arab"),
        *("ff-Adlm", "ks", "AR-eg", "he-IL", "fa-AF", "ar-EG-u-nu-latn"),
    ],
)
def test_languages_in_arabic_hebrew_and_their_like_run_from_right_to_left(tag: str) -> None:
    assert direction_of(tag) == "rtl"


@pytest.mark.case("6.6")
@pytest.mark.parametrize(
    "tag",
    [
        *("en", "fr", "uk", "de", "vi", "zh", "zh-Hant", "ja", "ko", "hi", "th", "ka", "am"),
        *("ku", "az", "tr", "ar-Latn", "fa-Cyrl", "sd-IN", "ks-Deva", "ug-KZ", "yi-Latn", "pa"),
        *("x-private", "tlh", "zxx", "en-x-arab", "und"),
    ],
)
def test_all_others_run_from_left_to_right(tag: str) -> None:
    assert direction_of(tag) == "ltr"


def test_a_script_is_the_one_that_is_named_or_else_the_likeliest() -> None:
    assert [script_of(tag) for tag in ("sr", "sr-Latn", "sr-ME", "zh", "zh-TW", "mn-CN")] == [
        *("Cyrl", "Latn", "Latn", "Hans", "Hant", "Mong"),
    ]
    assert script_of("x-whatever") == ""


@pytest.mark.parametrize(
    ("text", "tag", "shown"),
    [
        ("NATO لا تشارك", "ar", "\u200fNATO لا تشارك"),
        ("30 يوما", "ar", "30 يوما"),
        ("«UN» תצטרף", "he", "\u200f«UN» תצטרף"),
        ("یوکرین", "ur", "یوکرین"),
        ("שלום is a word", "en", "\u200eשלום is a word"),
        ("NATO stays out", "en", "NATO stays out"),
        ("2025", "ar", "2025"),
        ("", "ar", ""),
    ],
)
def test_a_mark_leads_a_text_whose_first_letter_would_mislead(
    text: str, tag: str, shown: str
) -> None:
    assert directed(text, tag) == shown
