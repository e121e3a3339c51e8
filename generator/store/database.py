"""The cache's file: one SQLite database for each output folder.

A wrong cache would make wrong pages, and no build would notice. So it is trusted only if it is
exactly as the last commit left it: after each commit, the version of the code and the stat
signature of the file are written to a second file beside it, its mark. When a process lets go of
the cache, it may be *sealed*: the mark gets a checksum of its bytes. So a cache that was brought
here from elsewhere, by a checkout, a backup or a CI, is known by its bytes: they are read once,
where the signature is another, and not where it is the same.

Sealing takes time that grows with the site. So a large file is sealed only where it is said to
travel; one that is not is good for where it lies, and nowhere else.

Where neither agrees, the cache is deleted without a message and the build begins with an empty one.
That is so after an update of the generator, after a crash between a commit and its mark, when
anybody else has written to the file, and when it was copied while a build wrote to it. A cache that
is older than the site's files is no matter, as it has their digests; nor is one that is older than
the output (`write/manifest.py`).

Deleting the cache costs one full build and loses nothing, as all of it can be worked out again.
What could not be, which files of the output are ours, is kept elsewhere (`write/manifest.py`).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from generator.digests import checksum_of
from generator.problems import AtLine, Finding, Severity
from generator.store import tables

CacheError = sqlite3.Error
"""The cache cannot be read or written: it is damaged in a way that its mark does not show, or the
disk is full. Whoever gets one discards the cache and begins again, once (`Builder`)."""


def cannot_save(state: Path, error: CacheError, *, written: bool = False) -> Finding:
    """Return that the cache cannot be saved; only a warning if the site is `written` all the same.

    `state` is the folder that the cache is in.
    """
    what = "the site was written, but the" if written else "the"
    message = f"{what} cache cannot be saved: {error}; is the disk full or read-only?"
    severity = Severity.WARNING if written else Severity.ERROR
    return Finding(str(state), AtLine(), "cannot-write", message, severity)


_MARK = "version", "size", "mtime", "inode"
"""What a mark has, separated by spaces; behind it is the checksum, once the file is sealed."""

_SMALL = 64 << 20
"""Up to how many bytes a file is always sealed, as that takes no time that anybody notices."""


class Database:
    """A connection to the database. Only one process may have it open, the holder of the lock."""

    def __init__(self, file: Path | None, version: str) -> None:
        """Open the database, or create an empty one if there is none that can be trusted.

        Without a file it is in memory. `version` identifies everything but the site's own files
        that its contents depend on, such as the code. Raise CacheError.
        """
        self._file = file
        self._mark = _mark_of(file) if file else None
        self._version = version
        self._own_mark = ""
        """The mark when this process last read or wrote it, without the checksum."""
        self._is_sealed = True
        self.db = self._open()

    def fill_from(self, file: Path) -> None:
        """Copy what another database has in its file, if that can be trusted, into an empty one.

        The file stays as it is, and whoever writes to it meanwhile is not waited for: of a file
        that changes while it is copied, nothing is taken.
        """
        if not _is_trusted(file, self._version):
            return
        with suppress(OSError, sqlite3.Error):
            before = _expected_mark(file, self._version)
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=0)) as other:
                # Read first: the backup alone would wait for whoever has the file locked.
                other.execute("BEGIN")
                other.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
                other.backup(self.db)
            if _is_trusted(file, self._version) and before == _expected_mark(file, self._version):
                return
        self.db.close()
        self.db = self._create(":memory:")

    def fill_from_open(self, other: Database) -> None:
        """Copy what another open database has into an empty one. Raise CacheError."""
        other.db.backup(self.db)

    def commit(self) -> None:
        """Commit the transaction, then write the mark of the file. Raise CacheError.

        A build that is killed between the two leaves a mark that does not agree, and so no cache.
        """
        self.db.commit()
        if self._mark is not None:
            try:
                self._own_mark = self._expected_own_mark()
                self._mark.write_text(self._own_mark, encoding="utf-8")
                self._is_sealed = False
            except OSError as error:
                raise sqlite3.OperationalError(error.strerror or str(error)) from None

    def _seal(self) -> None:
        """Add the checksum of the file to its mark, if it is as this process last committed it."""
        if self._file is None or self._mark is None or self._is_sealed:
            return
        with suppress(OSError):  # it is a mark all the same, for as long as nobody moves the file
            sealed = f"{self._own_mark} {checksum_of(self._file)}"
            if self.is_unchanged():
                self._mark.write_text(sealed, encoding="utf-8")
                self._is_sealed = True

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read in one transaction; meanwhile, nobody else can commit, and nor does the caller."""
        self.db.execute("BEGIN")  # by itself, each query would lock the file: 4 % of a cold build
        try:
            yield
        finally:
            self.db.rollback()

    def invalidate(self) -> None:
        """Delete the mark, so that nobody trusts the file as it is now."""
        if self._mark is not None:
            self._mark.unlink(missing_ok=True)

    def rollback(self) -> None:
        """Undo everything since the last commit."""
        self.db.rollback()

    def close(self, *, travels: bool = False) -> None:
        """Close the file, sealed if it is small or `travels`; what was not committed is lost."""
        with suppress(sqlite3.Error, OSError):
            self.db.rollback()
            if self._file is not None and (travels or self._file.stat().st_size <= _SMALL):
                self._seal()
        self.db.close()

    def is_unchanged(self) -> bool:
        """Return whether nobody else has written to the file since the last commit."""
        # A process that built in between has left a mark that agrees with the file, but what this
        # process has in memory is older.
        if self._file is None:
            return True
        is_trusted = _is_trusted(self._file, self._version)
        return is_trusted and self._expected_own_mark() == self._own_mark

    def reader(self) -> sqlite3.Connection:
        """Return another connection, for another process; it reads what is committed by now."""
        if self._file is None:
            return self.db
        # Immutable: nobody commits while it is read, so SQLite need not lock the file.
        return sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)

    def _open(self) -> sqlite3.Connection:
        if self._file is None:
            return self._create(":memory:")
        if _is_trusted(self._file, self._version) or _is_brought_here(self._file, self._version):
            try:
                self._own_mark = self._expected_own_mark()
                self._is_sealed = _is_sealed(self._file)
                return _configured(sqlite3.connect(self._file, isolation_level="DEFERRED"))
            except sqlite3.Error:
                pass
        self._discard()
        return self._create(self._file)

    def _create(self, where: Path | str) -> sqlite3.Connection:
        db = _configured(sqlite3.connect(where, isolation_level="DEFERRED"))
        db.executescript("".join(table.ddl for table in tables.ALL))
        return db

    def _discard(self) -> None:
        """Delete the file, its mark first, and whatever else stands in their places."""
        if self._file is not None and self._mark is not None:
            for file in (self._mark, self._file, Path(f"{self._file}-journal")):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)

    def _expected_own_mark(self) -> str:
        assert self._file is not None  # noqa: S101 - for the type checker
        return _expected_mark(self._file, self._version)


