"""The preview's server: uvicorn on the loopback device, in a thread of its own."""

from __future__ import annotations

import errno
import socket
import threading
from pathlib import Path
from types import TracebackType

import uvicorn

from generator.serve.app import application
from generator.serve.news import News

HOST = "127.0.0.1"


class CannotServeError(Exception):
    """The preview cannot have its port; the message says why and what to do."""


class Server:
    """Serves a folder until it is closed; to be used as a context manager.

    The port is taken at once, so that a port in use is known before anything is built. Requests
    are answered only after `start`.
    """

    def __init__(self, output: Path, port: int, news: News) -> None:
        """Take the port; 0 takes any that is free. Raise CannotServeError."""
        self._output = output
        self._news = news
        self._socket = _listen(port)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """Where the site's home page is."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}{self._news.edition.base_path}"

    def start(self) -> None:
        """Begin to answer."""
        config = uvicorn.Config(
            application(self._output, self._news),
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=0,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="preview", daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join(timeout=1)
        self._socket.close()


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio sends small answers at once (TCP_NODELAY).
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        if error.errno == errno.EADDRINUSE:
            reason = "it is in use, perhaps by another preview"
        message = f"port {port} cannot be had: {reason}; choose another with --port, or any with 0"
        raise CannotServeError(message) from None
    return listener
