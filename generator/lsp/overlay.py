"""Open buffers over the disk: a session that reads what editors show, saved or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.digests import digest_of
from generator.read.files import Source, SourceFile
from generator.read.layout import SiteFiles, is_used
from generator.read.scan import Since, Snapshot, StatSignature
from generator.session import Session
from generator.store.cache import Cache
from generator.validate.content import ArticleReading, FrontReferences

T = TypeVar("T")


class Buffer(Struct, frozen=True):
    """The text of a file as an editor has it open."""

    text: str
    edition: int
    """Another number for every text that any buffer ever had."""

    @property
    def signature(self) -> StatSignature:
        """A signature that no file on a disk has, and no other edition."""
        return (-2, self.edition, 0, 0)


class BufferFile(SourceFile, frozen=True):
    """A file of the site whose text is in a buffer."""

    buffer: Buffer = Buffer("", 0)

    def read(self) -> Source:
        """Return the text of the buffer as if it had been saved."""
        data = self.buffer.text.encode("utf-8", "surrogatepass")
        return Source(self.path, data, digest_of(data), self.buffer.signature)


class BufferedSession(Session):
    """A session over a cache in memory that reads open buffers in place of their files.

    It remembers what it read again of articles: while somebody types, that would be every article
    with a warning, and those that use what is missing, at each key.
    """

    def __init__(self) -> None:
        super().__init__(Cache(None, ""))
        self.buffers: Mapping[str, Buffer] = {}
        self._again: dict[str, tuple[str, ArticleReading]] = {}
        self._fronts: dict[str, tuple[str, FrontReferences]] = {}

    def group_files(self, snapshot: Snapshot) -> SiteFiles:
        """Return the files of a site, those with a buffer to be read from that."""
        files = super().group_files(snapshot)
        return files.exchanged(self.buffers, self._over) if self.buffers else files

    def read_again(self, file: SourceFile) -> ArticleReading:
        """Return the reading of an article, from memory if its text did not change."""
        return self._remembered(self._again, file, super().read_again)

    def front_references(self, file: SourceFile) -> FrontReferences:
        """Return what the front matter of an article refers to, in the same way."""
        return self._remembered(self._fronts, file, super().front_references)

    def _remembered(
        self, known: dict[str, tuple[str, T]], file: SourceFile, read: Callable[[SourceFile], T]
    ) -> T:
        digest = self.cache.files.digest(file.path) or ""
        found = known.get(file.path)
        if found is None or found[0] != digest or not digest:
            found = known[file.path] = (digest, read(file))
        return found[1]

    def file(self, root: Path, path: str) -> SourceFile:
        """Return a file of the site, to be read from its buffer if it has one."""
        return self._over(SourceFile(root, path))

    def _over(self, file: SourceFile) -> SourceFile:
        buffer = self.buffers.get(file.path)
        return BufferFile(file.root, file.path, file.link, buffer=buffer) if buffer else file


def lay_over(
    disk: Snapshot, buffers: Mapping[str, Buffer], before: Snapshot | None, edited: Iterable[str]
) -> Snapshot:
    """Return a snapshot of the site in which open buffers take the places of their files.

    If `before`, the last result, rests on the same scan and has the same files, the new one says
    that only those that were `edited` since may differ.
    """
    signatures = {path: buffer.signature for path, buffer in buffers.items() if is_used(path)}
    files = {**disk.files, **signatures}
    if len(files) != len(disk.files):
        files = dict(sorted(files.items()))
    since = None
    if before is not None and before.files.keys() == files.keys():
        since = Since(before.files, tuple(sorted({*edited} & files.keys())))
    return replace(disk, files=files, links=disk.links - signatures.keys(), since=since)
