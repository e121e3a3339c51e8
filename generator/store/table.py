"""One table: its name, the type of its rows, and the statements that follow from these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

R = TypeVar("R", bound=NamedTuple)


class Table(Generic[R]):
    """A table whose columns are the fields of its row type, in their order."""

    def __init__(self, name: str, row: type[R], ddl: str) -> None:
        """Take a table's name, its row type, and the statements that create it and its indexes."""
        self.name = name
        self.row = row
        self.ddl = ddl
        columns = ", ".join(row._fields)
        marks = ", ".join("?" * len(row._fields))
        # Names of ours alone: values always go in as parameters.
        self._insert = f"INTO {name} ({columns}) VALUES ({marks})"
        self._select = f"SELECT {columns} FROM {name} "  # noqa: S608

    def insert(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows. Raise sqlite3.IntegrityError where one is there already."""
        db.executemany(f"INSERT {self._insert}", rows)

    def add(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows; those that are there already stay as they are."""
        db.executemany(f"INSERT OR IGNORE {self._insert}", rows)

    def put(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows, in the place of those that have their primary key."""
        db.executemany(f"INSERT OR REPLACE {self._insert}", rows)

    def rows(self, db: sqlite3.Connection, rest: str = "", *values: Any) -> Iterator[R]:
        """Return rows; `rest` follows the table's name: `WHERE id = ? ORDER BY sort`."""
        make: Any = self.row._make
        return map(make, db.execute(self._select + rest, values))

    def first(self, db: sqlite3.Connection, rest: str, *values: Any) -> R | None:
        """Return the first of such rows; None where there is none."""
        return next(self.rows(db, rest, *values), None)


def column(db: sqlite3.Connection, query: str, *values: Any) -> tuple[Any, ...]:
    """Return the values of a query that has one column."""
    return tuple(value for (value,) in db.execute(query, values))


def number(db: sqlite3.Connection, query: str, *values: Any) -> int:
    """Return what a query counts."""
    (found,) = db.execute(query, values).fetchone()
    return int(found or 0)
