"""The files that an import writes: the original in the archive, entries for outlets, the draft.

Nothing is ever overwritten; sources.yaml alone is replaced, by itself with an entry more. What is
written of one report is taken back if the rest of it cannot be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from msgspec import Struct

from generator.digests import checksum
from generator.importing.model import CannotImportError
from generator.problems import Rejected
from generator.read.evidence import read_evidence
from generator.read.files import decode
from generator.read.yaml import load
from generator.saving import appended, replace_file, write_new

_SUMS = ".sha256"
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")
_IGNORED = """\
# Original texts of others, for `briefing check --archive`: they must not be published, so git
# leaves this folder alone. Delete this file if your repository is private and is to hold them.
*
"""


class Original(Struct, frozen=True):
    """The source's own text as it came, and as plain text if it was anything else."""

    data: bytes
    ending: str
    """Of a file with it: `html`."""
    text: str | None
    """All of its text; None if the bytes are plain UTF-8 by themselves."""


class Writing:
    """Writes the files of one report, all of them or none: what is left by an error goes."""

    def __init__(self) -> None:
        self._taking_back = ExitStack()

    def __enter__(self) -> Writing:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None:
            self._taking_back.close()

    def original(self, archive: Path, stem: str, original: Original, *, ignored: bool) -> None:
        """Put an original into the archive, with a file of checksums.

        With `ignored`, a new archive gets a .gitignore. Raise CannotImportError.
        """
        if not archive.exists():
            self._folder(archive)
            if ignored:
                self.new(archive / ".gitignore", _IGNORED.encode())
        files = [(text_name(stem), original.data)]
        if original.text is not None:
            kept = f"{stem}.original.{original.ending}"
            files = [(text_name(stem), original.text.encode()), (kept, original.data)]
        for name, data in files:
            self.new(archive / name, data)
        sums = "".join(f"{checksum(data)}  {name}\n" for name, data in files)
        self.new(archive / f"{stem}{_SUMS}", sums.encode())

    def register(self, file: Path, before: bytes | None, after: bytes) -> None:
        """Replace sources.yaml, or make it if there was none. Raise CannotImportError."""
        if before is None:
            self.new(file, after)
            return
        try:
            if not replace_file(file, before, after):
                raise _cannot_write(file, OSError("it was saved meanwhile"))
        except OSError as error:
            raise _cannot_write(file, error) from None
        self._taking_back.callback(_quietly(lambda: replace_file(file, after, before)))

    def new(self, file: Path, data: bytes) -> None:
        """Write a file that is not there yet. Raise CannotImportError."""
        try:
            write_new(file, data)
        except OSError as error:
            raise _cannot_write(file, error) from None
        self._taking_back.callback(_quietly(file.unlink))

    def _folder(self, folder: Path) -> None:
        """Make a folder, and those that it is to be in."""
        if folder.exists():
            return
        self._folder(folder.parent)
        try:
            folder.mkdir()
        except OSError as error:
            raise _cannot_write(folder, error) from None
        self._taking_back.callback(_quietly(folder.rmdir))


def _quietly(taking_back: Callable[[], object]) -> Callable[[], None]:
    """Return a function that takes back what it can: the error that led to it is what is told."""

    def take_back() -> None:
        with suppress(OSError):
            taking_back()

    return take_back


def text_name(stem: str) -> str:
    """Return what the text of an original is called in the archive."""
    return f"{stem}.txt"


def stored(archive: Path) -> dict[str, str]:
    """Return the names of the texts in an archive by the checksums of the originals."""
    found: dict[str, str] = {}
    for _, text in _readable(archive, _SUMS):
        sums = _SUM.findall(text)
        for digest, _ in sums:
            found.setdefault(digest, sums[0][1])
    return found


def texts_of(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of an archive with their names."""
    return _readable(archive, ".txt")


def _readable(archive: Path, ending: str) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the files with an ending, but none that cannot be read."""
    for file in sorted(archive.glob(f"*{ending}")) if archive.is_dir() else ():
        with suppress(OSError):
            yield file.name, read_evidence(archive, file.name)


def with_sources(file: Path, entries: Sequence[tuple[str, str]]) -> tuple[bytes | None, bytes]:
    """Return the bytes of sources.yaml, None if it is not there, and those with more entries.

    Each entry is a key and its text. Raise CannotImportError if it would be no valid register then.
    """
    try:
        before = file.read_bytes() if file.exists() else None
    except OSError as error:
        raise _cannot_write(file, error) from None
    after = appended(before or b"", "\n".join(entry for _, entry in entries))
    try:
        values = load(file.name, decode(file.name, after)).values
        fits = all(key in values for key, _ in entries)
    except Rejected:
        fits = False
    if not fits:
        raise CannotImportError(
            "cannot-add-source",
            f"the outlet '{entries[0][0]}' cannot be added to {file.name} as that is written; add "
            f"this key with a name yourself, and call the command with --source {entries[0][0]}",
        )
    return before, after


def _cannot_write(place: Path, error: OSError) -> CannotImportError:
    why = error.strerror or str(error)
    return CannotImportError(
        "cannot-write", f"{place} cannot be written: {why}; nothing was added for this input"
    )
