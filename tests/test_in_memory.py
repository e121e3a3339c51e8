"""Temporary files of tests are in memory where it has room, on disk where somebody says so."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests import in_memory


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is taken for one in memory, with room, on a machine without wishes."""
    monkeypatch.setattr(in_memory, "MEMORY", tmp_path)
    monkeypatch.setattr(in_memory, "ENOUGH", 1)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    monkeypatch.setenv("TMPDIR", "to be put back")
    monkeypatch.delenv("TMPDIR")
    return tmp_path


def test_this_process_and_those_it_starts_put_temporary_files_into_memory(memory: Path) -> None:
    in_memory.pytest_configure()
    assert os.environ["TMPDIR"] == str(memory)
    assert Path(tempfile.gettempdir()) == memory


def test_a_folder_that_somebody_names_is_the_one(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(memory / "mine"))
    in_memory.pytest_configure()
    assert os.environ["TMPDIR"] == str(memory / "mine")


@pytest.mark.usefixtures("memory")
def test_a_disk_is_used_where_memory_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_memory, "ENOUGH", 10**18)
    in_memory.pytest_configure()
    assert "TMPDIR" not in os.environ


def test_a_disk_is_used_where_there_is_no_such_folder(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_memory, "MEMORY", memory / "missing")
    in_memory.pytest_configure()
    assert "TMPDIR" not in os.environ
