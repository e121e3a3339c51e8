"""What an editor may ask about a place in a text, each a method of its own."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import TypeVar

from lsprotocol import types
from msgspec import Struct
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from generator.lsp.complete import Suggestion, suggestions
from generator.lsp.files import Document
from generator.lsp.guard import guarded
from generator.lsp.hover import hover_at
from generator.lsp.live import LiveSite
from generator.lsp.names import named_at
from generator.lsp.open_files import OpenFiles
from generator.lsp.outline import items
from generator.lsp.places import definition_of
from generator.lsp.rename import (
    RefusedError,
    as_workspace_edit,
    is_renamable,
    rename_everywhere,
)
from generator.lsp.text import to_column, to_units

P = TypeVar("P", types.CompletionParams, types.HoverParams, types.DefinitionParams)
R = TypeVar("R")

_TRIGGERS = ["[", "@", "#", ":", " ", ","]
"""Characters after which an editor asks what may stand there."""
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
}


class _Cursor(Struct, frozen=True):
    """A place in a document that an editor asks about; lines and columns are counted from 0."""

    site: LiveSite
    document: Document
    line: int
    column: int


def answer(server: LanguageServer, open_files: OpenFiles) -> None:
    """Answer what editors ask about a place in a text."""
    answers = _Answers(server, open_files)

    def feature(name: str, function: Callable[[P], R], options: object = None) -> None:
        answered = _once_known(open_files, guarded(name, function))
        server.feature(name, options)(answered)

    async def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        return await answers.rename(params)

    completion = types.CompletionOptions(trigger_characters=_TRIGGERS)
    feature(types.TEXT_DOCUMENT_COMPLETION, answers.complete, completion)
    feature(types.TEXT_DOCUMENT_HOVER, answers.hover)
    feature(types.TEXT_DOCUMENT_DEFINITION, answers.define)
    outline = types.TEXT_DOCUMENT_DOCUMENT_SYMBOL
    server.feature(outline)(guarded(outline, answers.outline))
    prepare = types.TEXT_DOCUMENT_PREPARE_RENAME
    server.feature(prepare)(guarded(prepare, answers.prepare_rename))
    can_prepare = types.RenameOptions(prepare_provider=True)
    server.feature(types.TEXT_DOCUMENT_RENAME, can_prepare)(rename)


def _once_known(open_files: OpenFiles, function: Callable[[P], R]) -> Callable[[P], Awaitable[R]]:
    """Return a function that answers as another one does, once the site was looked at.

    An editor asks as soon as a file is open, and a large site takes a second to read.
    """

    async def answered(params: P) -> R:
        if found := open_files.place(params.text_document.uri):
            await found[0].ready()
        return function(params)

    return answered


class _Answers:
    """Answers one editor. Methods raise LookupError for a file that is in no site, or is gone."""

    def __init__(self, server: LanguageServer, open_files: OpenFiles) -> None:
        self._server = server
        self._open_files = open_files

    def complete(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        """Return what may stand at the cursor, the likeliest first."""
        at = self._cursor(params.text_document, params.position)
        found = suggestions(at.document, at.site.catalogue, at.line, at.column)
        return [self._item(one, number, at) for number, one in enumerate(found)]

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what is known of what stands at the cursor."""
        at = self._cursor(params.text_document, params.position)
        text = hover_at(at.document, at.site.catalogue, at.line, at.column)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    def define(self, params: types.DefinitionParams) -> types.Location | None:
        """Return where the name at the cursor is defined."""
        at = self._cursor(params.text_document, params.position)
        named = named_at(at.document, at.line, at.column)
        if named is None:
            return None
        read = functools.partial(self._open_files.document, at.site)
        span = definition_of(named, at.site.catalogue, read)
        document = read(span.file) if span else None
        if span is None or document is None:
            return None
        there = self._range(document, span.line, span.start, span.end)
        return types.Location(self._open_files.uri(at.site, span.file), there)

    def outline(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """Return the claims, points or entries of a file."""
        document = self._document(params.text_document)[1]
        return [
            types.DocumentSymbol(
                name=item.id,
                detail=item.title,
                kind=types.SymbolKind.Key,
                range=types.Range(types.Position(item.first, 0), types.Position(item.last, 0)),
                selection_range=self._range(document, item.line, item.start, item.end),
            )
            for item in items(document)
        ]

    def prepare_rename(
        self, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        """Return which name at the cursor would get another one."""
        at = self._cursor(params.text_document, params.position)
        named = named_at(at.document, at.line, at.column)
        if named is None or not is_renamable(named):
            return None
        there = self._range(at.document, at.line, named.start, named.end)
        return types.PrepareRenamePlaceholder(there, named.key)

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit:
        """Return the edits that give what is at the cursor another name."""
        try:
            return await self._renamed(
                self._cursor(params.text_document, params.position), params.new_name
            )
        except (RefusedError, LookupError) as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed.value) from None

    async def _renamed(self, at: _Cursor, new: str) -> types.WorkspaceEdit:
        named = named_at(at.document, at.line, at.column)
        if named is None:
            raise RefusedError(
                "there is no name here; put the cursor on that of a point or a source"
            )
        site, buffers = at.site, dict(at.site.buffers)
        # In its thread, so that problems of earlier texts come first and the next ones wait.
        found = await site.call(lambda: rename_everywhere(site.root, buffers, named, new))
        able = self._server.client_capabilities.workspace
        edit = able.workspace_edit if able else None
        if found.moves and "rename" not in ((edit and edit.resource_operations) or ()):
            raise RefusedError(
                f"{next(iter(found.moves))} gets another name too, and this editor cannot do that "
                f"for a server; close the files and run: briefing rename {named.kind} {named.key} "
                f"{new}"
            )
        identify = functools.partial(self._open_files.identify, site)
        in_order = bool(edit and edit.document_changes)
        return as_workspace_edit(found, identify, self._open_files.units, in_order=in_order)

    def _document(self, file: types.TextDocumentIdentifier) -> tuple[LiveSite, Document]:
        """Return a file, with its site. Raise LookupError."""
        found = self._open_files.place(file.uri)
        document = self._open_files.document(*found) if found else None
        if found is None or document is None:
            raise LookupError(file.uri)
        return found[0], document

    def _cursor(self, file: types.TextDocumentIdentifier, position: types.Position) -> _Cursor:
        """Return the place that is asked about. Raise LookupError."""
        site, document = self._document(file)
        line = min(position.line, len(document.lines) - 1)
        column = to_column(document.lines[line], position.character, self._open_files.units)
        return _Cursor(site, document, line, column)

    def _item(self, one: Suggestion, number: int, at: _Cursor) -> types.CompletionItem:
        there = self._range(at.document, at.line, one.start, at.column)
        return types.CompletionItem(
            label=one.label,
            kind=_KINDS[one.what],
            detail=one.detail or None,
            documentation=types.MarkupContent(types.MarkupKind.PlainText, one.about)
            if one.about
            else None,
            sort_text=f"{number:06d}",
            filter_text=one.label,
            text_edit=types.TextEdit(there, one.insert or one.label),
        )

    def _range(self, document: Document, line: int, start: int, end: int) -> types.Range:
        """Return the stretch of a line, in the columns that the editor counts."""
        text, units = document.lines[line], self._open_files.units
        return types.Range(
            types.Position(line, to_units(text, start, units)),
            types.Position(line, to_units(text, end, units)),
        )
