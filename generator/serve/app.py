"""The web application of the preview: the site under its base path, and live reload."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from html import escape
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from generator.digests import short_digest
from generator.serve.reload_events import ReloadEvents
from generator.serve.static_files import Served, media_type, serve_file

PREVIEW_PATH = "/-briefing-preview/"
"""Where the preview's own scripts and events are; no site has a page there."""

SCRIPTS = ("preview.js", "worker.js")
STYLE = "status.css"
STATUS = "status/"
"""Where the list of what is due is, unless the site has a page of its own there."""
StatusPage = Callable[[str, str], bytes]
"""Returns the page of what is due now, given the base path and the URL of its style sheet."""
FOLDER = Path(__file__).parent
MAX_DRESSED = 2_000_000
"""Bytes of a page that gets the reload script, at most. A larger one is sent as the file is."""
_PIECE = 1 << 16
"""Bytes of a file in memory for each reader, however slow."""
_FOUND = 200
_NO_STORE = {"Cache-Control": "no-store"}
_NO_SITE_YET = b"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>No page here</title></head>
<body><main><h1>No page here</h1>
<p>There is no site yet. Fix the problems shown on this page, and it will appear.</p></main>
</body>
</html>
"""


def application(output: Path, events: ReloadEvents, status: StatusPage) -> Starlette:
    """Return the ASGI application that serves the folder `output` under the site's base path.

    `events` says what the base path is, and tells open pages to reload; `status` makes the page of
    what is due.
    """
    preview = _Preview(output, events, status)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        events.attach()
        yield

    return Starlette(
        routes=[
            *(Route(PREVIEW_PATH + name, preview.script, name=name) for name in SCRIPTS),
            Route(f"{PREVIEW_PATH}{STYLE}", preview.style),
            Route(f"{PREVIEW_PATH}events", preview.events),
            Route(f"{PREVIEW_PATH}digest", preview.digest),
            Route("/{path:path}", preview.page),
        ],
        # Against DNS rebinding: a website can have its own host name resolve to 127.0.0.1, and the
        # browser then lets its scripts read what is served here, drafts included. Such requests
        # carry that name in their Host header, so any host but this machine's is refused.
        middleware=[Middleware(TrustedHostMiddleware, ["localhost", "127.0.0.1", "[::1]"])],
        lifespan=lifespan,
    )


class _Preview:
    """The handlers of all requests."""

    def __init__(self, output: Path, events: ReloadEvents, status: StatusPage) -> None:
        self._output = output
        self._events = events
        self._status = status

    @property
    def _base_path(self) -> str:
        return self._events.latest.base_path

    def page(self, request: Request) -> Response:
        """Return what readers of the published site get, HTML with the reload script added."""
        # Not `request.url.path`, which percent-encodes some characters a second time.
        path: str = request.scope["path"]
        if not path.startswith(self._base_path) and path in ("/", self._base_path.rstrip("/")):
            return self._redirect("")
        served = self._find(path)
        if served.moved_to is not None:
            return self._redirect(served.moved_to)
        # The build's number before the page's bytes: if a build ends in between, the page counts
        # as older than it is and is checked once more, instead of never again.
        build = self._events.latest.number
        if self._is_status(path, served):
            return self._html(self._status_page(), path, build, _FOUND)
        stream = _open(served.file)
        kind = media_type(served.file) if served.file else "text/html"
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        if kind.startswith("text/html") and size <= MAX_DRESSED:
            with stream:
                return self._html(stream.read(), path, build, served.status)
        # It stays open, so if a build puts another file in its place, this one is sent whole.
        pieces = _pieces(stream, 0 if request.method == "HEAD" else size)
        headers = {**_NO_STORE, "Content-Length": str(size)}
        return StreamingResponse(pieces, served.status, headers, kind)

    def _html(self, page: bytes, path: str, build: int, status: int) -> Response:
        """Return a page with the reload script at the end of its body; the file stays as it is."""
        script = (
            f'<script src="{PREVIEW_PATH}preview.js" data-page="{escape(path)}"'
            f' data-digest="{_digest(page)}" data-build="{build}"'
            f' data-status="{escape(quote(self._base_path))}{STATUS}"></script>'
        ).encode()
        before, end, after = page.rpartition(b"</body>")
        page = before + script + end + after if end else page + script
        return HTMLResponse(page, status, _NO_STORE)

    def script(self, request: Request) -> Response:
        """Return one of the reload scripts."""
        script = FOLDER / request.url.path.rpartition("/")[2]
        return Response(script.read_bytes(), headers=_NO_STORE, media_type="text/javascript")

    def style(self, _: Request) -> Response:
        """Return the style sheet of the page of what is due."""
        return Response((FOLDER / STYLE).read_bytes(), headers=_NO_STORE, media_type="text/css")

    def events(self, request: Request) -> Response:
        """Return the stream of build events."""
        if request.method == "HEAD":  # Starlette would send the stream, which never ends
            return Response(headers=_NO_STORE, media_type="text/event-stream")
        return StreamingResponse(
            self._events.stream(), headers=_NO_STORE, media_type="text/event-stream"
        )

    def digest(self, request: Request) -> Response:
        """Return the digest of a page as it is now, so that it reloads only if it has changed."""
        path = request.query_params.get("page", "")
        served = self._find(path)
        page = self._status_page() if self._is_status(path, served) else _read(served.file)
        return PlainTextResponse(_digest(page), headers=_NO_STORE)

    def _is_status(self, path: str, served: Served) -> bool:
        """Return whether a path is that of what is due, and the site has no page there."""
        return served.status != _FOUND and path == f"{self._base_path}{STATUS}"

    def _status_page(self) -> bytes:
        return self._status(self._base_path, PREVIEW_PATH + STYLE)

    def _find(self, path: str) -> Served:
        if not path.startswith(self._base_path):
            return serve_file(self._output, "404.html/")  # the address of no file
        return serve_file(self._output, path.removeprefix(self._base_path))

    def _redirect(self, address: str) -> Response:
        return RedirectResponse(quote(self._base_path + address, safe="/%"), headers=_NO_STORE)


def _pieces(stream: BinaryIO, left: int) -> Iterator[bytes]:
    """Yield so many bytes, as fast as they are taken; fewer if somebody cuts the file meanwhile."""
    with stream:
        while piece := stream.read(min(_PIECE, left)):
            left -= len(piece)
            yield piece


def _open(file: Path | None) -> BinaryIO:
    """Open a page, or a placeholder where there is no site yet."""
    try:
        return file.open("rb") if file else BytesIO(_NO_SITE_YET)
    except OSError:  # a build removed it after it was found
        return BytesIO(_NO_SITE_YET)


def _read(file: Path | None) -> bytes:
    """Return the bytes of a page, as far as one that gets the reload script can have any."""
    with _open(file) as stream:
        return stream.read(MAX_DRESSED)


def _digest(page: bytes) -> str:
    return short_digest(page, 12)
