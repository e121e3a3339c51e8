"""A deflate code of which every token is whole hexadecimal digits, so that pieces are joined as text.

Compressors of different machines give different bytes, and they begin anew with each picture. Here
a word is encoded once, row by row, and a picture is the digits of its words, one after the other.
That codes have four, eight or twelve bits, instead of any number, costs a quarter of the size.

Deflate is RFC 1951; where a rule comes from there, its section is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate

_END = 256
_LENGTHS = range(257, 286)
_LONGEST = 258
"""A token repeats the byte before it so many times at most."""

_FOUR = bytes((0, 1, 64, 128, 192, 255))
"""Bytes that have four bits: the differences of four pixels to those above that are found most."""
_EIGHT = bytes(range(3, 20))
"""Bytes that have eight bits. All others have twelve."""
_REPEATS = {257 + i: 8 if i < 12 else 12 for i in range(29)}
"""How many bits a token that repeats has, with all that belongs to it."""
_SPARE = (281, 282, 283, 284)
"""Symbols that are not used: they take what others leave, as no code may be left over (3.2.7)."""

_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
"""In this order stand the lengths of the codes for lengths (3.2.7)."""


def _extra(symbol: int) -> int:
    """Give how many bits follow the symbol of a length (3.2.5)."""
    return 0 if symbol == _LENGTHS[-1] else max(0, (symbol - _LENGTHS[0] - 4) // 4)


def _sizes() -> list[int]:
    """Give the bits of the code of every symbol."""
    sizes = [4 if byte in _FOUR else 8 if byte in _EIGHT else 12 for byte in range(256)]
    # The distance of what is repeated is always 1, and has a code of one bit.
    sizes += [12] + [_REPEATS.get(symbol, 0) and _REPEATS[symbol] - 1 - _extra(symbol) for symbol in _LENGTHS]
    for symbol in _SPARE: sizes[symbol] = 0
    left = (1 << 15) - sum(1 << 15 - size for size in sizes if size)
    assert left>=0, left
    for symbol in _SPARE:
        sizes[symbol] = 16 - left.bit_length() if left else 0
        left -= left and 1 << left.bit_length() - 1
    assert not left, left
    return sizes


def _codes(sizes: Mapping[int, int]) -> dict[int, str]:
    """Give the code of every symbol as bits, from how many it has (3.2.2)."""
    codes, code, last = {}, 0, 0
    for size, symbol in sorted((size, symbol) for symbol, size in sizes.items() if size):
        code <<= size - last
        codes[symbol], code, last = f"{code:0{size}b}", code + 1, size
    return codes


def _number(value: int, bits: int) -> str:
    """Give a number as bits, the least first, as all that is not a code is written (3.1.1)."""
    return f"{value:0{bits}b}"[::-1] if bits else ""


def _digits(bits: str) -> str:
    """Give bits as hexadecimal digits, each for the next four of them, the least first."""
    assert len(bits)%4==0
    return "".join(f"{int(bits[i : i + 4][::-1], 2):x}" for i in range(0, len(bits), 4))


SIZES = _sizes()
CODES = _codes(dict(enumerate(SIZES)))


def _head() -> str:
    """Give what comes before the tokens: the lengths of all codes (3.2.7)."""
    needed = sorted({*SIZES, 1} - {8, 12})
    others = [*needed, *(n for n in range(19) if n not in (*needed, 8, 12))]
    others = others[:16]
    of = dict.fromkeys(range(19), 0) | {12: 1, 8: 2} | dict.fromkeys(others, 6)
    assert set(SIZES) <= {k for k,v in of.items() if v}, (set(SIZES), of)
    codes = _codes(of)
    lengths = "".join(codes[size] for size in (*SIZES, 1))
    for empty in ("", "0"+"10"+"0"*7):
        for count in (19,18,17):
            if any(of[s] for s in _ORDER[count:]): continue
            bits = empty + "1" + "01" + _number(29, 5) + _number(0, 5) + _number(count-4, 4) + "".join(_number(of[s],3) for s in _ORDER[:count]) + lengths
            if len(bits) % 4 == 0:
                return _digits(bits)
    raise AssertionError


HEAD = _head()
TAIL = _digits(CODES[_END])


def _repeats() -> dict[int, str]:
    """Give the token for every number of repetitions."""
    made, first = {}, 3
    for symbol in _LENGTHS:
        extra = _extra(symbol)
        for i in range(1 << extra):
            if symbol in _REPEATS and symbol not in _SPARE and first + i <= _LONGEST:
                made[first + i] = _digits(CODES[symbol] + _number(i, extra) + "0")
        first = min(_LONGEST, first + (1 << extra))
    return made


REPEATS = _repeats()
LITERALS = [_digits(CODES[byte]) for byte in range(256)]


@cache
def repeated(byte: int, count: int) -> str:
    """Give the tokens for a byte so many times, after one that is the same."""
    best = [""]
    for end in range(1, count + 1):
        best.append(min(
            (best[end - 1] + LITERALS[byte], *(best[end - n] + token for n, token in REPEATS.items() if n <= end)),
            key=len,
        ))
    return best[count]


class _Tokens(dict[bytes, str]):
    """The tokens of bytes that are all the same, worked out when they are first asked for."""

    def __missing__(self, run: bytes) -> str:
        self[run] = found = LITERALS[run[0]] + repeated(run[0], len(run) - 1)
        return found


_TOKENS = _Tokens()
_RUNS = re.compile(rb"\x00+|\x01+|\xff+|\xaa+|\x56+|[^\x00\x01\xff]")


def encoded(row: bytes) -> str:
    """Give the tokens of a row of bytes, after one that is zero."""
    body = row.lstrip(b"\0")
    return repeated(0, len(row) - len(body)) + "".join(map(_TOKENS.__getitem__, _RUNS.findall(body)))
