"""Values that were worked out of the index, memoized by their dependency keys."""

from __future__ import annotations

import sqlite3

from generator.store.tables import MEMOS, MemoRow


class MemoTable:
    """Values, as text."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, key: str) -> str | None:
        """Return a value; None where there is none."""
        row = MEMOS.first(self._db, "WHERE key = ?", key)
        return row.value if row else None

    def put(self, key: str, value: str | None) -> bool:
        """Keep a value, or with None that there is none; return whether it is another than before.

        So what depends on it stays clean if it came out as it was (Salsa: early cutoff).
        """
        if self.get(key) == value:
            return False
        if value is None:
            self._db.execute("DELETE FROM memo WHERE key = ?", (key,))
        else:
            MEMOS.put(self._db, [MemoRow(key, value)])
        return True
