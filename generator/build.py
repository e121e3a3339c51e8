"""Content to site: the stages, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import AtLine, Finding, Problem, Rejected, Severity
from generator.read.files import SourceFile
from generator.read.site import SITE_FILE, find
from generator.read.tree import Tree, look
from generator.request import Request, Search
from generator.store.quiet import Quiet
from generator.store.sources import Sources
from generator.store.store import Store
from generator.store.version import code_version
from generator.write.manifest import Manifest
from generator.write.output import (
    Written,
    all_right,
    one_build_at_a_time,
    refuse_dangerous,
    write,
)

if TYPE_CHECKING:
    from generator.prepare.workshop import Prepared, Workshop

STATE_FOLDER = ".briefing"
DRAFTS_FOLDER = f"{STATE_FOLDER}/drafts"
"""Where a preview with drafts goes: the one output that may lie in a folder of ours."""
KEPT_FOLDERS = ("content", "themes", "templates", "static", ".git", STATE_FOLDER)


class Built(Struct, frozen=True):
    """The outcome of a build: `written` is None where errors left the site as it was."""

    written: Written | None
    problems: tuple[Problem, ...]
    next_due: datetime | None = None
    """When the site changes by itself: an article becomes public, or ceases to be."""
    base_url: str | None = None
    """Where the site will be served; None where its content has errors."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that may not have been right, each with what changed that it asks for."""
    indexed: int = 0
    """Of how many pages a search index was made, if one was."""
    may_mend: bool = False
    """It failed for something outside the content, such as a full disk, that may come right."""


