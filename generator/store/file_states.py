"""Which files may have other bytes than when they were last read, without reading any.

As in git's index, a file whose stat signature is the recorded one is taken to be unchanged. All
others are suspects, and only their bytes tell whether they changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec import Struct

from generator.read.files import UNTRUSTED
from generator.read.scan import Snapshot, StatSignature
from generator.store.tables import FILES, FileRow


class Suspects(Struct, frozen=True):
    """The files that a build has to look at.

    Every file whose bytes differ from those that were last read is among them. A suspect need not
    have changed: it may have been touched, or its signature may not be trusted.
    """

    paths: tuple[str, ...]
    """Files that are new, have another stat signature, or one that is not trusted; sorted."""
    removed: tuple[str, ...]
    """Files that are gone; sorted."""

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.paths or self.removed)

    def __iter__(self) -> chain[str]:
        """Iterate over the paths of all of them."""
        return chain(self.paths, self.removed)


class FileStates:
    """The stat signature and the digest of every file of a site, as it was last read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[str, FileRow] = {row.path: row for row in FILES.rows(db)}
        self._untrusted = {p for p, row in self._known.items() if row.signature == UNTRUSTED}
        """Files that are suspects of every build, as their signatures are not trusted."""
        self._accepted: Mapping[str, StatSignature] | None = None
        """The files of the snapshot that was last accepted, in this process."""

    def suspects(self, snapshot: Snapshot) -> Suspects:
        """Return the files of a snapshot that may have other bytes than those last read."""
        known, files = self._known, snapshot.files
        if (rescanned := snapshot.rescanned_since(self._accepted)) is not None:
            # Of files that were not looked at again, only the untrusted ones are suspects. So a
            # save among 50,000 articles costs as much as one among 1,000.
            paths = sorted(self._untrusted.union(rescanned))
            return Suspects(tuple(path for path in paths if self._differs(path, snapshot)), ())
        paths = [path for path in files if self._differs(path, snapshot)]
        return Suspects(tuple(paths), tuple(sorted(known.keys() - files.keys())))

    def _differs(self, path: str, snapshot: Snapshot) -> bool:
        row = self._known.get(path)
        return row is None or row.signature != snapshot.files[path]

    def is_untrusted(self, path: str) -> bool:
        """Return whether a file was recorded with a signature that is not trusted."""
        return path in self._untrusted

    def digest(self, path: str) -> str | None:
        """Return the digest of a file when it was last read; None if it never was."""
        row = self._known.get(path)
        return row.digest if row else None

    def record(self, rows: Iterable[FileRow]) -> None:
        """Record files as they were just read."""
        new = [row for row in rows if self._known.get(row.path) != row]
        for row in new:
            self._known[row.path] = row
            change = self._untrusted.add if row.signature == UNTRUSTED else self._untrusted.discard
            change(row.path)
        FILES.put(self._db, new)

    def accept(self, snapshot: Snapshot, removed: Iterable[str]) -> None:
        """Take a snapshot as the one that the next one is compared with, and forget `removed`.

        To be called when all its suspects are recorded: the next snapshot, if it is a partial one,
        looks at nothing but what was saved since, so one that was left out would stay unread.
        """
        for path in removed:
            del self._known[path]
            self._untrusted.discard(path)
        self._db.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in removed])
        self._accepted = snapshot.files
