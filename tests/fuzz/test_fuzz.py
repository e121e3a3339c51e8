"""A few of the sites made at random; `make fuzz` tries thousands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.clean import templates_compiled_once
from tests.fuzz.inputs import GOOD, site
from tests.fuzz.trial import tried

FIRST = int(os.environ.get("BRIEFING_SEED", "0")) * 1000


def test_the_site_that_is_made_worse_is_good(tmp_path: Path) -> None:
    trial = tried(GOOD, tmp_path / "site")
    assert trial.built
    assert trial.faults == ()


def test_whatever_is_in_the_files_there_are_pages_or_problems(tmp_path: Path) -> None:
    with templates_compiled_once():
        trials = {seed: tried(site(seed), tmp_path / "site") for seed in range(FIRST, FIRST + 50)}
    assert {seed: it.faults for seed, it in trials.items() if it.faults} == {}
    assert {it.built for it in trials.values()} == {True, False}


def test_what_falls_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("generator.plan.presenter.Presenter.link", fails)
    (fault,) = tried(GOOD, tmp_path / "site").faults
    assert fault.startswith("RecursionError at presenter.py")
