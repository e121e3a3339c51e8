"""A build: the lock of a site, its cache, and the check whether there is anything to do at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import up_to_date
from generator.problems import AtLine, Finding, Problem, Rejected
from generator.read.files import DisturbedError, SourceFile
from generator.read.layout import SITE_FILE, group_files
from generator.read.scan import Snapshot, scan
from generator.request import Request
from generator.store.cache import Cache
from generator.store.database import CacheError, cannot_save
from generator.store.file_states import Suspects
from generator.store.version import code_version
from generator.target import Target
from generator.write.guard import refuse_unsafe_output, site_lock
from generator.write.manifest import Manifest
from generator.write.output import Written

if TYPE_CHECKING:
    from generator.pipeline import Outcome
    from generator.plan.kind import Kind

STATE_FOLDER = ".briefing"
DRAFTS_FOLDER = f"{STATE_FOLDER}/drafts"
"""Where a preview with drafts goes: the one output that may lie in a folder of ours."""
KEPT_FOLDERS = ("content", "themes", "templates", "static", ".git", STATE_FOLDER)
TRIES = 5
"""How often a build begins again because files changed while it read them."""


class Built(Struct, frozen=True):
    """The outcome of a build: `written` is None where errors left the site as it was."""

    written: Written | None
    problems: tuple[Problem, ...]
    next_due: datetime | None = None
    """When the site changes by itself: an article becomes public, or ceases to be."""
    base_url: str | None = None
    """Where the site will be served; None where its content has errors."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that were dirty, each with what changed that it depends on."""
    indexed: int = 0
    """Of how many pages a search index was made, if one was."""
    may_mend: bool = False
    """It failed for something outside the content, such as a full disk, that may come right."""


class Builder:
    """Builds one site into one folder, again and again, and keeps its cache open in between."""

    def __init__(self, output: Path, kinds: Sequence[Kind] | None = None) -> None:
        """Take the folder to build into, and the kinds of pages that a site has, if not ours."""
        self._output = output
        self._kinds = kinds
        self._open: _Open | None = None

    def build(
        self, request: Request, snapshot: Snapshot | None = None, *, trust: bool = False
    ) -> Built:
        """Build the site of a request; a build that finds errors leaves the output as it was.

        `snapshot` is a scan of the site's files made just now, if there was one; with `trust` what
        was written earlier is taken to be in the output still.
        """
        root, state = request.root, request.root / STATE_FOLDER
        try:
            if self._output != root / DRAFTS_FOLDER:
                refuse_unsafe_output(self._output, root, KEPT_FOLDERS)
            if not state.exists() and not (root / SITE_FILE).exists():
                # Raises, and leaves nothing behind in a folder that is no site.
                group_files(scan(root))
            with site_lock(state, self._output):
                if request.clean:
                    self._discard(state)
                return self._try(request, snapshot, trust=trust)
        except Rejected as rejected:
            self.close()
            return Built(None, placed(root, rejected.findings), may_mend=True)
        except CacheError as error:
            self.close()
            return Built(None, placed(root, [cannot_save(state, error)]), may_mend=True)
        except BaseException:
            # Who knows how far it came: the next build takes from the disk what holds.
            self.close()
            raise

    def _try(self, request: Request, snapshot: Snapshot | None, *, trust: bool) -> Built:
        """Build; begin again with what is there by now where something stood in the way."""
        state = request.root / STATE_FOLDER
        damaged = False
        for _ in range(TRIES):
            try:
                snapshot = snapshot or scan(request.root)
                return self._once(request, snapshot, trust=trust)
            except CacheError:
                # It is damaged in a way that shows only now.
                if damaged:
                    raise
                damaged = True
                self._discard(state)
            except DisturbedError:
                self.close()
                snapshot = None
        raise Rejected([disturbed(request.root)])

    def _once(self, request: Request, snapshot: Snapshot, *, trust: bool) -> Built:
        """Build, if the up-to-date check says that there is anything to do."""
        opened = self._opened(request.root / STATE_FOLDER)
        target = opened.target(trust=trust)
        suspects = opened.cache.files.suspects(snapshot)
        if suspects:
            suspects = up_to_date.dismiss(opened.cache, snapshot, suspects)
        known = up_to_date.recall(opened.cache)
        if (
            known is not None
            and not (suspects or snapshot.findings)
            and known.holds(request, target.files)
            and target.is_as_left()
        ):
            opened.note_folder()
            written = Written((), len(target.pages.files), ())
            return Built(written, (), known.until, known.base_url)
        up_to_date.forget(opened.cache)
        outcome = opened.run(request, snapshot, suspects, target)
        if outcome.written is not None:
            opened.note_folder()
        return _built(request.root, outcome)

    def has_lost_its_output(self) -> bool:
        """Return whether the output folder is no longer the one that was written to."""
        return self._open is not None and self._open.is_another_folder()

    def get_ready(self) -> None:
        """Load what a build with something to do needs, so that the next one has it."""
        if self._open is not None:
            self._open.run  # noqa: B018 - loaded when asked for

    def close(self) -> None:
        """Let go of the cache."""
        if self._open is not None:
            self._open.cache.close()
            self._open = None

    def _discard(self, state: Path) -> None:
        """Throw the cache away; which files of the output are ours stays known."""
        self.close()
        _cache_file(Manifest(self._output.resolve(), state)).unlink(missing_ok=True)

    def _opened(self, state: Path) -> _Open:
        """Return the cache, opened anew if another process has changed it."""
        if self._open is not None and not self._open.cache.is_unchanged():
            self.close()
        if self._open is None:
            self._open = _Open(self._output, state, self._kinds)
        self._open.refresh()
        return self._open


