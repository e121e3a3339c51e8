"""Write single files whole or not at all: beside their place, and then moved into it."""

from __future__ import annotations

import codecs
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

TEMPORARY = ".tmp"
"""The end of the names of hidden files that are about to be moved into their place."""


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raise FileExistsError if it is there, whoever made it meanwhile; raise OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(file, data) as written:
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
    with written_beside(target, after) as written:
        shutil.copymode(target, written)
        if target.read_bytes() != before:
            return False
        written.replace(target)
    return True


def appended(before: bytes, entry: str) -> bytes:
    """Return the bytes of a text file with an entry at its end, an empty line between.

    What is there stays as it is, and the entry gets its line ends.
    """
    newline = "\r\n" if b"\r\n" in before else "\n"
    text = before.removeprefix(codecs.BOM_UTF8).decode(errors="replace").replace("\r\n", "\n")
    gap = "" if not text.strip() or text.endswith("\n\n") else "\n"
    if text and not text.endswith("\n"):
        gap = f"\n{gap}"
    return before + f"{gap}{entry}".replace("\n", newline).encode()


@contextmanager
def written_beside(file: Path, data: bytes) -> Iterator[Path]:
    """Write a hidden file beside another, and remove it if it is still there at the end.

    No build reads it. Raise OSError.
    """
    handle, name = mkstemp(prefix=".", suffix=TEMPORARY, dir=file.parent)
    written = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - it is open already
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        written.chmod(_usual_mode())
        yield written
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _usual_mode() -> int:
    """Return the mode that this user's new files have; temporary ones are closed to others."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
