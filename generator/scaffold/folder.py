"""Write new files, and never over anything that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from tempfile import mkdtemp, mkstemp

_HARMLESS = (
    ".git",
    ".gitattributes",
    ".gitignore",
    ".venv",
    ".ds_store",
    "thumbs.db",
    "readme*",
    "licen[cs]e*",
    "copying*",
    "notice*",
    "*.whl",
)
"""What a folder may hold where a site is about to be made: what hosts of repositories put into new
ones, and what the generator may have been installed from or into."""
_STAGE = ".briefing-init-"


def in_the_way(folder: Path) -> list[str]:
    """Return the names of what is in a folder where a site is to be made, and is in its way.

    A folder that is not there is empty. Raise OSError if it cannot be listed, or is no folder.
    """
    return [name for name in _names(folder) if not _is_harmless(name)]


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if os.path.lexists(folder) else []


def _is_harmless(name: str) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in _HARMLESS)


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files into a folder that may have to be made: all of them or none.

    What is at the top already stays as it is; return its names. Raise OSError, with all as it was.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _stage(folder) as stage:
            for path, data in files.items():
                (stage / path).parent.mkdir(parents=True, exist_ok=True)
                (stage / path).write_bytes(data)
            there = {name.casefold() for name in _names(folder)}
            new = [name for name in _names(stage) if name.casefold() not in there]
            kept = tuple(name for name in _names(stage) if name not in new)
            _move(stage, folder, new)
    except BaseException:  # Ctrl-C too
        for above in made:
            with suppress(OSError):
                above.rmdir()
        raise
    return kept


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """Make a hidden folder inside another, on the same disk, for as long as it is needed."""
    stage = Path(mkdtemp(prefix=_STAGE, dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(stage: Path, folder: Path, names: Iterable[str]) -> None:
    """Move what is in one folder into another; what was moved goes back if one cannot be moved."""
    moved: list[str] = []
    try:
        for name in names:
            moved.append(name)
            (stage / name).rename(folder / name)
    except BaseException:
        for name in moved:
            with suppress(OSError):
                (folder / name).rename(stage / name)
        raise


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raise FileExistsError if it is there, whoever made it meanwhile; raise OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _beside(file, data) as written:
        try:
            os.link(written, file)  # unlike a rename, never in the place of another file
        except FileExistsError:
            raise
        except OSError:  # a disk without links: hold the name first
            os.close(os.open(file, os.O_CREAT | os.O_EXCL))
            written.replace(file)


def replace_file(file: Path, before: bytes, after: bytes) -> bool:
    """Replace a file in one step, if it still has the bytes that it had before.

    Return whether it had. A link stays one. Raise OSError.
    """
    target = Path(os.path.realpath(file))
    with _beside(target, after) as written:
        shutil.copymode(target, written)
        if target.read_bytes() != before:
            return False
        written.replace(target)
    return True


@contextmanager
def _beside(file: Path, data: bytes) -> Iterator[Path]:
    """Write a hidden file beside another, and remove it if it is still there at the end."""
    handle, name = mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    written = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - it is open already
            stream.write(data)
        written.chmod(_usual_mode())
        yield written
    finally:
        with suppress(FileNotFoundError):
            written.unlink()


def _usual_mode() -> int:
    """Return the mode that this user's new files have; temporary ones are closed to others."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
