"""Whole commands measured from outside: seconds and memory.

A command is started by this file run as a script, not by the caller. Linux counts the memory of the
process that starts a command into the command's own peak, so the one that starts it must be small.
It also holds the command to the same few processors on every machine; that is all that it does for
servers, which `servers.py` measures.

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
class Figures:
    """What a row of the table shows of one tool; 0 for what is not known."""

    seconds: float = 0.0
    memory: float = 0.0
    """Peak MiB of all processes together."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command, start to finish."""

    wall: float
    """Seconds on the clock."""
    peak: float
    """MiB of the largest process."""
    tree: float
    """MiB of all its processes together; 0 where it was not sampled."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command, what puts things in place before each of its runs, what is looked at after it."""

    command: Sequence[str]
    env: Mapping[str, str] | None = None
    prepare: Callable[[], None] = lambda: None
    confirm: Callable[[], None] = lambda: None
    """Raises CommandFailedError if the run did not do what it was for."""


def figures(warm_up: Run, runs: Sequence[Run]) -> Figures:
    """Medians, and for memory also what the other processes added to the largest one."""
    others = max(0.0, warm_up.tree - warm_up.peak)
    peak = statistics.median(run.peak for run in runs)
    return Figures(statistics.median(run.wall for run in runs), peak + others)


def measured(jobs: Sequence[Job], runs: int) -> list[Figures]:
    """All jobs in turn, A B A B, so that a slow minute of the machine meets all of them.

    Before that comes one warm-up of each, which samples memory.
    """
    warm_ups = [run_job(job, sample=True) for job in jobs]
    rounds = [[run_job(job) for job in jobs] for _ in range(runs)]
    return [
        figures(warm_up, column)
        for warm_up, column in zip(warm_ups, zip(*rounds, strict=True), strict=True)
    ]


def run_job(job: Job, *, sample: bool = False) -> Run:
    """Prepare, run once, confirm."""
    job.prepare()
    starter = _starter("sample" if sample else "plain", job.command)
    done = subprocess.run(starter, env=job.env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailedError(f"{' '.join(job.command)}\n{done.stderr[-2000:]}".rstrip())
    job.confirm()
    return Run(**json.loads(done.stdout))


def held(command: Sequence[str]) -> list[str]:
    """`command` held to the few processors, in one process with its start: its id is the same."""
    return _starter("become", command)


def _starter(mode: str, command: Sequence[str]) -> list[str]:
    return [sys.executable, "-I", __file__, mode, *command]


# ---- processes -----------------------------------------------------------------------------------


def tree_memory(pid: int) -> float:
    """MiB of a process and all that descend from it; 0 where the system does not tell."""
    return sum(map(_share, _family(pid)))


def tree_seconds(pid: int) -> float:
    """Seconds of processor of a process and all that descend from it, those that ended included."""
    return sum(map(_seconds, _family(pid)))


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


def _seconds(pid: int) -> float:
    """Processor seconds of one process and of its children that ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # ended meanwhile, or not Linux
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


# ---- in the starter ------------------------------------------------------------------------------


def _start(command: list[str], sample: bool) -> tuple[Run, int]:
    """Run `command`, its output on our standard error; what it took, and how it ended."""
    tree = 0.0
    started = time.perf_counter()
    pid = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)]
    )
    while sample and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        tree = max(tree, tree_memory(pid))
        time.sleep(SAMPLE_SECONDS)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    return Run(wall, usage.ru_maxrss / _PEAK_UNITS_PER_MIB, tree), os.waitstatus_to_exitcode(status)


def _main() -> int:
    mode, *command = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CPUS])
    try:
        if mode == "become":
            os.execvp(command[0], command)
        run, code = _start(command, mode == "sample")
    except OSError as error:
        print(error, file=sys.stderr)
        return 127
    print(json.dumps({"wall": run.wall, "peak": run.peak, "tree": run.tree}))
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(_main())
