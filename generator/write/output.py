"""The output folder: what goes there, is left as it is, and is taken away again.

Every file is first written to a folder beside the output and moved into place only when all of them
are there, so a build that fails leaves the last good site whole. Only files that the manifest knows
as ours are ever overwritten or removed.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from filelock import FileLock, Timeout
from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected
from generator.workers import share_out
from generator.write.manifest import Manifest, Mine


class Ready(Struct, frozen=True):
    """A file whose bytes can be made."""

    key: str
    """Stands for all that the bytes depend on: equal keys, equal bytes."""
    make: Callable[[], bytes]
    """Returns the bytes; asked only if the file is not known to be right already."""
    note: str = ""
    """What the caller wants to know of it afterwards."""


class OutputFile(Protocol):
    """A file to come."""

    @property
    def path(self) -> str:
        """Where it goes, relative to the output folder."""

    def ready(self) -> Ready:
        """Get ready to make it, perhaps in another process."""


class Files(Struct, frozen=True):
    """What the output folder is to hold."""

    due: Sequence[OutputFile]
    """Files that may not be right; each of another path."""
    all: Set[str]
    """The paths of all files; those that are not due are right if they look as they were left."""
    again: Callable[[str], OutputFile]
    """Returns a file that is not due, where it does not."""


class Written(Struct, frozen=True):
    """What a build did to the output folder; files relative to it, sorted."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    notes: Mapping[str, str]
    """The notes of the files that were made ready."""


PATIENCE = 60
"""Seconds that a build waits for another one of the same site to end."""

FOREIGN_SHOWN = 5
"""Files of others in the way that are named one by one."""

_IS_NOT_OURS = (
    "is not known to be of this generator and stands where a page has to go; move it away, or "
    "delete the whole output folder if an earlier build made it and .briefing/ was lost"
)

HALF_WAY = "half-way"
"""The code of the one finding after which the site is not as it was."""


class _Fate(Enum):
    """What becomes of a file."""

    RIGHT = "right"
    STAGED = "staged"
    FOREIGN = "foreign"


@contextmanager
def one_build_at_a_time(state: Path, output: Path) -> Iterator[None]:
    """Hold the lock of a site. Raise Rejected where another build holds it for too long."""
    try:
        state.mkdir(exist_ok=True)
        lock = FileLock(state / "lock", timeout=PATIENCE)
        lock.acquire()
    except Timeout:
        message = f"another build of this site has been at work for {PATIENCE} s; let it end first"
        raise Rejected([Finding(str(output), AtLine(), "locked", message)]) from None
    except OSError as error:
        raise _cannot_write(error, Path(error.filename or state)) from None
    try:
        yield
    finally:
        lock.release()


def write(
    output: Path,
    manifest: Manifest,
    files: Files,
    *,
    jobs: int = 1,
    afresh: bool = False,
    trust: bool = False,
) -> Written:
    """Make `files` the files of ours in the folder `output`.

    `jobs` processes make the files; `afresh` makes every file again, whatever its key; with `trust`
    the files that are kept are not looked at.
    Raise Rejected, the site untouched, where a file that is not ours stands in the way or
    something cannot be written; whatever making a file raises leaves the site untouched as well.
    """
    writing = _Writing(output.resolve(), manifest, afresh)
    try:
        return writing.run(files, jobs, trust)
    except OSError as error:
        raise _cannot_write(error, writing.place(error)) from None


def all_right(output: Path, manifest: Manifest) -> bool:
    """Return whether all files of ours stand in the output folder as they were left."""
    place = str(output.resolve())
    return all(_is_right(place, file, manifest.files) for file in manifest.files)


def _is_right(output: str, file: str, known: Mapping[str, Mine]) -> bool:
    mine = known.get(file)
    if mine is None:
        return False
    try:
        found = os.lstat(f"{output}/{file}")
    except (FileNotFoundError, NotADirectoryError):
        return False
    same = found.st_size == mine.size and found.st_mtime_ns == mine.mtime_ns
    return same and stat.S_ISREG(found.st_mode)


def _cannot_write(error: OSError, place: Path) -> Rejected:
    return Rejected([Finding(str(place), AtLine(), "cannot-write", _why_not(error))])


