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
    with suppress(KeyboardInterrupt):
        for seed, trial in _all(range(asked.seed, asked.seed + asked.inputs), asked.jobs):
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


def _all(seeds: range, jobs: int) -> Iterator[tuple[int, Trial]]:
    """Try all seeds, each process every so many; one that dies is replaced behind where it was."""
    fork = get_context("fork")
    open_ends: dict[Connection, tuple[range, ForkProcess]] = {}

    def start(share: range) -> None:
        if share:
            ours, theirs = fork.Pipe(duplex=False)
            process = fork.Process(target=_work, args=(share, theirs), daemon=True)
            process.start()
            theirs.close()
            open_ends[ours] = share, process

    for job in range(jobs):
        start(seeds[job::jobs])
    while open_ends:
        ready = wait(list(open_ends), _PATIENCE_SECONDS)
        for end in ready or list(open_ends):
            assert isinstance(end, Connection)
            share, process = open_ends.pop(end)
            if not ready:
                process.kill()
            try:
                trial = end.recv()
            except EOFError:
                yield share[0], Trial(False, ("the process died or hung: ",), 0)
                start(share[1:])
                continue
            yield share[0], trial
            if share[1:]:
                open_ends[end] = share[1:], process
            else:
                process.join()


def _work(share: range, answers: Connection) -> None:
    stopped = suppress(KeyboardInterrupt)  # the figures are printed by the one who asked
    with stopped, tempfile.TemporaryDirectory() as folder, templates_compiled_once():
        for seed in share:
            trial = tried(site(seed), Path(folder, "site"), follows_links=seed % 4 == 0)
            answers.send(trial)


if __name__ == "__main__":
    sys.exit(main())
