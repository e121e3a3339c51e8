"""What is wrong, and where.

A stage that finds something wrong says so with a `Finding`: it names a file and a `Spot` in it the
way that stage knows it (a key of the front matter, some words of the text). Only when findings are
shown is the file looked up again and each becomes a `Problem` with line, column and the line's text
(`generator.read.places`). So no stage carries the text of ten thousand files along for the one that
is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

KeyPath = tuple[str | int, ...]
"""Keys and list positions that lead to a value of the front matter: `("claims", 2, "by", 0)`."""


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class AtKey(Struct, frozen=True):
    """A value of the front matter, or with `name` the key itself; optionally some words in it."""

    keys: KeyPath
    name: bool = False
    words: str = ""
    nth: int = 0
    """Which of several places of the same words, from 0."""


class AtWords(Struct, frozen=True):
    """The first place at or after `line` (from 1) where `words` stand, white space folded."""

    line: int
    words: str
    nth: int = 0
    """Which of several such places, from 0."""
    skip: int = 0
    """How many of their characters stand before the place that is meant."""


class AtLine(Struct, frozen=True):
    """A line and column (both from 1) that the finder knew."""

    line: int = 1
    column: int = 1
    length: int = 1


Spot = AtKey | AtWords | AtLine


class Finding(Struct, frozen=True):
    """Something wrong, at a spot that has not been looked up yet."""

    file: str
    """Path relative to the root, with forward slashes."""
    spot: Spot
    code: str
    message: str
    severity: Severity = Severity.ERROR


class Problem(Struct, frozen=True):
    """Something wrong, with everything that is needed to show it."""

    file: str
    line: int
    column: int
    length: int
    severity: Severity
    code: str
    message: str
    text: str
    """The line as it stands in the file; empty where there is none."""


class Rejected(Exception):  # noqa: N818 - the input was rejected; nothing in the program is in error
    """The input has errors; `findings` says which. Survives pickling."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)


def nearest(name: str, names: Iterable[str]) -> str:
    """End a message about the unknown `name`: "; did you mean '…'?" or nothing."""
    by_folded = {known.casefold(): known for known in sorted(names)}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean '{by_folded[close[0]]}'?" if close else ""
