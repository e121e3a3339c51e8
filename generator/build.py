"""A build: take the lock, open the cache, check whether there is anything to do, run the pipeline.

The pipeline is loaded only if there is something to do: most of the time of a small build is spent
on loading the libraries of its stages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from generator import up_to_date
from generator.open_site import OpenSite, cache_file, is_large
from generator.problems import AtLine, Finding, Problem, Rejected
from generator.read.files import DisturbedError, SourceFile
from generator.read.layout import SITE_FILE, group_files, is_used
from generator.read.scan import Snapshot, scan
from generator.request import Request
from generator.store.database import CacheError, cannot_save
from generator.store.file_states import Suspects
from generator.target import Look, Target
from generator.workers import beside
from generator.write.guard import refuse_unsafe_output, site_lock
from generator.write.output import Written

if TYPE_CHECKING:
    from generator.pipeline import Judge, Outcome, Verdict
    from generator.plan.kind import Kind
    from generator.search.index import Searched
    from generator.session import Session

R = TypeVar("R")

STATE_FOLDER = ".briefing"
DRAFTS_FOLDER = f"{STATE_FOLDER}/drafts"
"""The output of a preview with drafts: the only one that may be inside a protected folder."""
PROTECTED_FOLDERS = ("content", "themes", "templates", "static", ".git", STATE_FOLDER)
MAX_ATTEMPTS = 5
"""Attempts that a build makes before it fails, if files keep changing while it reads them."""


class Built(Struct, frozen=True):
    """The outcome of a build."""

    written: Written | None
    """None if errors left the site as it was."""
    problems: tuple[Problem, ...]
    next_due: datetime | None = None
    """When an article next becomes public or ceases to be, and the site has to be built again."""
    base_url: str | None = None
    """Where the site will be served; None if its content has errors."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that were dirty, each with what changed that it depends on."""
    indexed: int = 0
    """The number of pages in a new search index; 0 if none was made."""
    is_retryable: bool = False
    """Whether the build failed for a reason outside the content, such as a full disk, so that the
    same build may succeed later."""
    unseen: int = 0
    """How many quotations rest on evidence that was not looked at."""
    verdict: Verdict | None = None
    """What was said of the made files; None if it did not come to that."""

    @property
    def is_up_to_date(self) -> bool:
        """Return whether there was nothing to do."""
        written = self.written
        return written is not None and not (written.written or written.removed or self.why)


