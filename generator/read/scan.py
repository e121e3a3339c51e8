"""Find the files of a site, and the stat signature of each: its size, times and inode.

A scan lists the folders once and reads no file. Comparing two scans tells which files may have
changed; only their bytes tell which of them did.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator import limits
from generator.problems import AtLine, Finding
from generator.read.bidi import IN_NAMES, named

FOLDERS = ("content", "themes", "templates", "static")
"""The folders of a site that hold what people wrote."""

_REGISTERS = ("site", "sources", "actors", "glossary")
_WRONG_FOLDERS = {
    **dict.fromkeys(("article", "articles", "content", "contents", "page", "pages"), (".md",)),
    **dict.fromkeys(("theme", "themes"), (".md", ".html")),
    "media": (".png", ".jpg", ".jpeg", ".gif", ".webp"),
    **dict.fromkeys(("template", "templates"), (".html",)),
}
"""Folders beside those of a site that may be meant for one of them, in small letters, and what the
names of files in such a folder end with."""

StatSignature = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, and inode."""

GONE: StatSignature = (0, 0, 0, 0)
"""The signature of a file that vanished after its folder was listed, and of a broken link."""


def why_unreadable(error: OSError) -> str:
    """Return why a file or folder cannot be read, and what to do about it."""
    remedy = "put a copy of it in its place, or remove it"
    if isinstance(error, PermissionError):
        remedy = "give yourself the permission to (chmod u+rX), or remove it"
    return f"cannot be read: {error.strerror or error}; {remedy}"


class Since(NamedTuple):
    """The earlier snapshot that a partial one is based on."""

    files: Mapping[str, StatSignature]
    """The files of the earlier one."""
    rescanned: tuple[str, ...]
    """The files that were looked at again; all others are as the earlier one found them."""


class Snapshot(Struct, frozen=True):
    """The files of a site as one scan found them."""

    root: Path
    files: Mapping[str, StatSignature]
    """By path relative to the root, sorted; without hidden and temporary files."""
    links: frozenset[str]
    """The paths of those that are symbolic links."""
    findings: tuple[Finding, ...]
    """Folders that could not be read, links to folders, and names that are not UTF-8."""
    since: Since | None = None
    """None for a scan of the whole site."""
    strays: tuple[str, ...] = ()
    """Files beside these folders that are meant for one of them, by their names, sorted."""

    def rescanned_since(self, seen: Mapping[str, StatSignature] | None) -> tuple[str, ...] | None:
        """Return the only files that may differ from `seen`, the files of an earlier snapshot.

        Return None if this snapshot is not based on that one, so that all files must be compared.
        """
        # Identity, not equality: comparing 50,000 signatures is what a partial scan avoids.
        if self.since is None or self.since.files is not seen:
            return None
        return self.since.rescanned

    def has_same_files_as(self, other: Snapshot) -> bool:
        """Return whether both found the same files and links, whatever their signatures."""
        if self.rescanned_since(other.files) is not None:
            return True
        same = self.files.keys() == other.files.keys() and self.links == other.links
        return same and self.strays == other.strays and not self.findings


def scan(root: Path) -> Snapshot:
    """Scan all files of the site at `root`.

    Folders are walked in sorted order, so that nothing later depends on the order in which a disk
    lists its files.
    """
    walk = _Walk(len(str(root)) + 1)
    for folder in FOLDERS:
        walk.start(f"{root}/{folder}")
    strays = tuple(_strays(root))
    return Snapshot(root, walk.files, frozenset(walk.links), tuple(walk.findings), strays=strays)


def rescan(snapshot: Snapshot, paths: Iterable[str]) -> Snapshot | None:
    """Look again at single files of an earlier snapshot, and copy everything else from it.

    Return None where a whole scan is needed: a file came or went, or is no regular file.
    """
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
            continue  # a temporary file that came and went between two scans
        # A new file may be for anything, and what a link leads to may have changed as well.
        if path not in files or path in snapshot.links or not stat.S_ISREG(found.st_mode):
            return None
        files[path] = signature_of(found)
        again.append(path)
    return replace(snapshot, files=files, since=Since(snapshot.files, tuple(again)))


