"""What an import changes in an article, to the new bytes of its file.

Only the values that change are spliced in, so everything else stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.edit.front_matter import Edits, append, remove, set_value
from generator.edit.text import apply
from generator.edit.yaml_text import EditError, YamlText
from generator.problems import KeyPath, Rejected
from generator.read.misread import misread
from generator.read.written import Value
from generator.spreadsheet.articles import ArticleState, state_of
from generator.spreadsheet.cells import Cells, names
from generator.spreadsheet.merged import Added, Changed, Merge
from generator.validate.defaults import DECLINED, NONE

_ORDER = (
    *("text", "id", "theme", "point", "kind", "by", "on", "value", "quote", "via", "status"),
    "superseded_by",
)
"""The order in which a claim has its keys."""


class CannotWriteError(Exception):
    """A row cannot be written into its article; the text says why."""

    def __init__(self, row: int, key: str, why: str) -> None:
        super().__init__(why)
        self.row = row
        self.key = key


class Rewritten(Struct, frozen=True):
    """An article as an import leaves it."""

    data: bytes
    rows: Mapping[int, int]
    """The row that each claim that was changed or added is from, by the claim's position."""


def rewrite(merge: Merge) -> Rewritten:
    """Return the bytes of an article after an import. Raise CannotWriteError."""
    article = merge.article
    file = _File(article)
    for changed in merge.changed:
        file.change(changed)
    for added in merge.added:
        file.add(added)
    file.check(merge)
    rows = {changed.position: changed.row.number for changed in merge.changed}
    rows |= {len(article.claims) + n: one.row.number for n, one in enumerate(merge.added)}
    if merge.deleted:
        file.delete(merge.deleted)
        kept = [
            at for at in range(len(article.claims) + len(merge.added)) if at not in merge.deleted
        ]
        rows = {new: rows[old] for new, old in enumerate(kept) if old in rows}
    return Rewritten(file.text.encode(), rows)


class _File:
    """The text of an article's file, edited step by step."""

    def __init__(self, article: ArticleState) -> None:
        self._article = article
        self.text = article.data.decode()

    # ---- one claim

    def change(self, changed: Changed) -> None:
        """Give a claim other values. Raise CannotWriteError."""
        claim = self._article.claims[changed.position]
        keys = self._written_with_theme(claim.written, claim.cells, changed.values)
        # The theme comes before the point: it decides whether a default point takes its place.
        for key, value in sorted(keys.items(), key=lambda one: _ORDER.index(one[0])):
            at: KeyPath = ("claims", changed.position, key)
            try:
                if value:
                    self._set(at, self._as_before(claim.written.get(key), key, value))
                elif key in claim.written:
                    self._remove(at)
                if not value and key in DECLINED and self._cell(changed.position, key):
                    self._set(at, NONE)  # or a default would take its place
            except EditError as error:
                raise CannotWriteError(changed.row.number, key, str(error)) from None

    def _cell(self, position: int, key: str) -> str:
        """Return what a claim says by now."""
        return state_of(self._article.path, self.text.encode()).claims[position].cells[key]

    def _written_with_theme(
        self, written: Mapping[str, Value], cells: Cells, values: Cells
    ) -> dict[str, str]:
        """Return the keys to be set: `theme/point` is one, where the article has it so."""
        keys = dict(values)
        own = written.get("point")
        is_one = isinstance(own, str) and "/" in own
        if not is_one or not {"theme", "point"} & keys.keys():
            return keys
        theme = keys.pop("theme", cells["theme"])
        point = keys.get("point", cells["point"])
        if point:
            return {**keys, "point": f"{theme}/{point}"}
        return {**keys, "theme": theme, "point": ""}

    def _as_before(self, written: Value, key: str, cell: str) -> Value:
        """Return the value of a cell: of a list that was written without brackets, the one name."""
        if key != "by":
            return cell
        several = names(cell)
        return cell if len(several) == 1 and isinstance(written, str) else list(several)

    def add(self, added: Added) -> None:
        """Append a claim. Raise CannotWriteError."""
        _refuse_misread(added.row.number, added.id)
        values = dict(added.values)
        if (values.get("theme"),) == self._article.themes or (
            values.get("theme") and values.get("theme") == self._default_theme()
        ):
            del values["theme"]  # it is the only one, or the default
        if "theme" in values and "point" in values:
            values["point"] = f"{values.pop('theme')}/{values['point']}"
        claim: dict[str, Value] = {}
        for key in _ORDER:
            if key == "id":
                claim[key] = added.id
            elif value := values.get(key):
                claim[key] = list(names(value)) if key == "by" else value
        try:
            self._apply(append(self._yaml(), ("claims",), claim))
        except EditError as error:
            raise CannotWriteError(added.row.number, "", str(error)) from None

    def _default_theme(self) -> Value:
        theme, point = (self._article.defaults.get(key) for key in ("theme", "point"))
        return point.partition("/")[0] if isinstance(point, str) and "/" in point else theme

    def delete(self, positions: tuple[int, ...]) -> None:
        """Take claims out; claims behind them that have no id get the one that they had."""
        claims = self._article.claims
        try:
            for at in range(min(positions), len(claims)):
                if at not in positions and not claims[at].has_id:
                    self._set(("claims", at, "id"), claims[at].id)
            count = len(state_of(self._article.path, self.text.encode()).claims)
            if len(positions) == count:
                self._remove(("claims",))
                return
            for at in reversed(positions):
                self._remove(("claims", at))
        except EditError as error:
            raise CannotWriteError(0, "", str(error)) from None

    # ---- the text

    def _yaml(self) -> YamlText:
        return YamlText(self._article.path, self.text)

    def _set(self, keys: KeyPath, value: Value) -> None:
        self._apply(set_value(self._yaml(), keys, value, _ORDER))

    def _remove(self, keys: KeyPath) -> None:
        self._apply(remove(self._yaml(), keys))

    def _apply(self, edits: Edits) -> None:
        self.text = apply(self.text, edits)

    # ---- whether it is right

    def check(self, merge: Merge) -> None:
        """Raise CannotWriteError if a claim does not say what its row says, as of a default."""
        try:
            after = state_of(self._article.path, self.text.encode())
        except Rejected as rejected:
            raise CannotWriteError(0, "", rejected.findings[0].message) from None
        for changed in merge.changed:
            wanted = {**self._article.claims[changed.position].cells, **changed.values}
            _compare(after, changed.position, changed.row.number, wanted)
        for number, added in enumerate(merge.added):
            position = len(self._article.claims) + number
            _compare(after, position, added.row.number, added.values)


def _refuse_misread(row: int, id: str) -> None:
    if taken_for := misread(id):
        message = f"'{id}' without quotes is {taken_for} in YAML; write an id with more letters"
        raise CannotWriteError(row, "id", message)


def _compare(after: ArticleState, position: int, row: int, wanted: Cells) -> None:
    cells = after.claims[position].cells
    for key, value in wanted.items():
        if cells[key] != value:
            made = f"“{cells[key]}”" if cells[key] else "empty"
            message = (
                f"by the defaults of the article, this would be {made}; write that here, or change "
                "the article itself"
            )
            raise CannotWriteError(row, key, message)
