"""Builds killed at random instants: nothing is half-written, and the next build repairs."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from random import Random
from typing import NamedTuple, Protocol

import pytest

from tests.clean import (
    IN_THE_ROOT,
    Output,
    clean_build,
    differences,
    listing,
)
from tests.conftest import SITE, Site
from tests.incremental.builds import request_for
from tests.incremental.documents import picture
from tests.incremental.site_model import MAP, SOURCES_FILE, Place, SiteModel, at_top, beside

SEED = int(os.environ.get("BRIEFING_SEED", "1"))

SMALL_KILLS = 42
LARGE_KILLS = 8

LINUX = Path("/proc/self/cmdline").exists()

pytestmark = pytest.mark.long


# Killing


class Instant(NamedTuple):
    """When to kill a build: after some share of the time that a phase takes."""

    phase: str
    share: float


PHASES = ("start", "writing", "moving")
"""All of a build; from its first file or folder on; while it changes the output."""


def instants(number: int, phases: tuple[str, ...], random: Random) -> list[Instant]:
    """Return instants that are spread over the phases, in any order."""
    found = []
    for at, phase in enumerate(phases):
        own = number // len(phases) + (at < number % len(phases))
        found += [Instant(phase, (place + random.random()) / own) for place in range(own)]
    return random.sample(found, number)


class Process(Protocol):
    """A process that builds."""

    def is_alive(self) -> bool:
        """Return whether it goes on."""

    def kill(self) -> None:
        """Kill it, so that it can do nothing more."""

    def join(self) -> None:
        """Wait for its end."""


class Command:
    """The command, run as people run it."""

    def __init__(self, root: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--no-search",
            "--root",
            str(root),
            "--jobs",
            "2",
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()

    def join(self) -> None:
        self._process.wait()


def forked(site: Site, *arguments: str) -> Process:
    """Run the command in a process that has all code already, so that kills come while it works."""
    process = get_context("fork").Process(target=site.run, args=("build", *arguments))
    process.start()
    return process


class Run:
    """One build, watched."""

    def __init__(self, root: Path, start: Callable[[], Process]) -> None:
        self._root = root
        self._output = root / "site"
        self._around = (root, root / ".briefing", self._output)
        self._inside = [self._output, *(path for path in self._output.rglob("*") if path.is_dir())]
        self._times_around, self._times_inside = times(self._around), times(self._inside)
        self._process = start()

    def course(self, phases: tuple[str, ...]) -> dict[str, float]:
        """Let the build end; give how long each phase took, in seconds."""
        began: dict[str, float] = {}
        while self._process.is_alive():
            for phase in phases:
                if phase not in began and self._is_in(phase):
                    began[phase] = time.time()
            time.sleep(0.001)
        ends = dict.fromkeys(phases, time.time())
        ends["moving"] = max(times((self._output, *self._output.rglob("*")))) / 1e9
        return {phase: max(0.0, end - began.get(phase, end)) for phase, end in ends.items()}

    def kill(self, instant: Instant, course: dict[str, float]) -> None:
        """Kill the build, which will take about the course of another one."""
        while self._process.is_alive() and not self._is_in(instant.phase):
            time.sleep(0.0003)
        time.sleep(instant.share * course[instant.phase])
        self._process.kill()
        self._process.join()

    def _is_in(self, phase: str) -> bool:
        match phase:
            case "processes":
                return len(processes(self._root)) > 1
            case "writing":
                return times(self._around) != self._times_around
            case "moving":
                return times(self._inside) != self._times_inside
            case _:
                return True


def times(paths: Iterable[Path]) -> list[int]:
    """Return the modification times of folders, of those that there are."""
    found = []
    for path in paths:
        with suppress(FileNotFoundError):
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                found.append(status.st_mtime_ns)
    return found


def processes(root: Path) -> list[int]:
    """Return the processes that build the site at `root`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has just ended
            if os.fsencode(root) in entry.read_bytes():
                found.append(int(entry.parent.name))
    return found


def harm(found: Output, before: Output, new: Output) -> list[str]:
    """Tell what a killed build left that is neither the old site nor the new one."""
    told = [
        f"{path} is neither the old nor the new one: {(data or b'')[:80]!r}"
        for path, data in found.items()
        if not any(path in output and output[path] == data for output in (before, new))
    ]
    kept = (path for path in before.keys() & new.keys() if before[path] is not None)
    return told + [
        f"{path} is gone" for path in kept if path not in found and new[path] is not None
    ]


def left(root: Path) -> list[str]:
    """Tell what stands in the root that does not belong there."""
    return [f"{path} is left" for path in root.iterdir() if path.name not in IN_THE_ROOT]


