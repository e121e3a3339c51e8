"""Tell when a site's files have changed, by file system events and by polling.

Events only decide *when* to scan the file tree; *what* changed comes from comparing two snapshots
of it (`generator.read.scan`). That makes the watcher robust both ways: a spurious event costs one
scan, a lost event is made up for by the next periodic scan, and the build's own reads and writes
cannot trigger a rebuild. Events can be lost: the kernel drops them when its queue overflows
(inotify(7), IN_Q_OVERFLOW), and network and container mounts often send none.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable
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

EVENT_TYPES: tuple[type[FileSystemEvent], ...] = (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
"""Left out are "opened" and "closed without writing": a build that reads files would cause them."""

DEBOUNCE_SECONDS = 0.02
"""How long no event may arrive before a burst of changes counts as finished."""
SAVE_DEBOUNCE_SECONDS = 0.01
"""The same if all that happened is that one file was saved."""
OPEN_FILE_DEBOUNCE_SECONDS = 0.2
"""The same while a file is still open for writing. Only Linux reports that a file was closed."""
MAX_DEBOUNCE_SECONDS = 2.0
"""Changes that never pause are handled after this long nevertheless."""
SCAN_SECONDS = 2.0
"""How often to scan although no event arrived, in case one was lost."""
MAX_SCAN_SHARE = 0.05
"""The largest share of the time to spend on scans, however many files there are."""
POLL_SECONDS = 0.3
"""How often to scan where there are no events."""


class FileChanges(Struct, frozen=True):
    """What a burst of events was about."""

    files: frozenset[str]
    """Paths relative to the root, with forward slashes."""
    folders: bool
    """Whether a folder appeared, disappeared or moved."""


class Watcher:
    """Waits for changes to the files of one site; use it as a context manager."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        """Watch the site at `root`, with `poll` by scanning alone."""
        self._root = root
        self._events = None if poll else _DebouncedEvents(root)
        self._interval = POLL_SECONDS if poll else SCAN_SECONDS
        self._last: Snapshot | None = None
        """The latest snapshot, which the next one is compared with."""
        self._scan_seconds = 0.0
        """How long the last full scan took, with what was asked at it."""

    def __enter__(self) -> Watcher:
        self._use_events(_DebouncedEvents.start)
        return self

    def __exit__(self, *_: object) -> None:
        if self._events is not None:
            self._events.stop()

    def scan(self) -> Snapshot:
        """Return a snapshot of all files; `wait` reports changes relative to it."""
        # Watches first: a change between the two steps then shows in the snapshot or as an event.
        self._use_events(_DebouncedEvents.renew_watches)
        start = time.monotonic()
        self._last = scan(self._root)
        self._scan_seconds = time.monotonic() - start
        return self._last

    def wait(
        self, timeout: float | None, wake_if: Callable[[], bool] = lambda: False
    ) -> Snapshot | None:
        """Return a new snapshot once files have changed and the changes are debounced.

        Return None after `timeout` seconds without a change; with None, wait as long as it takes.
        `wake_if` is asked at every periodic scan; if it returns true, return the snapshot as it is.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            # The larger the site, the longer the pause: scans must not keep a processor busy.
            pause = max(self._interval, self._scan_seconds / MAX_SCAN_SHARE)
            left = pause if end is None else min(pause, end - time.monotonic())
            if left <= 0:
                return None
            changes = self._next_changes(left)
            if changes is not None:
                return self._snapshot_after(changes)
            before, after = self._last, self.scan()
            if before is None or _differ(before, after):
                return self._until_stable(after)
            # Keep the older of two equal snapshots: a partial scan names the snapshot it is based
            # on by identity (`Snapshot.since`), and the last build knows this one.
            self._last = before
            start = time.monotonic()
            is_woken = wake_if()
            self._scan_seconds += time.monotonic() - start
            if is_woken:
                return before

    def _snapshot_after(self, changes: FileChanges) -> Snapshot:
        """Scan only the files that events named, so that a save costs the same on a large site.

        Scan everything if a folder changed too, or a file is new, gone or a symbolic link.
        """
        partial = None
        if self._last is not None and not changes.folders:
            partial = rescan(self._last, changes.files)
        if partial is None:
            return self.scan()
        self._last = partial
        return partial

    def _use_events(self, step: Callable[[_DebouncedEvents], None]) -> None:
        """Set up events, or fall back to polling where the system refuses.

        Linux limits the inotify watches of each user; beyond the limit, inotify_add_watch(2) fails
        with ENOSPC.
        """
        if self._events is None:
            return
        try:
            step(self._events)
        except OSError:
            self._events.stop()
            self._events = None
            self._interval = POLL_SECONDS

    def _next_changes(self, timeout: float) -> FileChanges | None:
        """Wait for debounced events; return None if none arrive within `timeout` seconds."""
        if self._events is None:
            time.sleep(timeout)
            return None
        return self._events.wait(timeout)

    def _until_stable(self, snapshot: Snapshot) -> Snapshot:
        """Scan until two snapshots agree: without events, nothing tells the end of a write."""
        end = time.monotonic() + MAX_DEBOUNCE_SECONDS
        while time.monotonic() < end:
            time.sleep(2 * DEBOUNCE_SECONDS)
            before, snapshot = snapshot, self.scan()
            if not _differ(before, snapshot):
                break
        return snapshot


