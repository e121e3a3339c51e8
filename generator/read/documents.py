"""Text to front matter and body, both untyped."""

from __future__ import annotations

from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected
from generator.read.yaml import Value, load

_MARK = "---"


class Document(Struct, frozen=True):
    """A Markdown file, cut into its front matter and its body."""

    path: str
    front: dict[str, Value]
    body: str
    body_line: int
    """The line of the file, from 1, that the body starts on."""
    findings: tuple[Finding, ...]
    """What is wrong with the front matter although it can be read."""


def parse_document(path: str, text: str) -> Document:
    """Cut a Markdown file in two and read its front matter.

    Raise Rejected: empty, no front matter, no end mark, or front matter that is not YAML.
    """
    front, body, body_line = split(path, text)
    loaded = load(path, front, first_line=2)
    return Document(path, loaded.values, body, body_line, loaded.findings)


def split(path: str, text: str) -> tuple[str, str, int]:
    """Return front matter, body and the line (from 1) that the body starts on."""
    if not text.strip():
        _reject(path, 1, "empty-file", "the file is empty; it needs front matter between two ---")
    if text.split("\n", 1)[0].rstrip() != _MARK:
        message = "the first line has to be --- , the front matter after it"
        _reject(path, 1, "no-front-matter", message, len(text.split("\n", 1)[0]))
    start = text.index("\n") + 1 if "\n" in text else len(text)
    at = start
    for number, line in enumerate(text[start:].split("\n"), start=2):
        if line.rstrip() == _MARK:
            return text[start:at], text[at + len(line) + 1 :], number + 1
        at += len(line) + 1
    message = "the front matter has no end mark; put a line --- after its last key"
    return _reject(path, 1, "no-end-mark", message, len(_MARK))


def _reject(path: str, line: int, code: str, message: str, length: int = 1) -> tuple[str, str, int]:
    raise Rejected([Finding(path, AtLine(line, 1, max(length, 1)), code, message)])
