"""Files are saved together, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.edit.save import Change, SaveError, save


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/a.md").write_bytes(b"a\r\n")
    (tmp_path / "themes/b.md").write_bytes(b"b")
    return tmp_path


def test_files_change_and_move_and_nothing_else_is_left_behind(root: Path) -> None:
    (root / "themes/a.md").chmod(0o640)
    save(
        root,
        [
            Change("themes/a.md", b"a\r\n", b"A\r\n"),
            Change("themes/b.md", b"b", b"B", "themes/c.md"),
        ],
    )
    assert files(root) == {"themes/a.md": b"A\r\n", "themes/c.md": b"B"}
    assert (root / "themes/a.md").stat().st_mode & 0o777 == 0o640


def test_a_file_that_somebody_saved_meanwhile_stops_all(root: Path) -> None:
    changes = [Change("themes/a.md", b"a\r\n", b"A"), Change("themes/b.md", b"old", b"B")]
    with pytest.raises(SaveError, match=r"themes/b\.md was changed .* run the command again"):
        save(root, changes)
    assert files(root) == {"themes/a.md": b"a\r\n", "themes/b.md": b"b"}


def test_a_file_that_is_gone_is_not_made_again(root: Path) -> None:
    with pytest.raises(SaveError, match="themes/c"):
        save(root, [Change("themes/c.md", b"c", b"C")])
    assert "themes/c.md" not in files(root)


def test_nothing_moves_to_where_something_is(root: Path) -> None:
    with pytest.raises(SaveError, match=r"themes/b\.md is there already"):
        save(root, [Change("themes/a.md", b"a\r\n", b"A", "themes/b.md")])
    assert files(root) == {"themes/a.md": b"a\r\n", "themes/b.md": b"b"}


def test_a_disk_that_fails_half_way_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md" and self.name.endswith(".tmp"):
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    changes = [
        Change("themes/a.md", b"a\r\n", b"A", "themes/z.md"),
        Change("themes/b.md", b"b", b"B"),
    ]
    with pytest.raises(SaveError, match="No space left"):
        save(root, changes)
    assert files(root) == {"themes/a.md": b"a\r\n", "themes/b.md": b"b"}


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_stays_a_link(root: Path) -> None:
    (root / "themes/link.md").symlink_to(root / "themes/b.md")
    save(root, [Change("themes/link.md", b"b", b"B")])
    assert (root / "themes/link.md").is_symlink()
    assert (root / "themes/b.md").read_bytes() == b"B"


def test_a_file_that_cannot_be_removed_is_not_there_twice(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, replace = Path.unlink, Path.replace

    def failing(self: Path, missing_ok: bool = False) -> None:
        if self.name == "b.md":
            raise PermissionError(1, "Operation not permitted", str(self))
        unlink(self, missing_ok)

    def kept(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise PermissionError(1, "Operation not permitted", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "unlink", failing)
    monkeypatch.setattr(Path, "replace", kept)
    changes = [
        Change("themes/a.md", b"a\r\n", b"A"),
        Change("themes/b.md", b"b", b"B", "themes/c.md"),
    ]
    with pytest.raises(SaveError, match=r"nothing was written: .* \(themes/b\.md\)"):
        save(root, changes)
    assert files(root) == {"themes/a.md": b"a\r\n", "themes/b.md": b"b"}


def test_what_stands_beside_a_file_for_a_moment_is_not_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(SaveError, match=r"Permission denied \(themes/a\.md\)"):
        save(root, [Change("themes/a.md", b"a\r\n", b"A")])
