"""The letters that cards are written in."""

import pytest

from generator.cards.fonts import font

SAMPLES = {
    "English": "“Quartz” — it’s 50 % of £20, €5 & $7 (№ 3)… ½ × 2 – 4°",
    "French": "Où l’œuvre naïve à Noël coûte « çà »",
    "German": "Über Größe, ẞ und „Ärger“",
    "Polish": "Zażółć gęślą jaźń",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Romanian": "Știință și țară, înăuntru",
    "Turkish": "Pijamalı hasta yağız şoföre çabucak güvendi İı",
    "Vietnamese": "Tổng thống đề nghị ngừng bắn vô điều kiện",
    "Greek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία Ϊΰ",
    "Russian": "Съешь ещё этих мягких французских булок",
    "Ukrainian": "Ґанок, їжак, єдність, об’єднання ₴",
    "Kazakh": "Әліпби ғылым қазақ ңөұүһі ₸",
    "Serbian": "Љубазни фењерџија чађавог ћошка ђ",
}


@pytest.mark.parametrize("face", ["serif", "sans"])
@pytest.mark.parametrize("language", SAMPLES)
def test_the_languages_that_are_promised_can_be_written(face: str, language: str) -> None:
    letters = font(face)
    missing = {letter for letter in SAMPLES[language] if not letters.covers(letter)}
    assert not missing
    assert all(letters.outline(letter) for letter in SAMPLES[language] if not letter.isspace())


def test_what_is_not_attempted_is_known_to_be_missing() -> None:
    assert not any(font("serif").covers(letter) for letter in "本שم👍\u0301\u200d\n\t")


def test_letters_that_leave_a_hole_between_them_move_together() -> None:
    letters = font("serif")
    apart = letters.advance("T") + letters.advance("a")
    assert letters.positions("Ta")[-1] < apart
    assert letters.positions("Hn")[-1] == letters.advance("H") + letters.advance("n")
