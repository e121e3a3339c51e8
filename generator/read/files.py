"""The bytes and the text of the files that editors write."""

from __future__ import annotations

import codecs
import os
import re
import stat
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator.digests import digest_of
from generator.problems import AtLine, Finding, Rejected
from generator.read.scan import StatSignature, signature_of

UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may stand in no HTML: control characters, and code points that are no characters."""


NEVER: StatSignature = (-1, -1, -1, -1)
"""The signature of no file: what was noted with it is compared byte by byte next time."""

UNREADABLE = ""
"""In place of the digest of a file that could not be read."""

GAP_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within a tick of the disk's
clock, and keep its signature. So that is not trusted (git calls such files racily clean)."""

# No link that came in the file's place is followed, and no pipe is waited for.
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class DisturbedError(Exception):
    """A file changed between two looks at it in one build: what is known does not fit together."""


class Source(Struct, frozen=True):
    """A file as it was read, once: everything that is known of it comes from these bytes."""

    path: str
    data: bytes
    digest: str
    signature: StatSignature
    """That of the very file that had these bytes; NEVER where it is not to be trusted."""

    def text(self) -> str:
        """Return the text, lines ended by newlines alone. Raise Rejected where it is not UTF-8."""
        return decode(self.path, self.data)

    def shown(self) -> str:
        """Return the text to show problems in; of a text with wrong bytes, what can be read.

        Raise Rejected where there is nothing to show.
        """
        try:
            return self.text()
        except Rejected:
            if not self.path.endswith((".md", ".yaml", ".html")):
                raise
            text = self.data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
            return _unix_lines(text)


class SourceFile(Struct, frozen=True):
    """A file below the root, found but not read."""

    root: Path
    path: str
    """Relative to the root, with forward slashes."""
    link: bool = True
    """It is, or may be, a symbolic link."""

    def read(self) -> Source:
        """Read it. Raise Rejected where it leads out of the site or cannot be read."""
        try:
            data, signature = _read(self._place())
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            if self.link and isinstance(error, FileNotFoundError) and self.exists():
                message = "a symbolic link to a file that is not there; copy the file here"
            raise Rejected([Finding(self.path, AtLine(), "unreadable", message)]) from None
        return Source(self.path, data, digest_of(data), signature)

    def exists(self) -> bool:
        """Return whether there is such a file; the registers may be missing."""
        return os.path.lexists(self.root / self.path)

    def _place(self) -> str:
        """Return the path to open. Raise Rejected where a link leads out of the site."""
        if not self.link:
            return f"{self.root}/{self.path}"
        place, root = os.path.realpath(self.root / self.path), os.path.realpath(self.root)
        if not Path(place).is_relative_to(root):
            message = "a symbolic link that leads out of the site; copy the file here"
            raise Rejected([Finding(self.path, AtLine(), "link-out", message)])
        return place


Load = Callable[[SourceFile], Source]
"""Reads a file as `SourceFile.read` does, and takes note of what it read."""


def _read(place: str) -> tuple[bytes, StatSignature]:
    """Return the bytes of a regular file, and the signature that goes with them."""
    with open(os.open(place, _OPEN), "rb") as stream:  # noqa: PTH123
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise OSError(0, "it is no longer a file")
        data = stream.read()
        after = signature_of(os.fstat(stream.fileno()))
    settled = max(before.st_mtime_ns, before.st_ctime_ns) < time.time_ns() - GAP_NS
    same = after == signature_of(before) and after[0] == len(data)
    return data, after if settled and same else NEVER


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
