"""The files that an import writes: the original in the archive, the draft, entries for outlets.

Nothing is ever overwritten; sources.yaml alone is replaced, by itself with an entry more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.digests import checksum
from generator.importing.model import CannotImportError
from generator.problems import Rejected
from generator.read.evidence import read_evidence
from generator.read.yaml import load
from generator.saving import replace_file, write_new

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


def free_stem(wanted: str, *places: tuple[Path, str]) -> str:
    """Return a name without an ending that is free in all places, each a folder and an ending."""
    taken = {
        path.name.casefold() for folder, _ in places if folder.is_dir() for path in folder.iterdir()
    }
    number = 1
    while True:
        stem = wanted if number == 1 else f"{wanted}-{number}"
        if not any(f"{stem}{ending}".casefold() in taken for _, ending in places):
            return stem
        number += 1


def store_original(archive: Path, stem: str, original: Original, *, ignored: bool) -> str:
    """Put an original into the archive, with a file of checksums; return the name of its text.

    With `ignored`, a new archive gets a .gitignore. Raise CannotImportError.
    """
    try:
        if not archive.exists():
            archive.mkdir(parents=True)
            if ignored:
                write_new(archive / ".gitignore", _IGNORED.encode())
        files = [(f"{stem}.txt", original.data)]
        if original.text is not None:
            kept = f"{stem}.original.{original.ending}"
            files = [(f"{stem}.txt", original.text.encode()), (kept, original.data)]
        for name, data in files:
            write_new(archive / name, data)
        sums = "".join(f"{checksum(data)}  {name}\n" for name, data in files)
        write_new(archive / f"{stem}{_SUMS}", sums.encode())
    except OSError as error:
        raise _cannot_write(archive, error) from None
    return files[0][0]


def stored(archive: Path) -> dict[str, str]:
    """Return the names of the texts in an archive by the checksums of the originals."""
    found: dict[str, str] = {}
    for file in sorted(archive.glob(f"*{_SUMS}")) if archive.is_dir() else ():
        with suppress(OSError):
            sums = _SUM.findall(read_evidence(archive, file.name))
            for digest, _ in sums:
                found.setdefault(digest, sums[0][1])
    return found


def texts_of(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of an archive with their names."""
    for file in sorted(archive.glob("*.txt")) if archive.is_dir() else ():
        with suppress(OSError):
            yield file.name, read_evidence(archive, file.name)


def add_sources(file: Path, entries: Sequence[tuple[str, str]]) -> None:
    """Add entries, each a key and its text, at the end of sources.yaml; make it if there is none.

    Raise CannotImportError if it would be no valid register then.
    """
    try:
        old = file.read_bytes() if file.exists() else b""
        text = old.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _cannot_write(file, error) from None
    before = text if not text or text.endswith("\n") else f"{text}\n"
    added = "\n".join(entry for _, entry in entries)
    new = f"{before}\n{added}" if before else added
    if "\r\n" in text:
        new = new.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        values = load(file.name, new.replace("\r\n", "\n").removeprefix("\ufeff")).values
        fits = all(key in values for key, _ in entries)
    except Rejected:
        fits = False
    if not fits:
        raise CannotImportError(
            "cannot-add-source",
            f"the outlet '{entries[0][0]}' cannot be added to {file.name} as that is written; add "
            f"this key with a name yourself, and call the command with --source {entries[0][0]}",
        )
    try:
        if not file.exists():
            write_new(file, new.encode())
        elif not replace_file(file, old, new.encode()):
            raise _cannot_write(file, OSError("it was saved meanwhile"))
    except OSError as error:
        raise _cannot_write(file, error) from None


def _cannot_write(place: Path, error: Exception) -> CannotImportError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CannotImportError(
        "cannot-write", f"{place} cannot be written: {why}; nothing was added for this input"
    )
