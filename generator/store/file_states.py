"""Which files have other bytes than when they were last read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec import Struct

from generator.read.files import NEVER
from generator.read.scan import Snapshot, StatSignature
from generator.store.tables import FILES, FileRow


class Suspects(Struct, frozen=True):
    """The files that a build has to take into account: they may differ from what was read."""

    paths: tuple[str, ...]
    """New, or with another stat signature, or one that is not to be trusted; sorted."""
    removed: tuple[str, ...]
    """No longer there; sorted."""

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.paths or self.removed)

    def __iter__(self) -> chain[str]:
        """Return all of them."""
        return chain(self.paths, self.removed)


class FileStates:
    """The stat signature and the digest of every file of a site, as it was last read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen: Mapping[str, StatSignature] | None = None
        """What the last snapshot found of which every suspect was read."""
        self.forget()

    def forget(self) -> None:
        """Take nothing for known that a rollback may have undone."""
        self._known: dict[str, FileRow] = {row.path: row for row in FILES.rows(self._db)}
        self._unsure = {path for path, row in self._known.items() if row.signature == NEVER}
        """Files whose bytes have to be compared at every build."""

    def suspects(self, snapshot: Snapshot) -> Suspects:
        """Return the files that may have other bytes than those that were read."""
        known, files = self._known, snapshot.files
        if (again := snapshot.rescanned_since(self._seen)) is not None:
            # A save among 50,000 articles costs as much as one among 1,000.
            paths = sorted(self._unsure.union(again))
            return Suspects(tuple(path for path in paths if self._differs(path, snapshot)), ())
        paths = [path for path in files if self._differs(path, snapshot)]
        return Suspects(tuple(paths), tuple(sorted(known.keys() - files.keys())))

    def _differs(self, path: str, snapshot: Snapshot) -> bool:
        row = self._known.get(path)
        return row is None or row.signature != snapshot.files[path]

    def is_unsure(self, path: str) -> bool:
        """Return whether the signature of a file says nothing, as it had changed just before."""
        return path in self._unsure

    def digest(self, path: str) -> str | None:
        """Return the digest of a file when it was last read; None for one that never was."""
        row = self._known.get(path)
        return row.digest if row else None

    def note(self, rows: Iterable[FileRow]) -> None:
        """Note files as they were just read."""
        new = [row for row in rows if self._known.get(row.path) != row]
        for row in new:
            self._known[row.path] = row
            (self._unsure.add if row.signature == NEVER else self._unsure.discard)(row.path)
        FILES.put(self._db, new)

    def settle(self, snapshot: Snapshot, removed: Iterable[str]) -> None:
        """Take a snapshot for known: all suspects of it were read, and `removed` are gone."""
        for path in removed:
            del self._known[path]
            self._unsure.discard(path)
        self._db.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in removed])
        self._seen = snapshot.files
