"""Which files there are, and the stat signature of each: its size, times and inode.

A scan of a site costs one pass over its folders and reads no file. It tells what may have changed
since an earlier scan; whether it did, the bytes decide.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import AtLine, Finding

FOLDERS = ("content", "themes", "templates", "static")
"""The folders of a site that hold what people wrote."""

StatSignature = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, and inode."""

GONE: StatSignature = (0, 0, 0, 0)
"""Of a file that vanished after its folder was listed, and of a link to nothing."""


class Since(NamedTuple):
    """An earlier snapshot that a later one is based on."""

    files: Mapping[str, StatSignature]
    """What the earlier one found."""
    rescanned: tuple[str, ...]
    """The files that were looked at again; the rest is taken from the earlier one."""


class Snapshot(Struct, frozen=True):
    """The files of a site as one scan found them."""

    root: Path
    files: Mapping[str, StatSignature]
    """By path relative to the root, sorted; without hidden and temporary files."""
    links: frozenset[str]
    """Those that are symbolic links."""
    findings: tuple[Finding, ...]
    """Folders that could not be read."""
    since: Since | None = None
    """Set if only a part of the site was scanned."""

    def rescanned_since(self, seen: Mapping[str, StatSignature] | None) -> tuple[str, ...] | None:
        """Return the files looked at again since the scan that found `seen`; None if unknown."""
        same = self.since is not None and self.since.files is seen
        return self.since.rescanned if self.since is not None and same else None

    def has_the_files_of(self, other: Snapshot) -> bool:
        """Return whether both found the same files and links, whatever their signatures."""
        if self.rescanned_since(other.files) is not None:
            return True
        same = self.files.keys() == other.files.keys() and self.links == other.links
        return same and not self.findings


def scan(root: Path) -> Snapshot:
    """Scan all files of the site at `root`.

    Folders are walked in sorted order, so nothing later depends on the order in which a disk lists
    its files.
    """
    walk = _Walk(len(str(root)) + 1)
    for folder in FOLDERS:
        walk.top(f"{root}/{folder}")
    return Snapshot(root, walk.files, frozenset(walk.links), tuple(walk.findings))


def rescan(snapshot: Snapshot, paths: Iterable[str]) -> Snapshot | None:
    """Look again at single files of an earlier snapshot; None where only a new scan will do."""
    if snapshot.findings:
        return None
    files = dict(snapshot.files)
    again: list[str] = []
    for path in paths:
        try:
            found = os.lstat(snapshot.root / path)
        except OSError:
            if path in files:
                return None
            continue
        if path not in files or path in snapshot.links or not stat.S_ISREG(found.st_mode):
            return None
        files[path] = signature_of(found)
        again.append(path)
    return replace(snapshot, files=files, since=Since(snapshot.files, tuple(again)))


def signature_of(found: os.stat_result) -> StatSignature:
    """Return what tells one state of a file from another without reading it."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_temporary(name: str) -> bool:
    """Return whether a name is that of a hidden, backup or swap file, as editors leave behind."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".tmp", ".swp", ".bak"))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Walk:
    """One walk through the folders."""

    def __init__(self, skip: int) -> None:
        self._skip = skip
        """How many characters of a path stand before what is relative to the root."""
        self.files: dict[str, StatSignature] = {}
        self.links: list[str] = []
        self.findings: list[Finding] = []

    def top(self, folder: str) -> None:
        if os.path.islink(folder):  # noqa: PTH114
            self._link(folder)
        else:
            self.folder(folder)

    def folder(self, folder: str) -> None:
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            # Taken for empty, it would have all its pages removed from the site.
            message = f"the folder cannot be read: {error.strerror or error}"
            self._find(folder, "unreadable", message)
            return
        for entry in listed:
            if is_temporary(entry.name):
                continue
            if entry.name.isascii() or _is_text(entry.name):
                self._entry(entry)
            else:
                shown = os.fsencode(entry.path[self._skip :]).decode("utf-8", "replace")
                message = "the name is not UTF-8 (out of an old archive?); rename it"
                self._find(shown, "bad-name", message)

    def _entry(self, entry: os.DirEntry[str]) -> None:
        path = entry.path
        try:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISLNK(found.st_mode):
                if os.path.isdir(path):  # noqa: PTH112 - it may be a link in a circle
                    self._link(path)
                    return
                self.links.append(path[self._skip :])
                found = entry.stat()
            if stat.S_ISDIR(found.st_mode):
                self.folder(path)
                return
            if not stat.S_ISREG(found.st_mode):
                return
            signature = signature_of(found)
        except OSError:
            signature = GONE
        self.files[path[self._skip :].replace(os.sep, "/")] = signature

    def _link(self, path: str) -> None:
        message = "a symbolic link to a folder; move the folder itself here"
        self._find(path, "linked-folder", message)

    def _find(self, path: str, code: str, message: str) -> None:
        self.findings.append(Finding(path, AtLine(), code, message))
