"""Preview servers measured from outside: from saving an article to the page that has it.

Every server that is measured runs all the time, but an edit starts only when all of them have come
to rest, so each has the machine to itself. Nobody else looks at the page: no browser that reloads.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.measure import (
    CommandFailedError,
    Figures,
    held,
    tree_memory,
    tree_seconds,
)
from tests.bench.sides import Side

POLL_SECONDS = 0.004
"""Between two questions for the page: short beside what is measured."""
CALM_SECONDS = 0.1
"""Between two looks at what takes long and is not timed: looking costs the server something."""
READY_SECONDS = 1800
"""How long the first build may take."""
SERVED_SECONDS = 600
"""How long an edit may take."""
IDLE = 0.05
"""A server that takes less of a processor than this is at rest."""
REST_SECONDS = 60
"""How long to wait for that; a watcher that polls may never be."""
STOP_SECONDS = 10


def measured_servers(sides: Sequence[Side], runs: int) -> list[Figures]:
    """The median time of edits made in turn; memory is the peak of the first build and edit."""
    with ExitStack() as stack:
        servers: list[Server] = []
        peaks = []
        for side in sides:
            server = stack.enter_context(_started(side))
            with _Sampler(server.process.pid) as sampler:
                server.wait("/", b"", READY_SECONDS, CALM_SECONDS)
                server.edit()
            servers.append(server)
            peaks.append(sampler.peak)
        rounds = [[_edited_at_rest(server, servers) for server in servers] for _ in range(runs)]
    columns = zip(*rounds, strict=True)
    return [Figures(statistics.median(c), peak) for c, peak in zip(columns, peaks, strict=True)]


@dataclass(frozen=True, slots=True)
class Server:
    """A preview server that runs."""

    side: Side
    process: subprocess.Popen[bytes]
    log: Path
    client: http.client.HTTPConnection

    def edit(self) -> float:
        """Save an edit; the seconds until a response has it."""
        edit = self.side.body_edit()
        page, words = f"/{edit.pages[0]}/", edit.words.encode()
        started = time.perf_counter()
        edit.save()
        self.wait(page, words, SERVED_SECONDS, POLL_SECONDS)
        return time.perf_counter() - started

    def wait(self, page: str, words: bytes, seconds: float, pause: float) -> None:
        """Ask for a page until it is there and has `words`."""
        end = time.monotonic() + seconds
        while (body := self._response(page)) is None or words not in body:
            if self.process.poll() is not None:
                raise self._failed("ended")
            if time.monotonic() > end:
                raise self._failed(f"took more than {seconds:.0f} s to serve {page}")
            time.sleep(pause)

    def used(self) -> float:
        """Seconds of processor until now."""
        return tree_seconds(self.process.pid)

    def _response(self, page: str) -> bytes | None:
        try:
            self.client.request("GET", page)
            response = self.client.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            self.client.close()
            return None
        return body if response.status == http.HTTPStatus.OK else None

    def _failed(self, how: str) -> CommandFailedError:
        said = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        return CommandFailedError(f"{self.side.name}’s server {how}\n{said}".rstrip())


def _edited_at_rest(server: Server, servers: Sequence[Server]) -> float:
    """An edit, after at least a second in which no server did anything.

    Servers go on after the page is served: they write other pages, tidy up, collect garbage.
    """
    for _ in range(REST_SECONDS):
        before = sum(each.used() for each in servers)
        time.sleep(1)
        if sum(each.used() for each in servers) - before < IDLE:
            break
    return server.edit()


@contextmanager
def _started(side: Side) -> Iterator[Server]:
    """The server of one side, not ready yet; it is stopped in the end."""
    if not side.serve:
        raise CommandFailedError(f"{side.name} has no server")
    port = _free_port()
    log = side.served.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            held([*side.serve, str(port)]),
            env=side.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=SERVED_SECONDS)
    try:
        yield Server(side, process, log, client)
    finally:
        client.close()
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does; by force where that has no effect."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class _Sampler:
    """Looks at the memory of a process and its children for as long as it is entered."""

    pid: int
    peak: float = 0.0
    """MiB."""
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> _Sampler:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(CALM_SECONDS):
            self.peak = max(self.peak, tree_memory(self.pid))
