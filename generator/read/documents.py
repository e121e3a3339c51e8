"""Markdown files to front matter and body, both still untyped."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.patterns import pattern
from generator.problems import AtLine, Finding, Rejected
from generator.read.bidi import reordered_by_entities
from generator.read.characters import NO_DELIMITER, seems_delimiter
from generator.read.files import reordering_finding
from generator.read.written import Value, Written
from generator.read.yaml import load

_DELIMITER = "---"
_HYPHENS = pattern("[ \t]*-{2,10}")
_OF_FRONT = pattern(r"[a-z_]+[ \t]*:(?:[ \t]|$)|[ \t]|- |[\]}]")
"""The start of a line that can be one of front matter."""


class Document(Struct, frozen=True):
    """A Markdown file, split into its front matter and its body."""

    path: str
    """Relative to the root, with forward slashes."""
    front: dict[str, Value]
    body: str
    body_line: int
    """The line of the file, from 1, on which the body starts."""
    findings: tuple[Finding, ...]
    """What is wrong with the front matter although it can be parsed."""
    written: Written = Written()
    """What the values of the front matter do not show."""

    @property
    def is_whole(self) -> bool:
        """Whether no key is set twice: such a key may well begin an entry that is not seen."""
        return all(finding.code != "duplicate-key" for finding in self.findings)


def parse_document(path: str, text: str) -> Document:
    """Return the document in the text of a Markdown file; line breaks are `\\n`.

    Raise Rejected if it is empty, if its front matter is missing or not closed, or is not YAML.
    """
    front, body, body_line = split(path, text)
    if wrong := tuple(reordered_by_entities(text)):
        raise Rejected(reordering_finding(path, found) for found in wrong)
    loaded = load(path, front, first_line=2)
    return Document(path, loaded.values, body, body_line, loaded.findings, loaded.written)


def split(path: str, text: str) -> tuple[str, str, int]:
    """Return front matter, body and the line (from 1) on which the body starts.

    Raise Rejected as `parse_document` does. The YAML itself is not looked at: only a line that is
    nothing but `---` ends it.
    """
    if not text.strip():
        message = "the file is empty; it must start with front matter between two lines of ---"
        _reject(path, 1, "empty-file", message)
    first = text.split("\n", 1)[0]
    if first.rstrip() != _DELIMITER:
        message = "the front matter is missing; the first line must be ---"
        if text.lstrip().split("\n", 1)[0].rstrip() == _DELIMITER:
            message = "the file must begin with ---; remove the empty lines or spaces before it"
        if seems_delimiter(first):
            message += ", three plain hyphens"
        _reject(path, 1, "no-front-matter", message, len(first))
    start = text.index("\n") + 1 if "\n" in text else len(text)
    # Only at the start of a line: an indented --- may belong to a value.
    at = start
    for number, line in enumerate(text[start:].split("\n"), start=2):
        if line.rstrip() == _DELIMITER:  # nobody sees spaces at the end of a line
            return text[start:at], text[at + len(line) + 1 :], number + 1
        at += len(line) + 1
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=2):
        if seems_delimiter(line) or _HYPHENS.fullmatch(line.rstrip()):
            where = ", at the start of the line" if line[0].isspace() else ""
            _reject(path, number, "no-end-mark", NO_DELIMITER + where, len(line))
    last = _last_of_front(lines)
    message = (
        "the front matter, which begins with --- in line 1, does not end; put a line --- below "
        f"this one, line {last}"
    )
    return _reject(path, last, "no-end-mark", message, len(lines[last - 1].rstrip()))


def _last_of_front(lines: Sequence[str]) -> int:
    """Return the line (from 1) with which front matter that is not closed seems to end.

    That is the last before a line that is neither a key nor indented, nor an entry of a list.
    """
    last = 1
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):  # a comment, or a heading of the body
            continue
        if not _OF_FRONT.match(line):
            break
        last = number
    return last


def _reject(path: str, line: int, code: str, message: str, length: int = 1) -> tuple[str, str, int]:
    raise Rejected([Finding(path, AtLine(line, 1, max(length, 1)), code, message)])
