"""Make a search index deterministic: the same pages give the same files, byte for byte.

Pagefind writes filters and their values in an order that differs from run to run. As it names files
by a hash of their bytes, those names differ too, and so do the files that contain them. These are
sorted and written again here; all others are deterministic already.

What is written here is not compressed, because versions of zlib differ in the bytes they make.
Pagefind's script reads plain files too, and these are small.

The files are CBOR (RFC 8949), of which Pagefind uses integers, text, and arrays of known length.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from gzip import decompress
from typing import Any

from generator.digests import short_digest
from generator.search.pagefind import ENTRY, REMEDY, NoIndexError

Value = int | str | list["Value"]

_SIGNATURE = b"pagefind_dcd"
"""The first bytes of every file, before compression."""
_FILTER = "filter/{}.pf_filter"
_FILTERS = 3
"""The position of the filters in the metadata of an index: each is a name and a file's hash."""

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
"""Major types of CBOR (RFC 8949, section 3.1)."""
_FIRST_LONG = 24
"""Arguments below this are in the initial byte; from here on, that tells how many bytes follow."""


def put_in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by path, in their canonical form.

    Raise NoIndexError where they do not have the format of the version of Pagefind that we know.
    """
    ordered = dict(files)
    try:
        entry = json.loads(ordered[ENTRY])
        for language, index in entry["languages"].items():
            index["hash"] = _put_language_in_order(ordered, language, index["hash"])
        ordered[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    except (LookupError, TypeError, ValueError, OSError, EOFError, zlib.error) as error:
        message = f"Pagefind made an index in an unknown format ({error}); {REMEDY}"
        raise NoIndexError(message) from None
    return ordered


def _put_language_in_order(files: dict[str, bytes], language: str, name: str) -> str:
    """Sort the filters of one language in `files`; return the new name of its metadata file."""
    pattern = "pagefind.{}.pf_meta"
    metadata: Any = _decoded(files.pop(pattern.format(name)))
    # From the leaves up: the name of each file follows from its bytes, and is in the next one.
    for entry in metadata[_FILTERS]:
        values: Any = _decoded(files.pop(_FILTER.format(entry[1])))
        values[1].sort()
        entry[1] = _put(files, _FILTER, language, values)
    metadata[_FILTERS].sort()
    return _put(files, pattern, language, metadata)


def _put(files: dict[str, bytes], pattern: str, language: str, value: Value) -> str:
    """Add a value to the files, under a name made from its digest, and return that name."""
    data = _SIGNATURE + _encoded(value)
    name = f"{language}_{short_digest(data, 5)}"
    files[pattern.format(name)] = data
    return name


def _decoded(data: bytes) -> Value:
    """Return the value in a compressed file. Raise ValueError where it is not in the format."""
    data = decompress(data)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file without its signature")
    value, end = _read(data, len(_SIGNATURE))
    if end != len(data):
        raise ValueError("a file that goes on after its end")
    return value


def _read(data: bytes, at: int) -> tuple[Value, int]:
    """Read the value that begins at an offset; return it, and the offset after it.

    Raise ValueError or LookupError for what is not CBOR, or a kind of it that is not used.
    """
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= _FIRST_LONG:
        size = 1 << (number - _FIRST_LONG)
        if size > 8:  # noqa: PLR2004 - 31 means an indefinite length, 28 to 30 are reserved
            raise ValueError(f"an array of indefinite length at {at}")
        number, at = int.from_bytes(data[at : at + size]), at + size
    match kind:
        case 0:
            return number, at
        case 1:
            return -1 - number, at
        case 3:
            return data[at : at + number].decode(), at + number
        case 4:
            values: list[Value] = []
            for _ in range(number):
                value, at = _read(data, at)
                values.append(value)
            return values, at
        case _:
            raise ValueError(f"a value of kind {kind} at {at}")


def _encoded(value: Value) -> bytes:
    """Return a value as CBOR, with all arguments as short as possible (RFC 8949, section 4.1)."""
    match value:
        case str():
            data = value.encode()
            return _head(_TEXT, len(data)) + data
        case list():
            return _head(_ARRAY, len(value)) + b"".join(map(_encoded, value))
        case _:
            return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def _head(kind: int, number: int) -> bytes:
    """Return the head of a data item: its major type and its argument."""
    if number < _FIRST_LONG:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | _FIRST_LONG + power]) + number.to_bytes(1 << power)
