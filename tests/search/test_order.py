"""What Pagefind leaves to chance is put in order, and nothing else is changed."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import order
from generator.search.pagefind import ENTRY, NoIndexError

SIGNATURE = b"pagefind_dcd"

numbers = st.integers(-(2**64), 2**64 - 1)
values = st.recursive(numbers | st.text(), lambda inner: st.lists(inner, max_size=30))


@given(values)
def test_what_is_written_is_read_again(value: Any) -> None:
    data = order._encoded(value)
    assert order._read(data, 0) == (value, len(data))


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
    assert order._encoded(value).hex() == written


def compressed(value: Any) -> bytes:
    return gzip.compress(SIGNATURE + order._encoded(value), mtime=0)


def said(data: bytes) -> Any:
    return order._read(data, len(SIGNATURE))[0]


def index(*filters: tuple[str, list[Any]]) -> dict[str, bytes]:
    """Return the files of an index, as far as order touches them."""
    files = {
        f"filter/en_{number}.pf_filter": compressed([name, values])
        for number, (name, values) in enumerate(filters)
    }
    named = [[name, f"en_{number}"] for number, (name, _) in enumerate(filters)]
    files["pagefind.en_x.pf_meta"] = compressed(["1.5.2", [["en_1", 7]], [], named, [], ["title"]])
    entry = {"languages": {"en": {"hash": "en_x", "wasm": "en", "page_count": 1}}, "version": "1"}
    return files | {ENTRY: json.dumps(entry).encode(), "fragment/en_1.pf_fragment": b"as it is"}


THEMES: list[Any] = [["truce", [0, 2]], ["venues", [1]]]
KINDS: list[Any] = [["actor", [3]], ["article", [0, 1, 2]]]


def test_whatever_order_comes_one_order_leaves() -> None:
    one = index(("theme", THEMES), ("kind", KINDS))
    other = index(("kind", KINDS[::-1]), ("theme", THEMES[::-1]))
    assert order.put_in_order(one) == order.put_in_order(other)


def test_each_file_names_the_next_and_says_what_it_said() -> None:
    files = order.put_in_order(index(("theme", THEMES), ("kind", KINDS)))
    name = json.loads(files[ENTRY])["languages"]["en"]["hash"]
    about = said(files[f"pagefind.{name}.pf_meta"])
    assert about[:3] == ["1.5.2", [["en_1", 7]], []]
    assert [said(files[f"filter/{file}.pf_filter"]) for _, file in about[3]] == [
        ["kind", KINDS],
        ["theme", THEMES],
    ]
    assert files["fragment/en_1.pf_fragment"] == b"as it is"
    assert len(files) == 5


WHOLE = gzip.compress(SIGNATURE, mtime=0)


@pytest.mark.parametrize(
    "damage",
    [b"", b"nonsense", gzip.compress(b"nonsense", mtime=0), WHOLE, WHOLE[:-9], WHOLE[:10] + b"no"],
)
def test_an_index_of_another_form_is_a_problem_and_no_crash(damage: bytes) -> None:
    files = index(("theme", THEMES)) | {"filter/en_0.pf_filter": damage}
    with pytest.raises(NoIndexError, match="an index in an unknown format"):
        order.put_in_order(files)


@pytest.mark.parametrize("value", ["text", [], ["1.5.2", [], [], [["theme"]]], ["1", [], [], 3]])
def test_so_is_one_that_says_other_things(value: Any) -> None:
    files = index(("theme", THEMES)) | {"pagefind.en_x.pf_meta": compressed(value)}
    with pytest.raises(NoIndexError):
        order.put_in_order(files)
