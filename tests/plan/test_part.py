"""Digests stand for values: equal exactly if the values are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan import parts, views
from generator.plan.part import Part

TEXT = st.text(max_size=4)
LINKS = st.builds(parts.LinkTo, TEXT, TEXT)
PROSE = st.builds(
    parts.ProseView, st.lists(TEXT | LINKS | st.just(parts.BasePath()), max_size=3).map(tuple)
)
DATED = st.builds(parts.DatedView, st.none(), PROSE, st.none() | LINKS)
COUNTED = st.builds(parts.Counts, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
PARTS = st.one_of(LINKS, PROSE, DATED, COUNTED)


@given(PARTS, PARTS)
def test_digests_are_equal_exactly_if_values_are(one: Part, other: Part) -> None:
    assert (one.digest == other.digest) == (one == other)


def test_text_is_not_mistaken_for_numbers_or_neighbours() -> None:
    two, one = parts.LinkTo("a", "bc"), parts.LinkTo("ab", "c")
    assert two.digest != one.digest
    assert parts.ProseView(("1", "2")).digest != parts.ProseView(("1', '2",)).digest


def test_a_view_cannot_hold_what_can_change() -> None:
    with pytest.raises(TypeError, match="a view cannot hold list"):
        _ = parts.ProseView(["text"]).digest  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind",
    [kind for module in (parts, views) for kind in vars(module).values() if isinstance(kind, type)],
    ids=lambda kind: kind.__name__,
)
def test_every_part_is_frozen(kind: type) -> None:
    if kind is not Part:
        assert issubclass(kind, Part)
        assert vars(kind)["__dataclass_params__"].frozen
