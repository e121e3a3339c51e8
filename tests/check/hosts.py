"""All other sites, made up: a proxy on this machine that answers for every host there is."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

Reply = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request for an address, as a proxy gets it: with the host."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.server.hosts.answer(self)

    do_HEAD = do_GET  # noqa: N815 - named by the library

    def reply(self, code: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(code)
        for name, value in ({"Content-Length": str(len(body))} | dict(headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, hosts: Hosts) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.hosts = hosts

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that go away."""


@dataclass
class Hosts:
    """What is there on the web, and what was asked of it."""

    replies: dict[str, Reply] = field(default_factory=dict)
    """By address; all others answer 200."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Every request: its method and address."""
    agents: set[str] = field(default_factory=set)
    most_at_once: Counter[str] = field(default_factory=Counter)
    """How many requests a host had to answer at the same time; all hosts together under ''."""
    slow: float = 0.0
    """Seconds that every answer takes."""
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """When the requests to a host began, and ended."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: ends all silence."""
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Asked) -> None:
        host = urlsplit(request.path).netloc
        with self._lock:
            self.asked.append((request.command, request.path))
            self.agents.add(request.headers["User-Agent"])
            self.times[host].append(time.monotonic())
            for one in (host, ""):
                self._now[one] += 1
                self.most_at_once[one] = max(self.most_at_once[one], self._now[one])
        try:
            self.stop.wait(self.slow)
            self.replies.get(request.path, works)(request)
        finally:
            with self._lock:
                self._now.subtract((host, ""))
                self.times[host].append(time.monotonic())

    def requests(self, url: str) -> list[str]:
        """Return the methods of all requests for an address."""
        return [method for method, asked in self.asked if asked == url]


def works(request: Asked) -> None:
    request.reply(200)


def status(code: int, **headers: str) -> Reply:
    """Answer with a status; `retry_after="1"` is the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: request.reply(code, named)


def to(address: str, code: int = 301) -> Reply:
    """Answer that something has moved."""
    return lambda request: request.reply(code, {"Location": address})


def only_get(code: int) -> Reply:
    """Refuse HEAD with a status."""
    return lambda request: request.reply(code if request.command == "HEAD" else 200)


def silence(request: Asked) -> None:
    """Accept the connection and never say a word."""
    request.server.hosts.stop.wait(60)


def hang_up(request: Asked) -> None:
    """Drop the connection."""
    request.close_connection = True
    request.connection.close()


@contextmanager
def serving(patch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """Have every request of this process, and of those that it starts, answered here."""
    hosts = Hosts()
    server = _Server(hosts)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        patch.delenv(name, raising=False)
    patch.setenv("http_proxy", f"http://127.0.0.1:{server.server_port}")
    try:
        yield hosts
    finally:
        hosts.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
