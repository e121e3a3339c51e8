"""What the output depends on besides the site's files."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from generator.store import version as code
from generator.store.version import installed_versions


@pytest.mark.parametrize("name", code._LIBRARIES)
def test_the_version_of_each_library_is_the_one_that_is_installed(name: str) -> None:
    assert installed_versions([name]) == {name: version(name)}


def test_the_version_is_that_of_the_first_folder_that_code_is_loaded_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, number in ("one", "2.0"), ("two", "1.0"):
        (tmp_path / folder / f"Some_Library-{number}.dist-info").mkdir(parents=True)
    (tmp_path / "two" / "old_one-0.9.egg-info").mkdir()
    folders = [str(tmp_path / "none"), str(tmp_path / "one"), str(tmp_path / "two")]
    monkeypatch.setattr("sys.path", folders)

    found = installed_versions(["some_library", "old_one", "other"])

    assert found == {"some_library": "2.0", "old_one": "0.9", "other": ""}


def test_a_file_of_the_package_that_changes_or_moves_changes_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code, "_PACKAGE", tmp_path)
    (tmp_path / "room").mkdir()
    (tmp_path / "room/one.py").write_text("1\n", encoding="utf-8")
    (tmp_path / "room/notes.txt").write_text("1\n", encoding="utf-8")
    versions = [code.code_version.__wrapped__()]

    (tmp_path / "room/notes.txt").write_text("2\n", encoding="utf-8")
    assert code.code_version.__wrapped__() == versions[0], "notes shape no page"
    (tmp_path / "room/one.py").write_text("2\n", encoding="utf-8")
    versions.append(code.code_version.__wrapped__())
    (tmp_path / "room/one.py").rename(tmp_path / "room/two.py")
    versions.append(code.code_version.__wrapped__())

    assert len(set(versions)) == 3