# A small site, edited at random


EDITS: dict[str, Callable[[SiteModel, str, str], None]] = {
    "copy": lambda site, path, new: site.copy(path, new),
    "delete": lambda site, path, _: site.delete(path, forget=True),
    "rename": lambda site, path, new: site.rename(path, beside(path, new), follow=True),
    "move": lambda site, path, new: site.rename(path, at_top(path, new), follow=True),
    "new title": lambda site, path, new: site.change(Place(path), title=new),
    "retag": lambda site, path, _: site.retag(path, site.themes()[:2]),
    "rename a theme": lambda site, _, new: site.rename(
        site.documents("theme")[0], f"themes/theme-{new}.md", follow=True
    ),
    "rename a source": lambda site, _, new: site.change(Place(SOURCES_FILE, ("wire",)), name=new),
    "new image": lambda site, *_: site.put(MAP, picture(len(site.saved[MAP]), 5)),
    "new static file": lambda site, _, new: site.put("static/new.txt", new),
}
"""Edits of a site, of one article of it, and under a name that nothing has."""


@dataclass
class Small:
    """A small site whose builds are killed, and what went wrong."""

    folder: Path
    random: Random
    steps: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    mixed: int = 0
    """Kills that left a part of the new site and a part of the old one."""

    def __post_init__(self) -> None:
        self.root = self.folder / "small"
        self.model = SiteModel(self.root)
        self.site = Site(self.root)
        self.output = self.root / "site"
        self.request = request_for(self.root)
        self.now = ("--jobs", "1", "--now", self.request.now.isoformat())

    def suffer(self, kills: int) -> None:
        """Be built and killed again and again; every third time, nothing was built before."""
        cold = self._run().course(PHASES)
        self.edit()
        warm = self._run().course(PHASES)
        state = len(listing(self.root / ".briefing"))
        for number, instant in enumerate(instants(kills, PHASES, self.random)):
            if number % 3 == 0:
                shutil.rmtree(self.output)
                shutil.rmtree(self.root / ".briefing")
                self.steps.append("delete the output and the state")
            before, new = listing(self.output), self.edit()
            self._run().kill(instant, warm if before else cold)
            self.steps.append(f"build, killed at {instant}")
            found = listing(self.output)
            self.mixed += found not in (before, new)
            wrong = [*harm(found, before, new), *build_again(self.site, new, *self.now)]
            self.wrong += [f"after step {len(self.steps)}: {what}" for what in wrong]
        if len(listing(self.root / ".briefing")) > state + kills / 5:
            self.wrong.append("the state gathers files")

    def edit(self) -> Output:
        """Change every page a little and some more, without a mistake; return the clean output."""
        self.model.put("templates/base.html", FRAME.format(len(self.steps)))
        for edit in self.random.sample([*EDITS], 3):
            path, new = self.random.choice(self.model.documents("article")), f"n{len(self.steps)}"
            EDITS[edit](self.model, path, new)
            self.steps.append(f"{edit}: {path}, {new}")
        outcome, output = clean_build(self.request, self.folder / f"clean-{len(self.steps)}")
        assert not outcome.failed, outcome.problems
        return output

    def _run(self) -> Run:
        checks = self.random.choice([(), ("--check",)])
        return Run(self.root, partial(forked, self.site, *self.now, *checks))


FRAME = """\
{{% extends "default/base.html" %}}
{{% block head %}}{{{{ super() }}}}<meta name="edition" content="{}">{{% endblock %}}
"""


def build_again(site: Site, right: Output, *arguments: str) -> list[str]:
    """Build without a kill; tell what is wrong afterwards."""
    outcome = site.run("build", *arguments)
    if outcome.exit_code:
        return [f"the next build ends with {outcome.exit_code}: {outcome.err}"]
    return differences(listing(site.root / "site"), right)[:3] + left(site.root)


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="needs processes that fork")
def test_a_small_site_is_whole_after_every_kill_and_right_after_the_next_build(
    tmp_path: Path,
) -> None:
    site = Small(tmp_path, Random(SEED))
    site.suffer(SMALL_KILLS)
    story = "\n".join([*site.wrong[:9], f"again with BRIEFING_SEED={SEED}", *site.steps])
    assert not site.wrong, story
    assert site.mixed >= SMALL_KILLS / 20, "hardly a kill came while files were written"


# A large site, built by two processes


@dataclass
class Large:
    """A large site, and what kills of its builds led to that should not be."""

    site: Site
    right: list[Output] = field(default_factory=list)
    """Of each edition, the output of a clean build."""
    harmed: list[str] = field(default_factory=list)
    not_repaired: list[str] = field(default_factory=list)
    outlived: list[str] = field(default_factory=list)


