"""Where tests make their sites: in memory, where the system has a folder there.

They write and remove some ten thousand small files a minute. A disk keeps a journal of that, and
tests would wait for it longer than they work. `TMPDIR=/tmp make test` uses a disk all the same.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000
"""Bytes that have to be free: containers often have only 64 MB of it."""


def pytest_configure() -> None:
    """Put temporary files there, also those of all programs that tests start."""
    if "TMPDIR" not in os.environ and _usable(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # it may have been looked up before


def _usable(folder: Path) -> bool:
    """Return whether a folder has room, and programs in it may be run, as hooks of git are."""
    if not os.access(folder, os.W_OK):
        return False
    runs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return runs and shutil.disk_usage(folder).free >= ENOUGH
