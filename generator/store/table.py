"""A table: its name, the type of its rows, and the statements that follow from these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

R = TypeVar("R", bound=NamedTuple)


class Table(Generic[R]):
    """A table whose columns are the fields of its row type, in their order."""

    def __init__(self, name: str, row: type[R], ddl: str) -> None:
        """Take the name, the row type, and the statements that create the table and its indexes."""
        self.name = name
        self.row = row
        self.ddl = ddl
        columns = ", ".join(row._fields)
        marks = ", ".join("?" * len(row._fields))
        # Only names from `tables.py` become part of a statement; values are always parameters.
        self._insert = f"INTO {name} ({columns}) VALUES ({marks})"
        self._select = f"SELECT {columns} FROM {name} "  # noqa: S608

    def insert(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows. Raise sqlite3.IntegrityError if one has the primary key of another."""
        db.executemany(f"INSERT {self._insert}", rows)

    def add(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows, but leave those out whose primary key is there already."""
        db.executemany(f"INSERT OR IGNORE {self._insert}", rows)

    def put(self, db: sqlite3.Connection, rows: Iterable[R]) -> None:
        """Add rows, each in place of the one with its primary key."""
        db.executemany(f"INSERT OR REPLACE {self._insert}", rows)

    def rows(self, db: sqlite3.Connection, rest: str = "", *values: Any) -> Iterator[R]:
        """Return rows; `rest` is what follows the table's name: `WHERE id = ? ORDER BY sort`."""
        # As `_make` does, but it need not count: there are as many columns as were selected.
        make: Any = partial(tuple.__new__, self.row)
        return map(make, db.execute(self._select + rest, values))

    def first(self, db: sqlite3.Connection, rest: str, *values: Any) -> R | None:
        """Return the first row that `rows` would; None if there is none."""
        return next(self.rows(db, rest, *values), None)


def column(db: sqlite3.Connection, query: str, *values: Any) -> tuple[Any, ...]:
    """Return the results of a query that selects one column."""
    return tuple(map(itemgetter(0), db.execute(query, values)))


def number(db: sqlite3.Connection, query: str, *values: Any) -> int:
    """Return the result of a query that counts or adds up; 0 for NULL."""
    (found,) = db.execute(query, values).fetchone()
    return int(found or 0)
