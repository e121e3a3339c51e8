"""Rename what is under the cursor, in all files, as edits that the editor makes and can undo."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

from lsprotocol import types
from msgspec import Struct

from generator.edit.definitions import RenameError
from generator.edit.mentions import ThingKind
from generator.edit.rename import Renaming, rename
from generator.edit.site_texts import SiteTexts, disk_text
from generator.edit.text import TextEdit
from generator.lsp.names import Named
from generator.lsp.overlay import Buffer, lay_over
from generator.lsp.text import Units, to_units
from generator.problems import Rejected
from generator.read.layout import group_files
from generator.read.scan import scan

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class RefusedError(Exception):
    """Something cannot be renamed; the text says why, and what to do."""


class FileEdits(Struct, frozen=True):
    """The edits of one file, and the text that they are made in."""

    path: str
    text: str
    is_open: bool
    edits: tuple[TextEdit, ...]


class Everywhere(Struct, frozen=True):
    """All that has to be done so that a thing has another name."""

    files: tuple[FileEdits, ...]
    moves: Mapping[str, str]
    """Files that get another name, with it."""


def is_renamable(named: Named) -> bool:
    """Return whether a thing is of a kind that can be renamed."""
    return named.kind in get_args(ThingKind)


def rename_everywhere(
    root: Path, buffers: Mapping[str, Buffer], named: Named, new: str
) -> Everywhere:
    """Return what has to be done to rename a thing, open buffers in place of their files.

    Raise RefusedError if that cannot be.
    """
    on_disk = disk_text(root)

    def read(path: str) -> str:
        buffer = buffers.get(path)
        return buffer.text if buffer else on_disk(path)

    old = {"point": f"{named.within}/{named.key}", "claim": f"{named.within}#{named.key}"}
    kind = next((one for one in get_args(ThingKind) if one == named.kind), None)
    try:
        if kind is None:
            raise RefusedError(f"a {named.kind} cannot be renamed here")
        files = group_files(lay_over(scan(root), buffers, None, ()))
        found: Renaming = rename(SiteTexts(files, read), kind, old.get(kind, named.key), new)
        edits = (
            FileEdits(path, read(path), path in buffers, changes)
            for path, changes in sorted(found.edits.items())
            if changes
        )
        return Everywhere(tuple(edits), found.moves)
    except Rejected as rejected:
        first = rejected.findings[0]
        message = f"{first.file}: {first.message}; put this right first, nothing was renamed"
        raise RefusedError(message) from None
    except RenameError as error:
        raise RefusedError(str(error)) from None


def as_workspace_edit(
    everywhere: Everywhere,
    identify: Callable[[str], types.OptionalVersionedTextDocumentIdentifier],
    units: Units,
    *,
    in_order: bool,
) -> types.WorkspaceEdit:
    """Return a renaming as the editor makes it: first the edits of texts, then files moved.

    `identify` returns how the editor calls a file. Old editors take no edits `in_order`, which
    alone may move files.
    """
    changes: list[types.TextDocumentEdit | types.RenameFile] = []
    by_uri: dict[str, list[types.TextEdit]] = {}
    for file in everywhere.files:
        line_starts = [0, *(found.end() for found in _LINE_END.finditer(file.text))]
        edits = [
            types.TextEdit(
                types.Range(
                    _position(file, line_starts, edit.start, units),
                    _position(file, line_starts, edit.end, units),
                ),
                edit.text,
            )
            for edit in file.edits
        ]
        by_uri[identify(file.path).uri] = edits
        changes.append(types.TextDocumentEdit(identify(file.path), list(edits)))
    if not in_order:
        return types.WorkspaceEdit(changes=by_uri)
    for path, moved in everywhere.moves.items():
        changes.append(types.RenameFile(identify(path).uri, identify(moved).uri))
    return types.WorkspaceEdit(document_changes=list(changes))


def _position(file: FileEdits, line_starts: list[int], offset: int, units: Units) -> types.Position:
    """Return the place of a character as the editor counts it."""
    line = bisect_right(line_starts, offset) - 1
    start = line_starts[line]
    if line == 0 and not file.is_open and file.text.startswith(_BOM):
        start = 1  # editors do not show a byte order mark, and do not count it
    text = file.text[start : max(offset, start)]
    return types.Position(line, to_units(text, len(text), units))
