"""The watch loop: wait for a change, build, wait again, and renew the search index meanwhile."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from msgspec import Struct

from generator.build import STATE_FOLDER, Builder, Built
from generator.read.scan import Snapshot
from generator.request import Request
from generator.search.renewing import Renewal
from generator.watch.renewer import QUIET_SECONDS, Renewer
from generator.watch.watcher import Watcher

RETRY_SECONDS = 3.0
"""How soon to retry where something outside the content stops the build, such as a full disk."""


class Rebuild(Struct, frozen=True):
    """One round of the loop."""

    built: Built | None
    """None if the generator itself failed."""
    error: Exception | None
    """How it failed; the next change may put that right."""
    seconds: float
    retry: bool = False
    """Whether this round is a retry, with nothing changed since the last one."""


def rebuilds(
    builder: Builder, request: Callable[[], Request], watcher: Watcher, renewer: Renewer
) -> Iterator[Rebuild]:
    """Build now, after every change and whenever an article falls due; never end.

    `request` makes the request of each build, with the current time in it. In between, the search
    index is renewed.
    """
    snapshot: Snapshot | None = watcher.scan()
    # The first build checks whether every file of the output is as the last build left it. Later
    # ones trust that, as it costs more the larger the site is; what somebody deletes or edits there
    # is noticed by `output_was_changed`.
    trust = retry = False
    while True:
        start = time.monotonic()
        built, due, is_retryable = None, None, False
        try:
            built = builder.build(request(), snapshot or watcher.scan(), trust=trust)
            trust = True
            due, is_retryable = built.next_due, built.is_retryable
            if built.written is not None and (built.written.written or built.written.removed):
                renewer.expire()
            yield Rebuild(built, None, time.monotonic() - start, retry)
        except Exception as error:
            # A bug that one state of the content triggers must not end the editor's session.
            yield Rebuild(None, error, time.monotonic() - start)
        # While nobody waits, so that the first save does not pay for loading the stages.
        builder.preload()
        _collect_garbage()
        timeout = RETRY_SECONDS if is_retryable else _seconds_until(due, request().now)
        wait = partial(watcher.wait, wake_if=builder.output_was_changed)
        renewal = partial(_renewal, builder, request)
        is_good = built is not None and built.written is not None
        if not is_good or renewer.is_current:
            snapshot = wait(timeout)
        else:
            snapshot = _wait_and_renew(wait, timeout, renewer, renewal)
        retry = is_retryable and snapshot is None


def _wait_and_renew(
    wait: Callable[[float | None], Snapshot | None],
    timeout: float | None,
    renewer: Renewer,
    renewal: Callable[[], Renewal | None],
) -> Snapshot | None:
    """Wait for a change as `wait` does, and renew the search index once none has come for a while.

    A change, or the end of the wait, ends the renewal.
    """
    if timeout is not None and timeout <= QUIET_SECONDS:
        return wait(timeout)
    snapshot = wait(QUIET_SECONDS)
    what = renewal() if snapshot is None else None
    if what is None:
        return snapshot
    with renewer.renewing(what):
        return wait(None if timeout is None else timeout - QUIET_SECONDS)


def _renewal(builder: Builder, request: Callable[[], Request]) -> Renewal | None:
    """Return what is to be renewed; None if that is not known."""
    asked = request()
    searched = builder.searched()
    if searched is None:
        return None
    output, state = builder.output.resolve(), asked.root / STATE_FOLDER
    return Renewal(str(output), str(state), searched, asked.jobs)


def _collect_garbage() -> None:
    """Collect garbage between builds, and exempt what survives from later collections.

    Otherwise a collection in the middle of a build would traverse everything known about a site.
    """
    gc.collect()
    gc.freeze()


def _seconds_until(due: datetime | None, now: datetime) -> float | None:
    """Return the seconds until an instant, 0 if it has passed, None if there is none."""
    return None if due is None else max(0.0, (due - now).total_seconds())
