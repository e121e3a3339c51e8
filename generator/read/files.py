"""The files that editors write: which ones there are, and their bytes.

The only module that reads content from disk. Folders are walked in sorted order, so nothing later
depends on the order in which a disk lists its files.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.problems import AtLine, Finding, Rejected

_BOM = b"\xef\xbb\xbf"

UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may stand in no HTML: control characters, and code points that are no characters."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file below the root, found but not read."""

    root: Path
    path: str
    """Relative to the root, with forward slashes."""

    def read(self) -> bytes:
        """Give the bytes. Raises Rejected where the file cannot be read."""
        try:
            return (self.root / self.path).read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise Rejected([Finding(self.path, AtLine(), "unreadable", message)]) from None

    def exists(self) -> bool:
        """Say whether there is such a file; the registers may be missing."""
        return (self.root / self.path).is_file()

    def text(self) -> str:
        """Give the text, lines ended by newlines alone. Raises Rejected where it is not UTF-8."""
        return decode(self.path, self.read())


def decode(path: str, data: bytes) -> str:
    """Give the text of a file: without a byte order mark, its lines ended by newlines alone.

    Raises Rejected, at the first byte that is not UTF-8 or no page can show.
    """
    data = data.removeprefix(_BOM)
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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := UNSHOWABLE.search(text):
        line_start = text.rfind("\n", 0, bad.start()) + 1
        spot = AtLine(text.count("\n", 0, bad.start()) + 1, bad.start() - line_start + 1)
        message = f"the control character U+{ord(bad[0]):04X} cannot be shown; remove it"
        raise Rejected([Finding(path, spot, "control-character", message)])
    return text


def walk(root: Path, folder: str, suffixes: tuple[str, ...], *, deep: bool = True) -> Walk:
    """List the files below `root`/`folder` that end in one of `suffixes`, sorted by path.

    Left out: hidden and temporary files of editors, README.md (documentation lives in the room
    that it is about) and symbolic links that lead out of the root, which are findings.
    """
    files: list[SourceFile] = []
    findings: list[Finding] = []
    for path in _paths(root, root / folder, deep=deep):
        relative = path.relative_to(root).as_posix()
        if path.suffix.lower() not in suffixes or path.name == "README.md":
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
            message = "a symbolic link that leads out of the site; copy the file here"
            findings.append(Finding(relative, AtLine(), "link-out", message))
        else:
            files.append(SourceFile(root, relative))
    return Walk(tuple(files), tuple(findings))


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through a folder came upon."""

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]


def _paths(root: Path, folder: Path, *, deep: bool) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in listed:
        if _passing(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            if deep:
                yield from _paths(root, Path(entry.path), deep=True)
        elif entry.is_symlink() or stat.S_ISREG(entry.stat().st_mode):
            yield Path(entry.path)


def _passing(name: str) -> bool:
    """Say whether a name is that of a hidden, backup or swap file."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".tmp", ".swp", ".bak"))
