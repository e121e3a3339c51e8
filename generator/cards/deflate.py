"""A deflate encoder with one fixed Huffman code, for rows of pixels.

Compressors give different bytes on different machines (zlib, zlib-ng, their versions), and they
start anew with each picture. Here the code never changes and nothing refers to what comes before a
word, so a word is encoded once, and a picture is the bits of its words one after the other.

The price is size: the only matches are runs of one byte (distance 1), because a match further back
would reach out of the word. Pixels of letters on paper are mostly such runs.

Bits of a word are bytes of 0 or 1, which are quick to join and to split. A whole strip of a picture
is packed into one number, which takes an eighth of the memory.

Deflate is RFC 1951; numbers in parentheses are its sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

_END_OF_BLOCK = 256
_FIRST_LENGTH_SYMBOL = 257
_MIN_MATCH = 3
_MAX_MATCH = 258
"""One token repeats the byte before it at most so many times (3.2.5)."""

_CODE_LENGTHS = (
    "165779997aa87ba97ccccabbacccacba7cccacccccbbaaca7cccbcccacccbcba69cccccc"
    "ccccbccc9bcca99bbcccbccb9ccccccccccccccc9cccccccbccccba95abcccccaccccccc"
    "9ccccccccccccccc9cccccccab99bccb9cccacccccccbbba69bcccccacccaccc7acbabcc"
    "ccccaccc7aacaccc9cbbcccc79aa79aa799a7776caabcccc877867879789988999a9b5"
)
"""The length in bits of the code of every symbol, as a hexadecimal digit: the 256 literals, the end
of the block, and the lengths of matches.

