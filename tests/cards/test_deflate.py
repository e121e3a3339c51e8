"""What others' decompressors make of what is written here."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from generator.cards.deflate import (
    BLOCK_END,
    BLOCK_HEADER,
    encode_rows,
    encode_run,
    join_bits,
    pack_bits,
)
from generator.cards.png import HEIGHT, Strip, png, strip
from generator.cards.tiles import STRIDE, encode_tile, left_margin

even = st.builds(lambda byte, n: bytes([byte]) * n, st.integers(0, 255), st.integers(1, 700))
rows = st.lists(st.one_of(st.binary(max_size=4), even), max_size=8).map(b"".join)


def unpacked(bits: bytes) -> bytes:
    decompressor = zlib.decompressobj(wbits=-15)
    made = decompressor.decompress(join_bits([BLOCK_HEADER, pack_bits(bits), BLOCK_END]))
    assert decompressor.eof
    return made


@given(st.lists(rows, min_size=1, max_size=5))
def test_rows_that_are_encoded_apart_are_read_together(several: list[bytes]) -> None:
    width = max(map(len, several)) + 1
    new = b"".join(row.ljust(width, b"\0") for row in several)
    bits = encode_rows(new, width)
    assert len(bits) == len(several)
    assert unpacked(encode_run(0, 1) + b"".join(bits)) == b"\0" + new
    assert unpacked(encode_run(0, 1) + b"".join(bits[::-1]))[1:][-width:] == new[:width]


@given(st.integers(0, 255), st.integers(1, 3000))
def test_a_byte_is_repeated_any_number_of_times(byte: int, count: int) -> None:
    assert unpacked(encode_run(byte, count)) == bytes([byte]) * count


def test_every_byte_has_a_code() -> None:
    assert unpacked(b"".join(encode_run(byte, 1) for byte in range(256))) == bytes(range(256))


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 60)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_checksum_of_a_picture_follows_from_those_of_its_tiles(
    sizes: list[tuple[int, int]], random: object
) -> None:
    strips: list[Strip] = []
    top = 3
    for width, height in sizes:
        new = b"".join(
            random.randbytes(width) + b"\0"  # type: ignore[attr-defined]
            for _ in range(height + 1)
        )
        tile = encode_tile(new, width + 1)
        strips.append(strip(top, [left_margin(4, height), tile, tile]))
        top = strips[-1].bottom + width % 3
    data = png(strips, [b"\0\0\0"] * 4)
    at = data.index(b"IDAT")
    size = int.from_bytes(data[at - 4 : at])
    assert len(zlib.decompress(data[at + 4 : at + 4 + size])) == HEIGHT * STRIDE
