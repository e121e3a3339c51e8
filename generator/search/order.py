"""Puts in order what Pagefind leaves to chance, so that the same pages give the same files.

It writes the values of a filter, and the filters themselves, in an order that is another each time,
and names files after their bytes. Only these files, and those that name them, are written anew.
They are left uncompressed, which Pagefind's own script reads as well: compressors of different
machines give different bytes, and there is little in these files.

They are CBOR (RFC 8949), of which Pagefind uses numbers, text and lists of known length.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from gzip import decompress
from hashlib import blake2b
from typing import Any

from generator.search.pagefind import ENTRY, REMEDY, NoIndexError

Value = int | str | list["Value"]

_SIGNATURE = b"pagefind_dcd"
"""What every file begins with, before it is compressed."""
_FILTER = "filter/{}.pf_filter"
_FILTERS = 3
"""The place of the filters, each with the name of its file, in what describes an index."""

_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_IN_ITSELF = 24
"""Smaller numbers stand in the first byte; from this one on, it says how many bytes follow."""


def put_in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index in order. Raise NoIndexError where they are not as expected."""
    ordered = dict(files)
    try:
        entry = json.loads(ordered[ENTRY])
        for language, index in entry["languages"].items():
            index["hash"] = _put_language_in_order(ordered, language, index["hash"])
        ordered[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    except (LookupError, TypeError, ValueError, OSError, EOFError, zlib.error) as error:
        message = f"Pagefind made an index of an unknown form ({error}); {REMEDY}"
        raise NoIndexError(message) from None
    return ordered


def _put_language_in_order(files: dict[str, bytes], language: str, name: str) -> str:
    """Put the index of a language in order; give the new name of what describes it."""
    pattern = "pagefind.{}.pf_meta"
    about: Any = _decoded(files.pop(pattern.format(name)))
    for entry in about[_FILTERS]:
        values: Any = _decoded(files.pop(_FILTER.format(entry[1])))
        values[1].sort()
        entry[1] = _put(files, _FILTER, language, values)
    about[_FILTERS].sort()
    return _put(files, pattern, language, about)


def _put(files: dict[str, bytes], pattern: str, language: str, value: Value) -> str:
    """Put a value among the files, under a name that follows from its bytes; give that."""
    data = _SIGNATURE + _encoded(value)
    name = f"{language}_{blake2b(data, digest_size=5).hexdigest()}"
    files[pattern.format(name)] = data
    return name


def _decoded(data: bytes) -> Value:
    data = decompress(data)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file without its signature")
    value, end = _read(data, len(_SIGNATURE))
    if end != len(data):
        raise ValueError("a file with something after its end")
    return value


def _read(data: bytes, at: int) -> tuple[Value, int]:
    """Read the value that begins at a place; give it with the place where it ends."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= _IN_ITSELF:
        size = 1 << (number - _IN_ITSELF)
        if size > 8:  # noqa: PLR2004 - no number has more bytes
            raise ValueError(f"a list of unknown length at {at}")
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
    match value:
        case str():
            data = value.encode()
            return _head(_TEXT, len(data)) + data
        case list():
            return _head(_LIST, len(value)) + b"".join(map(_encoded, value))
        case _:
            return _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def _head(kind: int, number: int) -> bytes:
    if number < _IN_ITSELF:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | _IN_ITSELF + power]) + number.to_bytes(1 << power)
