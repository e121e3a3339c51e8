"""Validate the images in content/media/: they must be whole, and of a format we can take apart."""

from __future__ import annotations

from generator.pictures.clean import clean_picture
from generator.pictures.model import MalformedError
from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.validate.content import Medium


def read_medium(source: Source) -> Medium:
    """Return an image with its size. Raise Rejected if the file is no image that can be read.

    It is taken apart here already, so that one of which no copy can be made is known in time.
    """
    try:
        picture = clean_picture(source.data)
    except MalformedError:
        picture = None
    if picture is None:
        message = "not an image that can be read; save it as PNG, JPEG, GIF or WebP"
        raise Rejected([Finding(source.path, AtLine(), "bad-image", message)])
    return Medium(source.path, picture.width, picture.height)
