"""The bytes and the text of the files that editors write."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected

UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may stand in no HTML: control characters, and code points that are no characters."""


class SourceFile(Struct, frozen=True):
    """A file below the root, found but not read."""

    root: Path
    path: str
    """Relative to the root, with forward slashes."""
    inside: bool = False
    """It is known to be no link that leads out of the root."""

    def read(self) -> bytes:
        """Return the bytes. Raise Rejected where it leads out of the site or is unreadable."""
        whole = self.root / self.path
        try:
            if not (self.inside or _lies_inside(whole, self.root)):
                message = "a symbolic link that leads out of the site; copy the file here"
                raise Rejected([Finding(self.path, AtLine(), "link-out", message)])
            return whole.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            if whole.is_symlink() and isinstance(error, FileNotFoundError):
                message = "a symbolic link to a file that is not there; copy the file here"
            raise Rejected([Finding(self.path, AtLine(), "unreadable", message)]) from None

    def shown(self) -> str:
        """Return the text to show problems in; of a text with wrong bytes, what can be read.

        Raise Rejected where there is nothing to show.
        """
        data = self.read()
        try:
            return decode(self.path, data)
        except Rejected:
            if not self.path.endswith((".md", ".yaml", ".html")):
                raise
            text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
            return _unix_lines(text)

    def exists(self) -> bool:
        """Return whether there is such a file; the registers may be missing."""
        return os.path.lexists(self.root / self.path)

    def text(self) -> str:
        """Return the text, lines ended by newlines alone. Raise Rejected where it is not UTF-8."""
        return decode(self.path, self.read())


def decode(path: str, data: bytes) -> str:
    """Return the text of a file: without a byte order mark, its lines ended by newlines alone.

    Accents are put together (NFC), so that what looks the same is the same.

    Raise Rejected, at the first byte that is not UTF-8 or no page can show.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "not UTF-8 but UTF-16; save the file as UTF-8"
        raise Rejected([Finding(path, AtLine(), "not-utf8", message)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        spot = AtLine(before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
        message = (
            f"not UTF-8: the byte 0x{data[error.start]:02X} stands here "
            "(Latin-1 or Windows-1252?); save the file as UTF-8"
        )
        raise Rejected([Finding(path, spot, "not-utf8", message)]) from None
    text = _unix_lines(normalize("NFC", text))
    # What is printable is showable; asking that first takes a third of the time.
    printable = text.replace("\n", "").isprintable()
    if not printable and (bad := UNSHOWABLE.search(text)):
        line_start = text.rfind("\n", 0, bad.start()) + 1
        spot = AtLine(text.count("\n", 0, bad.start()) + 1, bad.start() - line_start + 1)
        message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
        raise Rejected([Finding(path, spot, "control-character", message)])
    return text


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _lies_inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
