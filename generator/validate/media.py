"""Images of content/media/: their sizes."""

from __future__ import annotations

import io

from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.validate.content import Medium

FOLDER = "content/media"


def read_medium(source: Source) -> Medium:
    """Return an image's size in pixels. Raise Rejected where the file is no image."""
    import imagesize  # noqa: PLC0415 - it loads what it could fetch images with

    width, height = imagesize.get(io.BytesIO(source.data))
    if width <= 0 or height <= 0:
        message = "not an image that can be read; save it as PNG, JPEG, GIF or WebP"
        raise Rejected([Finding(source.path, AtLine(), "bad-image", message)])
    return Medium(source.path, int(width), int(height))
