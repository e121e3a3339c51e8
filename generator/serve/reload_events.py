"""Live reload: tell every open page of each finished build, as server-sent events.

Source of the stream's format: the HTML standard, "Server-sent events".
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.build import Built
from generator.problems import Severity
from generator.report import as_text, foremost

HEARTBEAT_SECONDS = 15.0
"""How often to send a comment to an idle page: only a failed write shows that it was closed."""

MAX_SHOWN = 50
"""Problems that a page shows, at most."""


class SearchAge(Struct, frozen=True):
    """How old the search index of the preview is."""

    current: bool
    """Whether it is of the site as it is now."""
    made: float | None
    """When it was made, in seconds since 1970; None if there is none."""


class BuildEvent(Struct, frozen=True):
    """What open pages are told of a finished build."""

    number: int
    """Larger by one with each build."""
    styles: tuple[str, ...]
    """Style sheets that the build changed, relative to the top of the site."""
    problems: tuple[str, ...]
    """The errors that kept the build from updating the site, as text; empty if it did."""
    more: int
    """How many of them are left out of `problems`."""
    base_path: str
    """The path that the site is served under, `/` or `/repo/`; `/` before it is known."""
    search: SearchAge
    """How old the search index is."""

    @property
    def encoded(self) -> str:
        """The event as it is sent: its name, its data as one line of JSON, and an empty line."""
        data = {
            "number": self.number,
            "styles": self.styles,
            "problems": self.problems,
            "more": self.more,
            "search": asdict(self.search),
        }
        return f"event: build\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


NO_SEARCH = SearchAge(current=False, made=None)


class ReloadEvents:
    """Broadcasts events from the thread that builds to all pages that are open."""

    def __init__(self) -> None:
        # Counting starts at the current time in milliseconds: pages that stayed open remember
        # numbers of an earlier preview, and must not take a new build for one they have seen.
        self._latest = BuildEvent(time.time_ns() // 1_000_000, (), (), 0, "/", NO_SEARCH)
        self._listeners: set[asyncio.Queue[BuildEvent]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def latest(self) -> BuildEvent:
        """The event of the latest build."""
        return self._latest

    def attach(self) -> None:
        """Use the running event loop, which serves the pages, to send events."""
        self._loop = asyncio.get_running_loop()

    def broadcast(self, built: Built, search: SearchAge) -> None:
        """Tell every open page of a build; may be called from any thread.

        Call it only after all files of the build are in place: a page that reloads earlier gets the
        old file, and hears of no further build.
        """
        written = built.written
        errors = [one for one in built.problems if one.severity is Severity.ERROR]
        shown = tuple(as_text(problem) for problem in foremost(errors, MAX_SHOWN))
        self._latest = BuildEvent(
            self._latest.number + 1,
            tuple(file for file in (written.written if written else ()) if file.endswith(".css")),
            shown,
            len(errors) - len(shown),
            urlsplit(built.base_url).path if built.base_url else self._latest.base_path,
            search,
        )
        self._send_latest()

    def broadcast_search(self, search: SearchAge) -> None:
        """Tell every open page of another search index; may be called from any thread."""
        self._latest = replace(self._latest, search=search)
        self._send_latest()

    def _send_latest(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._enqueue, self._latest)

    def _enqueue(self, event: BuildEvent) -> None:
        """Hand an event to every stream; runs in the event loop, as queues are not thread-safe."""
        for queue in self._listeners:
            queue.put_nowait(event)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the latest event, then one for every build, until the page is closed."""
        queue: asyncio.Queue[BuildEvent] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            # How soon the browser reconnects, in milliseconds, after the preview was restarted.
            yield "retry: 500\n\n"
            yield self._latest.encoded
            while True:
                event = await self._next(queue)
                yield ": heartbeat\n\n" if event is None else event.encoded
        finally:
            self._listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[BuildEvent]) -> BuildEvent | None:
        """Return the next event, None if there is none for the length of a heartbeat."""
        try:
            return await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return None
