"""What a picture is to the rest of the generator."""

from __future__ import annotations

from msgspec import Struct


class Picture(Struct, frozen=True):
    """A picture as it may be published."""

    data: bytes
    width: int
    """In pixels, as browsers show it: turned as its orientation says. So is the height."""
    height: int


class MalformedError(Exception):
    """The bytes begin as a picture does and do not go on as its format demands.

    The message says what is wrong, as the end of a sentence about the picture.
    """


CUT_OFF = "it is damaged, or cut off before its end"
NO_SIZE = "it has no size"
NO_PIXELS = "it has no pixels"
"""What is wrong with pictures of any format."""


def picture_of(parts: list[bytes], size: tuple[int, int] | None, orientation: int = 1) -> Picture:
    """Return a picture of these parts, given the size of its pixels as they are stored.

    Raise MalformedError if it has none.
    """
    if size is None or 0 in size:
        raise MalformedError(NO_SIZE)
    # From 5 on, a picture lies on its side (Exif 2.32, 4.6.4, tag 274).
    width, height = reversed(size) if orientation >= 5 else size  # noqa: PLR2004
    return Picture(b"".join(parts), width, height)