class _Open:
    """A cache that is open, and the journals that go with it."""

    def __init__(self, output: Path, state: Path, kinds: Sequence[Kind] | None) -> None:
        self._output = output
        self._state = state
        self._kinds = kinds
        self._pages = Manifest(output.resolve(), state)
        self._index = Manifest(output.resolve(), state, "search")
        self.cache = Cache(_cache_file(self._pages), code_version())
        self._folder: int | None = None
        """The inode of the output folder that was written to: one put in its place is empty."""

    def refresh(self) -> None:
        """Read the journals again if another process has written to them."""
        if self._pages.refresh():
            self._folder = None
        self._index.refresh()

    def target(self, *, trust: bool) -> Target:
        """Return the output; trusted only if it is the folder that was written to."""
        trusted = trust and self._folder == _inode(self._output)
        return Target(self._output, self._state, self._pages, self._index, trusted)

    def note_folder(self) -> None:
        """Note that the output folder has what was written."""
        self._folder = _inode(self._output)

    def is_another_folder(self) -> bool:
        """Return whether the output folder is not the one that was written to."""
        return self._folder not in (None, _inode(self._output))

    @cached_property
    def run(self) -> Callable[[Request, Snapshot, Suspects, Target], Outcome]:
        """Builds the site; loaded only if there is anything to do."""
        from generator.pipeline import run  # noqa: PLC0415 - most of a small build is loading
        from generator.session import Session  # noqa: PLC0415

        return partial(run, Session(self.cache, self._kinds))


def build(request: Request, output: Path) -> Built:
    """Build a site once."""
    builder = Builder(output)
    try:
        return builder.build(request)
    finally:
        builder.close()


def disturbed(root: Path) -> Finding:
    """Return that files changed whenever they were read."""
    message = "files change all the time while they are read; build again once they rest"
    return Finding(str(root), AtLine(), "disturbed", message)


def placed(root: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings with their places in the files of a site."""
    from generator.read.places import place  # noqa: PLC0415 - most builds find nothing

    def text(file: str) -> str:
        if Path(file).is_absolute():
            raise Rejected([])  # a place of the output, which nobody wrote
        return SourceFile(root, file).read().lenient_text()

    return place(findings, text)


def _built(root: Path, outcome: Outcome) -> Built:
    return Built(
        outcome.written,
        placed(root, outcome.findings) if outcome.findings else (),
        outcome.next_change,
        outcome.base_url,
        outcome.why,
        outcome.indexed,
        may_mend=outcome.written is None and outcome.prepared,
    )


def _cache_file(manifest: Manifest) -> Path:
    return manifest.file.with_name(manifest.file.stem.replace("manifest", "cache") + ".db")


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None
