"""Formats of pictures, by the names of their files: which are shown here, and which are not."""

from __future__ import annotations

from pathlib import PurePosixPath

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""The ends of names of images that pages may show. No SVG, as it may contain scripts."""
OTHER_TYPES = {
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".eps": "EPS",
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".ico": "ICO",
    ".jp2": "JPEG 2000",
    ".jxl": "JPEG XL",
    ".pdf": "PDF",
    ".psd": "Photoshop's format",
    ".svg": "SVG",
    ".svgz": "SVG",
    ".tif": "TIFF",
    ".tiff": "TIFF",
}
"""Formats of pictures that are not shown here, by the ends of their names."""


def other_format(name: str) -> str | None:
    """Return the format of a picture that is not shown here, by its name."""
    return OTHER_TYPES.get(PurePosixPath(name.casefold()).suffix)


def not_supported(kind: str) -> str:
    """Return the message about a picture in a format that is not shown here."""
    return f"{kind} is not supported here: save it as JPEG, PNG, WebP or GIF"