def _mark_of(file: Path) -> Path:
    return file.with_suffix(".mark")


def _is_trusted(file: Path, version: str) -> bool:
    try:
        mark = _mark_of(file).read_text(encoding="utf-8").split()
        return mark[: len(_MARK)] == _expected_mark(file, version).split()
    except (OSError, ValueError):
        return False


def _is_sealed(file: Path) -> bool:
    return len(_mark_of(file).read_text(encoding="utf-8").split()) > len(_MARK)


def _is_brought_here(file: Path, version: str) -> bool:
    """Return whether a file has the bytes that its mark is about; if so, renew the mark."""
    with suppress(OSError, ValueError):
        mark = _mark_of(file).read_text(encoding="utf-8").split()
        expected = _expected_mark(file, version)
        version_and_size, checksum = mark[:2], mark[len(_MARK) :]
        if version_and_size != expected.split()[:2] or checksum != [checksum_of(file)]:
            return False
        # Else somebody has written to it meanwhile.
        if expected == _expected_mark(file, version):
            _mark_of(file).write_text(f"{expected} {checksum[0]}", encoding="utf-8")
            return True
    return False


def _expected_mark(file: Path, version: str) -> str:
    """Return what the mark has to say for the file to be trusted as it is. Raise OSError."""
    found = os.lstat(file)
    journal = file.with_name(f"{file.name}-journal")
    if not stat.S_ISREG(found.st_mode) or (journal.exists() and journal.stat().st_size):
        # A link leads to somebody else's file; and SQLite would undo what a journal is about.
        raise OSError(0, "it is not as a commit left it")
    return f"{version} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _configured(db: sqlite3.Connection) -> sqlite3.Connection:
    # A rollback journal is enough for processes that are killed. Nothing waits for the disk: what a
    # power cut damages is a cache, and `--clean` begins a new one.
    db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -65536")  # in KiB
    return db
