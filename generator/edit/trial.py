"""What a build would say of a site if some of its files were otherwise; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.digests import digest_of
from generator.edit.save import Change
from generator.pipeline import Prepared, prepare
from generator.problems import Finding, Problem, Severity
from generator.read.files import UNTRUSTED, Source, SourceFile
from generator.read.layout import SiteFiles
from generator.read.places import place
from generator.read.scan import Snapshot, scan
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


class _Changed(SourceFile, frozen=True):
    """A file that has other bytes than on the disk."""

    data: bytes = b""

    def read(self) -> Source:
        """Return what it would have."""
        return Source(self.path, self.data, digest_of(self.data), UNTRUSTED)


class _TrialSession(Session):
    """A session that takes changed files for those on the disk."""

    def __init__(self, root: Path, changed: Mapping[str, bytes]) -> None:
        super().__init__(Cache(None, ""))
        self._changed = {path: _Changed(root, path, data=data) for path, data in changed.items()}

    def group_files(self, snapshot: Snapshot) -> SiteFiles:
        """Return the files of a site, those that are changed among them. Raise Rejected."""
        files = super().group_files(snapshot)

        def with_changed(group: Mapping[str, SourceFile]) -> Mapping[str, SourceFile]:
            return {path: self._changed.get(path, file) for path, file in group.items()}

        def one(file: SourceFile | None) -> SourceFile | None:
            return self._changed.get(file.path, file) if file else None

        return replace(
            files,
            site=one(files.site),
            sources=one(files.sources),
            actors=one(files.actors),
            glossary=one(files.glossary),
            articles=with_changed(files.articles),
            pages=with_changed(files.pages),
            themes=with_changed(files.themes),
            templates=with_changed(files.templates),
        )


def attempt(request: Request, changes: Iterable[Change] = ()) -> Trial:
    """Work out a site as it would be after changes.

    Raise DisturbedError if files change meanwhile.
    """
    changes = tuple(changes)
    changed = {change.target: change.after for change in changes}
    snapshot = _after(scan(request.root), changes)
    session = _TrialSession(request.root, changed)
    suspects = session.cache.files.suspects(snapshot)
    prepared = prepare(session, request, snapshot, suspects)
    return Trial(prepared, _problems(request.root, changed, prepared.findings))


def _after(snapshot: Snapshot, changes: Iterable[Change]) -> Snapshot:
    """Return a snapshot in which files that move are at their new places."""
    files = dict(snapshot.files)
    for change in changes:
        if change.new_path:
            files[change.new_path] = files.pop(change.path)
    return replace(snapshot, files=dict(sorted(files.items())))


def _problems(
    root: Path, changed: Mapping[str, bytes], findings: Iterable[Finding]
) -> tuple[Problem, ...]:
    def text(path: str) -> str:
        if path in changed:
            return _Changed(root, path, data=changed[path]).read().lenient_text()
        return SourceFile(root, path).read().lenient_text()

    return place(findings, text)
