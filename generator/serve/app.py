"""The preview's web application: the site under its own base path, and news for open pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.serve.files import Served, media_type, serve_file
from generator.serve.news import News, digest

OWN = "/-briefing-preview/"
"""Where the preview's own files are, beside the site."""

_SCRIPT = Path(__file__).with_name("preview.js")
_FRESH = {"Cache-Control": "no-store"}
_NOTHING_YET = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>No page here</title></head>
<body><main><h1>No page here</h1><p>{reason}</p></main></body>
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
            Route(f"{OWN}preview.js", preview.script),
            Route(f"{OWN}news", preview.news),
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
        """Give what a reader would get, a page of HTML with the preview's script in it."""
        path = request.url.path
        if not path.startswith(self._base_path):
            if f"{path}/" == self._base_path or path == "/":
                return RedirectResponse(quote(self._base_path, safe="/%"), headers=_FRESH)
            served = serve_file(self._output, "404.html/")
        else:
            served = self._found(path)
        if served.moved_to is not None:
            target = quote(self._base_path + served.moved_to, safe="/%")
            return RedirectResponse(target, headers=_FRESH)
        if served.file is None or media_type(served.file).startswith("text/html"):
            return HTMLResponse(self._dressed(path, served), served.status, _FRESH)
        data = served.file.read_bytes()
        return Response(data, served.status, _FRESH, media_type(served.file))

    def script(self, _: Request) -> Response:
        """Give the script that keeps an open page up to date."""
        return Response(_SCRIPT.read_bytes(), headers=_FRESH, media_type="text/javascript")

    def news(self, request: Request) -> Response:
        """Give the stream of news for the page that asks."""
        path = request.query_params.get("page", self._base_path)
        seen = request.query_params.get("seen", "")
        stream = self._news.stream(lambda: self._found(path).file, seen)
        return StreamingResponse(stream, headers=_FRESH, media_type="text/event-stream")

    def _found(self, path: str) -> Served:
        return serve_file(self._output, path.removeprefix(self._base_path))

    def _dressed(self, path: str, served: Served) -> bytes:
        """Put the preview's script at the end of a page; the file itself stays as it is."""
        if served.file is None:
            reason = "There is no site yet: its content has problems, shown here until mended."
            page = _NOTHING_YET.format(reason=reason).encode()
        else:
            page = served.file.read_bytes()
        script = (
            f'<script src="{OWN}preview.js" data-news="{OWN}news" data-page="{escape(path)}"'
            f' data-seen="{digest(served.file)}"></script>'
        ).encode()
        before, end, after = page.rpartition(b"</body>")
        return before + script + end + after if end else page + script
