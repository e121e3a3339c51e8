"""Validate the images in content/media/: they must have a size."""

from __future__ import annotations

import io

from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.validate.content import Medium


def read_medium(source: Source) -> Medium:
    """Return an image with its size. Raise Rejected if the file is no image that can be read."""
    import imagesize  # noqa: PLC0415 - it loads an HTTP library, which is slow

    width, height = imagesize.get(io.BytesIO(source.data))
    if width <= 0 or height <= 0:
        message = "not an image that can be read; save it as PNG, JPEG, GIF or WebP"
        raise Rejected([Finding(source.path, AtLine(), "bad-image", message)])
    return Medium(source.path, int(width), int(height))
