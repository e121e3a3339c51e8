"""Which words of a site stand for each other."""

from __future__ import annotations

import pytest

from generator.search import names
from generator.validate.register_models import ActorFront


def of(*actors: ActorFront) -> list[tuple[str, ...]]:
    return [group.names for group in names._of_actors(list(actors))]


def person(name: str, *aliases: str) -> ActorFront:
    return ActorFront(name=name, kind="person", aliases=aliases)


def test_an_actor_without_aliases_needs_no_group() -> None:
    assert of(person("Volodymyr Zelenskyy"), ActorFront(name="North", kind="state")) == []


def test_the_last_word_of_a_name_counts_alone() -> None:
    assert of(person("Volodymyr Zelenskyy", "Zelensky")) == [
        ("Volodymyr Zelenskyy", "Zelensky", "Zelenskyy")
    ]


@pytest.mark.parametrize(
    "name", ["The Envoy of North", "Zelenskyy", "Ban Ki", "Muhammad bin Salman", "محمد بن سلمان"]
)
def test_but_not_what_is_no_surname(name: str) -> None:
    assert of(person(name, "Alias")) == [(name, "Alias")]


def test_nor_one_that_others_have() -> None:
    assert of(person("George Bush", "Dubya"), person("Laura Bush")) == [("George Bush", "Dubya")]
    assert of(person("Michael Jordan", "Mike"), ActorFront(name="Jordan", kind="state")) == [
        ("Michael Jordan", "Mike")
    ]
    state = ActorFront(name="Republic of Korea", kind="state", aliases=("Korea",))
    assert of(state) == [("Republic of Korea", "Korea")]
