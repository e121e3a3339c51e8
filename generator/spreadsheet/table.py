"""Tables as bytes: written as CSV, read as whatever a spreadsheet makes of that."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from msgspec import Struct

from generator.formulas import guarded, unguarded
from generator.spreadsheet.cells import ARTICLE, COLUMNS

_DELIMITERS = (",", ";", "\t", "|")
_LARGEST = 1_000_000
"""Characters of a cell, at most; a spreadsheet's own limit is 32,767."""
_NO_TABLE = {
    b"PK\x03\x04": "a workbook (.xlsx, .ods)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"%PDF-": "a PDF file",
}
_AS_CSV = "save it as CSV, in Excel as “CSV UTF-8”"


class TableError(Exception):
    """A file is no table of claims; the text says why, and what to do."""

    def __init__(self, message: str, row: int = 1) -> None:
        super().__init__(message)
        self.row = row


class Row(Struct, frozen=True):
    """A row that is not empty."""

    number: int
    """As a spreadsheet counts it: the names of the columns are in row 1."""
    cells: dict[str, str]
    """Those of the known columns."""


class Table(Struct, frozen=True):
    """A table of claims."""

    columns: tuple[str, ...]
    """The known columns that it has, in the order of the export."""
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()
    """The names of its other columns."""


def write_table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Return rows as CSV, below the names of the columns.

    It is UTF-8 with a byte order mark, without which Excel takes it for the code page of the
    machine.
    """
    written = StringIO()
    table = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([guarded(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + written.getvalue().encode()


def read_table(data: bytes) -> Table:
    """Return the table in the bytes of a file, with any delimiter and encoding of spreadsheets.

    Raise TableError if it is none, or has cells that belong to no column.
    """
    records, first = _records(_decoded(data))
    header, *others = records
    known = _known(header)
    rows = []
    for number, cells in enumerate(others, start=first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            message = (
                f"row {number} has {len(cells)} cells, but there are {len(header)} columns; put a "
                "text with the delimiter in it in double quotes"
            )
            raise TableError(message, number)
        there = {name: cells[at] for name, at in known.items() if at < len(cells)}
        if there.get("id", "").strip() and len(there) < len(known):
            message = f"row {number} ends after {len(cells)} of {len(header)} cells; restore it"
            raise TableError(message, number)
        rows.append(Row(number, {name: unguarded(there.get(name, "").strip()) for name in known}))
    unknown = tuple(
        name for at, name in enumerate(header) if name.strip() and at not in known.values()
    )
    return Table(tuple(name for name in COLUMNS if name in known), tuple(rows), unknown)


def _decoded(data: bytes) -> str:
    """Return the text of a file. Raise TableError."""
    for start, kind in _NO_TABLE.items():
        if data.startswith(start):
            raise TableError(f"no CSV but {kind}; {_AS_CSV}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in data[:4]:
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise TableError(f"neither UTF-8 nor UTF-16, so letters would be lost; {_AS_CSV}") from None


def _records(text: str) -> tuple[list[list[str]], int]:
    """Return all rows from that with the names of the columns on, and its number."""
    first, lines = 1, text
    # Excel takes the delimiter from such a line, and shows it as no row.
    if lines[:4].lower() == "sep=":
        lines = lines.partition("\n")[2]
    found = {
        delimiter: _parsed(lines, delimiter) for delimiter in _DELIMITERS if delimiter in lines
    }
    if not found:
        raise TableError(f"there are no columns; the first row names them: {', '.join(COLUMNS)}")
    best = max(found.values(), key=lambda records: len(_known_names(_header(records)[0])))
    header, at = _header(best)
    if ARTICLE not in _known_names(header):
        begins = ", ".join(header)[:60]
        raise TableError(
            f"there is no column 'article'; the first row names the columns, and this one is: "
            f"{begins}"
        )
    return best[at:], first + at


def _header(records: list[list[str]]) -> tuple[list[str], int]:
    """Return the first row that is not empty, and how many are before it."""
    for at, record in enumerate(records):
        if any(cell.strip() for cell in record):
            return record, at
    return [], 0


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows of a text; none at all if it cannot be read with this delimiter."""
    csv.field_size_limit(_LARGEST)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if ARTICLE not in _known_names(_header(rows)[0]):
            return []
        number = len(rows) + 1
        message = (
            f"row {number} cannot be read ({error}); a double quote in a text is written twice"
        )
        raise TableError(message, number) from None
    return rows


def _known_names(header: Iterable[str]) -> list[str]:
    return [name for cell in header if (name := cell.strip().casefold()) in COLUMNS]


def _known(header: Sequence[str]) -> dict[str, int]:
    """Return where each known column is. Raise TableError if one is there twice."""
    known: dict[str, int] = {}
    for at, cell in enumerate(header):
        name = cell.strip().casefold()
        if name in known:
            raise TableError(f"there are two columns '{name}'; remove one of them")
        if name in COLUMNS:
            known[name] = at
    return known
