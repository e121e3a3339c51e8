"""What is left of a picture: each pixel, its colours and its orientation, and not a word."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.pictures.clean import clean_picture
from generator.pictures.exif import exif_of, orientation_in
from generator.pictures.model import MalformedError, Picture
from tests.images import (
    PRIVATE,
    PROFILE,
    coloured,
    grey_png,
    jpeg_segment,
    png_chunk,
    private_exif,
    private_gif,
    private_ico,
    private_jpeg,
    private_png,
    private_webp,
)
from tests.tried import tried

MADE: dict[str, Callable[[], bytes]] = {
    "jpeg": private_jpeg,
    "progressive jpeg": lambda: private_jpeg(progressive=True),
    "turned jpeg": lambda: private_jpeg(6),
    "png": private_png,
    "turned png": lambda: private_png(8),
    "webp": private_webp,
    "turned webp": lambda: private_webp(5),
    "moving webp": lambda: private_webp(frames=3),
    "gif": private_gif,
    "moving gif": lambda: private_gif(3),
    "symbol": private_ico,
}


def cleaned(data: bytes) -> Picture:
    picture = clean_picture(data)
    assert picture is not None
    return picture


def frames(data: bytes) -> list[bytes]:
    """Return the pixels of each frame, and how long it is shown."""
    opened: Any = Image.open(BytesIO(data))
    found = []
    for number in range(getattr(opened, "n_frames", 1)):
        opened.seek(number)
        found.append(opened.convert("RGBA").tobytes() + str(opened.info.get("duration")).encode())
    return found


@pytest.mark.case("7.8")
@pytest.mark.case("7.9")
@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_no_word_is_left_and_every_pixel_is(make: Callable[[], bytes]) -> None:
    data = make()
    picture = cleaned(data)
    assert [word for word in PRIVATE if word.encode() in data]
    assert not [word for word in PRIVATE if word.encode() in picture.data]
    assert frames(picture.data) == frames(data)


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_picture_that_was_cleaned_stays_as_it_is(make: Callable[[], bytes]) -> None:
    picture = cleaned(make())
    assert clean_picture(picture.data) == picture


def test_a_picture_without_notes_is_copied_byte_for_byte() -> None:
    assert cleaned(grey_png(3, 2)) == Picture(grey_png(3, 2), 3, 2)
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        file = BytesIO()
        coloured().quantize(8).convert("RGB").save(file, form)
        assert cleaned(file.getvalue()).data == file.getvalue()


@pytest.mark.parametrize(
    "make", [private_jpeg, private_png, private_webp], ids=["jpeg", "png", "webp"]
)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_and_colour_profile_stay_and_nothing_else(
    make: Callable[[int], bytes], orientation: int
) -> None:
    opened = Image.open(BytesIO(cleaned(make(orientation)).data))
    assert opened.info["icc_profile"] == PROFILE
    assert dict(opened.getexif()) == ({0x0112: orientation} if orientation > 1 else {})
    assert not opened.getexif().get_ifd(0x8825)
    assert set(opened.info) <= {
        *("icc_profile", "exif", "dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density"),
        *("loop", "background", "timestamp", "duration", "progressive", "progression"),
    }


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_that_browsers_show(orientation: int) -> None:
    lies = orientation >= 5
    for data in (private_jpeg(orientation), private_png(orientation)):
        picture = cleaned(data)
        assert (picture.width, picture.height) == ((16, 24) if lies else (24, 16))
    picture = cleaned(private_webp(orientation))  # which no orientation turns in Chromium
    assert (picture.width, picture.height) == (24, 16)


def test_what_colours_mean_in_a_png_stays() -> None:
    data, chunks = grey_png(3, 2), b""
    for name, body in {
        b"gAMA": b"\0\0\xb1\x8f",
        b"sRGB": b"\0",
        b"cICP": b"\x09\x10\0\1",
        b"cHRM": bytes(32),
        b"mDCV": bytes(24),
        b"cLLI": bytes(8),
    }.items():
        chunks += png_chunk(name, body)
    noted = data[:33] + png_chunk(b"tEXt", b"Author\0SN-4711") + chunks + data[33:]
    assert cleaned(noted).data == data[:33] + chunks + data[33:]


def test_a_small_copy_in_the_head_of_a_jpeg_goes() -> None:
    file = BytesIO()
    coloured().save(file, "JPEG")
    data = file.getvalue()
    head = data[6:18]
    small = jpeg_segment(0xE0, head[:12] + bytes((3, 2)) + b"\x90" * 18)
    assert b"\x90" * 18 not in cleaned(data[:2] + small + data[20:]).data
    assert cleaned(data[:2] + small + data[20:]).data == data


def test_how_adobe_stored_colours_stays() -> None:
    file = BytesIO()
    coloured().convert("CMYK").save(file, "JPEG")
    assert b"Adobe" in file.getvalue()
    assert cleaned(file.getvalue()).data == file.getvalue()


def test_how_often_an_animation_is_repeated_stays() -> None:
    data = cleaned(private_gif(3)).data
    assert Image.open(BytesIO(data)).info["loop"] == 3
    assert b"XMP Data" not in data


def test_a_gif_without_an_end_gets_one() -> None:
    file = BytesIO()
    coloured().save(file, "GIF")
    assert cleaned(file.getvalue()[:-1]).data == file.getvalue()


def test_exif_of_either_byte_order_is_read() -> None:
    orders: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
    for mark, order in orders.items():
        numbers = ((8, 4), (1, 2), (0x0112, 2), (3, 2), (1, 4), (7, 2), (0, 2))
        written = [number.to_bytes(size, order) for number, size in numbers]
        assert orientation_in(mark + b"".join(written)) == 7
    assert [orientation_in(exif_of(n)) for n in range(1, 9)] == list(range(1, 9))
    assert orientation_in(private_exif(3).tobytes().removeprefix(b"Exif\0\0")) == 3


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_broken_exif_tells_no_orientation_and_stops_nobody(data: bytes) -> None:
    for start in (b"", b"II*\0", b"MM\0*", b"II*\0\x08\0\0\0\xff\xff"):
        assert orientation_in(start + data) in range(1, 9)


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_picture_cut_anywhere_is_refused_or_still_without_a_word(
    make: Callable[[], bytes],
) -> None:
    data = make()
    for end in range(4, len(data), 7):
        try:
            picture = clean_picture(data[:end])
        except MalformedError:
            continue
        assert picture is None or not any(word.encode() in picture.data for word in PRIVATE)


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
@tried(25)
@given(data=st.data())
def test_a_picture_with_wrong_bytes_stops_nobody(
    make: Callable[[], bytes], data: st.DataObject
) -> None:
    made = bytearray(make())
    for _ in range(data.draw(st.integers(1, 8))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    with suppress(MalformedError):
        clean_picture(bytes(made))


HOSTILE = {
    "markers": b"\xff\xd8" + b"\xff" * 3_000_000 + b"\0",
    "comments": b"\xff\xd8" + jpeg_segment(0xFE, b"") * 300_000,
    "restarts": b"\xff\xd8" + jpeg_segment(0xDA, b"") + b"\xff\xd0" * 1_500_000,
    "chunks": b"\x89PNG\r\n\x1a\n"
    + png_chunk(b"IHDR", bytes(13))
    + png_chunk(b"abCd", b"") * 200_000,
    "blocks": b"GIF89a" + bytes(7) + b"!\xfe" + b"\1a" * 1_000_000,
    "ends": b"GIF89a" + bytes(7) + bytes(1_000_000),
    "riff": b"RIFF" + (8_000_004).to_bytes(4, "little") + b"WEBP" + b"JUNK\0\0\0\0" * 1_000_000,
    "symbols": b"\0\0\1\0\xff\xff" + bytes(16 * 65535),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_picture_made_to_be_hard_is_refused_in_time(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(MalformedError):
        clean_picture(data)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "data", [b"", b"text", b"<svg/>", b"\xff\xd8", b"\0\0\0\x1cftypheic" + bytes(40)]
)
def test_what_is_no_picture_that_we_know_is_none(data: bytes) -> None:
    assert clean_picture(data) is None
