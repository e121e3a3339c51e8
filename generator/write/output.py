"""The output folder: what goes there, is left as it is, and is taken away again.

Every file is first written to a folder beside the output and moved into place only when all of them
are there, so a build that fails leaves the last good site whole. A manifest, kept outside the
output, knows which files are ours: no other file is overwritten or removed. It is saved before
anything moves, as old and new files together, so whatever instant a build is killed at, the next
one knows every file that may be there.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from generator.problems import AtLine, Finding, Rejected
from generator.workers import share_out


class OutputFile(Protocol):
    """A file to come."""

    @property
    def path(self) -> str:
        """Where it goes, relative to the output folder."""

    def key(self) -> str:
        """Stand for all that the bytes depend on: equal keys, equal bytes."""

    def make(self) -> bytes:
        """Give the bytes; asked only if the file is not known to be right already."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder; files relative to it, sorted."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


PATIENCE = 60
"""Seconds that a build waits for another one of the same site to end."""

FOREIGN_SHOWN = 5
"""Files of others in the way that are named one by one."""

_NOT_OURS = (
    "is not a file of this generator and stands where a page has to go; "
    "move it away, or delete the whole output folder if an earlier build made it"
)

HALF_WAY = "half-way"
"""The code of the one finding after which the site is not as it was."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One file of ours, as it was when it was written or last found right."""

    key: str
    size: int
    mtime_ns: int


class _Fate(Enum):
    """What becomes of a file."""

    RIGHT = "right"
    STAGED = "staged"
    FOREIGN = "foreign"


def write(
    output: Path,
    state: Path,
    files: Sequence[OutputFile],
    *,
    jobs: int = 1,
    afresh: bool = False,
) -> Written:
    """Make `files`, each of another path, the files of ours in the folder `output`.

    `state` is the folder for the manifest; `jobs` processes make the files; `afresh` makes every
    file again, whatever its key.
    Raises Rejected, the site untouched, where a file that is not ours stands in the way or
    something cannot be written; whatever making a file raises leaves the site untouched as well.
    """
    output = output.resolve()
    try:
        state.mkdir(parents=True, exist_ok=True)
        with FileLock(state / "lock", timeout=PATIENCE):
            return _Writing(output, _manifest_file(output, state), afresh).run(files, jobs)
    except Timeout:
        message = f"another build of this site has been at work for {PATIENCE} s; let it end first"
        raise Rejected([Finding(str(output), AtLine(), "locked", message)]) from None
    except OSError as error:
        at = Path(error.filename) if error.filename else output
        message = f"cannot be written: {error.strerror or error}"
        raise Rejected([Finding(str(at), AtLine(), "cannot-write", message)]) from None


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


def _manifest_file(output: Path, state: Path) -> Path:
    """Give the manifest's file: one for each output folder of a site."""
    # Relative, so that a site can be moved together with its state.
    place = os.path.relpath(output, state.resolve().parent)
    name = blake2b(os.fsencode(place), digest_size=6).hexdigest()
    return state / f"manifest-{name}.json"


