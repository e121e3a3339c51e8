"""Whatever happens between two builds, the output is what a clean build writes."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest

from generator import workers
from generator.build import Builder
from generator.read import files
from generator.read.scan import Snapshot, rescan, scan
from generator.write.output import Written
from tests.clean import (
    IN_THE_ROOT,
    Outcome,
    Output,
    clean_build,
    differences,
    listing,
    outcome_of,
    templates_compiled_once,
)
from tests.walk import ARTICLES, INSTANTS, SOURCES_FILE, Walk

T = TypeVar("T")

SEED = os.environ.get("BRIEFING_SEED")
STEPS = int(os.environ.get("BRIEFING_STEPS", "200"))

ARTICLE = f"{ARTICLES}/2025-04/r05.md"


class CleanBuilds:
    """The clean builds of a walk; what comes up again after a few steps is known."""

    def __init__(self, walk: Walk, folder: Path) -> None:
        self._walk = walk
        self._folder = folder
        self._number = 0
        self._known: dict[object, tuple[Outcome, Output]] = {}

    def begin(self) -> Callable[[], tuple[Outcome, Output]]:
        """Begin the clean build of the site as it stands; give what waits for it."""
        walk = self._walk
        files = frozenset((path, version.data) for path, version in walk.written().items())
        what = (walk.now, walk.drafts, walk.base_url, files)
        if known := self._known.get(what):
            return lambda: known
        # Another folder each time, so that nothing that is kept by path can help.
        self._number += 1
        wait = meanwhile(
            partial(clean_build, walk.request(), self._folder / f"clean-{self._number}")
        )

        def get() -> tuple[Outcome, Output]:
            if len(self._known) > 5:
                del self._known[next(iter(self._known))]
            self._known[what] = expected = wait()
            return expected

        return get


def meanwhile(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work in a process that shares nothing with this one; give what waits for it."""
    if "fork" not in get_all_start_methods() or sys.platform == "darwin":
        return work
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def send() -> None:
        gc.disable()  # its marks would have every page of memory copied
        sender.send_bytes(pickle.dumps(work()))

    process = context.Process(target=send, daemon=True)
    process.start()
    sender.close()

    def wait() -> T:
        with receiver:
            result: T = pickle.loads(receiver.recv_bytes())
        process.join()
        return result

    return wait


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with templates_compiled_once():
        yield


@pytest.mark.parametrize("resident", [False, True], ids=["separate runs", "one process"])
@pytest.mark.parametrize("jobs", [1, 2], ids=["1 job", "2 jobs"])
def test_after_any_step_the_output_is_that_of_a_clean_build(
    resident: bool, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 2)
    monkeypatch.setattr(workers, "PIECE", 1)
    seed = int(SEED) if SEED else 20 + 2 * jobs + resident
    walk = Walk(tmp_path / "walk", Random(seed), harsh=not resident)
    output = walk.root / "site"
    builder = Builder(output)
    clean_builds = CleanBuilds(walk, tmp_path)
    story = Story(seed, resident, jobs)
    tree: Snapshot | None = None
    for number in range(STEPS + 1):
        story.steps.append(walk.step() if number else "begin")
        before = listing(output)
        expected = clean_builds.begin()
        if resident:
            tree = looked_at(walk.root, tree)
        else:
            builder = Builder(output)
        try:
            outcome = outcome_of(builder.build(walk.request(jobs), tree))
            right, wanted = expected()
        except Exception as error:
            raise AssertionError(f"a build failed altogether {story}") from error
        assert outcome == right, f"{outcome}\nis not what a clean build says {story}"
        wrong = differences(listing(output), before if outcome.failed else wanted)
        assert not wrong, "\n".join([*wrong[:9], f"not a clean build's output {story}"])
        assert {path.name for path in walk.root.iterdir()} <= IN_THE_ROOT, (
            f"something is left {story}"
        )
        walk.built(well=not outcome.failed)


def looked_at(root: Path, before: Snapshot | None) -> Snapshot:
    """Look as a watcher does: again at the files that changed, where that is enough."""
    now = scan(root)
    if before is None:
        return now
    changed = set(now.files.items()) ^ set(before.files.items())
    return rescan(before, {path for path, _ in changed}) or now


@dataclass
class Story:
    """What happened, for whoever has to find out why."""

    seed: int
    resident: bool
    jobs: int
    steps: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        last = len(self.steps) - 1
        where = f"{'one process' if self.resident else 'separate runs'}, {self.jobs} job(s)"
        steps = "\n".join(f"{number:4} {step}" for number, step in enumerate(self.steps))
        again = f"BRIEFING_SEED={self.seed} BRIEFING_STEPS={last}"
        return f"at step {last}, {where}; again with {again}\n{steps}"


