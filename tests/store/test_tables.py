"""The tables of the cache, and that nobody else has any SQL."""

from __future__ import annotations

import ast
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from generator.store import tables
from generator.store.cache import Cache
from generator.store.table import Table

PACKAGE = Path(__file__).parents[2] / "generator"
SQL = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT\b.*\bINTO|DELETE FROM|UPDATE \w+ SET|CREATE TABLE|PRAGMA)\b",
    re.DOTALL,
)


def statements(file: Path) -> list[str]:
    """Return all texts in a module that are SQL, however they are put together."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and SQL.search(text)]


@pytest.mark.parametrize("table", tables.ALL, ids=lambda table: table.name)
def test_the_columns_of_a_table_are_the_fields_of_its_row_type(table: Table[Any]) -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(table.ddl)
    columns = [row[1] for row in db.execute(f"PRAGMA table_info ({table.name})")]
    assert columns == list(table.row._fields)


def test_every_table_is_created() -> None:
    found = {one for one in vars(tables).values() if isinstance(one, Table)}
    assert found == set(tables.ALL)


def test_sql_is_in_the_store_alone() -> None:
    elsewhere = {
        file.relative_to(PACKAGE).as_posix(): statements(file)
        for file in PACKAGE.rglob("*.py")
        if file.parent.name != "store"
    }
    assert {file: found for file, found in elsewhere.items() if found} == {}
    inside = [text for file in (PACKAGE / "store").glob("*.py") for text in statements(file)]
    assert len(inside) > 30  # so the look finds what there is
    assert not [text for text in inside if "SELECT *" in text]


def test_no_module_outside_the_store_uses_a_connection() -> None:
    for file in PACKAGE.rglob("*.py"):
        if file.parent.name != "store":
            text = file.read_text(encoding="utf-8")
            assert "sqlite3" not in text, file
            assert ".execute" not in text, file


def test_an_empty_cache_has_no_work_left() -> None:
    assert not Cache(None, "").has_work_left()
