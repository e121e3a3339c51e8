"""The up-to-date check: most of a build that does nothing would be loading the stages."""

from __future__ import annotations

import json
from datetime import datetime

from msgspec import Struct

from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.read.scan import Snapshot
from generator.request import Request, Search
from generator.store.cache import Cache
from generator.store.file_states import Suspects
from generator.store.tables import FileRow
from generator.store.version import indexer_version

_FACT = "up-to-date"
FEW = 20
"""Suspects that are compared here: reading more is better shared out over processes."""


class UpToDate(Struct, frozen=True):
    """That a build left nothing to do and nothing to say, and until when that holds."""

    asked: list[object]
    """What it was asked for."""
    since: datetime
    until: datetime | None
    """When an article next becomes public, or ceases to be."""
    files: int
    """How many files of the output were known to be ours: somebody may have lost some."""
    base_url: str | None
    """Where the site will be served."""

    def holds(self, request: Request, files: int) -> bool:
        """Return whether, as long as no file changed, a build would do and say nothing."""
        asked = not request.clean and self.asked == _asked(request)
        return asked and files == self.files and request.gate.decides_as(self.since, self.until)


def dismiss(cache: Cache, snapshot: Snapshot, suspects: Suspects) -> Suspects:
    """Return the suspects, or none if all are a few files saved just before the last build.

    The signatures of these are not to be trusted, so their bytes are compared. What is read here
    decides nothing else. Raise CacheError.
    """
    unsure = cache.files.is_unsure
    if suspects.removed or len(suspects.paths) > FEW or not all(map(unsure, suspects.paths)):
        return suspects
    rows = []
    for path in suspects.paths:
        try:
            source = SourceFile(snapshot.root, path, path in snapshot.links).read()
        except Rejected:
            return suspects
        if source.digest != cache.files.digest(path):
            return suspects
        rows.append(FileRow(path, *source.signature, source.digest))
    cache.files.note(rows)
    cache.files.settle(snapshot, ())
    # Where a preview has the cache open, what is not committed locks out all other builds.
    cache.commit()
    return Suspects((), ())


def recall(cache: Cache) -> UpToDate | None:
    """Return what the last build noted; None where it left something to do, or to say."""
    known = json.loads(cache.facts.get(_FACT) or "null")
    if known is None or cache.has_work_left():
        return None
    asked, since, until, files, base_url = known
    at = datetime.fromisoformat
    return UpToDate(asked, at(since), at(until) if until else None, files, base_url)


def forget(cache: Cache) -> None:
    """Note that a build is at work."""
    cache.facts.put(_FACT, "null")


def note(
    cache: Cache, request: Request, base_url: str | None, until: datetime | None, files: int
) -> None:
    """Note that all is done; to be called before a build's last commit."""
    since, then = request.gate.now.isoformat(), until.isoformat() if until else None
    cache.facts.put(_FACT, json.dumps([_asked(request), since, then, files, base_url]))


def _asked(request: Request) -> list[object]:
    indexer = indexer_version() if request.search is Search.MAKE else ""
    return [request.base_url, request.drafts, request.search.value, indexer]
