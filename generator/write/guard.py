"""What keeps a build from doing harm: the lock of a site, and output folders that are refused."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.problems import AtLine, Finding, Rejected

PATIENCE = 60
"""Seconds that a build waits for another one of the same site to end."""


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
        raise cannot_write(error, Path(error.filename or state)) from None
    try:
        yield
    finally:
        lock.release()


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


def cannot_write(error: OSError, place: Path) -> Rejected:
    """Return the exception that tells an editor why a place cannot be written, and the remedy."""
    return Rejected([Finding(str(place), AtLine(), "cannot-write", why_not(error))])


def why_not(error: OSError) -> str:
    """Return why something cannot be written, and the remedy."""
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
