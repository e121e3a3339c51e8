"""Which files there are, and how each looks from outside: its size, times and inode.

A look at a site costs one pass over its folders and reads no file. It says what may have changed
since an earlier look; whether it did, the bytes decide.
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

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the bytes, and of anything about the file (ns), and inode."""


class Since(NamedTuple):
    """An earlier look that a later one is based on."""

    files: Mapping[str, Stamp]
    """What the earlier one saw."""
    again: tuple[str, ...]
    """The files that were looked at again; the rest is taken from the earlier one."""


class Tree(Struct, frozen=True):
    """One look at the files of a site."""

    root: Path
    files: Mapping[str, Stamp]
    """By path relative to the root, sorted; without hidden and temporary files."""
    links: frozenset[str]
    """Those that are symbolic links."""
    findings: tuple[Finding, ...]
    """Folders that could not be looked into."""
    since: Since | None = None
    """Set if only a part of the site was looked at."""

    def again_since(self, seen: Mapping[str, Stamp] | None) -> tuple[str, ...] | None:
        """Return the files looked at again since a look that saw just these; None of any other."""
        return self.since.again if self.since is not None and self.since.files is seen else None


def look(root: Path) -> Tree:
    """Look at all files of the site at `root`.

    Folders are walked in sorted order, so nothing later depends on the order in which a disk lists
    its files.
    """
    looking = _Looking(len(str(root)) + 1)
    for folder in FOLDERS:
        looking.top(f"{root}/{folder}")
    return Tree(root, looking.files, frozenset(looking.links), tuple(looking.findings))


def look_again(tree: Tree, paths: Iterable[str]) -> Tree | None:
    """Look again at single files that an earlier look found; None where that is not enough."""
    if tree.findings:
        return None
    files = dict(tree.files)
    again: list[str] = []
    for path in paths:
        try:
            found = os.lstat(tree.root / path)
        except OSError:
            if path in files:
                return None
            continue
        if path not in files or path in tree.links or not stat.S_ISREG(found.st_mode):
            return None
        files[path] = _stamp(found)
        again.append(path)
    return replace(tree, files=files, since=Since(tree.files, tuple(again)))


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_passing(name: str) -> bool:
    """Return whether a name is that of a hidden, backup or swap file, as editors leave behind."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".tmp", ".swp", ".bak"))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Looking:
    """One walk through the folders."""

    def __init__(self, skip: int) -> None:
        self._skip = skip
        """How many characters of a path stand before what is relative to the root."""
        self.files: dict[str, Stamp] = {}
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
            if is_passing(entry.name):
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
            stamp = _stamp(found)
        except OSError:
            stamp = (0, 0, 0, 0)  # gone since the folder was listed, or a link to nothing
        self.files[path[self._skip :].replace(os.sep, "/")] = stamp

    def _link(self, path: str) -> None:
        message = "a symbolic link to a folder; move the folder itself here"
        self._find(path, "linked-folder", message)

    def _find(self, path: str, code: str, message: str) -> None:
        self.findings.append(Finding(path, AtLine(), code, message))
