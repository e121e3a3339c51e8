"""Which files of the output folder are ours, and how each was when a build last found it right.

The manifest is a journal outside the output folder. Each line is a JSON list about one file, and
the last line about a file counts:

    ["index.html", KEY, SIZE, MTIME, DIGEST]    it is up to date, and has this size and time
    ["index.html", "", -1, -1, ""]              it is pending: a build is about to write it
    ["index.html"]                              it was removed
    ["", GENERATION]                            what follows is recorded by this build

As in any write-ahead journal, what is about to happen is written down first: a file is recorded as
pending before the first one is moved, and as what it is after the last one was. Whenever a build is
killed, the next one therefore knows every file that may be there, and may replace or remove it. It
looks again at those that the killed one moved: no file matches a pending entry, or that of an older
file.

A file that was brought back from elsewhere (a checkout, a backup, the cache of a CI) has another
time. Its digest then tells whether it is what was written.

The cache says which pages are clean, and that is so only in the output that it was committed for.
Either may be brought back without the other. So each build has a name, its *generation*, which it
writes into the journal before anything else, and into the cache with its first commit. Where the
two differ, no page is taken to be clean (`follows`).

Unlike the cache, which can be worked out again, a manifest must not be lost. The search index has
one of its own, because it is made and removed as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from generator.digests import short_digest

_SPARE_LINES = 1_000
"""A journal is compacted when it has more lines than files: a quarter more, and so many besides."""


class ManifestEntry(Struct, frozen=True, gc=False):
    """A file of ours, as it was when a build last wrote it or found it up to date."""

    key: str
    """A digest of everything that its bytes depend on."""
    size: int
    mtime_ns: int
    digest: str = ""
    """Of its bytes; empty if that was not recorded, as by earlier versions."""


_PENDING = ManifestEntry("", -1, -1)


class _Line(Struct, array_like=True, gc=False, forbid_unknown_fields=True):
    """What a line of the journal may have; earlier versions recorded no digest."""

    path: str
    key: str | None = None
    size: int | None = None
    mtime_ns: int | None = None
    digest: str = ""


_DECODER = msgspec.json.Decoder(_Line)


class Manifest:
    """The journal of one output folder, and the files that it lists."""

    def __init__(self, output: Path, state: Path, what: str = "manifest") -> None:
        """Read the journal from the folder `state`.

        One that is missing or damaged lists no files; a line that was not written to its end is
        ignored. `what` tells the journals of one output folder apart.
        """
        # The name is made from a relative path, so that a site can be moved with its state.
        relative = os.path.relpath(output, state.resolve().parent)
        name = short_digest(os.fsencode(relative), 6)
        self.file = state / f"{what}-{name}.jsonl"
        self._lines = 0
        self._signature: tuple[int, int] | None = None
        """Size and mtime of the journal when this process last read or wrote it."""
        self.files: dict[str, ManifestEntry] = {}
        """By path relative to the output folder."""
        self._superset: Set[str] | None = None
        """A set that is known to contain all of `files`."""
        self._generations: list[str] = []
        """The generations that `files` are of, the latest last: several if builds began and changed
        nothing."""
        self.refresh()

    def refresh(self) -> bool:
        """Read the journal again if another process has written to it; return whether it did."""
        signature = self._stat()
        if signature is not None and signature == self._signature:
            return False
        self.files = {}
        self._superset = None
        self._generations = []
        has_just_begun = False
        lines = _lines(self.file)
        self._lines = len(lines)
        for line in lines:
            path, key, size, mtime_ns = line.path, line.key, line.size, line.mtime_ns
            if key is not None and size is not None and mtime_ns is not None:
                if _is_inside(path):
                    self.files[path] = ManifestEntry(key, size, mtime_ns, line.digest)
            elif key is not None and not path:
                self._generations.append(key)
                has_just_begun = True
                continue
            elif key is None:
                self.files.pop(path, None)
            if has_just_begun:
                del self._generations[:-1]
                has_just_begun = False
        self._signature = signature
        return True

    def is_latest(self) -> bool:
        """Return whether no other process has written to the journal since it was read."""
        return self._signature == self._stat()

    def obsolete(self, wanted: Set[str]) -> list[str]:
        """Return the files of ours that are not among `wanted`, sorted.

        A second call with the same object returns at once, so it must not be changed in between.
        """
        if wanted is self._superset:
            return []
        found = sorted(path for path in self.files if path not in wanted)
        if not found:
            self._superset = wanted
        return found

    def begin(self, generation: str) -> None:
        """Record that what is recorded from now on is of a new generation. Raise OSError."""
        self._generations.append(generation)
        self._append([["", generation]])

    def follows(self, generation: str | None) -> bool:
        """Return whether the files are recorded as the build `generation` left them.

        It may be the one before the last, if the last one was stopped before it changed any.
        """
        return generation in self._generations

    def record_pending(self, paths: Iterable[str]) -> None:
        """Record that files may be in the output from now on; those of ours keep their entries."""
        self.record({path: _PENDING for path in paths if path not in self.files}, ())

    def record(self, entries: Mapping[str, ManifestEntry], removed: Collection[str]) -> None:
        """Record files as they are in the output now, and files that were removed from it."""
        lines = [
            [path, *astuple(entry)]
            for path, entry in entries.items()
            if self.files.get(path) != entry
        ]
        lines += [[path] for path in removed]
        if not entries.keys() <= self.files.keys():
            self._superset = None
        self.files.update(entries)
        for path in removed:
            self.files.pop(path, None)
        if lines:
            del self._generations[:-1]
            self._append(lines)

    def _append(self, lines: Sequence[Sequence[object]]) -> None:
        self._lines += len(lines)
        if self._lines > 1.25 * len(self.files) + _SPARE_LINES:
            self._compact()
        else:
            with self.file.open("a", encoding="utf-8") as stream:
                # The line end comes first, in case that the last line was not written to its end.
                stream.write("".join(f"\n{json.dumps(line)}" for line in lines))
        self._signature = self._stat()

    def _compact(self) -> None:
        """Replace the journal, atomically, by one that has a line for each file."""
        new = self.file.with_suffix(".new")
        lines: list[list[object]] = [
            [path, *astuple(self.files[path])] for path in sorted(self.files)
        ]
        lines += [["", generation] for generation in self._generations]
        new.write_text("".join(f"\n{json.dumps(line)}" for line in lines), encoding="utf-8")
        new.replace(self.file)
        self._lines = len(lines)

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


def _lines(file: Path) -> list[_Line]:
    """Return every line that can be read."""
    try:
        written = file.read_bytes()
    except OSError:
        return []
    try:
        # One call for all lines is several times faster than one for each.
        return _DECODER.decode_lines(written)
    except (msgspec.DecodeError, UnicodeError):
        return [line for each in written.split(b"\n") if (line := _parsed(each)) is not None]


def _is_inside(path: str) -> bool:
    """Return whether a path stays in the output folder: a damaged journal must not lead out."""
    # Plain strings, as this is asked of every file of the site.
    return path[:1] != "/" and not (".." in path and ".." in path.split("/"))


def _parsed(line: bytes) -> _Line | None:
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeError):
        return None
