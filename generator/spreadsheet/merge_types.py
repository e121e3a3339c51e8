"""What an import is to do to an article, and what is told of the rows."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from generator.problems import Severity
from generator.spreadsheet.articles import ArticleState
from generator.spreadsheet.cells import Cells
from generator.spreadsheet.table import Row


class Code(StrEnum):
    """What the merge tells of a row."""

    CONFLICT = "conflict"
    """The article and the table have both changed."""
    TURNED = "cell-turned"
    TWICE = "row-twice"
    ID = "id-changed"
    AMBIGUOUS = "ambiguous-date"
    FAILED = "failed-cell"
    MISSING = "row-missing"
    DAMAGED = "was-changed"


class Remark(Struct, frozen=True):
    """Something to tell about a row."""

    row: int
    key: str
    """The column; "" for the whole row."""
    cell: str
    code: str
    message: str
    severity: Severity = Severity.ERROR


class Changed(Struct, frozen=True):
    """A claim of the article that gets other values."""

    position: int
    row: Row
    values: Cells
    """Those that change."""


class Added(Struct, frozen=True):
    """A row that becomes a new claim."""

    row: Row
    id: str
    values: Cells
    """Those that are not empty."""


class Merge(Struct, frozen=True):
    """What an import would do to an article, and what is told of it."""

    article: ArticleState
    changed: tuple[Changed, ...] = ()
    added: tuple[Added, ...] = ()
    deleted: tuple[int, ...] = ()
    """Positions of claims."""
    remarks: tuple[Remark, ...] = ()
    turned: int = 0
    """How many cells a spreadsheet has surely turned, which nobody has to be told one by one."""
