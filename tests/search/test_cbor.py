"""CBOR is read and written as its standard has it, as far as Pagefind uses it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.cbor import encoded, read

numbers = st.integers(-(2**64), 2**64 - 1)
values = st.recursive(numbers | st.text(), lambda inner: st.lists(inner, max_size=30))


@given(values)
def test_what_is_written_is_read_again(value: Any) -> None:
    data = encoded(value)
    assert read(data, 0) == (value, len(data))


# RFC 8949, appendix A.
EXAMPLES = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (-1, "20"),
    (-1000, "3903e7"),
    ("", "60"),
    ("IETF", "6449455446"),
    ("ü", "62c3bc"),
    ([], "80"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
]


@pytest.mark.parametrize(("value", "written"), EXAMPLES)
def test_values_are_written_as_the_standard_has_it(value: Any, written: str) -> None:
    assert encoded(value).hex() == written
