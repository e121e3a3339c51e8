"""The server of the preview: uvicorn on the loopback interface, in a thread of its own."""

from __future__ import annotations

import errno
import logging
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import uvicorn

from generator.serve.app import StatusPage, application
from generator.serve.reload_events import ReloadEvents

HOST = "127.0.0.1"
MAX_CONNECTIONS = 2_000
"""Connections at once, at most: each open page has one for its events."""


class CannotServeError(Exception):
    """The port cannot be used; the message says why and what to do."""


class Server:
    """Serves a folder until it is closed; use it as a context manager.

    The port is bound at once, so that a port in use is reported before anything is built. Requests
    are answered only after `start`.
    """

    def __init__(self, output: Path, port: int, events: ReloadEvents, status: StatusPage) -> None:
        """Bind the port, with 0 any that is free. Raise CannotServeError if that fails.

        `status` makes the page of what is due.
        """
        self._output = output
        self._events = events
        self._status = status
        self._socket = _listen(port)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """The URL of the home page."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}{self._events.latest.base_path}"

    def start(self) -> None:
        """Begin to answer requests."""
        config = uvicorn.Config(
            application(self._output, self._events, self._status),
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=_room_for_connections(),
            # Event streams never end by themselves, so waiting for them would block Ctrl-C.
            timeout_graceful_shutdown=0,
        )
        # It would tell of every connection that the system does not grant, with a traceback.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
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


def _room_for_connections() -> int:
    """Return how many connections there may be, so that builds can open files beside them.

    Systems let a process open as few as 256 files unless it asks for more.
    """
    if sys.platform == "win32":  # it has no such limit
        return MAX_CONNECTIONS
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MAX_CONNECTIONS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):  # a limit of the system's own
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_CONNECTIONS if soft == resource.RLIM_INFINITY else min(MAX_CONNECTIONS, soft // 2)


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on a port. Raise CannotServeError where it cannot."""
    # asyncio turns off Nagle's algorithm, which delays small answers, only for sockets whose
    # protocol is given as TCP and not left at 0.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        if error.errno == errno.EADDRINUSE:
            reason = "it is already in use, perhaps by another preview"
        message = (
            f"cannot use port {port}: {reason}; "
            "choose another with --port, or --port 0 for any that is free"
        )
        raise CannotServeError(message) from None
    return listener
