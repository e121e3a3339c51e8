"""The words that readers are offered for what they mistyped."""

from __future__ import annotations

import json

from generator.search.vocabulary import Vocabulary


def words(*pages: str, names: tuple[str, ...] = ()) -> list[str]:
    vocabulary = Vocabulary(len(pages))
    for page in pages:
        vocabulary.count(page.split(), "")
    for name in names:
        vocabulary.add(name)
    found: list[str] = json.loads(vocabulary.file())
    return found


def test_the_most_frequent_come_first_and_short_ones_not_at_all() -> None:
    assert words("truce talks truce of 2025 it’s", "talks truce") == ["truce", "talks"]


def test_a_name_counts_as_several_words() -> None:
    assert words("truce truce truce", names=("Volodymyr Зеленський",))[0] == "Volodymyr"


def test_the_forms_of_a_word_are_one_written_as_inside_a_sentence() -> None:
    assert words("Truce, “Truce” TRUCE truce.") == ["truce"]
    assert words("Kyiv’s KYIV Kyiv") == ["Kyiv"]
    assert words("Łódź Lodz Łódź") == ["Łódź"]
    assert words("перемирʼя перемир’я перемир&#39;я перемирʼя") == ["перемирʼя"]


def test_their_number_is_bounded_and_so_is_the_work() -> None:
    pages = [f"common word{number}abc" for number in range(10_000)]
    found = words(*pages)
    assert len(found) < 3_001
    assert found[0] == "common"
    assert words(*reversed(pages[:100])) == words(*pages[:100])