ARTICLE = """\
---
title: Report {0}
source: herald
published: 2025-05-{1:02}
themes: [truce]
claims:
  - {{text: Shells fell near {0}., kind: event, point: order, on: 2025-05-{1:02}}}
---
Shells fell near {0}.
"""


def turn(site: Site, edition: int) -> None:
    """Make the large site what it is in one of its editions; nearly all of its pages differ."""
    shutil.rmtree(site.root / f"content/articles/edition-{1 - edition}", ignore_errors=True)
    for number in range(320, 340):
        text = ARTICLE.format(number, number % 28 + 1)
        site.write(f"content/articles/edition-{edition}/both-{number}.md", text)
        site.write(f"content/articles/edition-{edition}/only-{edition}-{number}.md", text)
    site.write("templates/base.html", FRAME.format(edition))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    """Kill builds of a large site, every third of them cold, and build again at once."""
    phases = (*PHASES, "processes") if LINUX else PHASES
    folder = tmp_path_factory.mktemp("killed")
    site, random = Site(folder / "large"), Random(SEED)
    came = Large(site)
    for path, text in SITE.items():
        site.write(path, text)
    for number in range(320):
        text = ARTICLE.format(number, number % 28 + 1) + f"More of {number}.\n\n" * 50
        site.write(f"content/articles/n{number}.md", text)
    courses = []
    for edition in (0, 1):
        turn(site, edition)
        request = request_for(site.root)
        came.right.append(clean_build(request, folder / f"clean-{edition}")[1])
        courses.append(Run(site.root, partial(Command, site.root)).course(phases))
    cold, warm = courses
    stands = 1
    for number, instant in enumerate(instants(LARGE_KILLS, phases, random)):
        before = came.right[stands]
        if number % 3 == 0:
            shutil.rmtree(site.root / "site")
            shutil.rmtree(site.root / ".briefing")
            before = {}
        turn(site, 1 - stands)
        Run(site.root, partial(Command, site.root)).kill(instant, warm if before else cold)
        found = listing(site.root / "site")
        came.harmed += told(number, instant, harm(found, before, came.right[1 - stands]))
        if number % 2:
            stands = 1 - stands
        turn(site, stands)
        wrong = build_again(site, came.right[stands], "--jobs", "1")
        came.not_repaired += told(number, instant, wrong)
        came.outlived += told(number, instant, end_processes(site.root))
        if wrong:
            site.build("--jobs", "1")
    return came


def end_processes(root: Path) -> list[str]:
    """Kill the processes that still build after the time that any of them needs to notice."""
    late = time.monotonic() + 10
    while (found := processes(root)) and time.monotonic() < late:
        time.sleep(0.05)
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return [f"process {pid} goes on" for pid in found]


def told(number: int, instant: Instant, wrong: list[str]) -> list[str]:
    return [f"kill {number}, {instant}: {what}" for what in wrong]


def test_a_large_site_is_whole_after_every_kill(large: Large) -> None:
    assert not large.harmed, "\n".join(large.harmed)


def test_a_large_site_is_right_after_the_build_that_follows_a_kill(large: Large) -> None:
    assert not large.not_repaired, "\n".join(large.not_repaired)


linux = pytest.mark.skipif(not LINUX, reason="there is no /proc to look for processes in")


@linux
def test_no_process_of_a_killed_build_goes_on(large: Large) -> None:
    assert not large.outlived, "\n".join(large.outlived)


@linux
@pytest.mark.parametrize("renders", [False, True], ids=["reads", "renders"])
def test_a_process_that_works_when_its_build_is_killed_ends_and_disturbs_no_other(
    large: Large, renders: bool
) -> None:
    site, edition = large.site, int(renders)
    turn(site, 1 - edition)
    site.build("--jobs", "1")
    if renders:
        site.write("templates/base.html", FRAME.format(SLOW))
    else:
        shutil.rmtree(site.root / "site")
        shutil.rmtree(site.root / ".briefing")
    before = {*site.root.rglob("*")}
    command = Command(site.root)
    # With some pages there, templates have been read: what else it writes is of the old edition.
    while len(processes(site.root)) < 2 or (renders and len({*site.root.rglob("*")} - before) < 5):
        assert command.is_alive(), "it ended before it could be killed"
        time.sleep(0.001)
    command.kill()
    command.join()
    turn(site, edition)
    wrong = build_again(site, large.right[edition], "--jobs", "1") + end_processes(site.root)
    assert not wrong, "\n".join(wrong)


# In two loops: a template of a site may count no further than 100,000.
SLOW = "{% for some in range(20) %}{% for number in range(100000) %}{% endfor %}{% endfor %}"
