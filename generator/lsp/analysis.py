"""One site as it stands in the editor: its problems, and what is known of it, after every edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from generator.build import MAX_ATTEMPTS
from generator.catalogue import Catalogue, article_entries, context_entries
from generator.lsp.overlay import Buffer, BufferedSession, lay_over
from generator.pipeline import prepare
from generator.problems import Finding, Problem, Rejected
from generator.read.files import DisturbedError
from generator.read.layout import ARTICLES, is_used
from generator.read.places import place
from generator.read.scan import Snapshot, scan
from generator.request import Request
from generator.store.file_states import Suspects
from generator.validate.site import ContextReading


class Analysis(Struct, frozen=True):
    """What is known of a site at one moment."""

    problems: Mapping[str, tuple[Problem, ...]]
    """Of every file that has any, sorted by place."""
    catalogue: Catalogue


class Analyst:
    """Works out all problems of one site again and again, each time only what changed.

    All calls have to come from one thread, which owns the cache.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._session = BufferedSession()
        self._disk: Snapshot | None = None
        self._last: Snapshot | None = None
        self._buffers: Mapping[str, Buffer] = {}
        self._catalogue = Catalogue()
        self._read: ContextReading | None = None
        """The files beside articles, as they were when the catalogue was made."""
        self._placed: dict[str, tuple[object, tuple[Problem, ...]]] = {}

    def look(self, request: Request, buffers: Mapping[str, Buffer], *, at_disk: bool) -> Analysis:
        """Return what is wrong with the site, open buffers in place of their files.

        With `at_disk`, the folders are scanned again; else the files are taken to be as they were.
        """
        for _ in range(MAX_ATTEMPTS):
            with suppress(DisturbedError):
                problems = self._problems(self._findings(request, buffers, at_disk))
                return Analysis(problems, self._catalogue)
            at_disk = True
        raise DisturbedError

    def _findings(
        self, request: Request, buffers: Mapping[str, Buffer], at_disk: bool
    ) -> tuple[Finding, ...]:
        """Return what `briefing check` finds before it follows links."""
        edited = {
            path
            for path in (self._buffers.keys() | buffers.keys())
            if self._buffers.get(path) != buffers.get(path)
        }
        before = self._last
        if self._disk is None or at_disk:
            self._disk, before = scan(self._root), None
        snapshot = lay_over(self._disk, buffers, before, edited)
        # Only after a preparation that came to its end may the next one rest on its snapshot.
        self._last = None
        session, self._buffers = self._session, buffers
        session.buffers = buffers
        suspects = session.cache.files.suspects(snapshot)
        prepared = prepare(session, request, snapshot, suspects)
        if prepared.site is not None:
            # Nobody renders them here, and as dirty ones all would be listed again at every key.
            clean = dict.fromkeys((row.file for row in prepared.site.dirty), "")
            session.cache.pages.mark_clean(clean)
        self._last = snapshot
        self._learn(suspects)
        return prepared.findings

    def _learn(self, suspects: Suspects) -> None:
        """Bring what there is to refer to up to date with files that were read."""
        session, last = self._session, self._catalogue
        reading = session.context
        if reading is None:
            return
        kinds = dict(last.kinds)
        if reading is not self._read:
            kinds |= context_entries(reading, last)
            self._read = reading
        read, gone = map(_articles, (suspects.paths, suspects.removed))
        if read or gone:
            table, known = session.cache.readings, kinds.get("article", {})
            kinds["article"] = article_entries(table, read, gone, known)
        self._catalogue = Catalogue(kinds, reading.images)

    def _problems(self, findings: tuple[Finding, ...]) -> dict[str, tuple[Problem, ...]]:
        """Return findings with line and column, by file; those of unchanged files from memory."""
        placed: dict[str, tuple[object, tuple[Problem, ...]]] = {}
        ordered = sorted(findings, key=lambda finding: finding.file)
        for file, group in groupby(ordered, key=lambda finding: finding.file):
            found = tuple(group)
            key = (self._session.cache.files.digest(file), found)
            known = self._placed.get(file)
            if known is None or known[0] != key or not key[0]:
                known = key, place(found, self._text)
            placed[file] = known
        self._placed = placed
        return {file: problems for file, (_, problems) in placed.items()}

    def _text(self, file: str) -> str:
        """Return the text of a file as the editor shows it, or as it is on the disk."""
        if Path(file).is_absolute() or not is_used(file):
            raise Rejected([])
        return self._session.file(self._root, file).read().lenient_text()


def _articles(paths: Iterable[str]) -> list[str]:
    # What is beside them in their folder is not read.
    return [path for path in paths if path.startswith(f"{ARTICLES}/") and is_used(path)]
