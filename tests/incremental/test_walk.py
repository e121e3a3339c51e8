"""Whatever happens between two builds, the output is what a clean build writes."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.clean import clean_build, templates_compiled_once
from tests.contract import MODELS
from tests.incremental.builds import Manner, another_process, small_taken_for_large
from tests.incremental.edits import FileEdits, KeyEdits, ListEdits, LookEdits
from tests.incremental.events import Damage, Requests, TimeStamps
from tests.incremental.machine import Setup
from tests.incremental.mistakes import Mistakes
from tests.incremental.site_model import beside

SITE = Path(__file__).parent / "site"
SEED = os.environ.get("BRIEFING_SEED")

QUICK = settings(
    max_examples=7,
    stateful_step_count=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, derandomize=False, max_examples=8, stateful_step_count=50)


class Steps(KeyEdits, ListEdits, FileEdits, LookEdits, Mistakes, TimeStamps, Requests, Damage):
    """All that may happen to a site."""


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[type[Steps]]:
    """Walks over a site in a folder of its own; the first of them takes no step but to build."""
    with (
        templates_compiled_once(),
        small_taken_for_large(gap_seconds=3600),  # another process takes every file for too new
        another_process() as apart,
        another_process() as clean,
        small_taken_for_large(),
    ):
        # Each in another folder, so that nothing that is kept by path can help.
        folders = (tmp_path / f"clean-{number}" for number in count())

        @lru_cache(maxsize=50)
        def built_clean(request: Any, _files: object) -> Any:
            return clean(partial(clean_build, request, next(folders)))

        class Walk(Steps):
            setup = Setup(tmp_path / "walk", apart, built_clean)

        yield Walk


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_walk_begins_with_every_key_of_the_contract(model: type) -> None:
    files = [file for file in SITE.rglob("*") if file.suffix in (".md", ".yaml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = [field.name for field in dataclasses.fields(model)]
    assert [key for key in keys if not re.search(rf"(^|[\s{{,]){key}:", text)] == []


def test_after_any_step_the_output_is_that_of_a_clean_build(walk: type[Steps]) -> None:
    run_state_machine_as_test(seed(int(SEED))(walk) if SEED else walk, settings=QUICK)


@pytest.mark.long
@pytest.mark.parametrize("number", [int(SEED)] if SEED else [1, 2, 3, 4])
def test_after_any_step_of_a_long_walk_the_output_is_that_of_a_clean_build(
    walk: type[Steps], number: int
) -> None:
    run_state_machine_as_test(seed(number)(walk), settings=LONG)


def test_a_process_with_its_cache_open_notices_what_another_one_built(walk: type[Steps]) -> None:
    site = walk()
    site.build_otherwise(Manner.KEPT, jobs=1)
    site.the_output_is_that_of_a_clean_build()
    site.build_otherwise(Manner.APART, jobs=1)
    site.rename("themes/exchange.md", "new0", beside, "mentions")
    site.the_output_is_that_of_a_clean_build()
    site.build_otherwise(Manner.KEPT, jobs=1)
    site.the_output_is_that_of_a_clean_build()
    site.teardown()
