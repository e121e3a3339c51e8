"""A `briefing serve` at work: what its user sees in the terminal and browsers get from it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import quote, urlsplit

from click.testing import CliRunner

from generator.cli import main
from tests.conftest import SITE, Site
from tests.forked import QUICKLY, Start

PATIENCE = 40.0
"""Seconds after which something that has not happened never will, even on a slow, busy machine."""


_WRITTEN_BY = ("content", "themes", "templates", "static")
_CLOSING = re.compile(r": \d+ files? written, \d+ unchanged, \d+ removed, [\d.]+ s$")
_ADDRESS = re.compile(r"Serving (http://127\.0\.0\.1:\d+/\S*) \(press Ctrl-C to stop\)$")
_SCRIPT = re.compile(rb'<script src="[^"]*"( data-[a-z]+="[^"]*")+></script>')


def until(happened: Callable[[], object], told: Callable[[], str] = str) -> None:
    """Wait for something to happen; `told` adds to the message if it does not."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"waited in vain\n{told()}"
        time.sleep(0.03)


def small_site(root: Path) -> Site:
    """Make the small site of `conftest.py`."""
    site = Site(root)
    for path, text in SITE.items():
        site.write(path, text)
    return site


def article(title: str, body: str = "Words of it.\n", more: str = "") -> str:
    """Write an article about the truce."""
    return (
        f"---\ntitle: {title}\nsource: herald\npublished: 2025-05-15\nthemes: [truce]\n{more}---\n"
        f"{body}"
    )


