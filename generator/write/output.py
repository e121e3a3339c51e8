"""The output folder: write new files, leave those that are up to date, remove obsolete ones.

This takes two phases. In the first, any number of processes stage files: they write each to a
folder beside the output, unless the output has it already. Nothing in the output is touched, so a
build that fails leaves the last good site whole. In the second, one process moves the staged files
into place and removes the obsolete ones. Each move is atomic, so nobody ever reads half a file. All
moves together are not: a build that is killed among them leaves old pages beside new ones until the
next build, which learns from the manifest what may be there.

Only files that the manifest lists are overwritten or removed.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping, Sequence, Set
from enum import Enum
from pathlib import Path
from secrets import token_hex

from msgspec import Struct
from msgspec.structs import replace

from generator.digests import digest_of, short_digest
from generator.problems import AtLine, Finding, Rejected
from generator.write.guard import cannot_write, write_error_message
from generator.write.manifest import Manifest, ManifestEntry


class Written(Struct, frozen=True):
    """What a build did to the output folder; files relative to it, sorted."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


class FileStatus(Enum):
    """What has to be done for a file to be in the output."""

    UP_TO_DATE = "up to date"
    """Nothing: it is there."""
    STAGED = "staged"
    """It has to be moved into place."""
    FOREIGN = "foreign"
    """It is staged, but must not be moved: a file that is not ours is in its place."""


class OutputFile(Struct, frozen=True):
    """A file of the site that was staged, or found to be in the output."""

    path: str
    """Relative to the output folder."""
    status: FileStatus
    entry: ManifestEntry
    """The entry that it gets in the manifest once it is in place."""

    @property
    def is_staged(self) -> bool:
        """Return whether its bytes are in the staging folder."""
        return self.status is not FileStatus.UP_TO_DATE


