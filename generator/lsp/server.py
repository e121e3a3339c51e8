"""The language server: it follows the texts that an editor has open, and answers its questions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from generator import __version__
from generator.lsp.answers import answer
from generator.lsp.guard import guarded
from generator.lsp.open_files import OpenFiles
from generator.lsp.text import ENCODINGS
from generator.lsp.uris import path_of
from generator.request import Request

P = TypeVar("P")

_LOG = logging.getLogger(__name__)
_WATCHED = "**/{content,themes,templates,static}/**"


class _Server(LanguageServer):
    """A server that shows no failure of its own in the editor, but logs it."""

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002
        _LOG.error("a message failed: %s: %s", type(error).__name__, error)


def serve(request: Callable[[Path], Request]) -> None:
    """Serve one editor on standard input and output until it closes these."""
    make_server(request).start_io()


def make_server(request: Callable[[Path], Request]) -> LanguageServer:
    """Return a server; `request` says what to ask of a site, given its folder."""
    server = _Server(
        "briefing", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    open_files = OpenFiles(request, server.text_document_publish_diagnostics)
    _follow_texts(server, open_files)
    answer(server, open_files)
    return server


def _follow_texts(server: LanguageServer, open_files: OpenFiles) -> None:
    """Follow what is opened, changed, saved and closed."""

    def feature(name: str, function: Callable[[P], None]) -> None:
        server.feature(name)(guarded(name, function))

    def begin(params: types.InitializedParams) -> None:  # noqa: ARG001
        chosen = server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        open_files.units = ENCODINGS[types.PositionEncodingKind(chosen).value]
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
                open_files.visit(path)

    def opened(params: types.DidOpenTextDocumentParams) -> None:
        open_files.put(
            params.text_document.uri, params.text_document.version, params.text_document.text
        )

    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = server.workspace.get_text_document(uri).source
        open_files.put(uri, params.text_document.version, text)

    def closed(params: types.DidCloseTextDocumentParams) -> None:
        open_files.close(params.text_document.uri)

    def saved(params: types.DidSaveTextDocumentParams) -> None:
        open_files.look_at_disk([params.text_document.uri])

    def touched(params: types.DidChangeWatchedFilesParams) -> None:
        open_files.look_at_disk([change.uri for change in params.changes])

    feature(types.INITIALIZED, begin)
    feature(types.TEXT_DOCUMENT_DID_OPEN, opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE, changed)
    feature(types.TEXT_DOCUMENT_DID_CLOSE, closed)
    feature(types.TEXT_DOCUMENT_DID_SAVE, saved)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, touched)
