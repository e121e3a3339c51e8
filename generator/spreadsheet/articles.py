"""The claims of an article as rows: as they are meant, and as they are written."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.problems import AtKey, Finding, Rejected
from generator.read.documents import parse_document
from generator.read.files import Source, decode
from generator.read.layout import stem
from generator.read.written import Value
from generator.spreadsheet.cells import Cells, NotCellsError, cells_of
from generator.validate.defaults import effective
from generator.validate.untyped import text, themes_of


class ClaimState(Struct, frozen=True):
    """A claim as it is in an article."""

    id: str
    """Its own, or that which its place gives it."""
    cells: Cells
    written: Mapping[str, Value]
    """Its keys as they are written."""

    @property
    def has_id(self) -> bool:
        """Return whether its id is written."""
        return "id" in self.written

    @property
    def identity(self) -> str:
        """Return what it is known by: without an id of its own, its place and its text."""
        return self.id if self.has_id else f"{self.id} {self.cells['text']}"


class ArticleState(Struct, frozen=True):
    """An article's file, and the claims in it."""

    path: str
    id: str
    data: bytes
    claims: tuple[ClaimState, ...]
    defaults: Mapping[str, Value]
    themes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Its old addresses, as they are written."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of its claims, in their order."""
        return tuple(claim.id for claim in self.claims)

    @property
    def identities(self) -> tuple[str, ...]:
        """Return what its claims are known by."""
        return tuple(claim.identity for claim in self.claims)


def article_state(source: Source) -> ArticleState:
    """Return the claims of an article that was read.

    Raise Rejected if its front matter is not YAML, or a claim has a value that no cell can hold.
    """
    return state_of(source.path, source.data)


def state_of(path: str, data: bytes) -> ArticleState:
    """Return the claims of the article with these bytes, as `article_state` does."""
    document = parse_document(path, decode(path, data))
    front = document.front
    meant = effective(path, front)
    written, claims = front.get("claims", []), meant.front.get("claims", [])
    if not isinstance(claims, list) or not isinstance(written, list):
        raise Rejected([_no_row(path, ("claims",))])
    themes = tuple(themes_of(front))
    states = []
    for position, (claim, raw) in enumerate(zip(claims, written, strict=True)):
        if not isinstance(claim, dict) or not isinstance(raw, dict):
            raise Rejected([_no_row(path, ("claims", position))])
        try:
            cells = cells_of(claim, themes[0] if len(themes) == 1 else "")
        except NotCellsError as error:
            raise Rejected([_no_row(path, ("claims", position, error.key))]) from None
        states.append(ClaimState(text(raw.get("id")) or f"c{position + 1}", cells, raw))
    defaults, aliases = front.get("defaults"), front.get("aliases")
    return ArticleState(
        path=path,
        id=text(front.get("id")) or stem(path),
        data=data,
        claims=tuple(states),
        defaults=defaults if isinstance(defaults, dict) else {},
        themes=themes,
        aliases=tuple(filter(None, map(text, aliases))) if isinstance(aliases, list) else (),
    )


def _no_row(path: str, keys: tuple[str | int, ...]) -> Finding:
    message = "this is no claim that a row can hold; run `briefing check` and correct it first"
    return Finding(path, AtKey(keys), "no-row", message)
