"""How editors save a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Save = Callable[[Path, str, str], None]
"""Replaces words in a file, as some editor would."""


def _changed(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def in_place(file: Path, old: str, new: str) -> None:
    """Truncate and write."""
    file.write_text(_changed(file, old, new), encoding="utf-8")


def in_place_with_a_pause(file: Path, old: str, new: str) -> None:
    """Truncate and write, the second half later: a large file, a slow disk."""
    text = _changed(file, old, new)
    with file.open("w", encoding="utf-8") as stream:
        for half in (text[:20], text[20:]):
            time.sleep(0.1)
            stream.write(half)
            stream.flush()


def in_place_with_a_long_pause(file: Path, old: str, new: str) -> None:
    """The same, so slowly that nobody can tell it from two saves."""
    text = _changed(file, old, new)
    with file.open("w", encoding="utf-8") as stream:
        time.sleep(0.7)
        stream.write(text)


def replaced(file: Path, old: str, new: str) -> None:
    """Write a new file beside the old one and move it there, as Kate, gedit and Python do."""
    beside = file.with_name(f"{file.name}.Kd81xQ")
    beside.write_text(_changed(file, old, new), encoding="utf-8")
    os.replace(beside, file)  # noqa: PTH105


def by_jetbrains(file: Path, old: str, new: str) -> None:
    """Write beside, move the old file out of the way, the new one there, delete the old one."""
    text = _changed(file, old, new)
    fresh = file.with_name(f"{file.name}___jb_tmp___")
    aside = file.with_name(f"{file.name}___jb_old___")
    fresh.write_text(text, encoding="utf-8")
    file.rename(aside)
    fresh.rename(file)
    aside.unlink()


def by_sed(file: Path, old: str, new: str) -> None:
    """Run `sed -i`."""
    subprocess.run(["sed", "-i", f"s/{old}/{new}/", str(file)], check=True)


def as_vim_does(file: Path, old: str, new: str) -> None:
    """Try out whether the folder can be written to, make the file its own backup, write anew."""
    text = _changed(file, old, new)
    swap = file.with_name(f".{file.name}.swp")
    probe = file.with_name("4913")
    backup = file.with_name(f"{file.name}~")
    swap.write_bytes(b"b0VIM 9.0")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()
    swap.unlink()


def by_vim(file: Path, old: str, new: str) -> None:
    """Run Vim itself."""
    vim = shutil.which("vim")
    if vim is None:
        pytest.skip("no Vim on this machine")
    settings = "set nocompatible backupcopy=no writebackup"
    commands = ["-c", settings, "-c", f"%s/{old}/{new}/", "-c", "wq"]
    subprocess.run([vim, "-u", "NONE", "-es", *commands, str(file)], check=True)


def as_emacs_does(file: Path, old: str, new: str) -> None:
    """Lock the file by a link to nowhere, save automatically, keep a backup, write in place."""
    text = _changed(file, old, new)
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("editor@desk.4711:1747300000")
    autosave = file.with_name(f"#{file.name}#")
    autosave.write_text(text[:40], encoding="utf-8")
    shutil.copy2(file, file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")
    autosave.unlink()
    lock.unlink()


def removed_and_written(file: Path, old: str, new: str) -> None:
    """Delete the file and write it anew, as some synchronising folders do."""
    text = _changed(file, old, new)
    file.unlink()
    time.sleep(0.05)
    file.write_text(text, encoding="utf-8")


EVERY_WAY: tuple[Save, ...] = (
    in_place,
    in_place_with_a_pause,
    in_place_with_a_long_pause,
    replaced,
    by_jetbrains,
    by_sed,
    as_vim_does,
    by_vim,
    as_emacs_does,
    removed_and_written,
)

LEFT_BEHIND = (
    "second.md~",
    ".second.md.swp",
    ".second.md.swo",
    "#second.md#",
    "~second.md",
    "second.md.bak",
    "second.md.tmp",
    ".goutputstream-1A2B3C",
    ".second.md.kate-swp",
    ".DS_Store",
)
"""What editors and file managers leave lying beside a file, in any folder."""

LEFT_BESIDE_TEXTS = (
    "4913",
    "sedK3jx9a",
    "second.md___jb_old___",
    "second.md.orig",
    "second.md.rej",
)
"""What has no name of its own kind: known not to be text only where text is looked for."""
