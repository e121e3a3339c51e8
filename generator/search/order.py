"""Puts in order what Pagefind leaves to chance, so that the same pages give the same files.

It writes the values of a filter, and the filters themselves, in an order that is another each time,
and names files after their bytes. Only these files, and those that name them, are written anew.
They are left uncompressed, which Pagefind's own script reads as well: compressors of different
machines give different bytes, and there is little in these files.

They are CBOR (RFC 8949), of which Pagefind uses numbers, text and lists of known length.
"""

from __future__ import annotations

import json
from gzip import decompress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.search.pagefind import ENTRY, REMEDY, NoIndexError

Value = int | str | list["Value"]

_SIGNATURE = b"pagefind_dcd"
"""What every file begins with, before it is compressed."""
_FILTERS = 3
"""The place of the filters, each with the name of its file, in what describes an index."""

_NUMBER, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_IN_ITSELF = 24
"""Smaller numbers stand in the first byte; from this one on, it says how many bytes follow."""


def put_in_order(made: Path) -> None:
    """Put the files of an index in order. Raises NoIndexError where they are not as expected."""
    try:
        entry = json.loads((made / ENTRY).read_bytes())
        for language, index in entry["languages"].items():
            index["hash"] = _ordered(made, language, index["hash"])
        (made / ENTRY).write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")
    except (LookupError, TypeError, ValueError, OSError) as error:
        message = f"Pagefind wrote an index of an unknown form ({error}); {REMEDY}"
        raise NoIndexError(message) from None


def _ordered(made: Path, language: str, name: str) -> str:
    """Put the index of a language in order; give the new name of what describes it."""
    file = made / f"pagefind.{name}.pf_meta"
    about: Any = _decoded(file)
    for entry in about[_FILTERS]:
        entry[1] = _ordered_filter(made / "filter", language, entry[1])
    about[_FILTERS].sort()
    return _renamed(file, "pagefind.{}.pf_meta", language, about)


def _ordered_filter(folder: Path, language: str, name: str) -> str:
    file = folder / f"{name}.pf_filter"
    about: Any = _decoded(file)
    about[1].sort()
    return _renamed(file, "{}.pf_filter", language, about)


def _renamed(file: Path, pattern: str, language: str, value: Value) -> str:
    """Write a value in the place of a file, under a name that follows from its bytes."""
    data = _SIGNATURE + _encoded(value)
    name = f"{language}_{blake2b(data, digest_size=5).hexdigest()}"
    file.unlink()
    file.with_name(pattern.format(name)).write_bytes(data)
    return name


def _decoded(file: Path) -> Value:
    data = decompress(file.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(file.name)
    value, end = _read(data, len(_SIGNATURE))
    if end != len(data):
        raise ValueError(file.name)
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
