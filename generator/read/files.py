"""Read the files that editors write: their bytes, and their text.

A build reads a file once, and takes both from these bytes: the digest by which later builds know
whether the file changed, and the values that pages are made of. Were it opened again for these, an
editor could save in between. The cache would then hold the digest of one text with the values of
another, and no later build would notice.

Two kinds of files are read twice: those that are copied to the site, and articles with a problem,
to show where it is. If they have other bytes the second time, the build begins again.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator import limits
from generator.digests import digest_of
from generator.patterns import pattern
from generator.problems import AtLine, Finding, Rejected
from generator.read.bidi import Reordered, reordered
from generator.read.characters import piled_marks
from generator.read.scan import StatSignature, signature_of, why_unreadable

UNSHOWABLE = pattern(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters and code points that are no characters: no page and no feed may contain them.
Source: XML 1.0, 2.2, which forbids some of them and discourages the others. In HTML they are errors
too (the HTML standard, "Preprocessing the input stream")."""

_NO_TEXT = {
    b"PK\x03\x04": "a Word document (.docx) or another zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document (.doc)",
    b"{\\rtf": "an RTF document",
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip file",
}
"""What a file is in truth, whatever its name, by its first bytes."""

UNTRUSTED: StatSignature = (-1, -1, -1, -1)
"""A signature that no file has. A file recorded with it is read again by the next build, and its
bytes decide whether it changed."""

UNREADABLE = ""
"""In place of the digest of a file that could not be read."""

SAFETY_GAP_NS = 2_000_000_000
"""Nanoseconds between a file's last change and its reading from which its signature is trusted.
Disks keep time in ticks of up to two seconds (FAT). A file read within the tick of its last change
may be changed once more in that tick and keep its signature: git calls it racily clean."""

_GROWTH = 65_536
"""Bytes by which a file may grow while it is read, and still be read whole."""

# If a link or a pipe takes the file's place after the scan, the link is not followed, and opening
# the pipe does not wait for somebody to write to it.
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class DisturbedError(Exception):
    """A file is no longer what this build read earlier.

    The site would mix two states of its content, and the cache would say that it has only one. So
    the build begins again, with a new scan (`Builder`).
    """


class Source(Struct, frozen=True):
    """A file that was read.

    The signature is taken from the open file that the bytes came from, before and after they were
    read. As long as a file on the disk has this signature, it has these bytes. Where that cannot be
    promised, the signature is UNTRUSTED: the file changed while it was read, or just before, or it
    is a link, which may lead to the same file at a place outside the site one day.
    """

    path: str
    """Relative to the root, with forward slashes."""
    data: bytes
    digest: str
    """Of `data`."""
    signature: StatSignature

    def text(self) -> str:
        """Return the text, as `decode` does. Raise Rejected if it is no valid text."""
        return decode(self.path, self.data)

    def lenient_text(self) -> str:
        """Return the text for showing problems in it, with U+FFFD in place of invalid bytes.

        Raise Rejected for invalid bytes in a file that is not a text by its name.
        """
        try:
            return self.text()
        except Rejected:
            is_text = self.path.lower().endswith((".md", ".yaml", ".html"))
            if not is_text or _kind_of_binary(self.data):
                raise
            text = self.data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
            return _unix_lines(text)


class SourceFile(Struct, frozen=True):
    """A file of the site that was found and has not been read."""

    root: Path
    path: str
    """Relative to the root, with forward slashes."""
    link: bool = True
    """False if it is known to be no symbolic link, which saves a look at every folder above it."""
    instead: bytes | None = None
    """What is taken for its bytes, if they are to be judged before they are written."""

    def read(self) -> Source:
        """Read it. Raise Rejected if it points outside the site or cannot be read."""
        if self.instead is not None:
            return Source(self.path, self.instead, digest_of(self.instead), UNTRUSTED)
        try:
            target = self._target()
            data, signature = _read(target, limits.most_bytes(self.path))
        except OSError as error:
            if error.errno == errno.EFBIG:
                raise Rejected([_too_large(self.path, error)]) from None
            message = why_unreadable(error)
            if self.link and isinstance(error, FileNotFoundError) and self.exists():
                message = "a symbolic link to a file that does not exist; copy the file here"
            raise Rejected([Finding(self.path, AtLine(), "unreadable", message)]) from None
        if self.link and target != f"{os.path.realpath(self.root)}/{self.path}":
            signature = UNTRUSTED
        return Source(self.path, data, digest_of(data), signature)

    def read_scanned(self) -> Source:
        """Read it as `read` does. Raise DisturbedError if it is gone, as a scan has found it."""
        try:
            return self.read()
        except Rejected:
            if not self.exists():
                raise DisturbedError from None
            raise

    def exists(self) -> bool:
        """Return whether there is such a file, or a link, be it broken."""
        return os.path.lexists(self.root / self.path)

    def _target(self) -> str:
        """Return the path to open, links resolved. Raise Rejected if it is outside the site."""
        if not self.link:
            return f"{self.root}/{self.path}"
        target, root = os.path.realpath(self.root / self.path), os.path.realpath(self.root)
        if not Path(target).is_relative_to(root):
            message = "a symbolic link to a file outside the site; copy the file here"
            raise Rejected([Finding(self.path, AtLine(), "link-out", message)])
        return target


