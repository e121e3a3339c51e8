"""When to look at a site again.

Events only say *when* to look; what changed, the look says. So an event too many costs a look, an
event that never came is made good by the next look of its own accord, and what the build itself
reads or writes cannot set it off.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from generator.read.scan import FOLDERS, Snapshot, is_temporary, rescan, scan

HEARD: tuple[type[FileSystemEvent], ...] = (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
"""Not among them: opened, and closed without writing, which our own reading would set off."""

OPEN_SECONDS = 0.2
"""How long a file that was begun is given to be finished, where systems tell its end at all."""
REST_SECONDS = 0.02
"""How long nothing may happen before a change counts as finished."""
BURST_SECONDS = 2.0
"""After this long, changes that go on and on are looked at nevertheless."""
LOOK_SECONDS = 3.0
"""How often to look without any event: one may have been lost."""
LOOK_SHARE = 0.05
"""At most this share of the time is spent on looking, however large the site."""
POLL_SECONDS = 0.3
"""How often to look where events do not arrive."""


class Heard(Struct, frozen=True):
    """What events were about."""

    files: frozenset[str]
    """Paths relative to the root."""
    folders: bool
    """Folders came, went or moved."""


class Changes:
    """Waits for changes of one site's files; to be used as a context manager."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        self._root = root
        self._events = None if poll else _Events(root)
        self._interval = POLL_SECONDS if poll else LOOK_SECONDS
        self._last: Snapshot | None = None
        self._cost = 0.0
        """Seconds that the last look took."""

    def __enter__(self) -> Changes:
        self._listen(_Events.start)
        return self

    def __exit__(self, *_: object) -> None:
        if self._events is not None:
            self._events.stop()

    def look(self) -> Snapshot:
        """Look at the site now; later changes are changes against this look."""
        self._listen(_Events.follow)
        start = time.monotonic()
        self._last = scan(self._root)
        self._cost = time.monotonic() - start
        return self._last

    def wait(
        self, seconds: float | None, also: Callable[[], bool] = lambda: False
    ) -> Snapshot | None:
        """Return a new look once files have changed and come to rest; None if `seconds` pass.

        Or once `also` says that something else has changed, which it is asked at every look.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            pause = max(self._interval, self._cost / LOOK_SHARE)
            left = pause if end is None else min(pause, end - time.monotonic())
            if left <= 0:
                return None
            heard = self._rest(left)
            if heard is not None:
                return self._look_at(heard)
            before, after = self._last, self.look()
            if before is None or _differ(before, after):
                return self._at_rest(after)
            self._last = before  # equal, and others may know what it saw
            if also():
                return before

    def _look_at(self, heard: Heard) -> Snapshot:
        """Look at what events were about; at everything if they were about more than files."""
        again = None
        if self._last is not None and not heard.folders:
            again = rescan(self._last, heard.files)
        if again is None:
            return self.look()
        self._last = again
        return again

    def _listen(self, how: Callable[[_Events], None]) -> None:
        """Listen to events, if the system grants it: it may have no watches left for anybody."""
        if self._events is None:
            return
        try:
            how(self._events)
        except OSError:
            self._events.stop()
            self._events = None
            self._interval = POLL_SECONDS

    def _rest(self, seconds: float) -> Heard | None:
        """Wait for events to come and go; None where none come within `seconds`."""
        if self._events is None:
            time.sleep(seconds)
            return None
        return self._events.rest(seconds)

    def _at_rest(self, tree: Snapshot) -> Snapshot:
        """Look until two looks agree, so that no file is read amid its being written."""
        end = time.monotonic() + BURST_SECONDS
        while time.monotonic() < end:
            time.sleep(2 * REST_SECONDS)
            before, tree = tree, self.look()
            if not _differ(before, tree):
                break
        return tree


def _differ(before: Snapshot, after: Snapshot) -> bool:
    return before.files != after.files or before.findings != after.findings


class _Events(FileSystemEventHandler):
    """What the system tells of a site's folders."""

    def __init__(self, root: Path) -> None:
        # It complains of its own threads and watches. What it may miss, looks find.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._root = root
        self._observer = Observer()
        self._watches: dict[str, tuple[int, ObservedWatch]] = {}
        """For each folder that is watched its inode: a folder that was replaced is another one."""
        self._changed = threading.Condition()
        self._first: float | None = None
        """When the first change came that nobody has looked at."""
        self._open: set[str] = set()
        """Files that were begun and, as far as is known, not finished."""
        self._files: set[str] = set()
        self._folders = False
        self._last = 0.0

    def start(self) -> None:
        """Begin to listen. Raise OSError where the system refuses."""
        events = [DirCreatedEvent, DirDeletedEvent, DirMovedEvent]
        # The root itself tells when one of its folders comes or goes.
        self._observer.schedule(self, str(self._root), event_filter=events)
        self.follow()
        self._observer.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(timeout=1)

    def follow(self) -> None:
        """Watch the folders that are there now, in place of any that were moved away."""
        for name in FOLDERS:
            folder = str(self._root / name)
            inode = _inode(folder)
            known = self._watches.get(folder)
            if known is not None and known[0] != inode:
                self._observer.unschedule(self._watches.pop(folder)[1])
            if inode and (known is None or known[0] != inode):
                watch = self._observer.schedule(
                    self, folder, recursive=True, event_filter=list(HEARD)
                )
                self._watches[folder] = inode, watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of an event, in watchdog's own thread."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if not any(self._concerns(path) for path in paths):
            return
        with self._changed:
            now = time.monotonic()
            self._first = self._first or now
            self._last = now
            self._files.update(paths)
            self._folders = self._folders or event.is_directory
            begun = isinstance(event, (FileCreatedEvent, FileModifiedEvent))
            (self._open.update if begun else self._open.difference_update)(paths)
            self._changed.notify()

    def rest(self, seconds: float) -> Heard | None:
        """Wait up to `seconds` for a change, then until changes rest; None where none came."""
        with self._changed:
            self._changed.wait_for(lambda: self._first is not None, seconds)
            if self._first is None:
                return None
            while (left := self._end() - time.monotonic()) > 0:
                self._changed.wait(left)
            skip = len(str(self._root)) + 1
            files = frozenset(path[skip:].replace(os.sep, "/") for path in self._files)
            heard = Heard(files, self._folders)
            self._first, self._folders = None, False
            self._open.clear()
            self._files.clear()
            return heard

    def _end(self) -> float:
        """When, as things stand, the changes will have come to rest."""
        assert self._first is not None  # noqa: S101 - for the type checker
        rest = OPEN_SECONDS if self._open else REST_SECONDS
        return min(self._last + rest, self._first + BURST_SECONDS)

    def _concerns(self, path: str) -> bool:
        """Return whether a path is in the site's folders and not one that editors leave behind."""
        parts = Path(path).relative_to(self._root).parts if path != str(self._root) else ()
        return bool(parts) and parts[0] in FOLDERS and not _any_passing(parts)


def _any_passing(parts: Iterable[str]) -> bool:
    return any(is_temporary(part) for part in parts)


def _inode(folder: str) -> int:
    try:
        return os.stat(folder).st_ino  # noqa: PTH116
    except OSError:
        return 0
