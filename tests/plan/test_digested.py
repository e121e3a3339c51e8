"""Digests stand for values: equal exactly if the values are."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, inspect

from generator.plan.views import briefing, components, files, maps, pages, registers
from generator.plan.views.digested import Digested

TEXT = st.text(max_size=4)
LINKS = st.builds(components.LinkTo, TEXT, TEXT)
PROSE = st.builds(
    components.ProseView,
    st.lists(TEXT | LINKS | st.just(components.BasePath()), max_size=3).map(tuple),
)
DATED = st.builds(components.DatedView, st.none(), PROSE, st.none() | LINKS)
COUNTED = st.builds(components.Counts, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
VALUES = st.one_of(LINKS, PROSE, DATED, COUNTED)
KINDS = sorted(
    {
        kind
        for module in (briefing, components, files, maps, pages, registers)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Digested)
    },
    key=lambda kind: kind.__name__,
)
NEVER_CHANGE = (
    *(inspect.StrType, inspect.IntType, inspect.FloatType, inspect.BoolType, inspect.NoneType),
    *(inspect.VarTupleType, inspect.TupleType, inspect.UnionType, inspect.StructType),
)


@given(VALUES, VALUES)
def test_digests_are_equal_exactly_if_values_are(one: Digested, other: Digested) -> None:
    assert (one.digest == other.digest) == (one == other)


def test_text_is_not_mistaken_for_numbers_or_neighbours() -> None:
    two, one = components.LinkTo("a", "bc"), components.LinkTo("ab", "c")
    assert two.digest != one.digest
    assert components.ProseView(("1", "2")).digest != components.ProseView(("1', '2",)).digest


def test_kinds_with_the_same_fields_are_told_apart() -> None:
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS)


def changing(kind: type) -> Iterator[object]:
    """Return everything that a value of this type may hold, at any depth, and that can change."""
    todo: list[inspect.Type] = [inspect.type_info(kind)]
    seen: set[type] = set()
    while todo:
        held = todo.pop()
        if isinstance(held, inspect.StructType):
            if not (issubclass(held.cls, Digested) and held.cls.__struct_config__.frozen):
                yield held
            elif held.cls not in seen:
                seen.add(held.cls)
                todo += [field.type for field in held.fields]
        elif not isinstance(held, NEVER_CHANGE):
            yield held
        elif isinstance(held, inspect.UnionType):
            todo += held.types
        elif isinstance(held, inspect.TupleType):
            todo += held.item_types
        elif isinstance(held, inspect.VarTupleType):
            todo.append(held.item_type)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_view_holds_what_can_change(kind: type[Digested]) -> None:
    assert not list(changing(kind))
    assert kind.__struct_config__.frozen


class Listing(Digested, frozen=True):
    names: list[str]


class Loose(Struct):
    name: str


class Holding(Digested, frozen=True):
    held: tuple[Loose | None, ...]


@pytest.mark.parametrize("kind", [Listing, Holding])
def test_what_can_change_is_noticed(kind: type) -> None:
    assert list(changing(kind))
