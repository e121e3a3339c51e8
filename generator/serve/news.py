"""What open pages are told after a build."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from generator.build import Built
from generator.problems import Problem, Severity
from generator.report import as_text

HEARTBEAT_SECONDS = 15.0
"""How often an open page is told nothing, so that a closed one is noticed."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The state of the site after some build."""

    number: int
    styles: tuple[str, ...]
    """Style sheets that this build changed, relative to the top of the site."""
    problems: tuple[str, ...]
    """What keeps the site from being up to date, as text; empty if it is."""
    base_path: str
    """What the site is served under: `/` or `/repo/`; `/` as long as that is not known."""

    @property
    def notice(self) -> str:
        """The problems as an event of the stream."""
        return _event("problems", list(self.problems))


class News:
    """Carries the news of builds, from the thread that builds to the pages that are open."""

    def __init__(self) -> None:
        self._edition = Edition(0, (), (), "/")
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

    async def stream(self, file: Callable[[], Path | None], seen: str) -> AsyncIterator[str]:
        """Give the events for one open page.

        `file` gives the page's file, `seen` is the digest of what the browser shows. The page is
        told to reload only if that is not what the file holds.
        """
        queue: asyncio.Queue[Edition] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            edition = self._edition
            yield "retry: 500\n\n"
            while True:
                # Where there are problems the site is the last good one, and nothing of it changed.
                yield edition.notice
                if (now := digest(file())) != seen:
                    seen = now
                    yield _event("reload", None)
                if edition.styles:
                    yield _event("styles", list(edition.styles))
                edition = await self._next(queue)
                while edition is self._nothing:
                    yield ": still here\n\n"
                    edition = await self._next(queue)
        finally:
            self._listeners.discard(queue)

    _nothing = Edition(-1, (), (), "/")

    async def _next(self, queue: asyncio.Queue[Edition]) -> Edition:
        try:
            return await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return self._nothing


def digest(file: Path | None) -> str:
    """Stand for the bytes of a page's file; the same for every page that is missing."""
    try:
        return blake2b(file.read_bytes() if file else b"", digest_size=12).hexdigest()
    except OSError:
        return "missing"


def _errors(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(as_text(problem) for problem in problems if problem.severity is Severity.ERROR)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
