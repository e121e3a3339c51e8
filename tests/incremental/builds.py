"""Builds of a site: the one place where these tests meet the Python interface of the generator."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator import target, workers
from generator.build import Builder, Built, build
from generator.check.building import Wanted, build_checked
from generator.check.check import Checked, check
from generator.read import files
from generator.read.scan import Snapshot, rescan, scan
from generator.request import Request, Search
from generator.search import shards
from tests.clean import Outcome, Output

Do = Callable[[Callable[[], Any]], Any]
"""Does some work and returns its result."""

CleanBuild = Callable[[Request, frozenset[tuple[str, bytes]]], tuple[Outcome, Output]]
"""Builds the site of a request, whose files are these, where nothing has ever been built."""


class Manner(Enum):
    """Who builds."""

    KEPT = "one process, which keeps its cache open"
    WATCHER = "the same, which looks only at files that changed, and trusts its output"
    OPENED = "one process, which opens its cache each time"
    APART = "another process, whether this one has the cache open or not"
    CHECKED = "one process, which writes only what passes a check, then what does not"


LINKS = ("broken-file", "broken-link", "same-anchor")
"""Codes of what builds write all the same, unless they check."""
UNFIT = ("example-content", "reserved-address")
"""Codes of what only a check tells, and writes all the same."""


def request_for(root: Path, *, search: bool = False) -> Request:
    """Return what asks for a build of the site in the folder `root`."""
    now = datetime.fromisoformat("2025-05-19T21:00+00:00")
    return Request(root=root, now=now, search=Search.MAKE if search else Search.NONE)


TICK_SECONDS = 0.01
"""A file that was changed twice within a tick of the disk's clock may look as it did."""


@contextmanager
def small_taken_for_large(gap_seconds: float = TICK_SECONDS) -> Iterator[None]:
    """Have few files shared out over processes, and stat signatures trusted after so long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "WORTH_A_PROCESS", 2)
        patch.setattr(workers, "PIECE", 1)
        patch.setattr(target, "MANY", 2)
        patch.setattr("generator.open_site.LARGE", 100)
        patch.setattr(files, "SAFETY_GAP_NS", int(gap_seconds * 1e9))
        yield


@contextmanager
def small_indexes_in_shards() -> Iterator[None]:
    """Have search indexes consist of several shards on a site of a few pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "SMALLEST", 3)
        yield


def killed_build(request: Request, output: Path, moves: int) -> None:
    """Build in another process, which ends at once after so many files are moved into place."""
    if process := os.fork():
        os.waitpid(process, 0)
        return
    left = iter(range(moves))
    replace = os.replace

    def move(*places: Any) -> None:
        if next(left, None) is None:
            os._exit(1)
        replace(*places)

    vars(os)["replace"] = move  # nobody else sees this process
    try:
        build(request, output)
    finally:
        os._exit(0)


class Builds:
    """Builds the site in the folder `root`, again and again; `apart` does so in its process."""

    def __init__(self, root: Path, apart: Do = lambda work: work()) -> None:
        self.output = root / "site"
        self.state = root / ".briefing"
        self._apart = apart
        self._kept: Builder | None = None
        self._snapshot: Snapshot | None = None
        self._trusts = False

    @property
    def keeps_cache_open(self) -> bool:
        """Return whether this process has the cache open."""
        return self._kept is not None

    def distrust(self) -> None:
        """Hear that somebody else changed the output."""
        self._trusts = False

    def build(self, request: Request, manner: Manner) -> Built:
        """Build as things stand on the disk."""
        # What is trusted must not depend on how fast this machine is.
        time.sleep(1.5 * TICK_SECONDS)
        if manner is Manner.APART:
            built: Built = self._apart(partial(build, request, self.output))
            return built
        if manner is Manner.OPENED:
            self.close()
            return build(request, self.output)
        if manner is Manner.CHECKED:
            self.close()
            built, _ = build_checked(request, self.output, Wanted())
            if any(problem.code in LINKS for problem in built.problems):
                assert built.written is None
                return build(replace(request, clean=False), self.output)
            told = (one for one in built.problems if one.code not in UNFIT)
            return replace(built, problems=tuple(told))
        self._kept = self._kept or Builder(self.output)
        if manner is Manner.KEPT:
            return self._kept.build(request)
        self._snapshot = _looked_at(request.root, self._snapshot)
        trusts, self._trusts = self._trusts, True
        return self._kept.build(request, self._snapshot, trust=trusts)

    def check(self, request: Request) -> tuple[Checked, Checked]:
        """Check as things stand on the disk: with what was kept, and as if nothing was."""
        time.sleep(1.5 * TICK_SECONDS)
        return check(request, output=self.output), check(request)

    def build_checked(self, request: Request) -> tuple[Built, Checked]:
        """Build what passes a check, as things stand; and check as if nothing was kept."""
        time.sleep(1.5 * TICK_SECONDS)
        built, _ = build_checked(request, self.output, Wanted())
        return built, check(request)

    def close(self) -> None:
        """Let go of the cache."""
        if self._kept is not None:
            self._kept.close()
        self._kept, self._trusts = None, False


def _looked_at(root: Path, before: Snapshot | None) -> Snapshot:
    """Look as a watcher does: again at the files that changed, where that is enough."""
    now = scan(root)
    if before is None:
        return now
    changed = set(now.files.items()) ^ set(before.files.items())
    return rescan(before, {path for path, _ in changed}) or now


@contextmanager
def another_process() -> Iterator[Do]:
    """Have work done in another process, which sees nothing of what happens in this one."""
    # macOS offers fork, but its system libraries do not survive it.
    context: Any = get_context("spawn" if sys.platform in {"darwin", "win32"} else "fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()

    def do(work: Callable[[], Any]) -> Any:
        ours.send(work)
        result = ours.recv()
        if isinstance(result, Exception):
            raise result
        return result

    try:
        yield do
    finally:
        ours.send(None)
        process.join()


def _serve(connection: Connection) -> None:
    for work in iter(connection.recv, None):
        try:
            connection.send(work())
        except Exception as error:
            connection.send(error)
