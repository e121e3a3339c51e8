"""A finished site on a host of its own, as its readers get it."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.serve.static_files import media_type, serve_file


@contextmanager
def hosted(output: Path, base_path: str) -> Iterator[str]:
    """Serve a folder under a base path and nothing else; gives the address of its home page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, output, base_path))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{base_path}"
    server.shutdown()
    server.server_close()
    thread.join()


_TEXT = re.compile("^text/|javascript|json|xml")
"""Media types that hosts compress."""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, output: Path, base_path: str, *more: object) -> None:
        self._output = output
        self._base_path = base_path
        super().__init__(*more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.startswith(self._base_path)
        address = path.removeprefix(self._base_path) if inside else "404.html/"
        served = serve_file(self._output, address)
        data = served.file.read_bytes() if served.file else b""
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        self.send_response(served.status)
        if served.file:
            kind = media_type(served.file)
            self.send_header("Content-Type", kind)
            if packed and _TEXT.search(kind):
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""
