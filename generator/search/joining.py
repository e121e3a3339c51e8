"""Make one index of several shards, for browsers: all of it but the lists of words.

Pagefind can merge indexes in the browser (`mergeIndex`), but then each counts and ranks its pages
by its own words, and one that lacks a word finds others for it. So browsers get what a single index
has, and as its lists of words the ranges between all places where a shard cuts its own: one list
of each shard covers such a range. `static/shards.js` joins these, once they are asked for.

What is written here is deterministic, while Pagefind orders filters by chance. It is not
compressed, because versions of zlib differ in the bytes they make; Pagefind reads plain files too.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from gzip import decompress
from itertools import accumulate
from typing import Any

import msgspec
from msgspec import Struct

from generator.digests import short_digest
from generator.search.cbor import Value, encoded, read
from generator.search.pagefind import ENTRY, REMEDY, NoIndexError

SHARDS = "shards.json"
"""The file that names the shards; browsers read it before all others."""
FILTERS = "filter/"
"""The folder of the filters of all shards together."""

_SIGNATURE = b"pagefind_dcd"
"""The first bytes of every file of Pagefind, before compression."""

Filters = dict[str, dict[str, list[int]]]
"""By a filter's name and value, the numbers of pages, in order."""


class ShardSummary(Struct, frozen=True):
    """What an index consists of, apart from its pages and lists of words: one shard of it."""

    entry: dict[str, Any]
    """What Pagefind's own entry file tells of the index, without a name that is left to chance."""
    language: str
    pages: list[tuple[str, int]]
    """The name of each page's file, and how many words it has."""
    lists: list[tuple[str, str, str]]
    """The lists of words: what the words of each begin with, or end with, and its file's name."""
    filters: Filters
    fields: list[str]
    """What is known of pages: the names of their metadata, by number."""


def part_of(files: Mapping[str, bytes]) -> tuple[ShardSummary, dict[str, bytes]]:
    """Return what Pagefind's files say of an index, and the files that this is not about.

    Raise NoIndexError where they do not have the format of the version of Pagefind that we know.
    """
    rest = dict(files)
    try:
        entry = json.loads(rest.pop(ENTRY))
        ((language, known),) = entry["languages"].items()
        _, pages, lists, filters, _, fields = _decoded(
            rest.pop(f"pagefind.{known.pop('hash')}.pf_meta")
        )
        named = (_decoded(rest.pop(f"{FILTERS}{file}.pf_filter")) for _, file in filters)
        values = {name: dict(sorted(values)) for name, values in sorted(named)}
        found = {"pages": pages, "lists": lists, "filters": values, "fields": fields}
        said = {"entry": entry, "language": language, **found}
        return msgspec.convert(said, type=ShardSummary), rest
    except (LookupError, TypeError, ValueError, OSError, EOFError, zlib.error) as error:
        message = f"Pagefind made an index in an unknown format ({error}); {REMEDY}"
        raise NoIndexError(message) from None


def joined(parts: Mapping[str, ShardSummary]) -> dict[str, bytes]:
    """Return the files of one index of all shards, given by their names, in order."""
    one, *_ = all_parts = list(parts.values())
    firsts = list(accumulate((len(part.pages) for part in all_parts), initial=0))
    fields = sorted({field for part in all_parts for field in part.fields})
    ranges = _ranges(all_parts)
    files: dict[str, bytes] = {}
    filters: list[Value] = [
        [name, _put(files, FILTERS + "{}.pf_filter", one, [name, values])]
        for name, values in _filters(all_parts, firsts)
    ]
    pages: list[Value] = [
        [f"{number}/{file}", words]
        for number, part in enumerate(all_parts)
        for file, words in part.pages
    ]
    about: Value = [one.entry["version"], pages, _lists(ranges, all_parts), filters, [], [*fields]]
    known = {**one.entry["languages"][one.language], "page_count": len(pages)}
    known["hash"] = _put(files, "pagefind.{}.pf_meta", one, about)
    entry = {**one.entry, "languages": {one.language: known}}
    shards = [
        {
            "name": name,
            "first": first,
            "fields": [fields.index(field) for field in part.fields],
            "lists": [file for *_, file in part.lists],
        }
        for (name, part), first in zip(parts.items(), firsts, strict=False)
    ]
    files[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    files[SHARDS] = json.dumps({"shards": shards, "ranges": ranges}, ensure_ascii=False).encode()
    return files


Range = tuple[str, list[int]]
"""What its first words begin with, and the numbers of the shards whose next list begins there."""


def _ranges(parts: Sequence[ShardSummary]) -> list[Range]:
    """Return all ranges of words for which one list of each shard is enough, in order."""
    cuts: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for start, *_ in part.lists[1:]:
            cuts.setdefault(start, []).append(number)
    # In the order of code points, as that of Pagefind's lists.
    return [("", []), *sorted(cuts.items())]


def _lists(ranges: Sequence[Range], parts: Sequence[ShardSummary]) -> list[Value]:
    """Return what Pagefind is told of its lists of words: where they begin and end, and a name."""
    last = max((part.lists[-1][1] for part in parts if part.lists), default="")
    starts = [start for start, _ in ranges]
    return [
        [start, end, str(number)]
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], last], strict=True))
    ]


def _filters(
    parts: Sequence[ShardSummary], firsts: Sequence[int]
) -> Iterator[tuple[str, list[Value]]]:
    """Yield the name of each filter, and its values with the pages of all shards, in order."""
    for name in sorted({name for part in parts for name in part.filters}):
        values: dict[str, list[Value]] = {}
        for part, first in zip(parts, firsts, strict=False):
            for value, pages in part.filters.get(name, {}).items():
                values.setdefault(value, []).extend(first + page for page in pages)
        yield name, [[value, pages] for value, pages in sorted(values.items())]


def _put(files: dict[str, bytes], pattern: str, part: ShardSummary, value: Value) -> str:
    """Add a value to the files, under a name made from its digest, and return that name."""
    data = _SIGNATURE + encoded(value)
    name = f"{part.language}_{short_digest(data)}"
    files[pattern.format(name)] = data
    return name


def _decoded(data: bytes) -> Any:
    """Return the value in a compressed file. Raise ValueError where it is not in the format."""
    data = decompress(data)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file without its signature")
    value, end = read(data, len(_SIGNATURE))
    if end != len(data):
        raise ValueError("a file that goes on after its end")
    return value
