"""What an editor may ask about a place in a text, each a function of its own."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from generator.lsp.complete import Suggestion, suggestions
from generator.lsp.desk import Desk
from generator.lsp.files import Document
from generator.lsp.guard import guarded
from generator.lsp.hover import hover_at
from generator.lsp.live import LiveSite
from generator.lsp.names import named_at
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


class Cursor:
    """A place in a document that an editor asks about."""

    def __init__(self, desk: Desk, uri: str, position: types.Position | None = None) -> None:
        """Take a file and a place in it. Raise LookupError if it is in no site, or is gone."""
        found = desk.place(uri)
        document = desk.document(*found) if found else None
        if found is None or document is None:
            raise LookupError(uri)
        self.site: LiveSite = found[0]
        self.document: Document = document
        self.line = min(position.line, len(document.lines) - 1) if position else 0
        text = document.lines[self.line]
        self.column = to_column(text, position.character, desk.units) if position else 0


def answer(server: LanguageServer, desk: Desk) -> None:
    """Answer what editors ask about a place in a text."""

    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        at = Cursor(desk, params.text_document.uri, params.position)
        found = suggestions(at.document, at.site.catalogue, at.line, at.column)
        return [_item(one, number, at, desk) for number, one in enumerate(found)]

    def hover(params: types.HoverParams) -> types.Hover | None:
        at = Cursor(desk, params.text_document.uri, params.position)
        text = hover_at(at.document, at.site.catalogue, at.line, at.column)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    def define(params: types.DefinitionParams) -> types.Location | None:
        at = Cursor(desk, params.text_document.uri, params.position)
        named = named_at(at.document, at.line, at.column)
        if named is None:
            return None
        read = functools.partial(desk.document, at.site)
        span = definition_of(named, at.site.catalogue, read)
        document = read(span.file) if span else None
        if span is None or document is None:
            return None
        line = document.lines[span.line]
        return types.Location(
            desk.uri(at.site, span.file), _range(line, span.line, span.start, span.end, desk)
        )

    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        at = Cursor(desk, params.text_document.uri)
        return [
            types.DocumentSymbol(
                name=item.id,
                detail=item.title,
                kind=types.SymbolKind.Key,
                range=types.Range(types.Position(item.first, 0), types.Position(item.last, 0)),
                selection_range=_range(
                    at.document.lines[item.line], item.line, item.start, item.end, desk
                ),
            )
            for item in items(at.document)
        ]

    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        at = Cursor(desk, params.text_document.uri, params.position)
        named = named_at(at.document, at.line, at.column)
        if named is None or not is_renamable(named):
            return None
        text = at.document.lines[at.line]
        return types.PrepareRenamePlaceholder(
            _range(text, at.line, named.start, named.end, desk), named.key
        )

    async def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        try:
            at = Cursor(desk, params.text_document.uri, params.position)
            return await _renamed(server, desk, at, params.new_name)
        except (RefusedError, LookupError) as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed.value) from None

    options = types.CompletionOptions(trigger_characters=_TRIGGERS)
    name = types.TEXT_DOCUMENT_COMPLETION
    server.feature(name, options)(_once_known(desk, guarded(name, complete)))
    server.feature(types.TEXT_DOCUMENT_HOVER)(_once_known(desk, guarded("hover", hover)))
    definition = _once_known(desk, guarded("definition", define))
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(definition)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(guarded("outline", outline))
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(guarded("rename", prepare))
    can_prepare = types.RenameOptions(prepare_provider=True)
    server.feature(types.TEXT_DOCUMENT_RENAME, can_prepare)(rename)


def _once_known(desk: Desk, function: Callable[[P], R]) -> Callable[[P], Awaitable[R]]:
    """Return a function that answers as another one does, once the site was looked at.

    An editor asks as soon as a file is open, and a large site takes a second to read.
    """

    async def answered(params: P) -> R:
        if found := desk.place(params.text_document.uri):
            await found[0].ready()
        return function(params)

    return answered


async def _renamed(server: LanguageServer, desk: Desk, at: Cursor, new: str) -> types.WorkspaceEdit:
    """Return the edits that give what is under the cursor another name. Raise RefusedError."""
    named = named_at(at.document, at.line, at.column)
    if named is None:
        raise RefusedError("there is no name here; put the cursor on that of a point or a source")
    site, buffers = at.site, dict(at.site.buffers)
    # In its thread, so that problems of earlier texts come first and the next ones wait.
    found = await site.call(lambda: rename_everywhere(site.root, buffers, named, new))
    able = server.client_capabilities.workspace
    edit = able.workspace_edit if able else None
    if found.moves and "rename" not in ((edit and edit.resource_operations) or ()):
        raise RefusedError(
            f"{next(iter(found.moves))} gets another name too, and this editor cannot do that for "
            f"a server; close the files and run: briefing rename {named.kind} {named.key} {new}"
        )
    identify = functools.partial(desk.identify, site)
    return as_workspace_edit(
        found, identify, desk.units, in_order=bool(edit and edit.document_changes)
    )


def _item(one: Suggestion, number: int, at: Cursor, desk: Desk) -> types.CompletionItem:
    line = at.document.lines[at.line]
    insert = one.insert or one.label
    return types.CompletionItem(
        label=one.label,
        kind=_KINDS[one.what],
        detail=one.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.PlainText, one.about)
        if one.about
        else None,
        sort_text=f"{number:06d}",
        filter_text=one.label,
        text_edit=types.TextEdit(_range(line, at.line, one.start, at.column, desk), insert),
    )


def _range(text: str, line: int, start: int, end: int, desk: Desk) -> types.Range:
    return types.Range(
        types.Position(line, to_units(text, start, desk.units)),
        types.Position(line, to_units(text, end, desk.units)),
    )