def clean_output(site: Site, *arguments: str) -> dict[str, bytes]:
    """Return what a clean build of the site as it is now writes, far from the site itself."""
    copy = Site(site.root.parent / f"clean build of {site.root.name}")
    shutil.rmtree(copy.root, ignore_errors=True)
    for folder in _WRITTEN_BY:
        if (site.root / folder).is_dir():
            shutil.copytree(site.root / folder, copy.root / folder, symlinks=True)
    call = ["build", "--no-search", "--root", str(copy.root), "--jobs", "1", *arguments]
    outcome = CliRunner().invoke(main, call, catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.stderr
    return copy.output()


@dataclass(frozen=True)
class Answer:
    """What the server answers."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def seen(self) -> str:
        """What the page's own script will say that the browser shows."""
        found = re.search(rb'data-digest="([^"]*)"', self.body)
        assert found, self.body
        return found[1].decode()

    @property
    def undressed(self) -> bytes:
        """The page without the preview's script."""
        return _SCRIPT.sub(b"", self.body)


class Serving:
    """One `briefing serve` in a process of its own; to be used as a context manager."""

    def __init__(
        self, site: Site, *arguments: str, root: Path | None = None, start: Start = QUICKLY
    ) -> None:
        from generator.serve import preview  # noqa: F401, PLC0415 - loaded here, it is when forked

        self.site = site
        """The site that is served; tests change it."""
        self.out: list[str] = []
        self.err: list[str] = []
        """What was said so far, as lines."""
        port = () if "--port" in arguments else ("--port", "0")
        # A session of its own, as a terminal gives it: Ctrl-C reaches all of its processes.
        self.process = start("serve", "--root", str(root or site.root), *port, *arguments)
        assert self.process.stdout
        assert self.process.stderr
        self._readers = [
            threading.Thread(target=_collect, args=(stream, lines), daemon=True)
            for stream, lines in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Serving:
        self.until(lambda: self._addresses, "it serves")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._ended()

    @property
    def _addresses(self) -> list[str]:
        return [found[1] for line in list(self.out) if (found := _ADDRESS.match(line))]

    @property
    def address(self) -> str:
        """Where it says that the home page is."""
        (address,) = self._addresses
        return address

    @property
    def port(self) -> int:
        """Its port."""
        return int(urlsplit(self.address).port or 0)

    @property
    def builds(self) -> int:
        """How many builds that did something it has reported."""
        return sum(1 for line in list(self.out) if _CLOSING.search(line))

    def until(self, happened: Callable[[], object], what: str) -> None:
        """Wait for something to happen, as long as the server lives."""

        def checked() -> object:
            if happened():
                return True
            assert self.process.poll() is None, f"the server ended before {what}\n{self._said()}"
            return False

        until(checked, lambda: f"until {what}\n{self._said()}")

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Request a path, as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def listen(self, page: str) -> Stream:
        """Listen to the events of a page, as a browser that has just loaded it."""
        return Stream(self, page, self.get(page).seen)

    def save(self, path: str, text: str | bytes) -> None:
        """Save a file as many editors do: a new one is moved into the place of the old."""
        file = self.site.root / path
        beside = file.with_name(f".{file.name}.new")
        self.site.write(str(beside.relative_to(self.site.root)), text)
        beside.replace(file)

    def shows(self, path: str, text: str) -> None:
        """Wait until a page is there and has a text."""

        def there() -> bool:
            answer = self.get(path)
            return answer.status == 200 and text in answer.text

        self.until(there, f"{path} has {text!r}")

    def misses(self, path: str) -> None:
        """Wait until nothing is at a path."""
        self.until(lambda: self.get(path).status == 404, f"{path} is gone")

    def complains(self, text: str) -> None:
        """Wait until the terminal shows a text among the problems."""
        self.until(lambda: any(text in line for line in list(self.err)), f"it says {text!r}")

    def has_built(self, builds: int) -> None:
        """Wait until it has reported a number of builds that did something."""
        self.until(lambda: self.builds >= builds, f"{builds} builds are reported")

    def output(self, folder: str = "site") -> dict[str, bytes]:
        """Return the output as it is at this moment; empty if it was being changed.

        The search index is left out: a preview makes it when nothing was saved for a while.
        """
        try:
            files = self.site.output(folder)
        except FileNotFoundError:
            return {}
        return {path: data for path, data in files.items() if not path.startswith("pagefind/")}

    def becomes(self, output: dict[str, bytes], folder: str = "site") -> None:
        """Wait until the output has these files and no others, byte for byte."""
        end = time.monotonic() + PATIENCE
        while (now := self.output(folder)) != output:
            differing = sorted(
                path for path in {*now, *output} if now.get(path) != output.get(path)
            )
            assert time.monotonic() < end, f"differs in {differing[:9]}\n{self._said()}"
            time.sleep(0.03)

    def becomes_clean(self, *arguments: str) -> None:
        """Wait until the output is what a clean build of the site writes, byte for byte."""
        self.becomes(clean_output(self.site, *arguments))

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, float]:
        """End it as a terminal does, all its processes at once; give exit code and seconds."""
        start = time.monotonic()
        os.killpg(self.process.pid, how)
        code = self._ended()
        return code, time.monotonic() - start

    def _ended(self) -> int:
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def _said(self) -> str:
        return "\n".join(["It said:", *self.out, "and of problems:", *self.err])


def _collect(stream: IO[bytes], lines: list[str]) -> None:
    with stream:
        for line in stream:
            lines.append(line.decode().rstrip("\n"))


class Stream:
    """The events that an open page gets, and what its script makes of it; a context manager."""

    def __init__(self, serving: Serving, page: str, seen: str) -> None:
        self.events: list[tuple[str, Any]] = []
        """All that came so far: names with data."""
        self._serving = serving
        self._digest = f"/-briefing-preview/digest?page={quote(page, safe='')}"
        self._seen = seen
        self._taken = 0
        self._connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
        self._connection.request("GET", "/-briefing-preview/events")
        self._socket = self._connection.sock
        self._response = self._connection.getresponse()
        assert self._response.status == 200
        assert self._response.headers.get_content_type() == "text/event-stream"
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.next("problems")  # every stream begins with how things are

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(PATIENCE)
        self._connection.close()

    def next(self, name: str) -> Any:
        """Wait for the next event of a name, passing over others; give its data."""
        end = time.monotonic() + PATIENCE
        while True:
            while self._taken < len(self.events):
                found, data = self.events[self._taken]
                self._taken += 1
                if found == name:
                    return data
            assert time.monotonic() < end, f"no event '{name}' came, only {self.events}"
            time.sleep(0.002)

    def tells(self, *texts: str) -> list[str]:
        """Wait until the problems have all these texts; give them."""
        while True:
            problems: list[str] = self.next("problems")
            if all(any(text in problem for problem in problems) for text in texts):
                return problems

    def tells_nothing(self) -> None:
        """Wait until there are no problems."""
        while self.next("problems"):
            pass

    def _read(self) -> None:
        for name, data in self._received():
            assert name == "build"
            self.events.append(("problems", data["problems"]))
            with suppress(OSError):
                now = self._serving.get(self._digest).text
                if now != self._seen:
                    self._seen = now
                    self.events.append(("reload", None))

    def _received(self) -> Iterator[tuple[str, Any]]:
        name = ""
        try:
            while line := self._response.readline():
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield name, json.loads(value)
        except (OSError, ValueError, AttributeError):
            return  # it was closed, from this side or the other
