"""Ukrainian words in any case: which are one in the index, and that pages show them whole."""

from __future__ import annotations

import pytest

from generator.search.endings import without_ending
from generator.search.marks import folded
from tests.search.reading import as_shown

WORDS = """
перемир'я перемир’я перемирʼям ПЕРЕМИР'Ю перемир'ї
переговори переговорів переговорах переговорами Переговорам
полонені полонених полоненими полонений полоненого
обмін обміну обміном обміні обміни обмінів
угода угоди угоду угод угодою угоді угодами
президент президента президентом президентові президенту президенти
Україна України Україні Україною Україну
Росія Росії Росією Росію
Київ Києва Києві Києвом Києву КИЇВ
Харків Харкова Харкові Харковом Ха́рків
станція станції станцій станцією станціях станціями
військо війська військ військами військовий військового військові військових
ціна ціни цін ціною цінами
рішення рішенням рішень рішеннями рішенні
засідання засідань засіданням засіданнях
трамвай трамвая трамваєм трамваї трамваїв
незалежність незалежності незалежністю
столиця столиці столицю столиць столицею
мешканці мешканців мешканцям мешканець мешканця
безумовний безумовного безумовне безумовної безумовну безумовним
новий нового новій нової нових новою новим
пункт пункту пункті пункти пунктів пунктами
"""

APART = """
ціна цінний цінувати | перемир'я перемовини | полон полонений | Україна Угорщина
мир мирний | місто мостити | нові новини | Київ кий | війна військо | рік річка
"""


@pytest.mark.parametrize("words", WORDS.strip().splitlines())
def test_forms_of_a_word_are_one(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", APART.replace("\n", "|").strip("|").split("|"))
def test_other_words_are_not(words: str) -> None:
    stems = [stem(word) for word in words.split()]
    assert len(set(stems)) == len(stems)


def stem(word: str) -> str:
    """Return what is in the index of a word."""
    return folded(without_ending(word).partition("ъ")[0]).translate(str.maketrans("", "", "'’ʼ"))


@pytest.mark.parametrize("word", [*WORDS.split(), "ні", "об'єкт", "п’ять", "ЧАЕС", "з", "2-го"])
def test_pages_show_them_whole(word: str) -> None:
    assert as_shown(without_ending(word)) == word
