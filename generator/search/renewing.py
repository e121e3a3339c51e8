"""Renew the index of a preview in a process of its own, which can be ended at any time.

The process reads what to do from a file, and ends, with all that it has started, as soon as its
standard input is closed: so it cannot outlive the preview either. It says what it did on its
standard output. Ending it is safe, as every part of an index that is moved into place is whole.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import msgspec
from msgspec import Struct

from generator.problems import Rejected
from generator.search.index import Effort, Searched, SearchTarget, update
from generator.write.guard import site_lock
from generator.write.manifest import Manifest

NICENESS = 10
"""How far this stands back, so that the build after a save has the processors at once."""


class Renewal(Struct, frozen=True):
    """What is to be renewed."""

    output: str
    state: str
    """The folder of the site's manifests and lock."""
    searched: Searched
    jobs: int
    """How many processes may work at once."""


class Renewed(Struct, frozen=True):
    """What was done."""

    pages: int
    """How many were indexed; 0 if the index was up to date."""
    problem: str = ""
    """Why there is no index."""


def renew(renewal: Renewal) -> Renewed:
    """Make what is out of date of the index.

    It is made of the pages that are in the output now. Where these are no longer what the renewal
    is about, the index counts as out of date for the next one.
    """
    output, state = Path(renewal.output), Path(renewal.state)
    try:
        with site_lock(state, output, lambda: None):
            manifest, search_manifest = Manifest(output, state), Manifest(output, state, "search")
            if missing := set(renewal.searched.files) - manifest.files.keys():
                return Renewed(0, f"{len(missing)} pages are gone; another build removed them")
            target = SearchTarget(output, manifest, search_manifest, state, renewal.searched)
            pages, findings = update(target, Effort(renewal.jobs))
    except Rejected as rejected:
        return Renewed(0, rejected.findings[0].message)
    return Renewed(pages, findings[0].message if findings else "")


def main(file: Path) -> None:
    """Renew what a file describes, and write to standard output what was done."""
    Thread(target=_end_with_input, daemon=True).start()
    with suppress(AttributeError, OSError):  # there is no such thing everywhere
        os.nice(NICENESS)
    renewal = msgspec.json.decode(file.read_bytes(), type=Renewal)
    sys.stdout.buffer.write(msgspec.json.encode(renew(renewal)))


def _end_with_input() -> None:
    """End this process, and those that it has started, once its standard input is closed."""
    # Not through `sys.stdin`, whose lock a process that ends by itself would wait for.
    while os.read(0, 1):
        pass
    # The preview has made this process the leader of a group; without one, it ends alone.
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