def _strays(root: Path) -> Iterator[str]:
    """Yield files beside the folders of a site that are meant for one of them, by their names.

    Nothing is read, and folders are not walked: `root` may hold anything else.
    """
    with suppress(OSError):
        for name in sorted(os.listdir(root)):  # noqa: PTH208 - plain strings are faster
            stem, dot, suffix = name.casefold().rpartition(".")
            if dot:
                if stem in _REGISTERS and suffix in ("yaml", "yml"):
                    yield name
            elif name not in FOLDERS and (ends := _WRONG_FOLDERS.get(suffix)):
                with suppress(OSError):
                    inside = sorted(os.listdir(root / name))  # noqa: PTH208
                    yield from (
                        f"{name}/{file}"
                        for file in inside
                        if file.casefold().endswith(ends) and not is_temporary(file)
                    )


def signature_of(found: os.stat_result) -> StatSignature:
    """Return the stat signature of a file: what usually changes when its bytes do.

    The ctime is part of it because programs may set the mtime to an old date, as when they unpack
    an archive; the inode, because an atomic save puts another file in the place of the old one.
    """
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_temporary(name: str) -> bool:
    """Return whether a name is one of a hidden file, or of a backup or swap file of an editor."""
    return (
        name.startswith((".", "~"))
        or name.endswith(("~", ".tmp", ".swp", ".bak"))
        or (name[0] == "#" == name[-1])
    )


def is_text(name: str) -> bool:
    """Return whether a name is valid Unicode: one that is not UTF-8 on the disk is not."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Walk:
    """A walk through the folders of a site, which gathers what it finds.

    Paths are plain strings here, because `Path` would take most of the time of a scan.
    """

    def __init__(self, skip: int) -> None:
        self._skip = skip
        """The characters of a path before the part that is relative to the root."""
        self.files: dict[str, StatSignature] = {}
        self.links: list[str] = []
        self.findings: list[Finding] = []

    def start(self, folder: str) -> None:
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
            # A folder taken for empty would have all its pages removed from the site.
            message = f"the folder {why_unreadable(error)}"
            self._find(folder, "unreadable", message)
            return
        for entry in listed:
            if is_temporary(entry.name):
                continue
            # The first test is true of nearly all names, and the second is much slower.
            if entry.name.isascii():
                self._entry(entry)
            elif found := IN_NAMES.search(entry.name):
                message = (
                    f"the name has the invisible character {named(found[0])}, with which it can "
                    "look like another name; rename the file"
                )
                self._find(entry.path[self._skip :], "bad-name", message)
            elif is_text(entry.name):
                self._entry(entry)
            else:
                shown = os.fsencode(entry.path[self._skip :]).decode("utf-8", "replace")
                message = "the name is not UTF-8 (is it from an old archive?); rename the file"
                self._find(shown, "bad-name", message)

    def _entry(self, entry: os.DirEntry[str]) -> None:
        path = entry.path
        try:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISLNK(found.st_mode):
                if os.path.isdir(path):  # noqa: PTH112 - not followed: it may lead to its parent
                    self._link(path)
                    return
                self.links.append(path[self._skip :])
                found = entry.stat()  # of the file it leads to, whose edits have to be noticed
            if stat.S_ISDIR(found.st_mode):
                if path.count("/", self._skip) >= limits.PATH_FOLDERS:
                    message = f"in more than {limits.PATH_FOLDERS} folders; move it further up"
                    self._find(path[self._skip :], "too-many", message)
                    return
                self.folder(path)
                return
            if not stat.S_ISREG(found.st_mode):  # reading it may never end
                message = "a pipe, a socket or a device, and no file; put a file in its place"
                self._find(path[self._skip :], "unreadable", message)
                return
            signature = signature_of(found)
        except OSError:
            signature = GONE
        self.files[path[self._skip :].replace(os.sep, "/")] = signature

    def _link(self, path: str) -> None:
        message = "a symbolic link to a folder, which is not followed; move the folder itself here"
        self._find(path, "linked-folder", message)

    def _find(self, path: str, code: str, message: str) -> None:
        self.findings.append(Finding(path, AtLine(), code, message))
