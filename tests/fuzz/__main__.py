"""Many inputs, shared out over processes: `make fuzz ARGS="--inputs 50000 --seed 1"`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from tests.clean import templates_compiled_once
from tests.fuzz.inputs import site
from tests.fuzz.trial import Trial, tried

_PATIENCE_SECONDS = 120
"""After so long without a word, a process hangs where no signal is heard."""


def main() -> int:
    """Try inputs, until Ctrl-C at most; print what fell, by kind, with seeds of each."""
    options = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    options.add_argument("--inputs", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0, help="the first; the others follow")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = options.parse_args()
    began, counts, slowest = time.monotonic(), Counter[str](), (0.0, -1)
    fell: dict[str, list[tuple[int, str]]] = defaultdict(list)
    seeds = range(asked.seed, asked.seed + asked.inputs)
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        for seed, trial in _all(seeds, asked.jobs, Path(folder)):
            if counts.total() % 1000 == 999:
                print(f"{counts.total() + 1} inputs …", flush=True)
            counts["built" if trial.built else "refused"] += 1
            slowest = max(slowest, (trial.seconds, seed))
            for fault in trial.faults:
                if fault.partition(": ")[0] not in fell:
                    print(f"seed {seed}: {fault!r}", flush=True)
                fell[fault.partition(": ")[0]].append((seed, fault))
    print(
        f"{counts.total()} inputs from seed {asked.seed}: {counts['built']} built,"
        f" {counts['refused']} refused with problems, {sum(map(len, fell.values()))} faults of"
        f" {len(fell)} kinds; the slowest took {slowest[0]:.1f} s (seed {slowest[1]});"
        f" {time.monotonic() - began:.0f} s in all"
    )
    for kind, cases in sorted(fell.items(), key=lambda it: -len(it[1])):
        print(f"{len(cases):5} {kind}: seeds {', '.join(str(seed) for seed, _ in cases[:5])}")
    return 1 if fell else 0


def _all(seeds: range, jobs: int, folder: Path) -> Iterator[tuple[int, Trial]]:
    """Try all seeds, each process every so many; one that dies is replaced behind where it was."""
    fork = get_context("fork")
    running: dict[Connection, tuple[range, ForkProcess]] = {}

    def start(share: range) -> None:
        if share:
            ours, theirs = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(share, theirs, folder))
            process.start()
            theirs.close()
            running[ours] = share, process

    def end(one: Connection) -> None:
        _, process = running.pop(one)
        process.kill()
        process.join()

    for job in range(jobs):
        start(seeds[job::jobs])
    try:
        while running:
            ready = wait(list(running), _PATIENCE_SECONDS)
            for one in [it for it in running if it in ready or not ready]:
                share, process = running[one]
                trial = _heard(one) if ready else None
                if trial is None or not share[1:]:
                    end(one)
                else:
                    running[one] = share[1:], process
                if trial is None:
                    start(share[1:])
                yield share[0], trial or Trial(False, ("the process died or hung: ",), 0)
    finally:
        for one in list(running):
            end(one)


def _heard(end: Connection) -> Trial | None:
    """Return what a process says; None if it is no more."""
    try:
        trial: Trial = end.recv()
    except EOFError:
        return None
    return trial


def _work(share: range, answers: Connection, folder: Path) -> None:
    with suppress(KeyboardInterrupt), templates_compiled_once():
        for seed in share:
            follows_links = seed % 4 == 0
            answers.send(tried(site(seed), folder / f"{os.getpid()}", follows_links=follows_links))


if __name__ == "__main__":
    sys.exit(main())
