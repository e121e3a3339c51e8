"""The up-to-date check: find out that there is nothing to do, without loading the stages.

A build that leaves nothing to do records what that depends on, unless it has something to say that
may be otherwise by itself. The next build has nothing to do either if all of this holds:

- it is asked for the same (`_options`), and not for a clean build;
- no file of the site has other bytes (`FileStates.suspects`, `drop_unchanged`);
- the gate decides as it did: no article became public or ceased to be;
- nothing in the cache is dirty, so no later build was stopped half-way;
- every file that was written is still in the output, and the manifests list as many as then.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, json

from generator.problems import Finding, Rejected
from generator.read.files import SourceFile
from generator.read.scan import Snapshot
from generator.request import Request, Search
from generator.store.cache import Cache
from generator.store.file_states import Suspects
from generator.store.tables import FileRow
from generator.store.version import indexer_version

_FACT = "up-to-date"
MAX_COMPARED = 100
"""Suspects that are compared here, at most. To read more is a job for several processes."""


class UpToDate(Struct, frozen=True):
    """The record of a build that left nothing to do, and until when that holds."""

    options: list[object]
    """What the build was asked for."""
    since: datetime
    """The `now` of the build."""
    until: datetime | None
    """When an article next becomes public or ceases to be."""
    file_count: int
    """How many files the manifests listed: fewer now means that a manifest was damaged."""
    base_url: str | None
    """Where the site will be served."""
    unseen: int
    """How many quotations rest on evidence that was not looked at."""
    findings: tuple[Finding, ...]
    """What the build had to say, which is to be said again."""

    def covers(self, request: Request, file_count: int) -> bool:
        """Return whether a request asks for nothing new, if no file has changed."""
        is_same = not request.clean and self.options == _options(request)
        is_same = is_same and self.file_count == file_count
        return is_same and request.gate.unchanged_since(self.since, self.until)


def drop_unchanged(cache: Cache, snapshot: Snapshot, suspects: Suspects) -> Suspects:
    """Return no suspects if they are a few whose bytes are unchanged; else return all of them.

    It is meant for files that were saved just before the last build, whose signatures are not
    trusted. They are recorded again, and may be trusted from now on. If a suspect did change, what
    was read here is not used: the stages read it again and take everything from those bytes.
    """
    is_untrusted = cache.files.is_untrusted
    paths = suspects.paths
    if suspects.removed or len(paths) > MAX_COMPARED or not all(map(is_untrusted, paths)):
        return suspects
    rows = []
    for path in paths:
        try:
            source = SourceFile(snapshot.root, path, path in snapshot.links).read()
        except Rejected:
            return suspects
        if source.digest != cache.files.digest(path):
            return suspects  # all of them, as the stages have to be loaded anyway
        rows.append(FileRow(path, *source.signature, source.digest))
    cache.files.record(rows)
    cache.files.accept(snapshot, ())
    # An open transaction would keep other processes out of the cache until the next build.
    cache.commit()
    return Suspects((), ())


def load(cache: Cache) -> UpToDate | None:
    """Return the record of the last build; None if there is none, or something is left to do."""
    known = json.decode(cache.facts.get(_FACT) or "null", type=UpToDate | None)
    return None if cache.has_work_left() else known


def clear(cache: Cache) -> None:
    """Delete the record, as a build is about to change what it is about."""
    cache.facts.put(_FACT, "null")


def save(
    cache: Cache,
    request: Request,
    base_url: str | None,
    until: datetime | None,
    file_count: int,
    unseen: int,
    findings: tuple[Finding, ...],
) -> None:
    """Store the record of a build that left nothing to do; call it before its last commit."""
    options, since = _options(request), request.gate.now
    record = UpToDate(options, since, until, file_count, base_url, unseen, findings)
    cache.facts.put(_FACT, json.encode(record).decode())


def _options(request: Request) -> list[object]:
    """Return everything in a request that the output depends on, but the time."""
    # The version of the generator need not be here: another one does not trust the cache at all.
    indexer = indexer_version() if request.search is Search.MAKE else ""
    return [request.base_url, request.drafts, request.search.value, indexer]
