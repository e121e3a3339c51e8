"""Which files have other bytes than when they were last read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from generator.digests import digest_of
from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.read.tree import Stamp, Tree
from generator.store.store import Store

GAP_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within a tick of the disk's
clock. Its looks are not trusted: next time its bytes are compared (git calls such files racy)."""

UNREADABLE = ""
"""In place of the digest of a file that cannot be read; it counts as changed every time."""


class Sources:
    """Knows the digest of every file of a site without reading those that look as they did."""

    def __init__(self, store: Store) -> None:
        self._store = store
        found = store.db.execute("SELECT path, size, mtime, ctime, inode, digest FROM source")
        self._looks: dict[str, Stamp] = {}
        self._digests: dict[str, str] = {}
        for path, *look, digest in found:
            self._looks[path] = tuple(look)
            self._digests[path] = digest
        self._seen: Mapping[str, Stamp] | None = None
        """What the last look saw that was taken into account."""
        self._unsure: set[str] = set()
        """Files whose bytes have to be compared at every look."""

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the digests of files that were looked at."""
        return {path: self._digests[path] for path in paths}

    def update(self, tree: Tree) -> frozenset[str]:
        """Take a new look into account; give the files that came, went or have other bytes."""
        known, digests = self._looks, self._digests
        paths: Iterable[str] = tree.files
        removed: Iterable[str] = ()
        if (again := tree.again_since(self._seen)) is not None:
            paths = self._unsure.union(again)
        else:
            removed = known.keys() - tree.files.keys()
        self._seen = tree.files
        suspects = [path for path in paths if known.get(path) != tree.files[path]]
        safe_before = time.time_ns() - GAP_NS
        changed: list[str] = []
        for path in suspects:
            digest = _digest(tree, path)
            if digest == UNREADABLE or digests.get(path) != digest:
                changed.append(path)
            look = tree.files[path]
            safe = digest != UNREADABLE and max(look[1], look[2]) < safe_before
            known[path] = look if safe else _NEVER
            digests[path] = digest
            (self._unsure.discard if safe else self._unsure.add)(path)
        for path in removed:
            del known[path], digests[path]
            self._unsure.discard(path)
        if not (suspects or removed):
            return frozenset()
        db = self._store.db
        db.executemany(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
            [(path, *known[path], digests[path]) for path in suspects],
        )
        db.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in removed])
        return frozenset((*changed, *removed))


_NEVER: Stamp = (-1, -1, -1, -1)
"""How no file looks."""


def _digest(tree: Tree, path: str) -> str:
    try:
        data = SourceFile(tree.root, path, path not in tree.links).read()
    except Rejected:
        return UNREADABLE
    return digest_of(data)
