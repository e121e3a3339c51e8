"""The links of every file of the site, as they were when its bytes were last made."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set

from generator.store.table import column
from generator.store.tables import LINKS, LinkRow


class LinkTable:
    """Text about the links of files, which a check keeps so that it makes only files that changed.

    It is compressed, to a fifth: addresses are much alike.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def keys(self) -> Mapping[str, str]:
        """Return the key that each file was made under, by its path."""
        return dict(self._db.execute("SELECT file, key FROM link"))

    def replace(self, rows: Iterable[LinkRow], wanted: Set[str]) -> None:
        """Store what was found, and delete what is about other files than `wanted`."""
        LINKS.put(self._db, rows)
        gone = [(file,) for file in column(self._db, "SELECT file FROM link") if file not in wanted]
        self._db.executemany("DELETE FROM link WHERE file = ?", gone)

    def found(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file, sorted by its path, with the text about it."""
        for row in LINKS.rows(self._db, "ORDER BY file"):
            yield row.file, zlib.decompress(row.found)


def link_row(file: str, key: str, found: bytes) -> LinkRow:
    """Return the row of a file that was made under a key."""
    return LinkRow(file, key, zlib.compress(found, 1))
