"""The preview's web application: the site under its own base path, and news for open pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b
from html import escape
from pathlib import Path
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

from generator.serve.files import Served, media_type, serve_file
from generator.serve.news import News

OWN = "/-briefing-preview/"
"""Where the preview's own files are, beside the site."""

SCRIPTS = ("preview.js", "worker.js")
_FOLDER = Path(__file__).parent
_FRESH = {"Cache-Control": "no-store"}
_NOTHING_YET = b"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>No page here</title></head>
<body><main><h1>No page here</h1>
<p>There is no site yet. What keeps it from being built is shown here.</p></main>
</body>
</html>
"""


def application(output: Path, news: News) -> Starlette:
    """Serve the folder `output` under the site's base path, kept up to date by `news`."""
    preview = _Preview(output, news)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        news.attach()
        yield

    return Starlette(
        routes=[
            *(Route(OWN + name, preview.script, name=name) for name in SCRIPTS),
            Route(f"{OWN}news", preview.news),
            Route(f"{OWN}digest", preview.digest),
            Route("/{path:path}", preview.page),
        ],
        # A page of the web that has its own name point to this machine must not read drafts.
        middleware=[Middleware(TrustedHostMiddleware, ["localhost", "127.0.0.1", "[::1]"])],
        lifespan=lifespan,
    )


class _Preview:
    """Answers requests."""

    def __init__(self, output: Path, news: News) -> None:
        self._output = output
        self._news = news

    @property
    def _base_path(self) -> str:
        return self._news.edition.base_path

    def page(self, request: Request) -> Response:
        """Return what a reader would get, a page of HTML with the preview's script in it."""
        # Not of request.url, which writes some characters of the path as %XX once more.
        path: str = request.scope["path"]
        if not path.startswith(self._base_path) and path in ("/", self._base_path.rstrip("/")):
            return self._moved("")
        served = self._found(path)
        if served.moved_to is not None:
            return self._moved(served.moved_to)
        if served.file is None or media_type(served.file).startswith("text/html"):
            edition, page = self._news.edition.number, _read(served.file)
            return HTMLResponse(_dressed(page, path, edition), served.status, _FRESH)
        return Response(_read(served.file), served.status, _FRESH, media_type(served.file))

    def script(self, request: Request) -> Response:
        """Return one of the scripts that keep open pages up to date."""
        script = _FOLDER / request.url.path.rpartition("/")[2]
        return Response(script.read_bytes(), headers=_FRESH, media_type="text/javascript")

    def news(self, request: Request) -> Response:
        """Return the stream of news."""
        if request.method == "HEAD":
            return Response(headers=_FRESH, media_type="text/event-stream")
        return StreamingResponse(
            self._news.stream(), headers=_FRESH, media_type="text/event-stream"
        )

    def digest(self, request: Request) -> Response:
        """Tell which bytes a page has now."""
        page = _read(self._found(request.query_params.get("page", "")).file)
        return PlainTextResponse(_digest(page), headers=_FRESH)

    def _found(self, path: str) -> Served:
        if not path.startswith(self._base_path):
            return serve_file(self._output, "404.html/")
        return serve_file(self._output, path.removeprefix(self._base_path))

    def _moved(self, address: str) -> Response:
        return RedirectResponse(quote(self._base_path + address, safe="/%"), headers=_FRESH)


def _read(file: Path | None) -> bytes:
    """Return the bytes of a page; where there is no site yet, of one that says so."""
    if file is None:
        return _NOTHING_YET
    try:
        return file.read_bytes()
    except OSError:  # gone since it was found
        return _NOTHING_YET


def _dressed(page: bytes, path: str, edition: int) -> bytes:
    """Put the preview's script at the end of a page; the file itself stays as it is."""
    script = (
        f'<script src="{OWN}preview.js" data-page="{escape(path)}"'
        f' data-seen="{_digest(page)}" data-edition="{edition}"></script>'
    ).encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def _digest(page: bytes) -> str:
    return blake2b(page, digest_size=12).hexdigest()
