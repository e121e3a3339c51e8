"""A table to the articles of a site: what is told, and what is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator import addresses
from generator.edit.save import Change
from generator.problems import AtKey, Finding, Problem, Rejected, Severity, nearest
from generator.read.files import SourceFile, decode
from generator.read.places import place
from generator.spreadsheet.articles import ArticleState
from generator.spreadsheet.cells import ARTICLE, COLUMNS, WAS
from generator.spreadsheet.export import read_articles
from generator.spreadsheet.merge import merge
from generator.spreadsheet.merge_types import Code, Merge, Remark
from generator.spreadsheet.new_errors import new_errors
from generator.spreadsheet.rewrite import CannotWriteError, Rewritten, rewrite
from generator.spreadsheet.table import Row, Table, TableError, read_table
from generator.spreadsheet.turned import Turnable


class Imported(Struct, frozen=True):
    """What an import comes to; nothing is written yet."""

    changes: tuple[Change, ...]
    """The files to write; none if there is an error that stops all."""
    problems: tuple[Problem, ...]
    merges: tuple[Merge, ...] = ()
    """What changes in each article."""

    @property
    def turned(self) -> int:
        """Return how many cells a spreadsheet has surely turned."""
        return sum(one.turned for one in self.merges)

    def count(self, what: str) -> int:
        """Return how many claims are `changed`, `added` or `deleted`."""
        return sum(len(getattr(one, what)) for one in self.merges)


def import_table(root: Path, file: str, data: bytes, *, delete: bool, jobs: int) -> Imported:
    """Return what the import of a table changes in the site at `root`, and what is told of it.

    `file` is its name, for problems, and `data` its bytes. With `delete`, claims are deleted whose
    rows are missing. Raise Rejected if an article cannot be read, and DisturbedError.
    """
    try:
        table = read_table(data)
    except TableError as error:
        return Imported((), (_problem(file, Remark(error.row, "", "", "no-table", str(error))),))
    remarks = list(_of_columns(table))
    merges = []
    for article, rows in _by_article(root, table, remarks):
        found = merge(article, rows, delete=delete)
        merges.append(found)
        remarks += found.remarks
    told = [_problem(file, remark) for remark in remarks]
    # A conflict leaves its claim as it is. All other mistakes leave everything as it is.
    is_stopped = any(
        one.severity is Severity.ERROR and one.code != Code.CONFLICT for one in remarks
    )
    written, wrong = _rewritten(merges)
    told += [_problem(file, remark) for remark in wrong]
    if not (is_stopped or wrong) and written:
        told += _judged(root, file, written, table, jobs)
        is_stopped = any(
            one.severity is Severity.ERROR and one.code != Code.CONFLICT for one in told
        )
    changes = () if is_stopped or wrong else tuple(change for change, _ in written)
    problems = sorted(told, key=lambda one: (one.file != file, one.file, one.line, one.column))
    return Imported(changes, tuple(dict.fromkeys(problems)), tuple(merges))


def _of_columns(table: Table) -> Iterator[Remark]:
    for name in table.unknown:
        message = f"the column '{name.strip()}' is not read{nearest(name.strip().lower(), COLUMNS)}"
        yield Remark(1, "", name.strip(), "unknown-column", message, Severity.WARNING)
    if WAS not in table.columns:
        message = (
            f"without the column '{WAS}', nothing can tell what has changed in the articles since "
            "the export: all that the table says is written"
        )
        yield Remark(1, "", "", "no-was", message, Severity.WARNING)


def _by_article(
    root: Path, table: Table, remarks: list[Remark]
) -> Iterator[tuple[ArticleState, list[Row]]]:
    """Yield the articles that the table names, each with its rows; others are told."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        name = row.cells[ARTICLE]
        if not name:
            message = "this row names no article; write its id into the column 'article'"
            remarks.append(Remark(row.number, ARTICLE, "", "no-article", message))
            continue
        rows[name].append(row)
    found: dict[str, tuple[ArticleState, list[Row]]] = {}
    for name, article in _articles(root, rows, remarks).items():
        found.setdefault(article.path, (article, []))[1].extend(rows[name])
    for _, (article, mine) in sorted(found.items()):
        yield article, sorted(mine, key=lambda row: row.number)


