"""Whatever happens between two builds, the output is what a clean build writes."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests.contract import MODELS
from tests.incremental.builds import Manner
from tests.incremental.site_model import beside
from tests.incremental.walks import QUICK, SEED, Steps

SITE = Path(__file__).parent / "site"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_walk_begins_with_every_key_of_the_contract(model: type) -> None:
    files = [file for file in SITE.rglob("*") if file.suffix in (".md", ".yaml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = [field.name for field in dataclasses.fields(model)]
    assert [key for key in keys if not re.search(rf"(^|[\s{{,]){key}:", text)] == []


@pytest.mark.pitfall(1)
def test_after_any_step_the_output_is_that_of_a_clean_build(walk: type[Steps]) -> None:
    run_state_machine_as_test(seed(int(SEED))(walk) if SEED else walk, settings=QUICK)


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
