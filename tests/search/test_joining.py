"""Several shards are told to browsers as one index, and in one order whatever Pagefind's was."""

from __future__ import annotations

import gzip
import json
from typing import Any

import msgspec
import pytest

from generator.search.cbor import encoded, read
from generator.search.joining import ShardSummary, joined, part_of
from generator.search.pagefind import ENTRY, NoIndexError

SIGNATURE = b"pagefind_dcd"


def compressed(value: Any) -> bytes:
    return gzip.compress(SIGNATURE + encoded(value), mtime=0)


def said(data: bytes) -> Any:
    return read(data, len(SIGNATURE))[0]


THEMES: list[Any] = [["truce", [0, 2]], ["venues", [1]]]
KINDS: list[Any] = [["actor", [3]], ["article", [0, 1, 2]]]


def index(*filters: tuple[str, list[Any]], name: str = "en_x") -> dict[str, bytes]:
    """Return the files of an index, as far as this is about them; `name` is left to chance."""
    files = {
        f"filter/en_{number}.pf_filter": compressed([name, values])
        for number, (name, values) in enumerate(filters)
    }
    named = [[name, f"en_{number}"] for number, (name, _) in enumerate(filters)]
    about = ["1.5.2", [["en_1", 7]], [["a", "z", "en_2"]], named, [], ["title"]]
    files[f"pagefind.{name}.pf_meta"] = compressed(about)
    entry = {"languages": {"en": {"hash": name, "wasm": "en", "page_count": 1}}, "version": "1"}
    return files | {ENTRY: json.dumps(entry).encode(), "fragment/en_1.pf_fragment": b"as it is"}


def test_whatever_order_comes_one_order_leaves() -> None:
    one, files = part_of(index(("theme", THEMES), ("kind", KINDS)))
    other, _ = part_of(index(("kind", KINDS[::-1]), ("theme", THEMES[::-1]), name="en_y"))
    assert msgspec.json.encode(one) == msgspec.json.encode(other)
    assert joined({"site": one}) == joined({"site": other})
    assert files == {"fragment/en_1.pf_fragment": b"as it is"}


def part(lists: str, fields: list[str], **themes: list[int]) -> ShardSummary:
    """Return a shard of two pages whose lists of words begin with some letters."""
    known = {"wasm": "en", "page_count": 2}
    return ShardSummary(
        {"languages": {"en": known}, "version": "1.5.2"},
        "en",
        [("en_1", 10), ("en_2", 20)],
        [(start, start, f"en_{start}") for start in lists],
        {"theme": themes},
        fields,
    )


def test_pages_are_numbered_on_and_lists_are_cut_wherever_one_is() -> None:
    shards = {
        "site": part("am", ["title"], truce=[0]),
        "2025-05": part("agm", ["date", "title"], truce=[0, 1], venues=[1]),
    }
    files = joined(shards)
    (name,) = (file for file in files if file.endswith(".pf_meta"))
    (filters,) = (data for file, data in files.items() if file.endswith(".pf_filter"))
    _, pages, lists, _, _, fields = said(files[name])
    assert [file for file, _ in pages] == ["0/en_1", "0/en_2", "1/en_1", "1/en_2"]
    assert lists == [["", "g", "0"], ["g", "m", "1"], ["m", "m", "2"]]
    assert said(filters) == ["theme", [["truce", [0, 2, 3]], ["venues", [3]]]]
    assert json.loads(files[ENTRY])["languages"]["en"]["page_count"] == 4
    told = json.loads(files["shards.json"])
    assert told["ranges"] == [["", []], ["g", [1]], ["m", [0, 1]]]
    assert [[fields[one] for one in shard["fields"]] for shard in told["shards"]] == [
        ["title"],
        ["date", "title"],
    ]


WHOLE = gzip.compress(SIGNATURE, mtime=0)


@pytest.mark.parametrize(
    "damage",
    [b"", b"nonsense", gzip.compress(b"nonsense", mtime=0), WHOLE, WHOLE[:-9], WHOLE[:10] + b"no"],
)
def test_an_index_of_another_form_is_a_problem_and_no_crash(damage: bytes) -> None:
    files = index(("theme", THEMES)) | {"filter/en_0.pf_filter": damage}
    with pytest.raises(NoIndexError, match="an index in an unknown format"):
        part_of(files)


@pytest.mark.parametrize(
    "value", ["text", [], ["1.5.2", [], [], [["theme"]]], ["1", [], [], 3], ["1", 1, 2, [], [], 3]]
)
def test_so_is_one_that_says_other_things(value: Any) -> None:
    files = index(("theme", THEMES)) | {"pagefind.en_x.pf_meta": compressed(value)}
    with pytest.raises(NoIndexError):
        part_of(files)
