"""Validate the images in content/media/: they must be whole, and of a format we can take apart."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.pictures.clean import clean_picture
from generator.pictures.model import MalformedError
from generator.problems import AtLine, Finding, Rejected
from generator.read.files import Source
from generator.read.images import not_supported
from generator.validate.content import Medium

_SHOWN = ("PNG", "JPEG", "GIF", "WebP")
_HEAD = 1024
"""As many bytes as are looked at: an SVG may begin with a comment."""
_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), "AVIF"),
    (re.compile(rb"....ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"BM....\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"\0\0\x01\0"), "ICO"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"\0\0\0\x0cjP  "), "JPEG 2000"),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL "), "JPEG XL"),
    (re.compile(rb"8BPS"), "Photoshop's format"),
    (re.compile(rb"%!PS"), "EPS"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:(?:\?xml|!--|!doctype)[^\0]*?<)?svg\b", re.I), "SVG"),
)
"""How files of each format begin. Sources: the formats' own specifications, and the WHATWG standard
"MIME Sniffing", 6.1, for those that browsers show."""


def read_medium(source: Source) -> Medium:
    """Return an image with its size. Raise Rejected if the file is no image that can be read.

    It is taken apart here already, so that one of which no copy can be made is known in time.
    """
    # By its bytes: a name is easily changed, and what browsers make of a wrong one differs.
    found = _format_of(source.data)
    if found is not None and found not in _SHOWN:
        suffix = PurePosixPath(source.path).suffix
        message = f"this is no {suffix} but {found}, whatever its name; {not_supported(found)}"
        raise Rejected([Finding(source.path, AtLine(), "bad-image", message)])
    try:
        picture = clean_picture(source.data)
    except MalformedError:
        picture = None
    if picture is None:
        message = "not an image that can be read; save it as PNG, JPEG, GIF or WebP"
        raise Rejected([Finding(source.path, AtLine(), "bad-image", message)])
    return Medium(source.path, picture.width, picture.height)


def _format_of(data: bytes) -> str | None:
    """Return the format of a picture by its first bytes, whatever its name; None if unknown."""
    head = data[:_HEAD]
    return next((name for pattern, name in _SIGNATURES if pattern.match(head)), None)
