"""Read and write CBOR (RFC 8949): integers, text, and arrays of known length."""

from __future__ import annotations

Value = int | str | list["Value"]

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
"""Major types of CBOR (RFC 8949, section 3.1)."""
_FIRST_LONG = 24
"""Arguments below this are in the initial byte; from here on, that tells how many bytes follow."""


def read(data: bytes, at: int) -> tuple[Value, int]:
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
                value, at = read(data, at)
                values.append(value)
            return values, at
        case _:
            raise ValueError(f"a value of kind {kind} at {at}")


def encoded(value: Value) -> bytes:
    """Return a value as CBOR, with all arguments as short as possible (RFC 8949, section 4.1)."""
    match value:
        case str():
            data = value.encode()
            return _head(_TEXT, len(data)) + data
        case list():
            return _head(_ARRAY, len(value)) + b"".join(map(encoded, value))
        case _:
            return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def _head(kind: int, number: int) -> bytes:
    """Return the head of a data item: its major type and its argument."""
    if number < _FIRST_LONG:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | _FIRST_LONG + power]) + number.to_bytes(1 << power)
