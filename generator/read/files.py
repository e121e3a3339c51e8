"""The files that editors write: which ones there are, and their bytes.

The only module that reads content from disk. Folders are walked in sorted order, so nothing later
depends on the order in which a disk lists its files.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from generator.problems import AtLine, Finding, Rejected

UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may stand in no HTML: control characters, and code points that are no characters."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file below the root, found but not read."""

    root: Path
    path: str
    """Relative to the root, with forward slashes."""
    inside: bool = False
    """It is known to be no link that leads out of the root."""

    def read(self) -> bytes:
        """Give the bytes. Raises Rejected where the file leads out of the site or is unreadable."""
        whole = self.root / self.path
        try:
            if not (self.inside or _lies_inside(whole, self.root)):
                message = "a symbolic link that leads out of the site; copy the file here"
                raise Rejected([Finding(self.path, AtLine(), "link-out", message)])
            return whole.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise Rejected([Finding(self.path, AtLine(), "unreadable", message)]) from None

    def shown(self) -> str:
        """Give the text to show problems in: of a text file that has wrong bytes, what can be read.

        Raises Rejected where there is nothing to show.
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
        """Say whether there is such a file; the registers may be missing."""
        return os.path.lexists(self.root / self.path)

    def text(self) -> str:
        """Give the text, lines ended by newlines alone. Raises Rejected where it is not UTF-8."""
        return decode(self.path, self.read())


def decode(path: str, data: bytes) -> str:
    """Give the text of a file: without a byte order mark, its lines ended by newlines alone.

    Accents are put together (NFC), so that what looks the same is the same.

    Raises Rejected, at the first byte that is not UTF-8 or no page can show.
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
    if bad := UNSHOWABLE.search(text):
        line_start = text.rfind("\n", 0, bad.start()) + 1
        spot = AtLine(text.count("\n", 0, bad.start()) + 1, bad.start() - line_start + 1)
        message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
        raise Rejected([Finding(path, spot, "control-character", message)])
    return text


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def walk(
    root: Path, folder: str, suffixes: tuple[str, ...], *, deep: bool = True
) -> tuple[SourceFile, ...]:
    """List the files below `root`/`folder` that end in one of `suffixes`, sorted by path.

    Left out are hidden and temporary files of editors, and README.md: documentation lives in the
    room that it is about. Raises Rejected where a folder cannot be read or is a symbolic link.
    """
    top = root / folder
    inside = _lies_inside(top, root)
    return tuple(
        SourceFile(root, f"{folder}{path[len(str(top)) :].replace(os.sep, '/')}", real and inside)
        for path, real in _paths(str(top), deep=deep)
        if path.lower().endswith(suffixes) and not path.endswith(f"{os.sep}README.md")
    )


def _lies_inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _paths(folder: str, *, deep: bool) -> Iterator[tuple[str, bool]]:
    """Give the files below a folder, in order, and whether each is real: no symbolic link."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        # Taken for empty, it would have all its pages removed from the site.
        message = f"the folder cannot be read: {error.strerror or error}"
        raise Rejected([Finding(folder, AtLine(), "unreadable", message)]) from None
    for entry in listed:
        if _passing(entry.name):
            continue
        if entry.is_symlink():
            if os.path.isdir(entry.path):  # noqa: PTH112 - it may be a link in a circle
                message = "a symbolic link to a folder; move the folder itself here"
                raise Rejected([Finding(entry.path, AtLine(), "linked-folder", message)])
            yield entry.path, False
        elif entry.is_dir():
            if deep:
                yield from _paths(entry.path, deep=True)
        elif entry.is_file():
            yield entry.path, True


def _passing(name: str) -> bool:
    """Say whether a name is that of a hidden, backup or swap file."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".tmp", ".swp", ".bak"))
