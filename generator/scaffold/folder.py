"""Write new files, and never over anything that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from tempfile import mkdtemp

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
