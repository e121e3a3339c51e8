"""Rows and an article to what an import would change in it.

Each cell is compared with what was exported and with what the article has now. So what was changed
in the table alone is written, what was changed in the article alone stays, and what was changed in
both is a conflict, unless both say the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.problems import Severity
from generator.spreadsheet.articles import ArticleState, ClaimState
from generator.spreadsheet.cells import ID, KEYS, WAS, Cells, Was, canonical, digest, read_was
from generator.spreadsheet.dates import readings
from generator.spreadsheet.merge_types import Added, Changed, Code, Merge, Remark
from generator.spreadsheet.table import Row
from generator.spreadsheet.turned import Likeness, Turnable, likeness

_FAILED = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|SPILL!|ERROR!)|#{4,}|Err:\d+")
"""What a spreadsheet shows in the place of a formula or a number that it cannot show."""
_FAILED_SAID = "the spreadsheet shows an error here; write what is meant"
_SHOWN = 60


def merge(article: ArticleState, rows: Sequence[Row], *, delete: bool) -> Merge:
    """Return what the rows of an article change in it; with `delete`, missing rows too."""
    return _Merging(article).merge(rows, delete=delete)


class _Merging:
    """Collects what is to be done to one article."""

    def __init__(self, article: ArticleState) -> None:
        self._article = article
        self._remarks: list[Remark] = []
        self._turned = 0
        self._rows: dict[int, Row] = {}
        """The row of each claim, by its position."""
        self._positions = {claim.id: at for at, claim in reversed([*enumerate(article.claims)])}
        self._ids = Turnable(self._positions)
        self._by_text: dict[str, list[int]] = defaultdict(list)
        """The positions of claims without an id of their own, by the digests of their texts."""
        for at, claim in enumerate(article.claims):
            if not claim.has_id:
                self._by_text[digest("text", claim.cells["text"])].append(at)

    def merge(self, rows: Sequence[Row], *, delete: bool) -> Merge:
        """Return all that was collected."""
        changed: list[Changed] = []
        new: list[Row] = []
        exported: set[str] = set()
        for row in rows:
            was = read_was(row.cells.get(WAS, ""))
            if was is None and row.cells.get(WAS):
                message = (
                    "this column is not for editing; put back what was here, or empty the cell"
                )
                self._tell(row, WAS, Code.DAMAGED, message)
                continue
            exported |= was.claims if was else set()
            if not row.cells.get(ID):
                new.append(row)
            elif (position := self._position(row, was)) is not None:
                values = self._values(self._article.claims[position], row, was)
                changed += [Changed(position, row, values)] if values else []
            elif was is None:
                new.append(row)
        deleted = self._missing(rows, exported, delete=delete)
        return Merge(
            self._article,
            tuple(changed),
            tuple(self._added(new)),
            tuple(deleted),
            tuple(self._remarks),
            self._turned,
        )

    def _tell(
        self, row: Row, key: str, code: Code, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._remarks.append(
            Remark(row.number, key, row.cells.get(key, ""), code, message, severity)
        )

    # ---- which claim

    def _position(self, row: Row, was: Was | None) -> int | None:
        """Return the position of the claim that a row is of, if there is one and no other row."""
        id = row.cells[ID]
        claims = self._article.claims
        position = self._positions.get(id)
        if position is None and (turned := self._ids.source_of(id)):  # 1 may be 1.0 by now
            position = self._positions[turned]
        if was is not None and not was.is_same(ID, id if position is None else claims[position].id):
            message = (
                "the id of this claim was another one; ids are permanent, so put it back, or empty "
                "'id' and 'was' if the row is a new claim"
            )
            self._tell(row, ID, Code.ID, message)
            return None
        if was is not None and (position is None or not claims[position].has_id):
            position = self._moved(position, was)
        if position is None:
            if was is not None:
                message = (
                    f"the article has no claim '{id}' any more; take the row out, or empty 'id' "
                    "and 'was' to add it again"
                )
                self._tell(row, ID, Code.CONFLICT, message)
            return None
        if position in self._rows:
            first = self._rows[position].number
            message = (
                f"row {first} is of this claim, too; empty 'id' and 'was' in the row that is new"
            )
            self._tell(row, ID, Code.TWICE, message)
            return None
        self._rows[position] = row
        return position

    def _moved(self, position: int | None, was: Was) -> int | None:
        """Return where a claim without an id of its own is now: ids of such follow their places."""
        claims = self._article.claims
        if position is not None and was.is_same("text", claims[position].cells["text"]):
            return position
        same = self._by_text.get(was.keys["text"], ())
        if len(same) == 1:
            return same[0]
        if position is None:
            return None
        # Somebody may have changed the text in the article: then most of the rest is as it was.
        cells = claims[position].cells
        alike = sum(was.is_same(key, cells[key]) for key in KEYS if cells[key])
        return position if 2 * alike >= sum(bool(cells[key]) for key in KEYS) else None

    # ---- which values

    def _values(self, claim: ClaimState, row: Row, was: Was | None) -> dict[str, str]:
        """Return the values of a claim that change; none if there is a conflict."""
        values: dict[str, str] = {}
        before = len(self._remarks)
        cells = _apart(row.cells)
        for key in KEYS:
            if key not in cells:
                continue
            cell, now = canonical(key, cells[key]), claim.cells[key]
            # Of a row that was not exported, an empty cell is one that nobody has filled in.
            is_untouched = was.is_same(key, cell) if was is not None else not cell
            if cell == now or is_untouched:
                continue
            if self._is_turned(key, now, cell, row):
                continue
            if _FAILED.fullmatch(cell):
                self._tell(row, key, Code.FAILED, _FAILED_SAID)
            elif was is not None and not was.is_same(key, now):
                message = (
                    f"changed here to “{_short(cell)}” and in the article to “{_short(now)}”; "
                    "nothing of this claim was written; put the same into both"
                )
                self._tell(row, key, Code.CONFLICT, message)
            elif (value := self._dated(key, cell, row)) is not None and value != now:
                values[key] = value
        told = self._remarks[before:]
        return {} if any(one.severity is Severity.ERROR for one in told) else values

    def _is_turned(self, key: str, now: str, cell: str, row: Row) -> bool:
        """Return whether a spreadsheet seems to have made a cell of what the article has."""
        found = likeness(now, cell) if now and cell else Likeness.OTHER
        if found is Likeness.SURE:
            self._turned += 1
        elif found is Likeness.PERHAPS:
            message = (
                f"this is taken for “{_short(now)}”, of which a spreadsheet may have made it, and "
                "nothing is changed; if it is meant, change it in the article"
            )
            self._tell(row, key, Code.TURNED, message, Severity.WARNING)
        return found is not Likeness.OTHER

    def _dated(self, key: str, cell: str, row: Row) -> str | None:
        """Return the value of a cell, a date as articles have it; None if it may be two dates."""
        found = readings(cell) if key == "on" else ()
        if len(found) > 1:
            message = f"this may be {' or '.join(found)}; write one of these"
            self._tell(row, key, Code.AMBIGUOUS, message)
            return None
        return found[0] if found else cell

    # ---- new and missing rows

    def _added(self, rows: Iterable[Row]) -> Iterable[Added]:
        """Yield new claims, each with the next free id unless it has one."""
        used = {*self._article.ids, *(row.cells.get(ID, "") for row in rows)}
        have: dict[str, list[Cells]] = defaultdict(list)
        for claim in self._article.claims:
            have[claim.cells["text"]].append(claim.cells)
        number = len(self._article.claims)
        for row in rows:
            cells = _apart(row.cells)
            values = {key: canonical(key, cells[key]) for key in KEYS if key in cells}
            values = {
                key: self._dated(key, cell, row) or "" for key, cell in values.items() if cell
            }
            for key, cell in values.items():
                if _FAILED.fullmatch(cell):
                    self._tell(row, key, Code.FAILED, _FAILED_SAID)
            alike = have[values["text"]] if "text" in values else ()
            if any(all(one[key] == values[key] for key in values) for one in alike):
                message = "the article has this very claim already, so the row was left out"
                self._tell(row, "text", Code.TWICE, message, Severity.WARNING)
                continue
            id = row.cells.get(ID, "")
            while not id:
                number += 1
                id = "" if f"c{number}" in used else f"c{number}"
            yield Added(row, id, values)

    def _missing(self, rows: Sequence[Row], exported: set[str], *, delete: bool) -> Iterable[int]:
        """Yield the positions of claims that were exported, and have no row any more."""
        named = {row.cells.get(ID) for row in rows}
        for position, claim in enumerate(self._article.claims):
            if (
                position in self._rows
                or claim.id in named
                or digest(ID, claim.identity) not in exported
            ):
                continue
            if delete:
                yield position
                continue
            message = (
                f"the row of {self._article.id}#{claim.id} is missing; the claim stays, unless you "
                "import with --delete"
            )
            self._remarks.append(
                Remark(rows[-1].number, "", claim.id, Code.MISSING, message, Severity.WARNING)
            )


def _apart(cells: Cells) -> Cells:
    """Return the cells of a row, with theme and point of `theme/point`."""
    theme, slash, point = map(str.strip, cells.get("point", "").partition("/"))
    if not slash or cells.get("theme", theme) not in ("", theme):  # else it is told as a mistake
        return cells
    return {**cells, "theme": theme, "point": point}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"
