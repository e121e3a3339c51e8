"""What a build would say of a site if some of its files were otherwise; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.edit.save import Change
from generator.pipeline import Prepared, prepare
from generator.problems import Finding, Problem, Severity
from generator.read.files import SourceFile
from generator.read.layout import SiteFiles
from generator.read.places import place
from generator.read.scan import Snapshot, StatSignature, scan
from generator.request import Request
from generator.session import Session
from generator.store.cache import Cache


class Trial(Struct, frozen=True):
    """A site as it would be, worked out up to the pages that would have to be made."""

    prepared: Prepared
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that would stop a build."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


_CHANGED: StatSignature = (-3, 0, 0, 0)
"""The signature of a file that is taken to be otherwise: none is kept under it, so it is read."""


class _TrialSession(Session):
    """A session that takes changed files for those on the disk."""

    def __init__(self, cache: Cache, changed: Mapping[str, bytes]) -> None:
        super().__init__(cache)
        self._changed = changed

    def group_files(self, snapshot: Snapshot) -> SiteFiles:
        """Return the files of a site, those that are changed among them. Raise Rejected."""
        return super().group_files(snapshot).exchanged(self._changed, self._with_changes)

    def _with_changes(self, file: SourceFile) -> SourceFile:
        return replace(file, instead=self._changed[file.path])


def attempt(request: Request, cache: Cache, changes: Iterable[Change] = ()) -> Trial:
    """Work out a site as it would be after changes.

    `cache`, in memory, has what is known of the site already, and then what the trial found out.
    Raise DisturbedError if files change meanwhile, CacheError if the cache is damaged.
    """
    changes = tuple(changes)
    changed = {change.target: change.after for change in changes}
    snapshot = _after(scan(request.root), changes)
    session = _TrialSession(cache, changed)
    prepared = prepare(session, request, snapshot, cache.files.suspects(snapshot))
    return Trial(prepared, _problems(request.root, changed, prepared.findings))


def _after(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    """Return a snapshot in which files have changed, and are at their new places if they move."""
    gone = {change.path for change in changes}
    files = {path: found for path, found in snapshot.files.items() if path not in gone}
    files |= {change.target: _CHANGED for change in changes}
    return replace(snapshot, files=dict(sorted(files.items())))


def _problems(
    root: Path, changed: Mapping[str, bytes], findings: Iterable[Finding]
) -> tuple[Problem, ...]:
    def text(path: str) -> str:
        return SourceFile(root, path, instead=changed.get(path)).read().lenient_text()

    return place(findings, text)
