"""Whole commands measured from outside: seconds, processor seconds, memory.

A command is started by this file run as a script, not by the caller. Linux counts the memory of the
process that starts a command into the command's own peak, so the one that starts it must be small.
It also holds the command to the same few processors on every machine.

Memory has two faces. The peak of the largest process is exact and free. The peak of a process with
all its children needs samples of /proc that cost time, so only the warm-up run, whose time nobody
reads, takes them; they share out pages that processes have in common, so nothing counts twice.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CPUS = 2
SAMPLE_SECONDS = 0.02
_PEAK_UNITS_PER_MIB = 1024**2 if sys.platform == "darwin" else 1024


class CommandFailedError(Exception):
    """A measured command did not end well; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command, start to finish."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor, children included."""
    peak: float
    """MiB of the largest process."""
    tree: float
    """MiB of all its processes together; 0 where it was not sampled."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and what puts things in place before each of its runs."""

    command: Sequence[str]
    prepare: Callable[[], None] = lambda: None
    env: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of one job."""

    warm_up: Run
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Median seconds."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median seconds of processor."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def memory(self) -> float:
        """Peak MiB of all processes: the largest one's median, and what the others added to it."""
        others = max(0.0, self.warm_up.tree - self.warm_up.peak)
        return statistics.median(run.peak for run in self.runs) + others


@dataclass(frozen=True, slots=True)
class Pair:
    """Two jobs measured in turn."""

    a: Series
    b: Series

    @property
    def wall_ratio(self) -> float:
        """Median time of the first over that of the second."""
        return self.a.wall / self.b.wall

    @property
    def memory_ratio(self) -> float:
        """Peak memory of the first over that of the second."""
        return self.a.memory / self.b.memory


def paired(a: Job, b: Job, runs: int) -> Pair:
    """Both jobs in turn, A B A B, so that a slow minute of the machine meets both."""
    first, second = measured((a, b), runs)
    return Pair(first, second)


def measured(jobs: Sequence[Job], runs: int) -> list[Series]:
    """All jobs in turn, after one warm-up of each that samples memory."""
    warm_ups = [run_job(job, sample=True) for job in jobs]
    rounds = [[run_job(job) for job in jobs] for _ in range(runs)]
    return [
        Series(warm_up, tuple(column))
        for warm_up, column in zip(warm_ups, zip(*rounds, strict=True), strict=True)
    ]


def run_job(job: Job, *, sample: bool = False) -> Run:
    """Prepare and run once."""
    job.prepare()
    starter = [sys.executable, "-I", __file__, "sample" if sample else "plain", *job.command]
    done = subprocess.run(starter, env=job.env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailedError(f"{' '.join(job.command)}\n{done.stderr[-2000:]}".rstrip())
    return Run(**json.loads(done.stdout))


# ---- in the starter ------------------------------------------------------------------------------


def _start(command: list[str], sample: bool) -> tuple[Run, int]:
    """Run `command`, its output on our standard error; what it took, and how it ended."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CPUS])
    tree = 0.0
    started = time.perf_counter()
    pid = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)]
    )
    while sample and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        tree = max(tree, sum(_share(member) for member in _family(pid)))
        time.sleep(SAMPLE_SECONDS)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    cpu = usage.ru_utime + usage.ru_stime
    run = Run(wall, cpu, usage.ru_maxrss / _PEAK_UNITS_PER_MIB, tree)
    return run, os.waitstatus_to_exitcode(status)


def _family(pid: int) -> Iterator[int]:
    """The process and all that descend from it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:  # ended meanwhile
            continue
        for child in found:
            yield from _family(int(child))


def _share(pid: int) -> float:
    """MiB of memory of one process, pages in common with others counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # ended meanwhile, or not Linux
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _main() -> int:
    mode, *command = sys.argv[1:]
    try:
        run, code = _start(command, mode == "sample")
    except OSError as error:
        print(error, file=sys.stderr)
        return 127
    print(json.dumps({"wall": run.wall, "cpu": run.cpu, "peak": run.peak, "tree": run.tree}))
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(_main())