class Builder:
    """Builds one site into one folder, again and again, and keeps its cache open in between."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._open: Open | None = None

    def build(self, request: Request, tree: Tree | None = None, *, trust: bool = False) -> Built:
        """Build the site of a request; a build that finds errors leaves the output as it was.

        `tree` is a look at the site's files that was taken just now, if there was one; with `trust`
        what was written earlier is taken to be in the output still.
        """
        state = request.root / STATE_FOLDER
        try:
            if self._output != request.root / DRAFTS_FOLDER:
                refuse_dangerous(self._output, request.root, KEPT_FOLDERS)
            if not state.exists() and not (request.root / SITE_FILE).exists():
                # Raises, and leaves nothing behind in a folder that is no site.
                find(look(request.root))
            with one_build_at_a_time(state, self._output):
                tree = tree or look(request.root)
                try:
                    return _build(self._opened(state), self._output, request, tree, trust)
                except sqlite3.Error:
                    self._discard(state)
                    return _build(self._opened(state), self._output, request, tree, trust)
        except Rejected as rejected:
            self.close()
            return Built(None, placed(request.root, rejected.findings), may_mend=True)
        except sqlite3.Error as error:
            self.close()
            problems = placed(request.root, [_no_cache(state, error, Severity.ERROR)])
            return Built(None, problems, may_mend=True)
        except BaseException:
            # Who knows how far it came: the next build takes from the disk what holds.
            self.close()
            raise

    def has_lost_its_output(self) -> bool:
        """Return whether the output folder is no longer the one that was written to."""
        return self._open is not None and self._open.folder not in (None, _inode(self._output))

    def get_ready(self) -> None:
        """Load what a build with something to do needs, so that the next one has it."""
        if self._open is not None:
            self._open.workshop  # noqa: B018 - loaded when asked for

    def close(self) -> None:
        """Let go of the cache."""
        if self._open is not None:
            self._open.store.close()
            self._open = None

    def _discard(self, state: Path) -> None:
        """Throw the cache away: it is damaged in a way that shows only now."""
        self.close()
        _cache_file(self._manifest(state)).unlink(missing_ok=True)

    def _manifest(self, state: Path) -> Manifest:
        return Manifest(self._output.resolve(), state)

    def _opened(self, state: Path) -> Open:
        """Return the cache, opened anew if another process has changed it."""
        if self._open is not None and not self._open.store.still_ours():
            self.close()
        if self._open is None:
            manifest = self._manifest(state)
            store = Store(_cache_file(manifest), code_version())
            index = Manifest(self._output.resolve(), state, "search")
            self._open = Open(store, Sources(store), manifest, index)
        if self._open.manifest.refresh():
            self._open.folder = None
        self._open.index.refresh()
        return self._open


def _cache_file(manifest: Manifest) -> Path:
    return manifest.file.with_name(manifest.file.stem.replace("manifest", "cache") + ".db")


class Open:
    """A cache that is open."""

    def __init__(self, store: Store, sources: Sources, manifest: Manifest, index: Manifest) -> None:
        self.store = store
        self.sources = sources
        self.manifest = manifest
        self.index = index
        """Of the search index."""
        self.folder: int | None = None
        """The inode of the output folder that was written to: one put in its place is empty."""

    @property
    def files(self) -> int:
        """How many files of the output are known to be ours."""
        return len(self.manifest.files) + len(self.index.files)

    @cached_property
    def workshop(self) -> Workshop:
        """Prepares the site; loaded only if there is anything to do."""
        from generator.prepare.workshop import Workshop  # noqa: PLC0415 - most of a small build is loading

        return Workshop(self.store, self.sources)


def _build(opened: Open, output: Path, request: Request, tree: Tree, trust: bool) -> Built:
    """Build with an open cache. Raise Rejected where nothing can be written."""
    quiet = Quiet(opened.store, request)
    trust = trust and opened.folder == _inode(output)
    changed = opened.sources.update(tree) if not tree.findings else None
    mine = opened.manifest
    if (
        changed == frozenset()
        and quiet.holds(opened.files)
        and (trust or (all_right(output, mine) and all_right(output, opened.index)))
    ):
        opened.folder = _inode(output)
        return Built(Written((), len(mine.files), (), {}), (), quiet.until, quiet.base_url)
    quiet.end()
    prepared = opened.workshop.prepare(request, tree, changed or frozenset())
    findings, written = prepared.findings, None
    if prepared.files is not None:
        try:
            written = write(
                output,
                mine,
                prepared.files,
                jobs=request.jobs,
                afresh=request.afresh,
                trust=trust,
            )
        except Rejected as rejected:
            findings += rejected.findings
    indexed = 0
    if written is not None:
        opened.folder = _inode(output)
        indexed, wrong = _tend_index(opened, output, request)
        findings += wrong
        findings += _remember(opened, request, prepared, written, all_well=not findings)
    return Built(
        written,
        placed(request.root, findings) if findings else (),
        prepared.next_due,
        prepared.base_url,
        prepared.why,
        indexed,
        may_mend=written is None and prepared.files is not None,
    )


def _tend_index(opened: Open, output: Path, request: Request) -> tuple[int, tuple[Finding, ...]]:
    """Make, keep or remove the search index, now that the pages are there.

    Gives of how many pages one was made, and what went wrong.
    """
    if request.search is not Search.MAKE and not opened.index.files:
        return 0, ()
    from generator.search.index import Place, tend  # noqa: PLC0415 - a preview need not load it

    searched = opened.workshop.searched()
    place = Place(
        output=output,
        pages=opened.manifest,
        index=opened.index,
        state=request.root / STATE_FOLDER,
        language=searched.language,
        searched=searched.files,
    )
    return tend(place, request)


def _remember(
    opened: Open, request: Request, prepared: Prepared, written: Written, *, all_well: bool
) -> tuple[Finding, ...]:
    """Keep what this build found out for the next one; give what keeps it from that."""
    try:
        if all_well:
            quiet = Quiet(opened.store, request)
            quiet.begin(prepared.base_url, prepared.next_due, opened.files)
        opened.workshop.settle(written.notes)
    except sqlite3.Error as error:
        opened.store.distrust()
        return (_no_cache(request.root / STATE_FOLDER, error, Severity.WARNING),)
    return ()


def _no_cache(state: Path, error: sqlite3.Error, severity: Severity) -> Finding:
    what = "the site is written, but the" if severity is Severity.WARNING else "the"
    message = f"{what} cache cannot be kept: {error}; is the disk full, or read only?"
    return Finding(str(state), AtLine(), "cannot-write", message, severity)


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None


def build(request: Request, output: Path) -> Built:
    """Build a site once."""
    builder = Builder(output)
    try:
        return builder.build(request)
    finally:
        builder.close()


def placed(root: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings their places in the files of a site."""
    from generator.read.places import place  # noqa: PLC0415 - most builds find nothing

    def text(file: str) -> str:
        if Path(file).is_absolute():
            raise Rejected([])  # a place of the output, which nobody wrote
        return SourceFile(root, file).shown()

    return place(findings, text)