class Builder:
    """Builds one site into one folder, any number of times; its cache stays open in between."""

    def __init__(
        self,
        output: Path,
        kinds: Sequence[Kind] | None = None,
        *,
        on_wait: Callable[[], None] = lambda: None,
        judge: Judge | None = None,
    ) -> None:
        """Take the output folder, and the kinds of pages that a site has; None for the usual.

        `on_wait` is called when a build has to wait for one by another process. A `judge` may
        have the output stay as it is.
        """
        self._output = output
        self._kinds = kinds
        self._on_wait = on_wait
        self._judge = judge
        self._site: OpenSite | None = None

    def build(
        self, request: Request, snapshot: Snapshot | None = None, *, trust: bool = False
    ) -> Built:
        """Build the site of a request. With errors, the output stays as it was.

        `snapshot` is a scan of the site made just now; without one, a scan is made. With `trust`,
        the files that earlier builds wrote are not looked at: they are taken to be still there.
        """
        root, state = request.root, request.root / STATE_FOLDER
        try:
            with self._locked(root):
                if request.clean:
                    self._discard_cache(state)
                once = partial(self._build_once, request, trust=trust)
                return self._undisturbed(root, once, snapshot)
        except Rejected as rejected:
            self.close()
            return Built(None, to_problems(root, rejected.findings), is_retryable=True)
        except CacheError as error:
            self.close()
            problems = to_problems(root, [cannot_save(state, error)])
            return Built(None, problems, is_retryable=True)
        except BaseException:
            # What is in memory may be half done, so the next build starts from the last commit.
            self.close()
            raise

    def with_cache(
        self, request: Request, work: Callable[[Session, Snapshot, Suspects, Target], R]
    ) -> R:
        """Return what `work` returns, which is given what a build of the site would be.

        It may stop anywhere, as a build that is killed may: the next build goes on from what was
        committed. Raise Rejected if the site cannot be locked or read, CacheError if there is no
        writing to the cache.
        """
        root = request.root

        def once(_: Snapshot | None) -> R:
            site = self._open_site(root / STATE_FOLDER)
            up_to_date.clear(site.cache)
            snapshot = scan(root)
            suspects = site.cache.files.suspects(snapshot)
            return work(site.session, snapshot, suspects, site.target(trust=False))

        try:
            with self._locked(root):
                return self._undisturbed(root, once, None)
        finally:
            self.close(travels=request.travels)

    @contextmanager
    def _locked(self, root: Path) -> Iterator[None]:
        """Hold the lock of a site. Raise Rejected, also if the output could do harm."""
        state = root / STATE_FOLDER
        if not os.path.lexists(state) and not os.path.lexists(root / SITE_FILE):
            # Fails before a state folder is made in a folder that is no site.
            group_files(scan(root))
        if self._output != root / DRAFTS_FOLDER:
            refuse_unsafe_output(self._output, root, PROTECTED_FOLDERS)
        with site_lock(state, self._output, self._on_wait):
            yield

    def _undisturbed(
        self, root: Path, work: Callable[[Snapshot | None], R], snapshot: Snapshot | None
    ) -> R:
        """Return what `work` returns; begin again if the cache is damaged or a file changed.

        It is given the snapshot, or None if it has to make one. Raise CacheError if a new cache
        fails as well, Rejected if files keep changing.
        """
        is_new_cache = False
        for _ in range(MAX_ATTEMPTS):
            try:
                return work(snapshot)
            except CacheError:
                # Its mark was right, but it turned out to be damaged when it was used.
                if is_new_cache:
                    raise
                is_new_cache = True
                self._discard_cache(root / STATE_FOLDER)
            except DisturbedError:
                # What was committed is true of the bytes that were read, so only a new scan is
                # needed: it finds the files that have changed since.
                self.close()
                snapshot = None
        raise Rejected([disturbed_finding(root)])

    def _build_once(self, request: Request, known: Snapshot | None, *, trust: bool) -> Built:
        """Build, unless the up-to-date check finds that there is nothing to do.

        On a large site, two other processes look at its files and at the output, while this one
        opens the cache and loads the stages.
        """
        root, jobs = request.root, request.jobs
        is_worth_it = jobs > 1 and known is None and is_large(root / STATE_FOLDER)
        with beside(partial(scan, root), worth_a_process=is_worth_it) as scanned:
            site = self._open_site(root / STATE_FOLDER)
            target = site.target(trust=trust)
            with target.looked_at(jobs) as look:
                return self._bring_up_to_date(request, site, target, known or scanned(), look)

    def _bring_up_to_date(
        self, request: Request, site: OpenSite, target: Target, snapshot: Snapshot, look: Look
    ) -> Built:
        cache = site.cache
        suspects = cache.files.suspects(snapshot)
        if suspects:
            suspects = up_to_date.drop_unchanged(cache, snapshot, suspects)
        last = up_to_date.load(cache) if self._judge is None else None  # a judge is always asked
        if (
            last is not None
            and not (suspects or snapshot.findings or snapshot.strays)
            and last.covers(request, target.file_count)
            and target.follows(cache.facts.get("generation"))
            and target.is_intact(look)
        ):
            site.remember_folder()
            written = Written((), len(target.manifest.files), ())
            problems = to_problems(request.root, last.findings) if last.findings else ()
            return Built(written, problems, last.until, last.base_url, unseen=last.unseen)
        up_to_date.clear(cache)
        outcome = site.run(request, snapshot, suspects, target, look, self._judge)
        if outcome.written is not None:
            site.remember_folder()
        return _built(request.root, outcome)

    @property
    def output(self) -> Path:
        """The output folder."""
        return self._output

    def output_was_changed(self) -> bool:
        """Return whether somebody deleted, edited or replaced pages, or the whole output folder.

        The next build then looks at every file, even with `trust`.
        """
        return self._site is not None and self._site.output_was_changed()

    def searched(self) -> Searched | None:
        """Return what of the site is searched, as it was last built; None if that is not known."""
        return self._site.searched() if self._site is not None else None

    def preload(self) -> None:
        """Load the pipeline, so that the next build that needs it does not have to."""
        if self._site is not None:
            self._site.run  # noqa: B018 - a cached property that imports

    def close(self, *, travels: bool = False) -> None:
        """Close the cache, which the next build opens again; elsewhere, if it `travels`."""
        if self._site is not None:
            self._site.cache.close(travels=travels)
            self._site = None

    def _discard_cache(self, state: Path) -> None:
        """Close and delete the cache. The manifests stay, so no file of ours becomes foreign."""
        self.close()
        cache_file(self._output, state).unlink(missing_ok=True)

    def _open_site(self, state: Path) -> OpenSite:
        """Return the open site, opened anew if another process has written to the cache."""
        if self._site is not None and not self._site.cache.is_unchanged():
            self.close()
        if self._site is None:
            self._site = OpenSite(self._output, state, self._kinds)
        self._site.refresh()
        return self._site


def build(
    request: Request,
    output: Path,
    on_wait: Callable[[], None] = lambda: None,
    judge: Judge | None = None,
) -> Built:
    """Build a site once, as a Builder of its own does.

    What it keeps may be brought elsewhere if that was asked for, or if there was nothing to do.
    """
    builder = Builder(output, on_wait=on_wait, judge=judge)
    travels = request.travels
    try:
        built = builder.build(request)
        travels |= built.is_up_to_date
        return built
    finally:
        builder.close(travels=travels)


def undisturbed(root: Path, work: Callable[[], R], again: str = "build again") -> R:
    """Return what `work` returns, called again while it raises DisturbedError, a few times.

    `again` is what to do if files keep changing. Raise Rejected then.
    """
    for _ in range(MAX_ATTEMPTS):
        with suppress(DisturbedError):
            return work()
    raise Rejected([disturbed_finding(root, again)])


def disturbed_finding(root: Path, again: str = "build again") -> Finding:
    """Return the finding of a build that gave up because files kept changing."""
    message = f"files kept changing while they were read; {again} when nothing changes them"
    return Finding(str(root), AtLine(), "disturbed", message)


def to_problems(root: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings with line, column and text, for which their files are read again."""
    from generator.read.places import place  # noqa: PLC0415 - most builds find nothing

    def text(file: str) -> str:
        # A file or folder of the output, or a film in content/media: no text of an editor's.
        if Path(file).is_absolute() or not is_used(file):
            raise Rejected([])
        return SourceFile(root, file).read().lenient_text()

    return place(findings, text)


def _built(root: Path, outcome: Outcome) -> Built:
    return Built(
        outcome.written,
        to_problems(root, outcome.findings) if outcome.findings else (),
        outcome.next_change,
        outcome.base_url,
        outcome.why,
        outcome.indexed,
        is_retryable=outcome.is_retryable,
        unseen=outcome.unseen,
        verdict=outcome.verdict,
    )
