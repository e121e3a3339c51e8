"""The cache of one output folder: its tables, and what keeps them true."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from generator.store.database import Database
from generator.store.facts import Facts
from generator.store.file_states import FileStates
from generator.store.images import ImageTable
from generator.store.index import IndexTables
from generator.store.memos import MemoTable
from generator.store.pages import PageTable
from generator.store.readings import ReadingTable


class Public(Struct, frozen=True):
    """The tables that pages are planned from."""

    index: IndexTables
    memos: MemoTable


class Cache:
    """All that earlier builds found out. Only who holds the lock of the site may have it open."""

    def __init__(self, file: Path | None, version: str) -> None:
        """Open it, empty where it cannot be trusted; see Database. Raise CacheError."""
        self._database = Database(file, version)
        db = self._database.db
        self._process = os.getpid()
        self.facts = Facts(db)
        self.files = FileStates(db)
        self.images = ImageTable(db)
        self.readings = ReadingTable(db)
        self.pages = PageTable(db)
        self.public = Public(IndexTables(db), MemoTable(db))

    def is_as_left(self) -> bool:
        """Return whether nobody else has changed it since the last commit."""
        return self._database.is_as_left()

    def has_work_left(self) -> bool:
        """Return whether a build was broken off before it was done."""
        return self.readings.is_dirty() or self.pages.is_dirty()

    def public_here(self) -> Public:
        """Return the public tables as committed, for the process that asks.

        A connection must not cross a fork (SQLite, "How To Corrupt", 2.6).
        """
        if os.getpid() == self._process:
            return self.public
        db = self._database.reader()
        return Public(IndexTables(db), MemoTable(db))

    def commit(self) -> None:
        """Keep what was changed. Raise CacheError."""
        self._database.commit()

    def rollback(self) -> None:
        """Forget what was changed since the last commit."""
        self._database.rollback()
        self.files.forget()
        self.pages.forget()

    def distrust(self) -> None:
        """Have it thrown away before it is used again."""
        self._database.distrust()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
