"""Rows of pixels to deflate, one by one, so that a word is encoded once and then only joined.

Compressors of different machines give different bytes, and they begin anew with each picture. Here
the code never changes: a picture is its words' bits, one after the other. Bits of words are kept as
bytes, each 0 or 1, those of whole strips of a picture as one number.

Deflate is RFC 1951; where a rule comes from there, its section is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

_END = 256
_FIRST_LENGTH = 257
_LONGEST = 258
"""A token repeats the byte before it so many times at most."""
_SHORTEST = 3

_SIZES = (
    "165779997aa87ba97ccccabbacccacba7cccacccccbbaaca7cccbcccacccbcba69cccccc"
    "ccccbccc9bcca99bbcccbccb9ccccccccccccccc9cccccccbccccba95abcccccaccccccc"
    "9ccccccccccccccc9cccccccab99bccb9cccacccccccbbba69bcccccacccaccc7acbabcc"
    "ccccaccc7aacaccc9cbbcccc79aa79aa799a7776caabcccc877867879789988999a9b5"
)
"""How many bits every token has, as a digit: the bytes, the end, and the lengths of repetitions.

Those of a Huffman code for eleven cards of news in English, French, German and Ukrainian. Rare
tokens were taken to be a little less rare than they are, so that no text makes a card very large.
"""


def _bits(text: str) -> bytes:
    return bytes(map(int, text))


def _number(value: int, size: int) -> str:
    """Return a number as bits, the least first, as all that is not a code is written (3.1.1)."""
    return f"{value:0{size}b}"[::-1] if size else ""


def _codes(sizes: Sequence[int]) -> list[str]:
    """Return the code of every symbol, from how many bits it has (3.2.2)."""
    codes, code, last = [""] * len(sizes), 0, 0
    for size, symbol in sorted((size, symbol) for symbol, size in enumerate(sizes)):
        code <<= size - last
        codes[symbol], code, last = f"{code:0{size}b}", code + 1, size
    return codes


def _head(sizes: Sequence[int]) -> str:
    """Return what comes before the tokens: a block, the last one, and its codes (3.2.3, 3.2.7).

    The lengths of codes are written as numbers of four bits. There is one distance, and its code
    has one bit.
    """
    lengths = "000" * 3 + "001" * 16
    counts = _number(len(sizes) - 257, 5) + _number(1 - 1, 5) + _number(19 - 4, 4)
    return "101" + counts + lengths + "".join(f"{size:04b}" for size in (*sizes, 1))


def _repeats(codes: Sequence[str]) -> dict[int, bytes]:
    """Return the token for every number of repetitions, of what is one byte before (3.2.5)."""
    made, count = {}, _SHORTEST
    for index, code in enumerate(codes[_FIRST_LENGTH:-1]):
        extra = max(0, (index - 4) // 4)
        for i in range(1 << extra):
            made[count] = _bits(code + _number(i, extra) + "0")
            count += 1
    return made | {_LONGEST: _bits(codes[-1] + "0")}


_CODES = _codes([int(size, 16) for size in _SIZES])
_LITERALS = [_bits(code) for code in _CODES[:_END]]
_REPEATS = _repeats(_CODES)


class Bits(NamedTuple):
    """Bits one after the other, ready to be put behind others."""

    number: int
    """The first of them is its least (3.1.1)."""
    size: int


def packed(bits: bytes) -> Bits:
    """Return bits, each a byte, as one number."""
    size = len(bits)
    bits += bytes(-size % 8)
    number = 0
    for place in range(8):
        number |= int.from_bytes(bits[place::8], "little") << place
    return Bits(number, size)


def joined(parts: Iterable[Bits]) -> bytes:
    """Return all bits, one after the other, eight in each byte."""
    number = size = 0
    for part in parts:
        number |= part.number << size
        size += part.size
    return number.to_bytes(-(-size // 8), "little")


HEAD = packed(_bits(_head([int(size, 16) for size in _SIZES])))
TAIL = packed(_bits(_CODES[_END]))


@cache
def repeated(byte: int, count: int) -> bytes:
    """Return the bits for a byte so many times, after one that is the same."""
    many, rest = divmod(count, _LONGEST)
    one_by_one = _LITERALS[byte] * rest
    return _REPEATS[_LONGEST] * many + min(one_by_one, _REPEATS.get(rest, one_by_one), key=len)


def run(byte: int, count: int) -> bytes:
    """Return the bits for a byte so many times, whatever was before."""
    return _LITERALS[byte] + repeated(byte, count - 1)


class _Groups(dict[str, bytes]):
    """The bits of groups of bytes, either all zero or none of them; some have ends of rows within.

    Most are edges of letters, of one or two bytes, and come again and again.
    """

    def __missing__(self, group: str) -> bytes:
        first, *others = group.split(_END_OF_ROW)
        bits = _APART.join([_group(first), *(_group(other, after_zero=True) for other in others)])
        if len(self) < _REMEMBERED:
            self[group] = bits
        return bits


def _group(group: str, *, after_zero: bool = False) -> bytes:
    if after_zero and group.startswith("\0"):
        return repeated(0, len(group))
    same = (one.group() for one in _SAME.finditer(group))
    return b"".join(run(ord(one[0]), len(one)) for one in same)


_END_OF_ROW = "\u0100"
"""It is no byte."""
_APART = b"\2"
"""Stands between the bits of rows; it is no bit."""
_ZEROS = re.compile("(\x00[\x00\u0100]*)")
_SAME = re.compile(r"(.)\1*", re.DOTALL)
_REMEMBERED = 20_000
_GROUPS = _Groups()


def encoded(new: bytes, width: int) -> tuple[bytes, ...]:
    """Return the bits of rows of so many bytes; those that begin with a zero have to follow one.

    All rows are encoded at once: one at a time they would take twice as long.
    """
    text = new.decode("latin-1")
    rows = _END_OF_ROW.join([text[i : i + width] for i in range(0, len(text), width)])
    return tuple(b"".join(map(_GROUPS.__getitem__, _ZEROS.split(rows))).split(_APART))
