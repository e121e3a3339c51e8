"""A claim as the cells of a row, and the digests by which an import knows what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from generator.digests import short_digest
from generator.read.written import Value

KEYS = (
    *("text", "theme", "point", "kind", "by", "on", "value", "quote", "via", "status"),
    "superseded_by",
)
"""The keys of a claim that have columns, in the order of these."""
ARTICLE, ID, WAS = "article", "id", "was"
COLUMNS = (ARTICLE, ID, *KEYS, WAS)

Cells = Mapping[str, str]
"""What a row says of a claim, by the keys of the claim."""

_DIGEST = 3
"""Bytes of a digest: of ten million cells that were changed, one would be taken for the same."""
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Digests are letters alone: nothing that a spreadsheet could take for a number."""
_BETWEEN = re.compile(r"\s*[;,\n]\s*")
_WAS = re.compile(r"[a-p]+\.[a-p]*")


class NotCellsError(Exception):
    """A claim has a value that is neither text nor a list of texts; `key` has it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Was(Struct, frozen=True):
    """What a row was when it was exported, by digests."""

    keys: Mapping[str, str]
    """The digest of each cell."""
    claims: frozenset[str]
    """The digests of what all claims of the article were known by."""

    def is_same(self, key: str, cell: str) -> bool:
        """Return whether a cell is what was exported."""
        return self.keys[key] == digest(key, cell)


def cells_of(claim: Mapping[str, Value], theme: str) -> dict[str, str]:
    """Return the cells of a claim that has its defaults; `theme` is that of a claim without one.

    Raise NotCellsError for a value that no cell can hold.
    """
    cells = {}
    for key in KEYS:
        value = claim.get(key)
        if value is None:
            value = theme if key == "theme" else ""
        if isinstance(value, list) and key == "by" and all(isinstance(one, str) for one in value):
            value = "; ".join(map(str, value))
        if not isinstance(value, str):
            raise NotCellsError(key)
        cells[key] = canonical(key, value)
    return cells


def canonical(key: str, written: str) -> str:
    """Return the one form of a cell, for all that mean the same."""
    text = normalize("NFC", written).replace("\r\n", "\n").replace("\r", "\n").strip()
    if key == "by":
        return "; ".join(names(text))
    if key in ("kind", "status"):
        text = text.lower()
    return "" if (key, text) == ("status", "reported") else text


def names(cell: str) -> list[str]:
    """Return the keys in a cell that may hold several."""
    return [name for name in _BETWEEN.split(cell) if name]


def digest(key: str, cell: str) -> str:
    """Return the digest of a cell, in its canonical form."""
    return short_digest(f"{key}\n{canonical(key, cell)}".encode(), _DIGEST).translate(_LETTERS)


def was(id: str, cells: Cells, claims: str) -> str:
    """Return what the last column says of a claim: all that `read_was` returns.

    `claims` are the digests of what all claims of the article are known by (`identities`).
    """
    own = "".join(digest(key, cell) for key, cell in ((ID, id), *((k, cells[k]) for k in KEYS)))
    return f"{own}.{claims}"


def identities(claims: Iterable[str]) -> str:
    """Return the digests of what the claims of an article are known by."""
    return "".join(digest(ID, claim) for claim in claims)


def read_was(cell: str) -> Was | None:
    """Return what a row was; None if the cell is none that `was` wrote."""
    size = 2 * _DIGEST
    own, _, others = cell.strip().partition(".")
    if not _WAS.fullmatch(cell.strip()) or len(own) != size * (1 + len(KEYS)) or len(others) % size:
        return None
    digests = [own[at : at + size] for at in range(0, len(own), size)]
    return Was(dict(zip((ID, *KEYS), digests, strict=True)), _claims_in(others))


@lru_cache(maxsize=2)  # all rows of an article have the same
def _claims_in(digests: str) -> frozenset[str]:
    size = 2 * _DIGEST
    return frozenset(digests[at : at + size] for at in range(0, len(digests), size))
