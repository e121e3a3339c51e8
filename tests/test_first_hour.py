"""The first hour of a new editor, in one process; from a wheel alone it is in `test_wheel.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import Outcome
from tests.first_hour import first_hour


def test_an_editor_comes_from_nothing_to_a_site_in_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(folder: Path, *arguments: str) -> Outcome:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    for name in ("GIT_COMMITTER_NAME", "GIT_AUTHOR_NAME"):
        monkeypatch.setenv(name, "E")
    for name in ("GIT_COMMITTER_EMAIL", "GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.setenv(name, "e@example.org")
    first_hour(run, tmp_path)
