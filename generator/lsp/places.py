"""Where something is defined: its file, and the place of its name in that."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from generator.catalogue import Catalogue
from generator.lsp.files import Document
from generator.lsp.names import Named
from generator.lsp.outline import items


class Span(Struct, frozen=True):
    """A stretch of a line; lines and columns from 0, in characters."""

    file: str
    line: int
    start: int
    end: int


def definition_of(
    named: Named, catalogue: Catalogue, read: Callable[[str], Document | None]
) -> Span | None:
    """Return where something is defined; None if there is no such thing.

    `read` returns a file of the site, or None if it cannot be read.
    """
    entry = catalogue.get(named.kind, named.key, named.within)
    if entry is None:
        return None
    document = read(entry.file)
    if document is None:
        return None
    if named.kind in ("point", "claim"):
        return _item(document, named.key)
    if document.is_register:
        return _entry(document, named.key)
    return Span(entry.file, 0, 0, 0)


def _item(document: Document, id: str) -> Span:
    found = next((item for item in items(document) if item.id == id), None)
    if found is None:
        return Span(document.path, 0, 0, 0)
    return Span(document.path, found.line, found.start, found.end)


def _entry(document: Document, key: str) -> Span:
    """Return the place of the key of an entry of a register."""
    begins = re.compile(rf"(['\"]?){re.escape(key)}\1\s*:")
    for number, line in enumerate(document.lines):
        if begins.match(line):
            start = line.index(key)
            return Span(document.path, number, start, start + len(key))
    return Span(document.path, 0, 0, 0)
