"""The loop of a writing day: wait for a change, build, wait again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from generator.build import Builder, Built
from generator.read.scan import Snapshot
from generator.request import Request
from generator.watch.changes import Changes

RETRY_SECONDS = 3.0
"""How soon to try again where something outside the content is in the way, such as a full disk."""


class Rebuild(Struct, frozen=True):
    """One round of the loop."""

    built: Built | None
    error: Exception | None
    """What went wrong inside the generator itself; the next change may mend it."""
    seconds: float
    retry: bool = False
    """Nothing changed; it was tried again whether what was in the way is gone."""


def rebuilds(
    builder: Builder, request: Callable[[], Request], changes: Changes
) -> Iterator[Rebuild]:
    """Build now, and again after every change and whenever an article falls due; never ends.

    `request` gives each build its request, with the time of that moment.
    """
    tree: Snapshot | None = changes.look()
    trust = retry = False
    while True:
        start = time.monotonic()
        due, may_mend = None, False
        try:
            built = builder.build(request(), tree or changes.look(), trust=trust)
            trust = True
            due, may_mend = built.next_due, built.may_mend
            yield Rebuild(built, None, time.monotonic() - start, retry)
        except Exception as error:
            yield Rebuild(None, error, time.monotonic() - start)
        builder.get_ready()
        _tidy_up()
        seconds = RETRY_SECONDS if may_mend else _seconds_until(due, request().now)
        tree = changes.wait(seconds, builder.has_lost_its_output)
        retry = may_mend and tree is None


def _tidy_up() -> None:
    """Collect garbage while nobody waits, and have later collections pass by what is kept.

    A collection amid a build would look at everything that is known of a site.
    """
    gc.collect()
    gc.freeze()


def _seconds_until(due: datetime | None, now: datetime) -> float | None:
    return None if due is None else max(0.0, (due - now).total_seconds())