def _differ(before: Snapshot, after: Snapshot) -> bool:
    return before.files != after.files or before.findings != after.findings


class _DebouncedEvents(FileSystemEventHandler):
    """Collects the file system events of a site's folders into bursts.

    watchdog calls `on_any_event` in a thread of its own; `wait` is called by the thread that
    builds. All fields below `_condition` are guarded by it.
    """

    def __init__(self, root: Path) -> None:
        # watchdog logs trouble with its threads and watches; periodic scans make up for it.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._root = root
        self._observer = Observer()
        self._watches: dict[str, tuple[int, ObservedWatch]] = {}
        """The watch of each folder, with the inode of the folder when it was set up."""
        self._condition = threading.Condition()
        self._first: float | None = None
        """When the burst began; None while there is nothing to report."""
        self._last = 0.0
        """When the latest event of the burst arrived."""
        self._open: set[str] = set()
        """Files that were created or modified and, as far as we know, not closed since."""
        self._files: set[str] = set()
        self._folders = False
        self._is_save = False
        """Whether the burst is about one file, which is whole by now."""

    def start(self) -> None:
        """Begin to listen. Raise OSError where the system refuses."""
        events = [DirCreatedEvent, DirDeletedEvent, DirMovedEvent]
        # Only the root reports that one of its watched folders was deleted, moved or created.
        self._observer.schedule(self, str(self._root), event_filter=events)
        self.renew_watches()
        self._observer.start()

    def stop(self) -> None:
        """Stop listening."""
        if self._observer.is_alive():  # joining a thread that never started would raise
            self._observer.stop()
            self._observer.join(timeout=1)

    def renew_watches(self) -> None:
        """Watch the folders that exist now. Raise OSError where the system refuses.

        inotify watches an inode, not a path (inotify(7)): after a folder was moved away and another
        put in its place, the old watch would go on reporting the folder that is gone.
        """
        for name in FOLDERS:
            folder = str(self._root / name)
            inode = _inode(folder)
            known = self._watches.get(folder)
            if known is not None and known[0] != inode:
                self._observer.unschedule(self._watches.pop(folder)[1])
            if inode and (known is None or known[0] != inode):
                watch = self._observer.schedule(
                    self, folder, recursive=True, event_filter=list(EVENT_TYPES)
                )
                self._watches[folder] = inode, watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Add an event to the burst; called in watchdog's thread."""
        named = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        paths = [path for path in named if self._is_relevant(path)]
        if not paths:
            return
        with self._condition:
            now = time.monotonic()
            self._first = self._first or now
            self._last = now
            self._files.update(paths)
            self._folders = self._folders or event.is_directory
            # Any other event ends the writing of a file: it was closed, moved or deleted. An atomic
            # save, a move into place, therefore waits no longer than DEBOUNCE_SECONDS.
            opened = isinstance(event, (FileCreatedEvent, FileModifiedEvent))
            (self._open.update if opened else self._open.difference_update)(paths)
            moved = isinstance(event, FileMovedEvent) and named[-1] in paths
            saved = isinstance(event, FileClosedEvent) or moved
            self._is_save = saved and len(self._files) == 1 and not self._folders
            self._condition.notify()

    def wait(self, timeout: float) -> FileChanges | None:
        """Wait for the first event, then until the burst is over, and return what it was about.

        Return None if no event arrives within `timeout` seconds.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._first is not None, timeout)
            if self._first is None:
                return None
            # Every event notifies, and moves the deadline, so it is worked out after each wait.
            while (left := self._deadline() - time.monotonic()) > 0:
                self._condition.wait(left)
            skip = len(str(self._root)) + 1
            files = frozenset(path[skip:].replace(os.sep, "/") for path in self._files)
            changes = FileChanges(files, self._folders)
            self._first, self._folders = None, False
            self._open.clear()
            self._files.clear()
            return changes

    def _deadline(self) -> float:
        """Return when the burst is over if no further event arrives, in monotonic seconds."""
        assert self._first is not None  # noqa: S101 - for the type checker
        whole = SAVE_DEBOUNCE_SECONDS if self._is_save else DEBOUNCE_SECONDS
        quiet = OPEN_FILE_DEBOUNCE_SECONDS if self._open else whole
        return min(self._last + quiet, self._first + MAX_DEBOUNCE_SECONDS)

    def _is_relevant(self, path: str) -> bool:
        """Return whether a path is in the site's folders and not an editor's temporary file."""
        parts = Path(path).relative_to(self._root).parts if path != str(self._root) else ()
        return bool(parts) and parts[0] in FOLDERS and not any(map(is_temporary, parts))


def _inode(folder: str) -> int:
    """Return the inode of a folder, 0 if there is none."""
    try:
        return os.stat(folder).st_ino  # noqa: PTH116
    except OSError:
        return 0
