"""A search index in shards, after random steps: travels, damage and killed builds among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests.incremental.walks import LONG, SEED, SHORT, SearchedSteps, Steps, walks_in


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[type[Steps]]:
    """Walks over a site that is searched; they are long where BRIEFING_SEED says where to."""
    with walks_in(tmp_path, SearchedSteps) as walk:
        yield walk


@pytest.mark.long
def test_after_any_step_the_index_is_that_of_a_clean_build(walk: type[Steps]) -> None:
    if SEED:
        run_state_machine_as_test(seed(int(SEED))(walk), settings=LONG)
    else:
        run_state_machine_as_test(walk, settings=SHORT)
