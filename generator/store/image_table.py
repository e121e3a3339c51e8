"""The sizes of images, so that an edit of a text does not read every image of the site again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from generator.store.tables import IMAGES, ImageRow


class ImageTable:
    """Images by their paths."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, path: str) -> ImageRow | None:
        """Return an image; None if it was not read yet, or could not be."""
        return IMAGES.first(self._db, "WHERE path = ?", path)

    def put(self, row: ImageRow) -> None:
        """Store the size of an image."""
        IMAGES.put(self._db, [row])

    def remove(self, paths: Iterable[str]) -> None:
        """Forget images: their files may have changed."""
        self._db.executemany("DELETE FROM image WHERE path = ?", [(path,) for path in paths])
