"""The sizes of images, so that an edit does not read every picture of a site again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from generator.store.tables import IMAGES, ImageRow


class ImageTable:
    """Images by their paths."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, path: str) -> ImageRow | None:
        """Return an image; None for one that was not read, or is none."""
        return IMAGES.first(self._db, "WHERE path = ?", path)

    def put(self, row: ImageRow) -> None:
        """Keep the size of an image."""
        IMAGES.put(self._db, [row])

    def remove(self, paths: Iterable[str]) -> None:
        """Forget images."""
        self._db.executemany("DELETE FROM image WHERE path = ?", [(path,) for path in paths])