Load = Callable[[SourceFile], Source]
"""Reads a file as `SourceFile.read` does, and may record what it read."""


def read_regular(path: str, most: int) -> tuple[bytes, os.stat_result, os.stat_result]:
    """Return the bytes of a regular file, and its status before and after they were read.

    Nothing else is read: a pipe may never end, and neither does a device. Raise OSError, with EFBIG
    if there are more bytes than `most`.
    """
    with open(os.open(path, _OPEN), "rb") as stream:  # noqa: PTH123
        # fstat asks the open file: by its path, it might by now be another one.
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise OSError(0, "it is no regular file")
        # As it may grow meanwhile, a little more is asked for: room is made for all of that.
        wanted = min(most, before.st_size + _GROWTH) + 1
        data = stream.read(wanted) if before.st_size <= most else b""
        if (size := max(len(data), before.st_size)) > most:
            message = f"the file has {limits.size(size)}, and may have {limits.size(most)}"
            raise OSError(errno.EFBIG, message)
        return data, before, os.fstat(stream.fileno())


def _read(path: str, most: int) -> tuple[bytes, StatSignature]:
    """Return the bytes of a regular file, and their signature as `Source` promises it.

    Raise OSError, as `read_regular` does.
    """
    data, before, status = read_regular(path, most)
    after = signature_of(status)
    is_old = max(before.st_mtime_ns, before.st_ctime_ns) < time.time_ns() - SAFETY_GAP_NS
    is_same = after == signature_of(before) and after[0] == len(data)
    return data, after if is_old and is_same else UNTRUSTED


def _too_large(path: str, error: OSError) -> Finding:
    """Return the finding that a file of a site has more bytes than it may have."""
    if path.lower().endswith((".md", ".html")):
        remedy = "divide it into several, or shorten it"
    elif path.lower().endswith((".yaml", ".yml")):
        remedy = "remove what nothing names"
    else:
        remedy = "save it smaller, or link to it where it is on the web"
    return Finding(path, AtLine(), "too-large", f"{error.strerror}; {remedy}")


def decode(path: str, data: bytes) -> str:
    """Return the text of a file, without a byte order mark and with `\n` as its only line end.

    It is in NFC (Unicode's composed form), so that an accented letter is found however it was
    typed. Raise Rejected, at the first byte that is not UTF-8 or the first character that is not
    allowed on pages.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "not UTF-8 but UTF-16; save the file as UTF-8"
        raise Rejected([Finding(path, AtLine(), "not-utf8", message)])
    if kind := _kind_of_binary(data):
        message = f"no text but {kind}, whatever its name says; save it as plain text"
        raise Rejected([Finding(path, AtLine(), "not-text", message)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # All bytes before the first wrong one are valid, so a column in characters can be told.
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        spot = AtLine(before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
        message = (
            f"not UTF-8: the byte 0x{data[error.start]:02X} cannot be read "
            "(is this Latin-1 or Windows-1252?); save the file as UTF-8"
        )
        raise Rejected([Finding(path, spot, "not-utf8", message)]) from None
    if not text.isascii() and (at := piled_marks(text)) is not None:
        line_start = text.rfind("\n", 0, at) + 1
        spot = AtLine(text.count("\n", 0, at) + 1, at - line_start + 1)
        message = (
            f"more than {limits.MARKS} accents or other marks on one letter, which no language "
            "has; remove them"
        )
        raise Rejected([Finding(path, spot, "control-character", message)])
    text = _unix_lines(normalize("NFC", text))
    # All printable text is fine, and Python can tell in a third of the time of the pattern.
    is_printable = text.replace("\n", "").isprintable()
    if not is_printable and (bad := UNSHOWABLE.search(text)):
        line_start = text.rfind("\n", 0, bad.start()) + 1
        spot = AtLine(text.count("\n", 0, bad.start()) + 1, bad.start() - line_start + 1)
        message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
        raise Rejected([Finding(path, spot, "control-character", message)])
    if not is_printable and (wrong := tuple(reordered(text))):
        raise Rejected(reordering_finding(path, found) for found in wrong)
    return text


def reordering_finding(path: str, found: Reordered) -> Finding:
    """Return the finding of a character that changes the order of a text."""
    spot = AtLine(found.line, found.column, found.length)
    message = f"the invisible character {found.message}"
    return Finding(path, spot, "reordering-character", message)


def _kind_of_binary(data: bytes) -> str | None:
    return next((kind for start, kind in _NO_TEXT.items() if data.startswith(start)), None)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
