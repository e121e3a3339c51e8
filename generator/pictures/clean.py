"""Take out of a picture what tells who took it, where and with what, and keep every pixel.

A picture's own bytes say which format it has. Its parts are gone through once, so a picture that
was made to be hard takes no longer than another of its size. What is not known to be needed is left
out: a new kind of note that a camera makes is private until somebody looks at it.
"""

from __future__ import annotations

from generator.pictures.gif import SIGNATURES as GIF
from generator.pictures.gif import clean_gif
from generator.pictures.ico import SIGNATURE as ICO
from generator.pictures.ico import clean_ico
from generator.pictures.jpeg import SIGNATURE as JPEG
from generator.pictures.jpeg import clean_jpeg
from generator.pictures.model import Picture
from generator.pictures.png import SIGNATURE as PNG
from generator.pictures.png import clean_png
from generator.pictures.webp import clean_webp, is_webp


def clean_picture(data: bytes) -> Picture | None:
    """Return the picture in a file as it may be published; None if the file is none we know.

    The same bytes always give the same, and those of a picture that was cleaned give themselves.
    Raise MalformedError if it begins as a picture and does not go on as one.
    """
    if data.startswith(JPEG):
        return clean_jpeg(data)
    if data.startswith(PNG):
        return clean_png(data)
    if data.startswith(GIF):
        return clean_gif(data)
    if is_webp(data):
        return clean_webp(data)
    return clean_ico(data) if data.startswith(ICO) else None
