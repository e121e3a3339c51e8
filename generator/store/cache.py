"""The cache of one output folder: its tables, and the transactions on them."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct

from generator.store.database import Database
from generator.store.facts import Facts
from generator.store.file_states import FileStates
from generator.store.image_table import ImageTable
from generator.store.index_tables import IndexTables
from generator.store.link_table import LinkTable
from generator.store.memo_table import MemoTable
from generator.store.page_table import PageTable
from generator.store.reading_table import ReadingTable


class Public(Struct, frozen=True):
    """The tables that pages are planned from."""

    index: IndexTables
    memos: MemoTable


class Cache:
    """Everything that earlier builds worked out.

    Only the process that holds the lock of the site may have it open.
    """

    def __init__(
        self, file: Path | None, version: str, *, copied: Path | Cache | None = None
    ) -> None:
        """Open the cache, empty if it cannot be trusted, as Database does. Raise CacheError.

        One without a file is in memory, and begins with what `copied` has, if that is given: a
        cache, or a file if it can be trusted. Whoever changes such a copy changes nothing of it.
        """
        self._database = Database(file, version)
        if isinstance(copied, Cache):
            self._database.fill_from_open(copied._database)
        elif copied is not None:
            self._database.fill_from(copied)
        db = self._database.db
        self._process = os.getpid()
        self.facts = Facts(db)
        self.files = FileStates(db)
        self.images = ImageTable(db)
        self.readings = ReadingTable(db)
        self.pages = PageTable(db)
        self.links = LinkTable(db)
        self.public = Public(IndexTables(db), MemoTable(db))

    def is_unchanged(self) -> bool:
        """Return whether nobody else has written to it since the last commit."""
        return self._database.is_unchanged()

    def has_work_left(self) -> bool:
        """Return whether anything is dirty, as an earlier build did not get to its end."""
        return self.readings.is_dirty() or self.pages.is_dirty()

    def public_here(self) -> Public:
        """Return the public tables for the calling process, which may be a fork of the first.

        A forked process reads what was committed when it asks, on a connection of its own: one must
        not be carried across a fork (SQLite, "How To Corrupt An SQLite Database File", 2.6).
        """
        if os.getpid() == self._process:
            return self.public
        db = self._database.reader()
        return Public(IndexTables(db), MemoTable(db))

    def reading(self) -> AbstractContextManager[None]:
        """Return a context in which queries are faster, and nothing may be changed."""
        return self._database.reading()

    def commit(self) -> None:
        """Commit what was changed. Raise CacheError."""
        self._database.commit()

    def rollback(self) -> None:
        """Undo what was changed in the tables since the last commit."""
        self._database.rollback()
        self.files.forget()
        self.pages.forget_files()

    def invalidate(self) -> None:
        """Make whoever opens the cache next discard it."""
        self._database.invalidate()

    def close(self, *, travels: bool = False) -> None:
        """Close the file, sealed as Database does; what was not committed is lost."""
        self._database.close(travels=travels)
