"""What keeps a build from doing harm: the lock of a site, and output folders that are refused."""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.problems import AtLine, Finding, Rejected

LOCK_TIMEOUT = 60
"""Seconds that a build waits for another build of the same site to end."""
_SETTINGS = "content/site.yaml"
"""What makes a folder a site."""
_SILENT_SECONDS = 1
"""How many of them pass before it says that it waits."""


@contextmanager
def site_lock(state: Path, output: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a site: only one process at a time may build it, into whatever folder.

    `state` is the folder of the lock; `output` is what a message names; `on_wait` is called if
    another process has the lock. Raise Rejected if it still has it after LOCK_TIMEOUT, or if the
    state cannot be written.
    """
    # The system releases it when a process ends in whatever way, so no stale lock is left.
    lock = FileLock(state / "lock")
    try:
        state.mkdir(exist_ok=True)
        try:
            lock.acquire(timeout=_SILENT_SECONDS)
        except Timeout:
            on_wait()
            lock.acquire(timeout=max(LOCK_TIMEOUT - _SILENT_SECONDS, 0))
    except Timeout:
        message = (
            f"another build of this site is still running after {LOCK_TIMEOUT} s; "
            "wait until it has finished, then try again"
        )
        raise Rejected([Finding(str(output), AtLine(), "locked", message)]) from None
    except OSError as error:
        message = (
            f"cannot be written: {error.strerror or error}; every build keeps its cache and its "
            "lock here, so get permission to write in the folder of the site"
        )
        place = str(error.filename or state)
        raise Rejected([Finding(place, AtLine(), "cannot-write", message)]) from None
    try:
        yield
    finally:
        lock.release()


def refuse_unsafe_output(output: Path, root: Path, protected: Collection[str]) -> None:
    """Raise Rejected if writing to the folder `output` could harm what people wrote.

    `protected` are folders of the site, by name: the output may not be one of them, be inside one
    or contain one. Nor may it be or contain the root of the site or a home folder, or be among what
    people wrote for another site.
    """
    try:
        reason = _danger(output.resolve(), root.resolve(), protected)
        if output.exists() and not output.is_dir():
            reason = "it is a file"
    except OSError as error:  # a folder above it may not be looked into
        raise cannot_write(error, output) from None
    if reason:
        message = f"cannot be the output folder, because {reason}; choose another with --output"
        raise Rejected([Finding(str(output.resolve()), AtLine(), "output-folder", message)])


def _danger(output: Path, root: Path, protected: Collection[str]) -> str:
    """Return why a folder must not be the output, as the end of a sentence; "" if it may be."""
    # It may be inside these two, as `site/` is.
    for folder, name in ((root, "the folder of the site"), (Path.home(), "a home folder")):
        if output == folder:
            return f"it is {name}"
        if folder.is_relative_to(output):
            return f"it contains {name}"
    for folder in (root / name for name in protected):
        if output == folder:
            return f"it is the folder {folder.name}/ of the site"
        if folder.is_relative_to(output):
            return f"it contains {folder}"
        if output.is_relative_to(folder):
            return f"it is inside {folder}"
    for folder in (output, *output.parents):
        if folder != root and (folder / _SETTINGS).is_file():
            inside = output.relative_to(folder).parts[:1]
            if not inside or inside[0] in protected:
                return f"what people wrote for another site, {folder}, is there"
    return ""


def cannot_write(error: OSError, place: Path) -> Rejected:
    """Return the exception that says why a file or folder cannot be written, and the remedy."""
    return Rejected([Finding(str(place), AtLine(), "cannot-write", write_error_message(error))])


def write_error_message(error: OSError) -> str:
    """Return why something cannot be written, and the remedy, as the rest of a sentence."""
    remedy = _REMEDIES.get(error.errno or 0, "")
    return f"cannot be written: {error.strerror or error}{remedy}"


_FREE_SPACE = "; free some space on the disk"
_GET_PERMISSION = "; get permission to write there, or choose another folder with --output"
_MOVE_FILE = "; a file is in the place of a folder: move it away"
_REMEDIES = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EFBIG: "; raise the limit of this disk, or of `ulimit -f`, for the size of a file",
    errno.EACCES: _GET_PERMISSION,
    errno.EPERM: _GET_PERMISSION,
    errno.EROFS: _GET_PERMISSION,
    errno.EISDIR: "; a folder is in the place of a file: move it away",
    errno.EEXIST: _MOVE_FILE,
    errno.ENOTDIR: _MOVE_FILE,
}
