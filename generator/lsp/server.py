"""The language server: what an editor may ask, each request a function of its own."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from generator import __version__
from generator.lsp.complete import Suggestion, suggestions
from generator.lsp.desk import Desk
from generator.lsp.files import Document
from generator.lsp.hover import hover_at
from generator.lsp.live import LiveSite
from generator.lsp.names import named_at
from generator.lsp.outline import items
from generator.lsp.places import definition_of
from generator.lsp.text import ENCODINGS, to_column, to_units
from generator.lsp.uris import path_of
from generator.request import Request

P = TypeVar("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)
_TRIGGERS = ["[", "@", "#", ":", " ", ","]
"""Characters after which an editor asks what may stand there."""
_WATCHED = "**/{content,themes,templates,static}/**"
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
}


class _Server(LanguageServer):
    """A server that shows no failure of its own in the editor, but logs it."""

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002
        _LOG.error("a message failed: %s: %s", type(error).__name__, error)


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


def serve(request: Callable[[Path], Request]) -> None:
    """Serve one editor on standard input and output until it closes these."""
    make_server(request).start_io()


def make_server(request: Callable[[Path], Request]) -> LanguageServer:
    """Return a server; `request` says what to ask of a site, given its folder."""
    server = _Server(
        "briefing", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    desk = Desk(request, server.text_document_publish_diagnostics)
    _follow_texts(server, desk)
    _answer(server, desk)
    return server


def _guarded(what: str, function: Callable[[P], R]) -> Callable[[P], R | None]:
    """Return a function that answers nothing where the given one fails, and logs why."""

    @functools.wraps(function)
    def guarded(params: P) -> R | None:
        try:
            return function(params)
        except LookupError:  # in no site, or gone meanwhile
            _LOG.debug("%s: nothing to say", what, exc_info=True)
        except Exception:
            _LOG.exception("%s failed", what)
        return None

    return guarded


def _follow_texts(server: LanguageServer, desk: Desk) -> None:
    """Follow what is opened, changed, saved and closed."""

    def feature(name: str, function: Callable[[P], None]) -> None:
        server.feature(name)(_guarded(name, function))

    def begin(params: types.InitializedParams) -> None:  # noqa: ARG001
        chosen = server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        desk.units = ENCODINGS[types.PositionEncodingKind(chosen).value]
        watched = server.client_capabilities.workspace
        files = watched.did_change_watched_files if watched else None
        if files and files.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(_WATCHED)]
            )
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("files", name, options)
            server.client_register_capability(types.RegistrationParams([registration]))
        for folder in server.workspace.folders.values():
            if path := path_of(folder.uri):
                desk.visit(path)

    def opened(params: types.DidOpenTextDocumentParams) -> None:
        desk.put(params.text_document.uri, params.text_document.version, params.text_document.text)

    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = server.workspace.get_text_document(uri).source
        desk.put(uri, params.text_document.version, text)

    def closed(params: types.DidCloseTextDocumentParams) -> None:
        desk.close(params.text_document.uri)

    def saved(params: types.DidSaveTextDocumentParams) -> None:
        desk.look_at_disk([params.text_document.uri])

    def touched(params: types.DidChangeWatchedFilesParams) -> None:
        desk.look_at_disk([change.uri for change in params.changes])

    feature(types.INITIALIZED, begin)
    feature(types.TEXT_DOCUMENT_DID_OPEN, opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE, changed)
    feature(types.TEXT_DOCUMENT_DID_CLOSE, closed)
    feature(types.TEXT_DOCUMENT_DID_SAVE, saved)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, touched)


def _answer(server: LanguageServer, desk: Desk) -> None:
    """Answer what editors ask about a place in a text."""

    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        at = Cursor(desk, params.text_document.uri, params.position)
        found = suggestions(at.document, at.site.catalogue, at.line, at.column)
        return [_item(one, at, desk) for one in found]

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

    options = types.CompletionOptions(trigger_characters=_TRIGGERS)
    name = types.TEXT_DOCUMENT_COMPLETION
    server.feature(name, options)(_guarded(name, complete))
    server.feature(types.TEXT_DOCUMENT_HOVER)(_guarded("hover", hover))
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_guarded("definition", define))
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_guarded("outline", outline))


def _item(one: Suggestion, at: Cursor, desk: Desk) -> types.CompletionItem:
    line = at.document.lines[at.line]
    insert = one.insert or one.label
    return types.CompletionItem(
        label=one.label,
        kind=_KINDS[one.what],
        detail=one.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.PlainText, one.about)
        if one.about
        else None,
        sort_text=f"{'0' if one.comes_first else '1'}{one.label}",
        filter_text=one.label,
        text_edit=types.TextEdit(_range(line, at.line, one.start, at.column, desk), insert),
    )


def _range(text: str, line: int, start: int, end: int, desk: Desk) -> types.Range:
    return types.Range(
        types.Position(line, to_units(text, start, desk.units)),
        types.Position(line, to_units(text, end, desk.units)),
    )