def _articles(
    root: Path, rows: Mapping[str, list[Row]], remarks: list[Remark]
) -> dict[str, ArticleState]:
    """Return the article of each name in the table; what is no article is told."""
    if not rows:
        return {}
    try:
        known = {article.id: article for article in read_articles(root, list(rows))}
    except Rejected as rejected:
        if any(finding.code != "unknown-article" for finding in rejected.findings):
            raise
        known = {article.id: article for article in read_articles(root)}
    turnable = Turnable(known)
    found: dict[str, ArticleState] = {}
    for name, mine in rows.items():
        # A spreadsheet may have made a date or a number of an id.
        id = name if name in known else turnable.source_of(name)
        if id is None:
            message = f"there is no article '{name}'{_hint(name, known)}"
            remarks += [
                Remark(row.number, ARTICLE, name, "unknown-article", message) for row in mine
            ]
        else:
            found[name] = known[id]
    return found


def _hint(name: str, known: Mapping[str, ArticleState]) -> str:
    """Return what an article that there is not may be called: its name since, or the nearest."""
    former = f"/{addresses.article(name)}"
    for id, article in known.items():
        if former in article.aliases:
            return f"; it is called '{id}' now, so write that in its place, in all its rows"
    return nearest(name, known)


def _rewritten(merges: Iterable[Merge]) -> tuple[list[tuple[Change, Rewritten]], list[Remark]]:
    """Return the files that change, and what cannot be written."""
    written: list[tuple[Change, Rewritten]] = []
    wrong: list[Remark] = []
    for one in merges:
        article = one.article
        if not (one.changed or one.added or one.deleted):
            continue
        try:
            new = rewrite(one)
        except CannotWriteError as error:
            message = f"cannot be written into {article.path}: {error}"
            wrong.append(Remark(error.row or 1, error.key, "", "cannot-write", message))
            continue
        written.append((Change(article.path, article.data, new.data), new))
    return written, wrong


def _judged(
    root: Path, file: str, written: Iterable[tuple[Change, Rewritten]], table: Table, jobs: int
) -> list[Problem]:
    """Return the errors that articles would have, at the cells that they come from."""
    by_path = {change.path: (change, new) for change, new in written}
    texts = {path: change.after for path, (change, _) in by_path.items()}
    cells = {row.number: row.cells for row in table.rows}
    in_table: list[Problem] = []
    elsewhere: list[Finding] = []
    for error in new_errors(root, texts, jobs):
        row = _row_of(error, by_path[error.file][1]) if error.file in by_path else None
        if row is None:
            elsewhere.append(error)
            continue
        keys = error.spot.keys if isinstance(error.spot, AtKey) else ()
        key = str(keys[2]) if len(keys) > 2 else ""  # noqa: PLR2004 - claims, position, key
        cell = cells[row].get(key, "")
        in_table.append(_problem(file, Remark(row, key, cell, error.code, error.message)))

    def text(path: str) -> str:
        if path in texts:
            return decode(path, texts[path])
        return SourceFile(root, path).read().lenient_text()

    return [*in_table, *place(elsewhere, text)]


def _row_of(error: Finding, new: Rewritten) -> int | None:
    """Return the row that the claim of an error is from; None if it is from none."""
    keys = error.spot.keys if isinstance(error.spot, AtKey) else ()
    position = keys[1] if keys[:1] == ("claims",) and len(keys) > 1 else None
    return new.rows.get(position) if isinstance(position, int) else None


def _problem(file: str, remark: Remark) -> Problem:
    """Return a problem at a row of the table, which has the place of a line."""
    label = f"{remark.key}: " if remark.key else ""
    cell = " ".join(remark.cell.split())
    return Problem(
        file=file,
        line=remark.row,
        column=len(label) + 1,
        length=max(1, len(cell)),
        severity=remark.severity,
        code=remark.code,
        message=remark.message,
        text=f"{label}{cell}" if cell or label else "",
    )