def _why_not(error: OSError) -> str:
    remedy = _REMEDIES.get(error.errno or 0, "")
    return f"cannot be written: {error.strerror or error}{remedy}"


_NO_RIGHT = "; get yourself the right to write there, or choose another folder with --output"
_REMEDIES = {
    errno.ENOSPC: "; make room on the disk",
    errno.EDQUOT: "; make room on the disk",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
    errno.EISDIR: "; a folder stands where a file has to go: move it away",
    errno.EEXIST: "; a file stands where a folder has to go: move it away",
    errno.ENOTDIR: "; a file stands where a folder has to go: move it away",
}


def refuse_dangerous(output: Path, root: Path, kept: Iterable[str]) -> None:
    """Raise Rejected where writing to `output` could harm what people wrote.

    `kept` are the folders of the root that hold content; the output may neither be, hold nor lie in
    one of them, and may not be or hold the root or a home folder.
    """
    output, root = output.resolve(), root.resolve()
    reason = ""
    for folder in (root / name for name in kept):
        if output.is_relative_to(folder) or folder.is_relative_to(output):
            reason = f"it is, holds or lies in {folder}"
            break
    if not reason and any(whole.is_relative_to(output) for whole in (root, Path.home())):
        reason = "it is or holds the site's root or a home folder"
    if output.exists() and not output.is_dir():
        reason = "it is a file"
    if reason:
        message = f"cannot be the output folder: {reason}; choose another with --output"
        raise Rejected([Finding(str(output), AtLine(), "output-folder", message)])


