"""The links of every file of the site, as they were when its bytes were last made."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set

from generator.store.table import column
from generator.store.tables import LINKS, UNFOLLOWED, DirtyRow, LinkRow


class LinkTable:
    """Text about the links of files, which a check keeps so that it makes only files that changed.

    It is compressed, to a fifth: addresses are much alike. And which of these links have to be
    followed: of all others it is known that they lead somewhere.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def keys(self) -> Mapping[str, str]:
        """Return the key that each file of the site was made under, by its path.

        It is empty for files that cannot have links.
        """
        return dict(self._db.execute("SELECT file, key FROM link"))

    def replace(self, rows: Iterable[LinkRow], wanted: Set[str]) -> None:
        """Store what was found, so that it has to be followed; the site has the files `wanted`."""
        new = list(rows)
        LINKS.put(self._db, new)
        UNFOLLOWED.add(self._db, (DirtyRow(row.file) for row in new))
        known = set(column(self._db, "SELECT file FROM link"))
        LINKS.add(self._db, (LinkRow(file, "", b"") for file in wanted - known))
        gone = [(file,) for file in known - wanted]
        self._db.executemany("DELETE FROM link WHERE file = ?", gone)
        self._db.executemany("DELETE FROM unfollowed WHERE path = ?", gone)

    def follow_all(self) -> None:
        """Record that the links of all files have to be followed."""
        self._db.execute("INSERT OR IGNORE INTO unfollowed SELECT file FROM link WHERE key != ''")

    def followed(self, broken: Iterable[str]) -> None:
        """Record that links were followed, and which files have some that are broken."""
        self._db.execute("DELETE FROM unfollowed")
        UNFOLLOWED.add(self._db, map(DirtyRow, broken))

    def found(self, *, all_files: bool) -> Iterator[tuple[str, bytes]]:
        """Yield files, sorted by path, with the text about each: all, or those to be followed."""
        which = "key != ''" if all_files else "file IN (SELECT path FROM unfollowed)"
        for row in LINKS.rows(self._db, f"WHERE {which} ORDER BY file"):
            yield row.file, found_of(row)

    def found_in(self, file: str) -> bytes | None:
        """Return the text about a file; None if there is none."""
        row = LINKS.first(self._db, "WHERE file = ?", file)
        return found_of(row) if row and row.key else None


def link_row(file: str, key: str, found: bytes) -> LinkRow:
    """Return the row of a file that was made under a key."""
    return LinkRow(file, key, zlib.compress(found, 1))


def found_of(row: LinkRow) -> bytes:
    """Return the text about a file that may have links."""
    return zlib.decompress(row.found)
