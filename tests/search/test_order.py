"""What Pagefind leaves to chance is put in order, and nothing else is changed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import order
from generator.search.pagefind import NoIndexError

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


def compressed(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(SIGNATURE + order._encoded(value)))


def index(folder: Path, filters: list[tuple[str, list[Any]]]) -> Path:
    """Write what Pagefind writes of an index, as far as order touches it."""
    named = []
    for number, (name, values) in enumerate(filters):
        compressed(folder / f"filter/en_{number}.pf_filter", [name, values])
        named.append([name, f"en_{number}"])
    compressed(folder / "pagefind.en_x.pf_meta", ["1.5.2", [["en_1", 7]], [], named, [], ["title"]])
    entry = {"languages": {"en": {"hash": "en_x", "wasm": "en", "page_count": 1}}, "version": "1"}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


THEMES: list[Any] = [["truce", [0, 2]], ["venues", [1]]]
KINDS: list[Any] = [["actor", [3]], ["article", [0, 1, 2]]]


def test_whatever_order_comes_one_order_leaves(tmp_path: Path) -> None:
    one = index(tmp_path / "one", [("theme", THEMES), ("kind", KINDS)])
    other = index(tmp_path / "other", [("kind", KINDS[::-1]), ("theme", THEMES[::-1])])
    for folder in (one, other):
        order.put_in_order(folder)
    assert files(one) == files(other)


def test_each_file_names_the_next_and_says_what_it_said(tmp_path: Path) -> None:
    folder = index(tmp_path, [("theme", THEMES), ("kind", KINDS)])
    order.put_in_order(folder)
    name = json.loads((folder / "pagefind-entry.json").read_text())["languages"]["en"]["hash"]
    data = (folder / f"pagefind.{name}.pf_meta").read_bytes()
    about: Any = order._read(data, len(SIGNATURE))[0]
    assert about[:3] == ["1.5.2", [["en_1", 7]], []]
    for (_, file), said in zip(about[3], (["kind", KINDS], ["theme", THEMES]), strict=True):
        data = (folder / f"filter/{file}.pf_filter").read_bytes()
        assert order._read(data, len(SIGNATURE))[0] == said
    assert len(files(folder)) == 4


@pytest.mark.parametrize("damage", [b"", b"nonsense", gzip.compress(b"nonsense")])
def test_an_index_of_another_form_is_a_problem_and_no_crash(tmp_path: Path, damage: bytes) -> None:
    folder = index(tmp_path, [("theme", THEMES)])
    (folder / "filter/en_0.pf_filter").write_bytes(damage)
    with pytest.raises(NoIndexError, match="an index of an unknown form"):
        order.put_in_order(folder)


@pytest.mark.parametrize("value", ["text", [], ["1.5.2", [], [], [["theme"]]], ["1", [], [], 3]])
def test_so_is_one_that_says_other_things(tmp_path: Path, value: Any) -> None:
    folder = index(tmp_path, [("theme", THEMES)])
    compressed(folder / "pagefind.en_x.pf_meta", value)
    with pytest.raises(NoIndexError):
        order.put_in_order(folder)
