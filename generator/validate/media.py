"""Images of content/media/: their sizes."""

from __future__ import annotations

import io

from generator.problems import AtLine, Finding, Rejected
from generator.read.files import SourceFile
from generator.validate.content import Medium

FOLDER = "content/media"


def read_medium(file: SourceFile) -> Medium:
    """Return an image's size in pixels. Raise Rejected where the file is no image."""
    import imagesize  # noqa: PLC0415 - it loads what it could fetch images with

    width, height = imagesize.get(io.BytesIO(file.read()))
    if width <= 0 or height <= 0:
        message = "not an image that can be read; save it as PNG, JPEG, GIF or WebP"
        raise Rejected([Finding(file.path, AtLine(), "bad-image", message)])
    return Medium(file.path, int(width), int(height))
