"""One site while people edit it: checked again after each change, on a thread of its own."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from generator.catalogue import Catalogue
from generator.lsp.analysis import Analysis, Analyst
from generator.lsp.overlay import Buffer
from generator.request import Request

T = TypeVar("T")

DEBOUNCE_SECONDS = 0.02
"""How long a check waits for the next key: long enough for a pasted text, too short to notice."""

_LOG = logging.getLogger(__name__)


class Worker:
    """A thread that calls functions one after another; it ends with the program."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        # A daemon: the program may end while a large site is being read.
        threading.Thread(target=self._work, daemon=True).start()

    async def call(self, function: Callable[[], T]) -> T:
        """Return what a function returns on the thread, or raise what it raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def settle(set_outcome: Callable[[Any], None], outcome: object) -> None:
            if not future.cancelled():
                set_outcome(outcome)

        def run() -> None:
            try:
                result = function()
            except Exception as error:  # it is raised where the function was called
                loop.call_soon_threadsafe(settle, future.set_exception, error)
            else:
                loop.call_soon_threadsafe(settle, future.set_result, result)

        self._calls.put(run)
        return await future

    def _work(self) -> None:
        while True:
            self._calls.get()()


Publish = Callable[[Analysis, Mapping[str, Buffer]], None]


class LiveSite:
    """A site that is checked again whenever a buffer or a file of it changes."""

    def __init__(self, root: Path, request: Callable[[Path], Request], publish: Publish) -> None:
        """Take the folder of the site, what to ask of it, and what to do with each analysis."""
        self.root = root
        self.buffers: dict[str, Buffer] = {}
        self.catalogue = Catalogue()
        self._request = request
        self._publish = publish
        self._worker = Worker()
        self._analyst: Analyst | None = None
        self._at_disk = False
        self._is_due = False
        self._checking: asyncio.Task[None] | None = None
        self._was_looked_at = asyncio.Event()

    def changed(self, *, at_disk: bool = False) -> None:
        """Check soon; with `at_disk`, files may have changed too, and not only buffers."""
        self._is_due = True
        self._at_disk |= at_disk
        if self._checking is None or self._checking.done():
            self._checking = asyncio.get_running_loop().create_task(self._check())

    async def ready(self) -> None:
        """Wait until the site was looked at once: until then, there is nothing to refer to."""
        if not self._was_looked_at.is_set():
            if self._checking is None:
                self.changed()
            await self._was_looked_at.wait()

    async def call(self, function: Callable[[], T]) -> T:
        """Return what a function returns, called when no check is at work."""
        return await self._worker.call(function)

    async def _check(self) -> None:
        while self._is_due:
            await asyncio.sleep(DEBOUNCE_SECONDS)
            self._is_due = False
            at_disk, self._at_disk = self._at_disk, False
            buffers = dict(self.buffers)
            try:
                analysis = await self._worker.call(lambda: self._look(buffers, at_disk))  # noqa: B023 - awaited at once
                self.catalogue = analysis.catalogue
                self._publish(analysis, buffers)
            except Exception:
                # What is in memory may be half done, so the next check begins anew.
                self._analyst = None
                _LOG.exception(
                    "the check of %s failed; it is tried again with the next change", self.root
                )
            self._was_looked_at.set()

    def _look(self, buffers: Mapping[str, Buffer], at_disk: bool) -> Analysis:
        if self._analyst is not None:
            return self._analyst.look(self._request(self.root), buffers, at_disk=at_disk)
        self._analyst = Analyst(self.root)
        analysis = self._analyst.look(self._request(self.root), buffers, at_disk=True)
        # Nearly all of it stays: to look for cycles in it would hold up a key now and then.
        gc.freeze()
        return analysis
