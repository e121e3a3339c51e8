"""Save changed files: all of them or, as far as a file system allows, none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from generator.saving import TEMPORARY, written_beside


class SaveError(Exception):
    """Nothing was saved; the text says why, and what to do."""


class Change(Struct, frozen=True):
    """A file as it was read, and what is to become of it."""

    path: str
    """Relative to the root, with forward slashes."""
    before: bytes
    after: bytes
    new_path: str = ""
    """Where it is to be from now on, if it moves."""

    @property
    def target(self) -> str:
        """The path that the file has afterwards."""
        return self.new_path or self.path


def save(root: Path, changes: Sequence[Change]) -> None:
    """Save changes: each file is written beside its place, and then all are moved into place.

    Raise SaveError, with everything as it was, if a file is not what it was when it was read, if
    something is where a file is to move, or if the disk fails.
    """
    try:
        with ExitStack() as stack:
            staged = [(change, stack.enter_context(_beside(root, change))) for change in changes]
            _refuse_disturbed(root, changes)
            _move_into_place(root, staged)
    except OSError as error:
        raise SaveError(
            f"nothing was written: {error.strerror or error} ({_about(error, root)})"
        ) from None


def _about(error: OSError, root: Path) -> str:
    """Return the file or folder of the site that an error is about."""
    path = Path(os.fsdecode(error.filename2 or error.filename or root))
    if path.name.endswith(TEMPORARY):
        path = path.parent  # that something stands beside its place is no matter of editors
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@contextmanager
def _beside(root: Path, change: Change) -> Iterator[Path]:
    """Write what a file is to be beside its place, with the mode that it has."""
    target = _real(root, change.target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(target, change.after) as written:
        with suppress(OSError):  # gone: it is told below
            shutil.copymode(_real(root, change.path), written)
        yield written


def _refuse_disturbed(root: Path, changes: Iterable[Change]) -> None:
    """Raise SaveError if a file is not as it was read, or is in the way of one that moves."""
    for change in changes:
        place = _real(root, change.path)
        try:
            now = place.read_bytes()
        except FileNotFoundError:
            now = None
        if now != change.before:
            raise SaveError(
                f"{change.path} was changed by somebody else meanwhile, so nothing was written; "
                "run the command again"
            )
        target = _real(root, change.target)
        if change.new_path and target.exists() and not target.samefile(place):
            raise SaveError(f"{change.new_path} is there already, so nothing was written")


def _move_into_place(root: Path, staged: Iterable[tuple[Change, Path]]) -> None:
    """Move files into place; if one fails, put those before it back, and raise its OSError."""
    done: list[Change] = []
    try:
        for change, beside in staged:
            place, target = _real(root, change.path), _real(root, change.target)
            done.append(change)
            if change.new_path and target.exists():  # another spelling of the same name
                place.rename(target)
            beside.replace(target)
            if change.new_path and not (place.exists() and place.samefile(target)):
                place.unlink()
    except BaseException:
        for change in reversed(done):
            _put_back(root, change)
        raise


def _put_back(root: Path, change: Change) -> None:
    place, target = _real(root, change.path), _real(root, change.target)
    with suppress(OSError):
        if change.new_path and target.exists() and target.read_bytes() == change.after:
            if place.exists() and not place.samefile(target):  # it could not be removed
                target.unlink()
            else:
                target.replace(place)
        if not place.exists() or place.read_bytes() != change.before:
            place.write_bytes(change.before)


def _real(root: Path, path: str) -> Path:
    """Return the file itself, where its path is a symbolic link within the site."""
    whole = root / path
    return whole.resolve() if whole.is_symlink() else whole
