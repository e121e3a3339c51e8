"""The cache: one SQLite file for each output folder, that may vanish or be damaged at any time.

It is trusted only if it is exactly as it was left: written by the same code under the same options,
and its file's size and time are those that were noted beside it after the last commit. Anything
else is thrown away without a word, and the build starts from nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

_SCHEMA = """
-- What was read: every file by its looks and its bytes, and what each article's file says.
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
  path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT, digest TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE reading (
  path TEXT PRIMARY KEY, id TEXT NOT NULL, claims TEXT, flawed INT NOT NULL,
  superseding INT NOT NULL, body_digest TEXT NOT NULL, needs TEXT NOT NULL, record TEXT,
  body TEXT NOT NULL);
CREATE INDEX reading_id ON reading (id);
CREATE INDEX reading_flawed ON reading (path) WHERE flawed;
CREATE INDEX reading_superseding ON reading (path) WHERE superseding;
CREATE TABLE citing (id TEXT, path TEXT, PRIMARY KEY (id, path)) WITHOUT ROWID;
CREATE INDEX citing_path ON citing (path);
CREATE TABLE gated (path TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
-- Files whose articles are not yet, or not yet again, in the tables below.
CREATE TABLE dirty (path TEXT PRIMARY KEY) WITHOUT ROWID;

-- What is public, put together: rows of articles and claims, in the order of pages.
CREATE TABLE gate (now TEXT NOT NULL, drafts INT NOT NULL);
CREATE TABLE boundary (path TEXT, at TEXT, PRIMARY KEY (path, at)) WITHOUT ROWID;
CREATE INDEX boundary_at ON boundary (at);
CREATE TABLE article (
  id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, month TEXT NOT NULL,
  source TEXT NOT NULL, origin TEXT NOT NULL, claims INT NOT NULL, address TEXT NOT NULL,
  aliases TEXT NOT NULL, modified TEXT NOT NULL, body_digest TEXT NOT NULL, record TEXT NOT NULL,
  data TEXT, claims_data TEXT, claims_table TEXT);
CREATE INDEX article_sort ON article (sort);
CREATE INDEX article_month ON article (month);
CREATE INDEX article_source ON article (source, sort);
CREATE TABLE about (
  theme TEXT, month TEXT, sort TEXT, id TEXT, source TEXT, origin TEXT, day TEXT,
  PRIMARY KEY (theme, month, sort)) WITHOUT ROWID;
CREATE TABLE relayed (origin TEXT, sort TEXT, id TEXT, PRIMARY KEY (origin, sort)) WITHOUT ROWID;
CREATE TABLE claim (
  theme TEXT, point TEXT, sort TEXT, article TEXT, id TEXT, article_sort TEXT, kind TEXT,
  parties TEXT, value TEXT, answer TEXT, source TEXT, origin TEXT, status TEXT, day TEXT,
  clock TEXT, instant TEXT, month TEXT);
CREATE INDEX claim_point ON claim (theme, point);
CREATE INDEX claim_month ON claim (theme, month);
CREATE INDEX claim_article ON claim (article);
CREATE TABLE held (
  actor TEXT, theme TEXT, point TEXT, sort TEXT, article TEXT, id TEXT,
  PRIMARY KEY (actor, theme, point, sort)) WITHOUT ROWID;
-- Reports (at no position) and corrections of them, by the instant at which each came.
CREATE TABLE news (
  theme TEXT, at TEXT, address TEXT, position INT, id TEXT,
  PRIMARY KEY (theme, at, address, position)) WITHOUT ROWID;
CREATE INDEX news_id ON news (id);

-- What was worked out of it, and which pages saw what.
CREATE TABLE cell (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE page (
  file TEXT PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
  origin TEXT NOT NULL, why TEXT, asked TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE INDEX page_due ON page (file) WHERE why IS NOT NULL;
CREATE TABLE asking (cell TEXT, file TEXT, PRIMARY KEY (cell, file)) WITHOUT ROWID;
"""


class Store:
    """The cache of one output folder. Only who holds the lock of the site may have it open."""

    def __init__(self, file: Path | None, version: str) -> None:
        """Open the cache, or begin an empty one in the place of one that cannot be trusted.

        Without a file it lives in memory. `version` stands for the code and the options that what
        is in it depends on.
        """
        self._file = file
        self._beside = file.with_suffix(".mark") if file else None
        self._version = version
        self.db = self._opened()

    def commit(self) -> None:
        """Keep what was changed, and note how the file looks now. Raise sqlite3.Error."""
        self.db.commit()
        if self._file is not None and self._beside is not None:
            try:
                self._beside.write_text(self._looks(), encoding="utf-8")
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

    def still_ours(self) -> bool:
        """Return whether nobody else has changed the file since the last commit."""
        return self._file is None or self._trusted()

    def fact(self, name: str) -> str | None:
        """Return a single value that was kept."""
        row = self.db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep(self, name: str, value: str) -> None:
        """Keep a single value."""
        self.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def reader(self) -> sqlite3.Connection:
        """Open another connection, to read what was committed; for another process."""
        if self._file is None:
            return self.db
        return sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)

    def _opened(self) -> sqlite3.Connection:
        if self._file is None:
            return self._begun(":memory:")
        if self._trusted():
            try:
                return _tuned(sqlite3.connect(self._file, isolation_level="DEFERRED"))
            except sqlite3.Error:
                pass
        self._discard()
        return self._begun(self._file)

    def _begun(self, where: Path | str) -> sqlite3.Connection:
        db = _tuned(sqlite3.connect(where, isolation_level="DEFERRED"))
        db.executescript(_SCHEMA)
        return db

    def _discard(self) -> None:
        if self._file is not None and self._beside is not None:
            for file in (self._beside, self._file, Path(f"{self._file}-journal")):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)

    def _trusted(self) -> bool:
        try:
            noted = self._beside.read_text(encoding="utf-8") if self._beside else ""
            return noted == self._looks()
        except (OSError, ValueError):
            return False

    def _looks(self) -> str:
        assert self._file is not None  # noqa: S101 - for the type checker
        found = os.stat(self._file)  # noqa: PTH116
        return f"{self._version} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _tuned(db: sqlite3.Connection) -> sqlite3.Connection:
    # A rollback journal survives the death of a process; more is not asked of a cache.
    db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -65536")
    return db