class _Writing:
    """One pass over the output folder."""

    def __init__(self, output: Path, manifest_file: Path, afresh: bool) -> None:
        self._output = output
        self._afresh = afresh
        self._manifest_file = manifest_file
        self._before = _load(manifest_file)
        self._after: dict[str, Mine] = {}
        self._staged: list[tuple[str, Path]] = []
        self._folders: set[Path] = set()
        self._stage = _stage_beside(output)

    def run(self, files: Sequence[OutputFile], jobs: int) -> Written:
        _remove_tree(self._stage)
        self._stage.mkdir(parents=True)
        try:
            self._stage_all(files, jobs)
            gone = sorted(set(self._before) - set(self._after))
            self._save({**self._before, **self._after})
            removed = self._settle(gone)
            self._save(self._after)
        finally:
            _remove_tree(self._stage)
        written = tuple(sorted(file for file, _ in self._staged))
        return Written(written, len(self._after) - len(written), tuple(removed))

    def _stage_all(self, files: Sequence[OutputFile], jobs: int) -> None:
        numbered = list(enumerate(files))
        results = share_out(lambda item: self._stage_one(*item), numbered, jobs)
        foreign: list[Finding] = []
        for (number, file), (fate, mine) in zip(numbered, results, strict=True):
            self._after[file.path] = mine
            if fate is _Fate.FOREIGN:
                foreign.append(_foreign(self._output / file.path))
            elif fate is _Fate.STAGED:
                self._staged.append((file.path, self._stage / str(number)))
        if len(foreign) > FOREIGN_SHOWN:
            message = f"holds {len(foreign)} files where pages have to go; each of them {_NOT_OURS}"
            foreign = [Finding(str(self._output), AtLine(), "foreign-file", message)]
        if foreign:
            raise Rejected(foreign)

    def _stage_one(self, number: int, file: OutputFile) -> tuple[_Fate, Mine]:
        """Make a file beside its place, unless it is right there already."""
        # Plain strings, as this is done for every file of the site.
        path, key = f"{self._output}/{file.path}", file.key()
        known = self._before.get(file.path)
        found = _found(path, key)
        if found is not None and found == known and not self._afresh:
            return _Fate.RIGHT, found
        data = file.make()
        if found is not None and found.size == len(data) and Path(path).read_bytes() == data:
            return _Fate.RIGHT, found
        staged = f"{self._stage}/{number}"
        with open(staged, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        fate = _Fate.FOREIGN if known is None and self._is_foreign(path) else _Fate.STAGED
        # The move keeps size and time, so what is true of the staged file stays true.
        return fate, _mine(key, os.lstat(staged))

    def _is_foreign(self, path: str) -> bool:
        """Say whether something that is not ours stands at `path`, or in the folder there."""
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
            at = Path(error.filename or self._output)
            message = (
                f"cannot be written: {error.strerror or error}; "
                "some pages are new and some are not, so build again once this is mended"
            )
            raise Rejected([Finding(str(at), AtLine(), HALF_WAY, message)]) from None
        return sorted([*cleared, *removed])

    def _clear_the_way(self, gone: list[str]) -> list[str]:
        """Remove files of ours that stand where a folder has to go, or the other way round."""
        cleared: list[str] = []
        needed = {str(parent) for file, _ in self._staged for parent in Path(file).parents}
        for file in gone:
            inside_new_file = any(str(parent) in self._after for parent in Path(file).parents)
            if (file in needed or inside_new_file) and self._remove(file):
                cleared.append(file)
        return cleared

    def _move(self, file: str, staged: Path) -> None:
        target = self._output / file
        self._make_folder(target.parent)
        staged.replace(target)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        if folder != self._output:
            self._make_folder(folder.parent)
            if folder.is_symlink():
                raise OSError(0, "it is a symbolic link, and pages never go through one", folder)
        folder.mkdir(parents=folder == self._output, exist_ok=True)
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

    def _save(self, files: Mapping[str, Mine]) -> None:
        self._manifest_file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._manifest_file.with_suffix(".new")
        listed = {file: [m.key, m.size, m.mtime_ns] for file, m in sorted(files.items())}
        beside.write_text(json.dumps(listed, indent=0), encoding="utf-8")
        beside.replace(self._manifest_file)


def _load(manifest_file: Path) -> dict[str, Mine]:
    """Read the manifest; a missing or damaged one knows of no files."""
    try:
        listed = json.loads(manifest_file.read_text(encoding="utf-8"))
        return {
            str(file): Mine(str(key), int(size), int(mtime))
            for file, (key, size, mtime) in listed.items()
            if not Path(file).is_absolute() and ".." not in Path(file).parts
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _found(path: str, key: str) -> Mine | None:
    """Give what stands at `path` if it is a regular file, as if made under `key`."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _mine(key, found) if stat.S_ISREG(found.st_mode) else None


def _mine(key: str, found: os.stat_result) -> Mine:
    return Mine(key, found.st_size, found.st_mtime_ns)


def _foreign(path: Path) -> Finding:
    return Finding(str(path), AtLine(), "foreign-file", _NOT_OURS)


def _stage_beside(output: Path) -> Path:
    """Give the folder for files to come: on the output's own disk, so that moves are atomic."""
    parent = output.parent
    own_disk = output.exists() and output.stat().st_dev != parent.stat().st_dev
    return (output if own_disk else parent) / f".{output.name}.briefing-stage"


def _remove_tree(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
