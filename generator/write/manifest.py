"""Which files of the output folder are ours, and how each was when it was last found right.

A journal outside the output, one line of JSON for each thing that happened; the last line about a
file counts. Lines are added before files move and after, so whatever instant a build is killed at,
the next one knows every file that may be there. The search index has a journal of its own, as it
comes and goes as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from generator.digests import short_digest

_SPARE_LINES = 1_000
"""A journal is written anew once it has so many lines more than files, and a quarter more."""


class Mine(NamedTuple):
    """One file of ours."""

    key: str
    """Stands for all that its bytes depend on."""
    size: int
    mtime_ns: int


class Manifest:
    """The journal of one output folder."""

    def __init__(self, output: Path, state: Path, what: str = "manifest") -> None:
        """Read it; a missing or damaged one knows of no files, a torn last line is left out.

        `what` tells journals of one folder apart.
        """
        # Relative, so that a site can be moved together with its state.
        place = os.path.relpath(output, state.resolve().parent)
        name = short_digest(os.fsencode(place), 6)
        self.file = state / f"{what}-{name}.jsonl"
        self._lines = 0
        self._looks: tuple[int, int] | None = None
        self.files: dict[str, Mine] = {}
        self._within: Set[str] | None = None
        """Files that are known to be all that are noted here."""
        self.refresh()

    def refresh(self) -> bool:
        """Read it again if somebody else has written to it, and say so."""
        if self._looks == (looks := self._look()) and looks is not None:
            return False
        self.files = {}
        self._within = None
        self._lines = 0
        for path, mine in _lines(self.file):
            self._lines += 1
            if mine is None:
                self.files.pop(path, None)
            else:
                self.files[path] = mine
        self._looks = looks
        return True

    def beyond(self, files: Set[str]) -> list[str]:
        """Return the files of ours that are not among `files`, sorted.

        Fast for a set that was asked about before: it is taken not to have changed since.
        """
        if files is self._within:
            return []
        found = sorted(path for path in self.files if path not in files)
        if not found:
            self._within = files
        return found

    def intend(self, paths: Iterable[str]) -> None:
        """Note files that may be there from now on."""
        self.note({path: Mine("", -1, -1) for path in paths if path not in self.files}, ())

    def note(self, right: dict[str, Mine], gone: Iterable[str]) -> None:
        """Note files that are right now, and files that are gone."""
        lines = [[path, *mine] for path, mine in right.items() if self.files.get(path) != mine]
        lines += [[path] for path in gone]
        if not right.keys() <= self.files.keys():
            self._within = None
        self.files.update(right)
        for path in gone:
            self.files.pop(path, None)
        if not lines:
            return
        self._lines += len(lines)
        if self._lines > 1.25 * len(self.files) + _SPARE_LINES:
            self._rewrite()
        else:
            with self.file.open("a", encoding="utf-8") as stream:
                # Begins with a line end, for the case that the last line is torn.
                stream.write("".join(f"\n{json.dumps(line)}" for line in lines))
        self._looks = self._look()

    def _rewrite(self) -> None:
        beside = self.file.with_suffix(".new")
        lines = [[path, *mine] for path, mine in sorted(self.files.items())]
        beside.write_text("".join(f"\n{json.dumps(line)}" for line in lines), encoding="utf-8")
        beside.replace(self.file)
        self._lines = len(lines)

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


def _lines(file: Path) -> Iterator[tuple[str, Mine | None]]:
    """Return each file that a line is about, with None for one that is gone."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    written = [line for line in text.split("\n") if line]
    try:
        found = json.loads(f"[{','.join(written)}]")
    except ValueError:
        found = map(_line, written)
    for line in found:
        kinds = tuple(map(type, line)) if isinstance(line, list) else ()
        if kinds == (str, str, int, int) and _is_inside(line[0]):
            yield line[0], Mine(line[1], line[2], line[3])
        elif kinds == (str,):
            yield line[0], None


def _is_inside(path: str) -> bool:
    """Return whether a path stays in the output, whoever wrote it down."""
    # Plain strings, as this is asked of every file of the site.
    return not (os.path.isabs(path) or (".." in path and ".." in path.split("/")))  # noqa: PTH117


def _line(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
