"""What the eye does not see makes no difference to a quotation, and is marked with it."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prose.languages import LANGUAGES
from tests.prose.test_quotations import found, quick, same

UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff\ufe0e\u034f\u061c"
)


@pytest.mark.case("2.7")
@pytest.mark.parametrize(
    ("quote", "text", "where"),
    [
        ("ceasefire", "a cease\u00adfire.", "cease\u00adfire"),
        ("cease\u00adfire", "a ceasefire.", "ceasefire"),
        ("ceasefire", "a cease\u200bfire\u200b now", "cease\u200bfire"),
        ("the office", "the oﬃce is", "the oﬃce"),
        ("ﬁnal oﬀer", "our final offer.", "final offer"),
        ("Njegoš", "the ǋegoš", "ǋegoš"),
        ("միև մենք", "միև մենք", "միև մենք"),
        ("ﬓ", "մն", "մն"),
        ("使用", "\u2f64使⽤", "使⽤"),
        ("السلام", "\ufe8d\ufedf\ufeb4\ufefc\ufee1", "\ufe8d\ufedf\ufeb4\ufefc\ufee1"),
        ("5 μm", "5 µm", "5 µm"),
        ("שלום", "\u2067שלום\u2069.", "שלום"),
        ("שלום", "\u200fשלום\u200e.", "שלום"),
        ("میخواهیم", "ما می\u200cخواهیم.", "می\u200cخواهیم"),
        ("می\u200cخواهیم", "ما میخواهیم.", "میخواهیم"),
        ("क्\u200dष", "क्ष", "क्ष"),
        ("café noir", "cafe\u0301 noir", "cafe\u0301 noir"),
        ("cafe\u0301", "le café", "café"),
        ("한글", normalize("NFD", "한글"), normalize("NFD", "한글")),
        ("thirty days", "thirty\u00a0days", "thirty\u00a0days"),
        ("thirty days", "thirty\u2060 days", "thirty\u2060 days"),
    ],
)
def test_what_looks_the_same_is_the_same(quote: str, text: str, where: str | None) -> None:
    assert found(quote, text) == where


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("３０", "30"),  # wider
        ("Ａ", "A"),
        ("ｱ", "ア"),
        ("m²", "m2"),
        ("№", "No"),
        ("а", "a"),  # noqa: RUF100 - a letter of Cyrillic
        ("abc", "\u202ecba\u202c"),
        ("👩\u200d👧", "👩👧"),
        ("thirtydays", "thirty days"),
    ],
)
def test_what_looks_different_or_is_another_letter_is_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("quote", "text", "where"),
    [
        ("要求无条件停火", "他们要求无条件\n停火。", "要求无条件\n停火"),
        ("要求无条件 停火", "他们要求无条件停火。", "要求无条件停火"),
        ("无条件停火30天", "要求无条件停火 30 天。", "无条件停火 30 天"),
        ("無条件の停戦", "無条件の\n　停戦", "無条件の\n　停戦"),
        ("หยุดยิงสามสิบวัน", "การหยุดยิง\nสามสิบวัน", "หยุดยิง\nสามสิบวัน"),
        ("កិច្ចព្រមព្រៀង", "កិច្ច\nព្រមព្រៀង", "កិច្ច\nព្រមព្រៀង"),
        ("무조건 휴전", "무조건\n휴전", "무조건\n휴전"),
        ("무조건휴전", "무조건 휴전", None),
        ("他说“停火”", "他说「停火」了", "他说「停火」"),
    ],
)
def test_spaces_do_not_count_in_scripts_that_have_none_between_words(
    quote: str, text: str, where: str | None
) -> None:
    assert found(quote, text) == where


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a dit “non” hier", "il a dit « non » hier"),
        ("a dit « non » hier", "il a dit «\u00a0non\u00a0» hier"),
        ("sagte „nein“ und", "er sagte »nein« und"),
        ("sagte »nein« und", "er sagte „nein“ und"),
        ("Non! Jamais", "Non\u202f! Jamais"),
        ("Non : jamais", "Non: jamais"),
        ("он сказал „нет“", "и он сказал «нет»"),
        ('אמר צה"ל', "אמר צה״ל"),
        ("צ'ק", "צ׳ק"),
    ],
)
def test_the_style_of_punctuation_does_not_count(quote: str, text: str) -> None:
    assert found(quote, text) is not None


@pytest.mark.case("2.7")
@quick
@given(st.sampled_from(sorted(LANGUAGES)), st.lists(st.integers(0, 80)), st.data())
def test_invisible_characters_anywhere_change_nothing(
    language: str, at: list[int], data: st.DataObject
) -> None:
    said = LANGUAGES[language].said
    pieces = list(said)
    for place in at:
        pieces[place % len(pieces)] += data.draw(st.sampled_from(UNSEEN))
    text = "".join(pieces)
    where = found(said, f"“{text}”")
    assert where is not None
    assert text.startswith(where)
    assert text[len(where) :].strip(UNSEEN) == ""
    assert found(text, f"“{said}”") == said
    assert found(said, normalize("NFD", f"“{text}”")) is not None
