"""Exif: find the orientation in it, and write Exif that has nothing else.

Exif is a TIFF file without pixels: a header, then directories of tags (TIFF 6.0, section 2). The
orientation is in the first directory. Everything else, such as position, owner, camera, lens,
notes of its maker and a small copy of the picture before it was cropped, is private.
"""

from __future__ import annotations

import struct
from typing import Literal

ORIENTATION_TAG = 0x0112
UPRIGHT = 1
"""The orientation of a picture that is shown as it is stored."""
_SHORT = 3
"""The type of a tag that holds numbers of two bytes."""
_MAX_ORIENTATION = 8


def orientation_in(exif: bytes) -> int:
    """Return the orientation that Exif tells, 1 to 8; 1 if it tells none that can be read."""
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    if exif[:4] not in (b"II*\0", b"MM\0*"):
        return UPRIGHT

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], order)

    first = number(4, 4)
    for tag in range(number(first, 2)):
        at = first + 2 + 12 * tag
        if at + 12 > len(exif):
            break
        if number(at, 2) == ORIENTATION_TAG and number(at + 2, 2) == _SHORT:
            found = number(at + 8, 2)
            return found if UPRIGHT <= found <= _MAX_ORIENTATION else UPRIGHT
    return UPRIGHT


def exif_of(orientation: int) -> bytes:
    """Return Exif that tells an orientation and nothing else."""
    header, tags, no_next_directory = struct.pack("<2sHI", b"II", 42, 8), 1, 0
    tag = struct.pack("<HHIHH", ORIENTATION_TAG, _SHORT, 1, orientation, 0)
    return header + struct.pack("<H", tags) + tag + struct.pack("<I", no_next_directory)
