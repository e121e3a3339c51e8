"""The output folder: what goes there, is left as it is, and is taken away again.

Every file is first written to a folder beside the output and moved into place only when all of them
are there, so a build that fails leaves the last good site whole. Only files that the manifest knows
as ours are ever overwritten or removed.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence, Set
from enum import Enum
from pathlib import Path
from secrets import token_hex

from msgspec import Struct

from generator.digests import short_digest
from generator.problems import AtLine, Finding, Rejected
from generator.write.guard import cannot_write, why_not
from generator.write.manifest import Manifest, Mine


class Written(Struct, frozen=True):
    """What a build did to the output folder; files relative to it, sorted."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


class Fate(Enum):
    """What becomes of a file."""

    RIGHT = "right"
    STAGED = "staged"
    FOREIGN = "foreign"
    """It is staged, but a file that is not ours stands in its place."""


class Made(Struct, frozen=True):
    """A file that was made, or need not be."""

    path: str
    fate: Fate
    mine: Mine
    """What the manifest is to know of it."""


FOREIGN_SHOWN = 5
"""Files of others in the way that are named one by one."""

_IS_NOT_OURS = (
    "is not known to be of this generator and stands where a page has to go; move it away, or "
    "delete the whole output folder if an earlier build made it and .briefing/ was lost"
)

HALF_WAY = "half-way"
"""The code of the one finding after which the site is not as it was."""


def all_right(output: Path, manifest: Manifest) -> bool:
    """Return whether all files of ours stand in the output folder as they were left."""
    place = str(output.resolve())
    return all(_is_right(place, file, manifest.files) for file in manifest.files)


def write_all(
    output: Path, manifest: Manifest, files: Mapping[str, tuple[str, bytes]], clean: bool = False
) -> Written:
    """Make `files` the files of ours in the folder `output`; each with its key and bytes, in order.

    Raise Rejected, the folder untouched, as `Output.swap_in` does.
    """
    with Output(output, manifest, clean=clean) as out:
        out.prepare()
        made = [
            out.check(path, key) or out.stage(path, key, data)
            for path, (key, data) in files.items()
        ]
        return out.swap_in(made, files.keys())


class Output:
    """One pass over an output folder; to be used as a context manager.

    Files are checked and staged, in whatever process; then all are moved into place at once.
    Raise Rejected, the site untouched, where something cannot be written.
    """

    def __init__(self, output: Path, manifest: Manifest, *, clean: bool = False) -> None:
        """Take a folder, and the journal of what is ours in it; with `clean`, trust no key."""
        self._output = output.resolve()
        self._manifest = manifest
        self._before = manifest.files
        self._clean = clean
        self._folders: set[str] = set()
        self._begun = False
        """Something in the output is not as it was."""
        self._stages = _stage_beside(self._output)
        # Of its own name, as processes of a build that was killed may go on for a while.
        self._stage = self._stages / token_hex(8)

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        _remove_tree(self._stages)
        if isinstance(error, OSError):
            raise cannot_write(error, self._place(error)) from None

    def prepare(self) -> None:
        """Make the folder for files to come, before processes part."""
        _remove_tree(self._stages)
        self._stage.mkdir(parents=True)

    def lost(self, files: Iterable[str]) -> list[str]:
        """Return those of our files that do not stand there as they were left, sorted."""
        place = str(self._output)
        return sorted(file for file in files if not _is_right(place, file, self._before))

    def check(self, path: str, key: str) -> Made | None:
        """Return that a file is right under a key; None where it has to be made."""
        found = _found(f"{self._output}/{path}", key)
        if found is None or self._clean or found != self._before.get(path):
            return None
        return Made(path, Fate.RIGHT, found)

    def stage(self, path: str, key: str, data: bytes) -> Made:
        """Write a file beside its place, unless it is right there already."""
        # Plain strings, as this is done for every file of the site.
        place = f"{self._output}/{path}"
        found = _found(place, key)
        if found is not None and found.size == len(data) and Path(place).read_bytes() == data:
            return Made(path, Fate.RIGHT, found)
        staged = self._staged(path)
        with open(staged, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        foreign = path not in self._before and self._is_foreign(place)
        # The move keeps size and time, so what is true of the staged file stays true.
        mine = _mine(key, os.lstat(staged))
        return Made(path, Fate.FOREIGN if foreign else Fate.STAGED, mine)

    def swap_in(self, made: Sequence[Made], files: Set[str]) -> Written:
        """Move what was staged into place, and remove what is ours and not among `files`.

        Raise Rejected, the site untouched, where a file that is not ours stands in the way.
        """
        self._refuse_foreign([one.path for one in made if one.fate is Fate.FOREIGN])
        staged = [one.path for one in made if one.fate is Fate.STAGED]
        right = {one.path: one.mine for one in made}
        gone = self._manifest.beyond(files)
        self._manifest.intend(staged)
        removed = self._settle(staged, right, gone)
        self._manifest.note(right, gone)
        return Written(tuple(sorted(staged)), len(files) - len(staged), tuple(removed))

    def _staged(self, path: str) -> str:
        return f"{self._stage}/{short_digest(path.encode(), 16)}"

    def _refuse_foreign(self, paths: Sequence[str]) -> None:
        foreign, each = [str(self._output / path) for path in paths], _IS_NOT_OURS
        if len(foreign) > FOREIGN_SHOWN:
            message = f"holds {len(foreign)} files where pages have to go; each of them "
            foreign, each = [str(self._output)], f"{message}{_IS_NOT_OURS}"
        if foreign:
            raise Rejected([Finding(at, AtLine(), "foreign-file", each) for at in foreign])

    def _place(self, error: OSError) -> Path:
        """Return the place that an error is about; nobody needs to know where files are made."""
        at = Path(error.filename2 or error.filename or self._output)
        return self._stages.parent if at.is_relative_to(self._stages) else at

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

    def _settle(
        self, staged: Sequence[str], right: Mapping[str, Mine], gone: Sequence[str]
    ) -> list[str]:
        """Move what is staged into place and remove what is gone; return what was removed."""
        try:
            cleared = self._clear_the_way(staged, right, gone)
            for file in staged:
                self._move(file)
            removed = [file for file in gone if file not in cleared and self._remove(file)]
        except OSError as error:
            if not self._begun:
                raise
            message = (
                f"{why_not(error)}; "
                "some pages are new and some are not, so build again once this is mended"
            )
            at = str(self._place(error))
            raise Rejected([Finding(at, AtLine(), HALF_WAY, message)]) from None
        return sorted([*cleared, *removed])

    def _clear_the_way(
        self, staged: Sequence[str], right: Mapping[str, Mine], gone: Sequence[str]
    ) -> list[str]:
        """Remove files of ours that stand where a folder has to go, or the other way round."""
        cleared: list[str] = []
        if not gone:
            return cleared
        needed = {str(parent) for file in staged for parent in Path(file).parents}
        for file in gone:
            inside_new_file = any(str(parent) in right for parent in Path(file).parents)
            if (file in needed or inside_new_file) and self._remove(file):
                cleared.append(file)
        return cleared

    def _move(self, file: str) -> None:
        self._make_folder(file.rpartition("/")[0])
        os.replace(self._staged(file), f"{self._output}/{file}")  # noqa: PTH105 - there are many
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