class _Writing:
    """One pass over the output folder."""

    def __init__(self, output: Path, manifest: Manifest, afresh: bool) -> None:
        self._output = output
        self._afresh = afresh
        self._manifest = manifest
        self._before = manifest.files
        self._right: dict[str, Mine] = {}
        self._notes: dict[str, str] = {}
        self._staged: list[tuple[str, str]] = []
        self._folders: set[str] = set()
        self._begun = False
        """Something in the output is not as it was."""
        self._stages = _stage_beside(output)
        # Of its own name, as processes of a build that was killed may go on for a while.
        self._stage = self._stages / token_hex(8)

    def run(self, files: Files, jobs: int, trust: bool) -> Written:
        due = list(files.due)
        if not trust:
            place = str(self._output)
            sure = {file.path for file in due}
            wrong = [
                path
                for path in files.all
                if path not in sure and not _is_right(place, path, self._before)
            ]
            due += map(files.again, sorted(wrong))
        gone = self._manifest.beyond(files.all)
        removed: list[str] = []
        if due or gone:
            _remove_tree(self._stages)
            self._stage.mkdir(parents=True)
            try:
                self._stage_all(due, jobs)
                self._manifest.intend(file for file, _ in self._staged)
                removed = self._settle(gone)
            finally:
                _remove_tree(self._stages)
        self._manifest.note(self._right, gone)
        written = tuple(sorted(file for file, _ in self._staged))
        return Written(written, len(files.all) - len(written), tuple(removed), self._notes)

    def place(self, error: OSError) -> Path:
        """Return the place that an error is about; nobody needs to know where files are made."""
        at = Path(error.filename2 or error.filename or self._output)
        return self._stages.parent if at.is_relative_to(self._stages) else at

    def _stage_all(self, files: Sequence[OutputFile], jobs: int) -> None:
        numbered = list(enumerate(files))
        results = share_out(lambda item: self._stage_one(*item), numbered, jobs)
        foreign: list[str] = []
        each = _IS_NOT_OURS
        for (number, file), (fate, mine, note) in zip(numbered, results, strict=True):
            self._right[file.path] = mine
            self._notes[file.path] = note
            if fate is _Fate.FOREIGN:
                foreign.append(str(self._output / file.path))
            elif fate is _Fate.STAGED:
                self._staged.append((file.path, f"{self._stage}/{number}"))
        if len(foreign) > FOREIGN_SHOWN:
            message = f"holds {len(foreign)} files where pages have to go; each of them "
            foreign, each = [str(self._output)], f"{message}{_IS_NOT_OURS}"
        if foreign:
            raise Rejected([Finding(at, AtLine(), "foreign-file", each) for at in foreign])

    def _stage_one(self, number: int, file: OutputFile) -> tuple[_Fate, Mine, str]:
        """Make a file beside its place, unless it is right there already."""
        # Plain strings, as this is done for every file of the site.
        ready = file.ready()
        path, key = f"{self._output}/{file.path}", ready.key
        known = self._before.get(file.path)
        found = _found(path, key)
        if found is not None and found == known and not self._afresh:
            return _Fate.RIGHT, found, ready.note
        data = ready.make()
        if found is not None and found.size == len(data) and Path(path).read_bytes() == data:
            return _Fate.RIGHT, found, ready.note
        staged = f"{self._stage}/{number}"
        with open(staged, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        fate = _Fate.FOREIGN if known is None and self._is_foreign(path) else _Fate.STAGED
        # The move keeps size and time, so what is true of the staged file stays true.
        return fate, _mine(key, os.lstat(staged)), ready.note

    def _is_foreign(self, path: str) -> bool:
        """Return whether something that is not ours stands at `path`, or in the folder there."""
        if not os.path.lexists(path):
            return False
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            inside = (found for found in Path(path).rglob("*") if not found.is_dir())
            return any(
                found.relative_to(self._output).as_posix() not in self._before for found in inside
            )
        return True

    def _settle(self, gone: list[str]) -> list[str]:
        """Move what is staged into place and remove what is gone; give what was removed."""
        try:
            cleared = self._clear_the_way(gone)
            for file, staged in self._staged:
                self._move(file, staged)
            removed = [file for file in gone if file not in cleared and self._remove(file)]
        except OSError as error:
            if not self._begun:
                raise
            message = (
                f"{_why_not(error)}; "
                "some pages are new and some are not, so build again once this is mended"
            )
            raise Rejected([Finding(str(self.place(error)), AtLine(), HALF_WAY, message)]) from None
        return sorted([*cleared, *removed])

    def _clear_the_way(self, gone: list[str]) -> list[str]:
        """Remove files of ours that stand where a folder has to go, or the other way round."""
        cleared: list[str] = []
        if not gone:
            return cleared
        needed = {str(parent) for file, _ in self._staged for parent in Path(file).parents}
        for file in gone:
            inside_new_file = any(str(parent) in self._right for parent in Path(file).parents)
            if (file in needed or inside_new_file) and self._remove(file):
                cleared.append(file)
        return cleared

    def _move(self, file: str, staged: str) -> None:
        self._make_folder(file.rpartition("/")[0])
        os.replace(staged, f"{self._output}/{file}")  # noqa: PTH105 - strings, for there are many
        self._begun = True

    def _make_folder(self, folder: str) -> None:
        """Make a folder of the output, "" being the output itself."""
        if folder in self._folders:
            return
        place = self._output / folder
        if folder:
            self._make_folder(folder.rpartition("/")[0])
            if place.is_symlink():
                raise OSError(0, "it is a symbolic link, and pages never go through one", place)
        place.mkdir(parents=not folder, exist_ok=True)
        self._folders.add(folder)

    def _remove(self, file: str) -> bool:
        """Remove a file of ours and the folders that it leaves empty; tell whether it was there."""
        path = self._output / file
        if any(
            parent.is_symlink()
            for parent in path.parents
            if parent != self._output and parent.is_relative_to(self._output)
        ):
            return False
        try:
            path.unlink()
            self._begun = True
        except (FileNotFoundError, NotADirectoryError):
            return False
        for folder in path.parents:
            if folder == self._output:
                break
            try:
                folder.rmdir()
            except OSError:
                break
        return True


def _found(path: str, key: str) -> Mine | None:
    """Return what stands at `path` if it is a regular file, as if made under `key`."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _mine(key, found) if stat.S_ISREG(found.st_mode) else None


def _mine(key: str, found: os.stat_result) -> Mine:
    return Mine(key, found.st_size, found.st_mtime_ns)


def _stage_beside(output: Path) -> Path:
    """Return the folder for files to come: on the output's own disk, so that moves are atomic."""
    parent = output.parent
    own_disk = output.exists() and output.stat().st_dev != parent.stat().st_dev
    return (output if own_disk else parent) / f".{output.name}.briefing-stage"


def _remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
