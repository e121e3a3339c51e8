"""The cache's file: one SQLite database for each output folder.

It may vanish or be damaged at any time. It is trusted only if it is exactly as it was left: written
by the same code under the same options, and its file has the size and times that were noted beside
it after the last commit. Anything else is thrown away without a word, and the build starts from
nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from generator.problems import AtLine, Finding, Severity
from generator.store import tables

CacheError = sqlite3.Error
"""The cache cannot be read or written."""


def cannot_keep(state: Path, error: CacheError, *, written: bool = False) -> Finding:
    """Return that the cache cannot be kept; a warning if the site is written nevertheless."""
    what = "the site is written, but the" if written else "the"
    message = f"{what} cache cannot be kept: {error}; is the disk full, or read only?"
    severity = Severity.WARNING if written else Severity.ERROR
    return Finding(str(state), AtLine(), "cannot-write", message, severity)


class Database:
    """The database. Only who holds the lock of the site may have it open."""

    def __init__(self, file: Path | None, version: str) -> None:
        """Open it, or begin an empty one in the place of one that cannot be trusted.

        Without a file it lives in memory. `version` stands for the code and the options that what
        is in it depends on.
        """
        self._file = file
        self._beside = file.with_suffix(".mark") if file else None
        self._version = version
        self._noted = ""
        """What stood beside the file when this process last read or wrote it."""
        self.db = self._opened()

    def commit(self) -> None:
        """Keep what was changed, and note the file's stat signature. Raise CacheError."""
        self.db.commit()
        if self._beside is not None:
            try:
                self._noted = self._signature()
                self._beside.write_text(self._noted, encoding="utf-8")
            except OSError as error:
                raise sqlite3.OperationalError(error.strerror or str(error)) from None

    def distrust(self) -> None:
        """Have it thrown away before it is used again."""
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)

    def rollback(self) -> None:
        """Forget what was changed since the last commit."""
        self.db.rollback()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def is_as_left(self) -> bool:
        """Return whether nobody else has changed the file since the last commit."""
        # Another process that built meanwhile has noted its own signature, which is as true.
        return self._file is None or (self._is_trusted() and self._signature() == self._noted)

    def reader(self) -> sqlite3.Connection:
        """Return another connection that reads what was committed; for another process."""
        if self._file is None:
            return self.db
        return sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)

    def _opened(self) -> sqlite3.Connection:
        if self._file is None:
            return self._begun(":memory:")
        if self._is_trusted():
            try:
                self._noted = self._signature()
                return _tuned(sqlite3.connect(self._file, isolation_level="DEFERRED"))
            except sqlite3.Error:
                pass
        self._discard()
        return self._begun(self._file)

    def _begun(self, where: Path | str) -> sqlite3.Connection:
        db = _tuned(sqlite3.connect(where, isolation_level="DEFERRED"))
        db.executescript("".join(table.ddl for table in tables.ALL))
        return db

    def _discard(self) -> None:
        if self._file is not None and self._beside is not None:
            for file in (self._beside, self._file, Path(f"{self._file}-journal")):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)

    def _is_trusted(self) -> bool:
        try:
            noted = self._beside.read_text(encoding="utf-8") if self._beside else ""
            return noted == self._signature()
        except (OSError, ValueError):
            return False

    def _signature(self) -> str:
        assert self._file is not None  # noqa: S101 - for the type checker
        found = os.stat(self._file)  # noqa: PTH116
        return f"{self._version} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _tuned(db: sqlite3.Connection) -> sqlite3.Connection:
    # A rollback journal survives the death of a process; more is not asked of a cache.
    db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -65536")
    return db
