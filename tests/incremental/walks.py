"""Random walks over a small site, for the tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.clean import clean_build
from tests.incremental.builds import (
    another_process,
    small_indexes_in_shards,
    small_taken_for_large,
)
from tests.incremental.edits import FileEdits, KeyEdits, ListEdits, LookEdits
from tests.incremental.events import Damage, Kills, Requests, TimeStamps, Travel
from tests.incremental.machine import Setup
from tests.incremental.mistakes import Mistakes

SEED = os.environ.get("BRIEFING_SEED")

QUICK = settings(
    max_examples=4,
    stateful_step_count=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, derandomize=False, max_examples=8 if SEED else 4, stateful_step_count=50)
"""Half as many where no seed is set: a quarter of the time of all tests went into these walks."""
SHORT = settings(QUICK, max_examples=2, stateful_step_count=6)
"""Of a site with its index: all of it is indexed twice for each step."""


class Steps(
    KeyEdits, ListEdits, FileEdits, LookEdits, Mistakes, TimeStamps, Requests, Travel, Damage
):
    """All that may happen to a site."""


class SearchedSteps(Steps, Kills):
    """All that may happen to a site with a search index, of which builds may be killed."""

    search = True


@contextmanager
def walks_in(folder: Path, steps: type[Steps] = Steps) -> Iterator[type[Steps]]:
    """Walks over a site in a folder of its own; the first of them takes no step but to build."""
    with (
        small_indexes_in_shards(),
        small_taken_for_large(gap_seconds=3600),  # another process takes every file for too new
        another_process() as apart,
        another_process() as clean,
        small_taken_for_large(),
    ):
        # Each in another folder, so that nothing that is kept by path can help.
        folders = (folder / f"clean-{number}" for number in count())

        @lru_cache(maxsize=50)
        def built_clean(request: Any, _files: object) -> Any:
            return clean(partial(clean_build, request, next(folders)))

        setup = Setup(folder / "walk", apart, built_clean)
        yield type("Walk", (steps,), {"setup": setup})


def walk_far(walk: type[Steps], number: int) -> None:
    """Take the long walk that follows from a seed; BRIEFING_SEED sets another."""
    run_state_machine_as_test(seed(int(SEED or number))(walk), settings=LONG)