These are the lengths of a Huffman code for eleven cards of news in English, French, German and
Ukrainian. Rare symbols were counted as a little less rare than they are, so that no text makes a
card very large.
"""


def _bits(digits: str) -> bytes:
    return bytes(map(int, digits))


def _lsb_first(value: int, length: int) -> str:
    """Return the digits of a number, the least bit first, as all but Huffman codes is (3.1.1)."""
    return f"{value:0{length}b}"[::-1] if length else ""


def _huffman_codes(lengths: Sequence[int]) -> list[str]:
    """Return the code of every symbol as digits, given how long each is (3.2.2)."""
    # Canonical: codes of one length are consecutive numbers, in the order of their symbols, so the
    # lengths say all that a decoder needs.
    codes, code, last = [""] * len(lengths), 0, 0
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths)):
        code <<= length - last
        codes[symbol], code, last = f"{code:0{length}b}", code + 1, length
    return codes


def _block_header(lengths: Sequence[int]) -> str:
    """Return the digits in front of the tokens: a final block with its codes (3.2.3, 3.2.7).

    The lengths of codes are themselves encoded, here by the plainest code there is: the numbers 0
    to 15 in four bits each, and none of the shorthands 16 to 18. There is one distance symbol, and
    its code has one bit.
    """
    code_length_lengths = "000" * 3 + "001" * 16
    counts = _lsb_first(len(lengths) - 257, 5) + _lsb_first(1 - 1, 5) + _lsb_first(19 - 4, 4)
    return "101" + counts + code_length_lengths + "".join(f"{n:04b}" for n in (*lengths, 1))


def _match_tokens(codes: Sequence[str]) -> dict[int, bytes]:
    """Return the bits of a match of every length, at distance 1 (3.2.5)."""
    tokens, length = {}, _MIN_MATCH
    for index, code in enumerate(codes[_FIRST_LENGTH_SYMBOL:-1]):
        extra = max(0, (index - 4) // 4)
        for i in range(1 << extra):
            tokens[length] = _bits(code + _lsb_first(i, extra) + "0")
            length += 1
    # The longest match has a symbol of its own, without extra bits.
    return tokens | {_MAX_MATCH: _bits(codes[-1] + "0")}


_CODES = _huffman_codes([int(digit, 16) for digit in _CODE_LENGTHS])
_LITERALS = [_bits(code) for code in _CODES[:_END_OF_BLOCK]]
_MATCHES = _match_tokens(_CODES)


class Bits(NamedTuple):
    """A sequence of bits, packed."""

    value: int
    """As a number, in which the first of them is the least bit (3.1.1)."""
    length: int


def pack_bits(bits: bytes) -> Bits:
    """Pack bits that are a byte each, 0 or 1."""
    length = len(bits)
    bits += bytes(-length % 8)
    value = 0
    # Eight steps, whatever the length: every eighth bit becomes a byte of one long number.
    for place in range(8):
        value |= int.from_bytes(bits[place::8], "little") << place
    return Bits(value, length)


def join_bits(parts: Iterable[Bits]) -> bytes:
    """Return all bits one after the other, eight in each byte; the last byte is padded with 0."""
    value = length = 0
    for part in parts:
        value |= part.value << length
        length += part.length
    return value.to_bytes(-(-length // 8), "little")


BLOCK_HEADER = pack_bits(_bits(_block_header([int(digit, 16) for digit in _CODE_LENGTHS])))
BLOCK_END = pack_bits(_bits(_CODES[_END_OF_BLOCK]))


@cache
def continue_run(byte: int, count: int) -> bytes:
    """Return the bits for `count` bytes that are all the same as the one before them.

    Greedy: as many longest matches as there are, then one for the rest, or literals if these are
    shorter. The best split, found by dynamic programming, saves one bit at most.
    """
    many, rest = divmod(count, _MAX_MATCH)
    literals = _LITERALS[byte] * rest
    return _MATCHES[_MAX_MATCH] * many + min(literals, _MATCHES.get(rest, literals), key=len)


def encode_run(byte: int, count: int) -> bytes:
    """Return the bits for `count` bytes that are all the same, whatever is before them."""
    return _LITERALS[byte] + continue_run(byte, count - 1)


class _GroupBits(dict[str, bytes]):
    """The bits of groups of bytes, memoized: a group is all zeros, or has none.

    Groups may have ends of rows in them. Most are edges of letters, one or two bytes long, and
    occur again and again.
    """

    def __missing__(self, group: str) -> bytes:
        first, *others = group.split(_ROW_END)
        bits = _SEPARATOR.join(
            [_encode_group(first), *(_encode_group(other, after_zero=True) for other in others)]
        )
        # When it is full it stays as it is: what recurs was met early.
        if len(self) < _MAX_GROUPS:
            self[group] = bits
        return bits


def _encode_group(group: str, *, after_zero: bool = False) -> bytes:
    # A row ends with a zero, so zeros at the start of the next one go on with its run.
    if after_zero and group.startswith("\0"):
        return continue_run(0, len(group))
    same = (one.group() for one in _SAME.finditer(group))
    return b"".join(encode_run(ord(one[0]), len(one)) for one in same)


_ROW_END = "\u0100"
"""A character that stands for no byte."""
_SEPARATOR = b"\2"
"""Between the bits of rows; it is neither 0 nor 1."""
_ZEROS = re.compile("(\x00[\x00\u0100]*)")
_SAME = re.compile(r"(.)\1*", re.DOTALL)
_MAX_GROUPS = 20_000
_GROUP_BITS = _GroupBits()


def encode_rows(data: bytes, width: int) -> tuple[bytes, ...]:
    """Return the bits of each row of `width` bytes. A row that begins with 0 must come after a 0.

    All rows are encoded at once, by splitting one text: one at a time they would take twice as
    long. Latin-1 makes each byte a character, and leaves others to mark the ends of rows.
    """
    text = data.decode("latin-1")
    rows = _ROW_END.join([text[i : i + width] for i in range(0, len(text), width)])
    return tuple(b"".join(map(_GROUP_BITS.__getitem__, _ZEROS.split(rows))).split(_SEPARATOR))
