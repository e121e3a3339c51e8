"""Values that are derived from the index, memoized by their dependency keys."""

from __future__ import annotations

import sqlite3

from generator.store.tables import MEMOS, MemoRow


class MemoTable:
    """Memoized values, each as text."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, key: str) -> str | None:
        """Return a value; None if there is none."""
        row = MEMOS.first(self._db, "WHERE key = ?", key)
        return row.value if row else None

    def beginning(self, start: str) -> tuple[tuple[str, str], ...]:
        """Return all values whose key begins with a text, with their keys, sorted by these."""
        # The greatest character: no key that begins so is after it.
        rest = "WHERE key >= ? AND key < ? ORDER BY key"
        return tuple(MEMOS.rows(self._db, rest, start, f"{start}\U0010ffff"))

    def put(self, key: str, value: str | None) -> bool:
        """Store a value, or delete it with None; return whether that changed it.

        Where a value comes out unchanged, all pages that depend on it stay clean. Salsa calls that
        early cutoff.
        """
        if self.get(key) == value:
            return False
        if value is None:
            self._db.execute("DELETE FROM memo WHERE key = ?", (key,))
        else:
            MEMOS.put(self._db, [MemoRow(key, value)])
        return True