@dataclass
class Watched:
    """What the process opens while somebody looks."""

    files: list[Path] | None = None

    def hear(self, event: str, of: tuple[Any, ...]) -> None:
        if event == "open" and self.files is not None and isinstance(of[0], str | bytes):
            self.files.append(Path(os.fsdecode(of[0])))

    @contextmanager
    def looking(self) -> Iterator[list[Path]]:
        found: list[Path] = []
        self.files = found
        try:
            yield found
        finally:
            self.files = None


@pytest.fixture(scope="session")
def watched() -> Watched:
    """Hear of every file that is opened, whoever opens it and however."""
    watched = Watched()
    sys.addaudithook(watched.hear)
    return watched


@dataclass
class Work:
    """A site, built again and again, and what each build does."""

    walk: Walk
    resident: bool
    watched: Watched

    def __post_init__(self) -> None:
        self.output = self.walk.root / "site"
        self._builder = Builder(self.output)

    def build(self) -> Written:
        if not self.resident:
            self._builder = Builder(self.output)
        built = self._builder.build(self.walk.request())
        assert built.written is not None, built.problems
        return built.written

    def times(self) -> dict[str, int]:
        """Return the modification times of all files and folders of the output."""
        paths = (self.output, *self.output.rglob("*"))
        return {path.relative_to(self.output).as_posix(): path.stat().st_mtime_ns for path in paths}


@pytest.fixture(params=[False, True], ids=["separate runs", "one process"])
def work(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> Work:
    """The site at the walk's beginning, built; its files are as old as most files are."""
    # Their status changed just now, whatever their time says: no waiting until that is long ago.
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    work = Work(Walk(tmp_path / "walk", Random(0)), request.param, watched)
    for path in work.walk.files("content"):
        os.utime(work.walk.root / path, (1.7e9, 1.7e9))
    work.build()
    return work


def test_if_nothing_changed_nothing_is_written_and_no_time_changes(work: Work) -> None:
    before = work.times()
    written = work.build()
    assert (written.written, written.removed) == ((), ())
    assert written.unchanged == sum((work.output / path).is_file() for path in before)
    assert work.times() == before


def test_of_a_new_body_nothing_but_the_page_of_the_article_is_written(work: Work) -> None:
    before = work.times()
    change_a_body(work.walk)
    written = work.build()
    page = "articles/r05/index.html"
    assert (written.written, written.removed) == ((page,), ())
    changed = {path for path, time in work.times().items() if before[path] != time}
    assert changed - {"articles/r05"} == {page}  # the folder's own time tells of the move


def test_a_new_title_is_written_wherever_it_is_shown_and_nowhere_else(work: Work) -> None:
    before = listing(work.output)
    change_a_title(work.walk)
    written = work.build()
    after = listing(work.output)
    assert {*written.written} == {path for path in after if after[path] != before[path]}
    shown = {"articles/r05/index.html", "themes/truce/index.html", "sources/herald/index.html"}
    assert shown < {*written.written}


def change_nothing(_: Walk) -> None:
    pass


def change_a_body(walk: Walk) -> None:
    change(walk, ARTICLE, "repeats thirty[", "says thirty again[")


def change_a_title(walk: Walk) -> None:
    change(walk, ARTICLE, "South wants sixty", "South still wants sixty")


def change_a_bottom_line(walk: Walk) -> None:
    change(walk, "themes/truce.md", "The sides differ", "The two sides differ")


def change_a_template(walk: Walk) -> None:
    change(walk, "templates/box.html", "edition", "new edition")


def change_the_name_of_a_source(walk: Walk) -> None:
    change(walk, SOURCES_FILE, "The Herald", "The New Herald")


def let_an_embargo_begin(walk: Walk) -> None:
    walk.now = INSTANTS[2]


def change(walk: Walk, path: str, old: str, new: str) -> None:
    text = (walk.root / path).read_text("utf-8")
    assert old in text
    walk.put(path, text.replace(old, new, 1))


TO_BE_READ: dict[Callable[[Walk], None], set[str]] = {
    change_nothing: set(),
    change_a_body: {ARTICLE},
    change_a_title: {ARTICLE},
    change_a_bottom_line: set(),
    change_a_template: set(),
    change_the_name_of_a_source: set(),
    # A line of it is shown in the warning that what it cites is not public.
    let_an_embargo_begin: {f"{ARTICLES}/closing.md"},
}


@pytest.mark.parametrize("happen", TO_BE_READ, ids=lambda happen: happen.__name__.replace("_", " "))
def test_no_article_is_read_that_did_not_change(work: Work, happen: Callable[[Walk], None]) -> None:
    happen(work.walk)
    with work.watched.looking() as opened:
        work.build()
    inside = [file for file in opened if file.is_relative_to(work.walk.root / ARTICLES)]
    read = {file.relative_to(work.walk.root).as_posix() for file in inside}
    assert read == TO_BE_READ[happen]
