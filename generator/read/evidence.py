"""Read the sources' own texts, which lie in an archive that is not part of the site."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

from generator import limits
from generator.read.files import read_regular


def read_evidence(archive: Path, name: str) -> str:
    """Return the text of a file of an archive, in NFC as articles are.

    A stray byte must not hide the rest, so it becomes U+FFFD. Raise OSError if there is no such
    file, if it is a pipe or a device, or too large.
    """
    data, *_ = read_regular(os.path.realpath(archive / name), limits.EVIDENCE_BYTES)
    return normalize("NFC", data.decode("utf-8", "replace"))
