"""What is wrong, and where: diagnostics as values.

A stage reports what is wrong as a `Finding`, with a file and a `Spot` in it the way that the stage
knows it: a key of the front matter, or some words of the text. Only when findings are shown is the
file read again, and each becomes a `Problem` with line, column and the text of the line
(`generator.read.places`). So no stage carries the text of ten thousand files along for the one that
is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from generator.patterns import pattern

KeyPath = tuple[str | int, ...]
"""Keys and list indexes, from the top to a value of the front matter: `("claims", 2, "by", 0)`."""


_NEAR = 0.75
"""How alike a name must be: one letter of four may be another one, or have changed places."""
_LIKE_LATIN = str.maketrans("аеорсухіјѕ", "aeopcyxijs")
"""Cyrillic letters that look like Latin ones."""
_WORDS = pattern(r"[^\W\d_]+")


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class AtKey(Struct, frozen=True, tag=True):
    """A value of the front matter, or its key, or some words in the value."""

    keys: KeyPath
    name: bool = False
    """Whether the key itself is meant and not its value."""
    words: str = ""
    """The words in the value that are meant; "" for all of it."""
    nth: int = 0
    """Which occurrence of these words, from 0."""


class AtWords(Struct, frozen=True, tag=True):
    """An occurrence of `words` at or after `line` (from 1); any white space matches any other."""

    line: int
    words: str
    nth: int = 0
    """Which occurrence, from 0."""
    skip: int = 0
    """How many characters of the words come before the place that is meant."""
    after: str = ""
    """What stands before the words, so that the same words elsewhere are not meant."""


class AtLine(Struct, frozen=True, tag=True):
    """A line, a column (both from 1) and a length in characters, where the stage knew them."""

    line: int = 1
    column: int = 1
    length: int = 1


Spot = AtKey | AtWords | AtLine


class Finding(Struct, frozen=True):
    """Something wrong, at a spot whose line and column have not been looked up yet."""

    file: str
    """Path relative to the root, with forward slashes."""
    spot: Spot
    code: str
    """What kind of problem it is: `unknown-key`. Tests and other programs go by it."""
    message: str
    """One line for editors: what is wrong, why, and what to do about it."""
    severity: Severity = Severity.ERROR


class Problem(Struct, frozen=True):
    """Something wrong, with everything that is needed to show it."""

    file: str
    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    length: int
    """In characters, on that line."""
    severity: Severity
    code: str
    message: str
    text: str
    """The line as it is in the file; "" if there is none to show."""


class Rejected(Exception):  # noqa: N818 - the input was rejected; nothing in the program is in error
    """The input has errors; `findings` says which."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        # Pickling calls the class with `args`, so they must be what it takes: workers raise this.
        super().__init__(self.findings)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: "; did you mean 'x'?".

    Return "" if none of `names` is really near, word for word: `south-korea` is not `north-korea`.
    Case is ignored, as is the script of letters that look alike.
    """
    # Sorted, so that of names that differ only in case the same one is suggested on every run.
    by_looks = {_looks(known): known for known in sorted(names)}
    close = difflib.get_close_matches(_looks(name), by_looks, n=3, cutoff=_NEAR)
    meant = next((found for found in close if _same_words(_looks(name), found)), None)
    return f"; did you mean '{by_looks[meant]}'?" if meant else ""


def _looks(name: str) -> str:
    return name.casefold().translate(_LIKE_LATIN)


def _same_words(name: str, other: str) -> bool:
    """Return whether the words of two names are alike one by one, if both have as many."""
    ours, theirs = _WORDS.findall(name), _WORDS.findall(other)
    return len(ours) != len(theirs) or all(
        difflib.SequenceMatcher(None, *pair).ratio() >= _NEAR
        for pair in zip(ours, theirs, strict=True)
    )
