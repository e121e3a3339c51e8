"""What an import changes in an article, to the new bytes of its file.

Only the values that change are spliced in, so everything else stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct

from generator.edit.front_matter import Edits, append, remove, set_values
from generator.edit.text import apply
from generator.edit.yaml_text import EditError, YamlText
from generator.problems import KeyPath, Rejected
from generator.read.misread import misread
from generator.read.written import Value
from generator.spreadsheet.articles import ArticleState, ClaimState, state_of
from generator.spreadsheet.cells import Cells, names
from generator.spreadsheet.merge_types import Added, Changed, Merge
from generator.validate.defaults import DECLINED, NONE

_CLAIMS = ("claims",)
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
    file.change(merge.changed)
    file.add(merge.added)
    file.check(merge)
    rows = {changed.position: changed.row.number for changed in merge.changed}
    rows |= {len(article.claims) + n: one.row.number for n, one in enumerate(merge.added)}
    if merge.deleted:
        deleted = frozenset(merge.deleted)
        file.delete(deleted)
        kept = [at for at in range(len(article.claims) + len(merge.added)) if at not in deleted]
        rows = {new: rows[old] for new, old in enumerate(kept) if old in rows}
    return Rewritten(file.text.encode(), rows)


class _Step(Struct, frozen=True):
    """One change of the text: what is set, added or taken away, and the row that says so."""

    row: int
    keys: KeyPath
    value: Value = None

    @property
    def key(self) -> str:
        """Return the column that the change is from; "" if it is that of a whole row."""
        last = self.keys[-1]
        return last if isinstance(last, str) and len(self.keys) > len(_CLAIMS) else ""


def _step(changed: Changed, key: str, value: Value = None) -> _Step:
    return _Step(changed.row.number, (*_CLAIMS, changed.position, key), value)


def _set(yaml: YamlText, steps: Sequence[_Step]) -> Edits:
    return set_values(yaml, [(step.keys, step.value) for step in steps], _ORDER)


def _append(yaml: YamlText, steps: Sequence[_Step]) -> Edits:
    return append(yaml, _CLAIMS, *(step.value for step in steps))


def _remove(yaml: YamlText, steps: Sequence[_Step]) -> Edits:
    return remove(yaml, *(step.keys for step in reversed(steps)))


class _File:
    """The text of an article's file, edited step by step."""

    def __init__(self, article: ArticleState) -> None:
        self._article = article
        self.text = article.data.decode()

    # ---- claims

    def change(self, claims: Sequence[Changed]) -> None:
        """Give claims other values, one key after the other. Raise CannotWriteError.

        The theme comes before the point: it decides whether a default point takes its place.
        """
        wanted = [(one, self._with_theme(one)) for one in claims]
        for key in _ORDER:
            having = [(one, keys[key]) for one, keys in wanted if key in keys]
            self._apply(
                _set,
                [
                    _step(one, key, self._as_before(one, key, value))
                    for one, value in having
                    if value
                ],
            )
            emptied = [one for one, value in having if not value]
            self._apply(_remove, [_step(one, key) for one in emptied if key in self._written(one)])
            if emptied and key in DECLINED:  # or a default would take its place
                now = self._claims_now()
                left = [one for one in emptied if now[one.position].cells[key]]
                self._apply(_set, [_step(one, key, NONE) for one in left])

    def _written(self, changed: Changed) -> Mapping[str, Value]:
        return self._article.claims[changed.position].written

    def _with_theme(self, changed: Changed) -> dict[str, str]:
        """Return the keys to be set: `theme/point` is one, where the article has it so."""
        keys, cells = dict(changed.values), self._article.claims[changed.position].cells
        own = self._written(changed).get("point")
        is_one = isinstance(own, str) and "/" in own
        if not is_one or not {"theme", "point"} & keys.keys():
            return keys
        theme = keys.pop("theme", cells["theme"])
        point = keys.get("point", cells["point"])
        if point:
            return {**keys, "point": f"{theme}/{point}"}
        return {**keys, "theme": theme, "point": ""}

    def _as_before(self, changed: Changed, key: str, cell: str) -> Value:
        """Return the value of a cell: of a list that was written without brackets, the one name."""
        if key != "by":
            return cell
        several = names(cell)
        is_bare = len(several) == 1 and isinstance(self._written(changed).get(key), str)
        return cell if is_bare else list(several)

    def add(self, claims: Sequence[Added]) -> None:
        """Append claims. Raise CannotWriteError."""
        for one in claims:
            _refuse_misread(one.row.number, one.id)
        self._apply(
            _append, [_Step(one.row.number, _CLAIMS, self._as_written(one)) for one in claims]
        )

    def _as_written(self, added: Added) -> dict[str, Value]:
        """Return a new claim as it is written: without what the article says for all."""
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
        return claim

    def _default_theme(self) -> Value:
        theme, point = (self._article.defaults.get(key) for key in ("theme", "point"))
        return point.partition("/")[0] if isinstance(point, str) and "/" in point else theme

    def delete(self, positions: Collection[int]) -> None:
        """Take claims out; claims behind them that have no id get the one that they had."""
        kept = [
            (at, claim)
            for at, claim in enumerate(self._article.claims)
            if at > min(positions) and at not in positions and not claim.has_id
        ]
        self._apply(_set, [_Step(0, (*_CLAIMS, at, "id"), claim.id) for at, claim in kept])
        if len(positions) == len(self._claims_now()):
            self._apply(_remove, [_Step(0, _CLAIMS)])
        else:
            from_behind = sorted(positions, reverse=True)  # items move up behind one that goes
            self._apply(_remove, [_Step(0, (*_CLAIMS, at)) for at in from_behind])

    # ---- the text

    def _claims_now(self) -> Sequence[ClaimState]:
        return state_of(self._article.path, self.text.encode()).claims

    def _apply(
        self, edits: Callable[[YamlText, Sequence[_Step]], Edits], steps: Sequence[_Step]
    ) -> None:
        """Do steps, all at once or, where they are in each other's way, half by half.

        Every try reads the whole text. Raise CannotWriteError for one that cannot be done alone.
        """
        if not steps:
            return
        try:
            self.text = apply(self.text, edits(YamlText(self._article.path, self.text), steps))
        except EditError as error:
            if len(steps) == 1:
                raise CannotWriteError(steps[0].row, steps[0].key, str(error)) from None
            half = len(steps) // 2
            self._apply(edits, steps[:half])
            self._apply(edits, steps[half:])

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
