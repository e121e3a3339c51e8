"""Which files have other bytes than when they were last read."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from generator.problems import Rejected
from generator.read.files import SourceFile
from generator.read.tree import Stamp, Tree
from generator.store.store import Store

GAP_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within a tick of the disk's
clock. Its looks are not trusted: next time its bytes are compared (git calls such files racy)."""

UNREADABLE = ""
"""In place of the digest of a file that cannot be read; it counts as changed every time."""


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """What is not as it was, all sorted by path."""

    changed: tuple[str, ...]
    """Files that came or have other bytes."""
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether there is any change."""
        return bool(self.changed or self.removed)


class Sources:
    """Knows the digest of every file of a site without reading those that look as they did."""

    def __init__(self, store: Store) -> None:
        self._store = store
        found = store.db.execute("SELECT path, stamp, digest FROM source")
        self._known = {path: (stamp, digest) for path, stamp, digest in found}

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Give the digests of files that were looked at."""
        return {path: self._known[path][1] for path in paths}

    def update(self, tree: Tree) -> SourceChanges:
        """Take a new look into account."""
        known = self._known
        looks = {path: _text(stamp) for path, stamp in tree.files.items()}
        removed = tuple(sorted(known.keys() - looks.keys()))
        suspects = [path for path, look in looks.items() if known.get(path, _NONE)[0] != look]
        safe_before = time.time_ns() - GAP_NS
        changed = []
        rows = []
        for path in suspects:
            digest = _digest(tree, path)
            if digest == UNREADABLE or known.get(path, _NONE)[1] != digest:
                changed.append(path)
            _, modified, touched, _ = tree.files[path]
            safe = digest != UNREADABLE and max(modified, touched) < safe_before
            look = looks[path] if safe else ""
            known[path] = look, digest
            rows.append((path, look, digest))
        for path in removed:
            del known[path]
        db = self._store.db
        db.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", rows)
        db.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in removed])
        return SourceChanges(tuple(changed), removed)


_NONE = ("-", "-")


def _text(stamp: Stamp) -> str:
    return " ".join(map(str, stamp))


def _digest(tree: Tree, path: str) -> str:
    try:
        data = SourceFile(tree.root, path, path not in tree.links).read()
    except Rejected:
        return UNREADABLE
    return blake2b(data, digest_size=16).hexdigest()
