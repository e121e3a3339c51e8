"""What open pages are told after a build."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from msgspec import Struct

from generator.build import Built
from generator.problems import Problem, Severity
from generator.report import as_text

HEARTBEAT_SECONDS = 15.0
"""How often an open page is told nothing, so that a closed one is noticed."""


class Edition(Struct, frozen=True):
    """The state of the site after some build."""

    number: int
    styles: tuple[str, ...]
    """Style sheets that this build changed, relative to the top of the site."""
    problems: tuple[str, ...]
    """What keeps the site from being up to date, as text; empty if it is."""
    base_path: str
    """What the site is served under: `/` or `/repo/`; `/` as long as that is not known."""

    @property
    def event(self) -> str:
        """The edition as an event of the stream."""
        told = {"number": self.number, "styles": self.styles, "problems": self.problems}
        return f"event: edition\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


class News:
    """Carries the news of builds, from the thread that builds to the pages that are open."""

    def __init__(self) -> None:
        # No number of an earlier preview comes again, which pages still open may remember.
        self._edition = Edition(time.time_ns() // 1_000_000, (), (), "/")
        self._listeners: set[asyncio.Queue[Edition]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def edition(self) -> Edition:
        """The state of the site now."""
        return self._edition

    def attach(self) -> None:
        """Take the running event loop as the one that the pages are served from."""
        self._loop = asyncio.get_running_loop()

    def tell(self, built: Built) -> None:
        """Tell every open page of a finished build, whose files are all in place; from any thread.

        Only after that may a page be fetched again: told earlier, the browser gets the old one.
        """
        written = built.written
        self._edition = Edition(
            self._edition.number + 1,
            tuple(file for file in (written.written if written else ()) if file.endswith(".css")),
            _errors(built.problems),
            urlsplit(built.base_url).path if built.base_url else self._edition.base_path,
        )
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._put, self._edition)

    def _put(self, edition: Edition) -> None:
        for queue in self._listeners:
            queue.put_nowait(edition)

    async def stream(self) -> AsyncIterator[str]:
        """Return the state of the site now and after every build, as server-sent events."""
        queue: asyncio.Queue[Edition] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield "retry: 500\n\n"
            yield self._edition.event
            while True:
                edition = await self._next(queue)
                yield ": still here\n\n" if edition is None else edition.event
        finally:
            self._listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[Edition]) -> Edition | None:
        try:
            return await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return None


def _errors(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(as_text(problem) for problem in problems if problem.severity is Severity.ERROR)