MAX_FOREIGN_NAMED = 5
"""Foreign files that are named one by one; if there are more, one message is about all of them."""

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""If a link or a pipe takes the place of a file, it is not followed, and nobody waits for it."""

_FOREIGN = (
    "is in the place of a file of the site, and no build is known to have written it; move it "
    "away, or delete the whole output folder if a build made it and .briefing/ was lost"
)

PARTLY_WRITTEN = "half-way"
"""The code of the only error that does not leave the site as it was."""


def looks_intact(output: Path, manifest: Manifest) -> bool:
    """Return whether all files of ours have the size and time that the manifest says.

    Nothing is read or recorded, so nobody has to hold the lock.
    """
    top = str(output.resolve())
    return all(
        (found := _file_at(f"{top}/{path}")) is not None
        and (found.st_size, found.st_mtime_ns) == (entry.size, entry.mtime_ns)
        for path, entry in manifest.files.items()
    )


class Seen(Struct, frozen=True):
    """What a look at all files of ours in the output came to."""

    changed: frozenset[str]
    """Those that are not there as the manifest says."""
    brought_back: dict[str, ManifestEntry]
    """Those that have their bytes, but another time; each with it."""


def look(output: Path, manifest: Manifest) -> Seen:
    """Look at all files of ours in the output folder. Nothing is recorded: see `record`."""
    top = str(output.resolve())
    changed: list[str] = []
    brought_back: dict[str, ManifestEntry] = {}
    for file, entry in manifest.files.items():
        found = _unchanged(f"{top}/{file}", entry)
        if found is None:
            changed.append(file)
        elif found is not entry:
            brought_back[file] = found
    return Seen(frozenset(changed), brought_back)


def record(manifest: Manifest, seen: Seen) -> frozenset[str]:
    """Return the files that are not there as the manifest says.

    Those that have their bytes, but another time, are recorded with it, so that nobody has to read
    them again.
    """
    manifest.record(seen.brought_back, ())
    return seen.changed


def changed_files(output: Path, manifest: Manifest) -> frozenset[str]:
    """Look at all files of ours; return those that are not there as the manifest says."""
    return record(manifest, look(output, manifest))


def keep_only(output: Path, manifest: Manifest, wanted: Set[str]) -> None:
    """Remove all files that the manifest lists but those `wanted`; nothing is staged for that.

    So it may be done while others are staged. Raise Rejected as `Output` does.
    """
    try:
        Output(output, manifest).move_into_place([], wanted)
    except OSError as error:
        raise cannot_write(error, Path(error.filename or output)) from None


class Output:
    """Writes to an output folder once; to be used as a context manager.

    Call `make_staging_folder` first; then, in whatever processes, `find_up_to_date` and `stage` for
    each file; and in the end `move_into_place`. Raise Rejected if something cannot be written. The
    output is then as it was, unless the code is PARTLY_WRITTEN.
    """

    def __init__(self, output: Path, manifest: Manifest, *, clean: bool = False) -> None:
        """Take the output folder and its manifest; with `clean`, trust no entry of that."""
        self._output = output.resolve()
        self._manifest = manifest
        self._entries = manifest.files
        self._clean = clean
        self._folders: set[str] = set()
        """Folders of the output that are known to be there."""
        self._has_changed = False
        """Whether anything in the output is no longer as it was."""
        self._staging_root = _staging_root(self._output)
        # One folder for each build: processes of a build that was killed may still write to theirs.
        self._staging = self._staging_root / token_hex(8)

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        _remove_tree(self._staging_root)
        if isinstance(error, OSError):
            raise cannot_write(error, self._place_of(error)) from None

    def make_staging_folder(self) -> None:
        """Make the folder that files are staged in; call it before processes fork."""
        _remove_tree(self._staging_root)
        self._staging.mkdir(parents=True)

    def find_up_to_date(self, path: str, key: str) -> OutputFile | None:
        """Return the file that is in the output and was made under `key`; None if there is none."""
        entry = self._entries.get(path)
        if entry is None or entry.key != key or self._clean:
            return None
        found = _unchanged(f"{self._output}/{path}", entry)
        return OutputFile(path, FileStatus.UP_TO_DATE, found) if found else None

    def read(self, path: str, *, staged: bool) -> bytes:
        """Return the bytes of a file that was staged, or of one that is in the output."""
        return Path(self._staged(path) if staged else f"{self._output}/{path}").read_bytes()

    def stage(self, path: str, key: str, data: bytes) -> OutputFile:
        """Write a file to the staging folder, unless one with these bytes is in the output."""
        # Plain strings, as this is done for every file of the site.
        place = f"{self._output}/{path}"
        found, digest = _file_at(place), digest_of(data)
        # A file with the right bytes keeps its time, so that nobody has to copy it again; and it
        # becomes ours, so that a site whose manifest was lost is known again.
        if found and found.st_size == len(data) and _has_bytes(place, data):
            return OutputFile(path, FileStatus.UP_TO_DATE, _entry_of(found, key, digest))
        staged = self._staged(path)
        with open(staged, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        is_foreign = path not in self._entries and self._is_foreign(place)
        # Moving a file keeps its size and time, so the entry of the staged file stays true.
        entry = _entry_of(os.lstat(staged), key, digest)
        return OutputFile(path, FileStatus.FOREIGN if is_foreign else FileStatus.STAGED, entry)

    def move_into_place(self, files: Sequence[OutputFile], wanted: Set[str]) -> Written:
        """Move the staged files into the output, and remove files of ours that are not `wanted`.

        `files` may be a part of `wanted`: all others of these are in the output. Raise Rejected,
        nothing being changed, if a foreign file is in the place of any.
        """
        self._refuse_foreign([file.path for file in files if file.status is FileStatus.FOREIGN])
        staged = [file.path for file in files if file.status is FileStatus.STAGED]
        entries = {file.path: file.entry for file in files}
        obsolete = self._manifest.obsolete(wanted)
        self._manifest.record_pending(staged)
        removed = self._replace(staged, entries, obsolete)
        self._manifest.record(entries, obsolete)
        return Written(tuple(sorted(staged)), len(wanted) - len(staged), tuple(removed))

    def _staged(self, path: str) -> str:
        return f"{self._staging}/{short_digest(path.encode(), 16)}"

    def _refuse_foreign(self, paths: Sequence[str]) -> None:
        """Raise Rejected if there are foreign files in the way."""
        places, message = [str(self._output / path) for path in paths], _FOREIGN
        if len(places) > MAX_FOREIGN_NAMED:
            places = [str(self._output)]
            message = f"contains {len(paths)} files that are in the way: each of them {_FOREIGN}"
        if places:
            raise Rejected([Finding(at, AtLine(), "foreign-file", message) for at in places])

    def _place_of(self, error: OSError) -> Path:
        """Return the place to name for an error; the folder around it for the staging folder."""
        at = Path(error.filename2 or error.filename or self._output)
        return self._staging_root.parent if at.is_relative_to(self._staging_root) else at

    def _is_foreign(self, path: str) -> bool:
        """Return whether a file that is not ours is at `path`, or in a folder there."""
        if not os.path.lexists(path):
            return False
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            inside = (found for found in Path(path).rglob("*") if not found.is_dir())
            return any(
                found.relative_to(self._output).as_posix() not in self._entries for found in inside
            )
        return True

    def _replace(
        self, staged: Sequence[str], entries: Mapping[str, ManifestEntry], obsolete: Sequence[str]
    ) -> list[str]:
        """Move staged files into place, then remove obsolete ones; return those, sorted."""
        try:
            cleared = self._clear_places(staged, entries, obsolete)
            for file in staged:
                self._move(file)
            removed = [file for file in obsolete if file not in cleared and self._remove(file)]
        except OSError as error:
            if not self._has_changed:
                raise
            message = (
                f"{write_error_message(error)}; "
                "the site is now a mix of old and new pages: build again once this is fixed"
            )
            at = str(self._place_of(error))
            raise Rejected([Finding(at, AtLine(), PARTLY_WRITTEN, message)]) from None
        return sorted([*cleared, *removed])

    def _clear_places(
        self, staged: Sequence[str], entries: Mapping[str, ManifestEntry], obsolete: Sequence[str]
    ) -> list[str]:
        """Remove obsolete files that are in the place of a new folder, or in that of a new file.

        These have to go before the moves, and all others after them: until then, pages that still
        link to them are there.
        """
        cleared: list[str] = []
        if not obsolete:
            return cleared
        new_folders = {str(parent) for file in staged for parent in Path(file).parents}
        for file in obsolete:
            is_in_place_of_file = any(str(parent) in entries for parent in Path(file).parents)
            if (file in new_folders or is_in_place_of_file) and self._remove(file):
                cleared.append(file)
        return cleared

    def _move(self, file: str) -> None:
        self._make_folder(file.rpartition("/")[0])
        os.replace(self._staged(file), f"{self._output}/{file}")  # noqa: PTH105 - there are many
        self._has_changed = True

    def _make_folder(self, folder: str) -> None:
        """Make a folder of the output if it is not there; "" is the output folder itself."""
        if folder in self._folders:
            return
        place = self._output / folder
        if folder:
            self._make_folder(folder.rpartition("/")[0])
            if place.is_symlink():
                message = "it is a symbolic link, and builds do not write through these"
                raise OSError(0, f"{message}; put a folder in its place", place)
        place.mkdir(parents=not folder, exist_ok=True)
        self._folders.add(folder)

    def _remove(self, file: str) -> bool:
        """Remove a file and the folders that it leaves empty; return whether it was there."""
        path = self._output / file
        # Behind a symbolic link, it is somebody else's file.
        if any(
            parent.is_symlink()
            for parent in path.parents
            if parent != self._output and parent.is_relative_to(self._output)
        ):
            return False
        try:
            path.unlink()
            was_there = self._has_changed = True
        except (FileNotFoundError, NotADirectoryError):
            was_there = False
        # Also if the file is missing: a build that was killed may have left its folders alone.
        for folder in path.parents:
            if folder == self._output:
                break
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                break
        return was_there


def _unchanged(path: str, entry: ManifestEntry) -> ManifestEntry | None:
    """Return the entry of the file at `path` if it has the bytes of `entry`, else None.

    That is `entry` itself if the file has the size and time of it. If only the time is another, the
    file is read.
    """
    found = _file_at(path)
    if found is None or found.st_size != entry.size:
        return None
    if found.st_mtime_ns == entry.mtime_ns:
        return entry
    return _read_unchanged(path, entry) if entry.digest else None


def _read_unchanged(path: str, entry: ManifestEntry) -> ManifestEntry | None:
    try:
        with open(os.open(path, _OPEN), "rb") as stream:  # noqa: PTH123
            before = os.fstat(stream.fileno())
            is_same = stat.S_ISREG(before.st_mode) and digest_of(stream.read()) == entry.digest
            after = os.fstat(stream.fileno())
    except OSError:
        return None
    # Else somebody writes to it at this very moment.
    is_same = is_same and before.st_mtime_ns == after.st_mtime_ns and after.st_size == entry.size
    return replace(entry, mtime_ns=after.st_mtime_ns) if is_same else None


def _has_bytes(path: str, data: bytes) -> bool:
    """Return whether a file has these bytes; one that cannot be read counts as another."""
    try:
        return Path(path).read_bytes() == data
    except OSError:
        return False


def _file_at(path: str) -> os.stat_result | None:
    """Return what the system says of the regular file at `path`; None if there is none.

    One that cannot be looked at counts as none, and whoever then writes it is told why.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _entry_of(found: os.stat_result, key: str, digest: str) -> ManifestEntry:
    return ManifestEntry(key, found.st_size, found.st_mtime_ns, digest)


def _staging_root(output: Path) -> Path:
    """Return the folder to stage files in, on the same disk as the output.

    It is beside the output, or inside if the output is a disk of its own: a move from one disk to
    another is not atomic.
    """
    parent = output.parent
    own_disk = output.exists() and output.stat().st_dev != parent.stat().st_dev
    return (output if own_disk else parent) / f".{output.name}.briefing-stage"


def _remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
