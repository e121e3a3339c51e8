"""Single values that a build compares with those of the last build."""

from __future__ import annotations

import sqlite3

from generator.store.tables import FACTS, FactRow


class Facts:
    """Values by their names."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, name: str) -> str | None:
        """Return a value; None if there is none."""
        row = FACTS.first(self._db, "WHERE name = ?", name)
        return row.value if row else None

    def put(self, name: str, value: str) -> None:
        """Store a value in place of an earlier one."""
        FACTS.put(self._db, [FactRow(name, value)])

    def differs(self, name: str, value: str) -> bool:
        """Store a value, and return whether it differs from the earlier one."""
        if self.get(name) == value:
            return False
        self.put(name, value)
        return True
