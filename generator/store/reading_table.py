"""The reading of each article's file, and which files are dirty: not yet in the index as read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from generator.store.table import column, number
from generator.store.tables import CITING, DIRTY, READINGS, CitingRow, DirtyRow, ReadingRow


class ReadingTable:
    """The readings of all articles' files, and which article refers to which."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, rows: Iterable[tuple[ReadingRow, Iterable[str]]]) -> None:
        """Store readings in place of earlier ones, and mark their files dirty.

        With each come the ids of articles that it refers to, and its images as `image:PATH`. If
        its id or the ids of its claims changed, the files that refer to it are marked dirty too:
        their references may be broken.
        """
        dirty: set[str] = set()
        for row, cited in rows:
            dirty.add(row.path)
            dirty |= self._remove(row.path, row)
            READINGS.insert(self._db, [row])
            if rows_of_citing := [CitingRow(id, row.path) for id in cited]:
                CITING.add(self._db, rows_of_citing)
        self.mark_dirty(dirty)

    def remove(self, paths: Iterable[str]) -> None:
        """Delete the readings of files that are gone; mark what refers to them dirty."""
        for path in paths:
            self.mark_dirty({path} | self._remove(path, None))

    def _remove(self, path: str, new: ReadingRow | None) -> set[str]:
        """Remove a reading; return the files that refer to what is not in the new one."""
        known = self._db.execute(
            "SELECT id, claims FROM reading WHERE path = ?", (path,)
        ).fetchone()
        if known is None:
            return set()
        for table in (READINGS, CITING):
            self._db.execute(f"DELETE FROM {table.name} WHERE path = ?", (path,))  # noqa: S608
        # Others refer to it by its id and those of its claims, and by nothing else.
        if new is not None and known == (new.id, new.claims):
            return set()
        return set(self._paths("SELECT path FROM citing WHERE id = ?", known[0]))

    def mark_dirty(self, paths: Iterable[str]) -> None:
        """Mark files dirty: their references are checked, and their rows in the index compared."""
        DIRTY.add(self._db, map(DirtyRow, paths))

    def dirty(self) -> tuple[str, ...]:
        """Return the dirty files, sorted."""
        return self._paths("SELECT path FROM dirty ORDER BY path")

    def mark_all_clean(self) -> None:
        """Mark all files clean: the index has their readings, and all are valid."""
        self._db.execute("DELETE FROM dirty")

    def is_dirty(self) -> bool:
        """Return whether any file is dirty."""
        return DIRTY.first(self._db, "LIMIT 1") is not None

    def paths(self) -> tuple[str, ...]:
        """Return all files that have a reading."""
        return self._paths("SELECT path FROM reading")

    def record(self, path: str) -> tuple[str, str, bool] | None:
        """Return record and body digest of a file's article, and whether it is gated.

        None for a file that is gone, or too broken to have a record.
        """
        row: tuple[str, str, bool] | None = self._db.execute(
            "SELECT record, body_digest, gated FROM reading WHERE path = ? AND record IS NOT NULL",
            (path,),
        ).fetchone()
        return row

    def records(self, id: str) -> tuple[str, ...]:
        """Return the records of the articles with an id: one, unless that is a mistake."""
        return self._paths("SELECT record FROM reading WHERE id = ? AND record IS NOT NULL", id)

    def all_records(self) -> Iterator[tuple[str, str]]:
        """Yield record and text of every article that has a record, sorted by file."""
        yield from self._db.execute(
            "SELECT record, body FROM reading WHERE record IS NOT NULL ORDER BY path"
        )

    def needs(self, *, only_dirty: bool) -> Iterator[tuple[str, str]]:
        """Yield files, all or only the dirty ones, each with its `needs` (see ReadingRow)."""
        where = "WHERE path IN (SELECT path FROM dirty)" if only_dirty else ""
        yield from self._db.execute(f"SELECT path, needs FROM reading {where}")  # noqa: S608

    def claims(self, id: str) -> tuple[str | None] | None:
        """Return the ids of an article's claims as JSON, in a tuple; None if there is no article.

        In the tuple is None if the article's file is too broken to tell.
        """
        row: tuple[str | None] | None = self._db.execute(
            "SELECT claims FROM reading WHERE id = ?", (id,)
        ).fetchone()
        return row

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all articles."""
        return self._paths("SELECT DISTINCT id FROM reading")

    def count_ids(self) -> int:
        """Count the ids of all articles."""
        return number(self._db, "SELECT COUNT(DISTINCT id) FROM reading")

    def flawed(self) -> tuple[str, ...]:
        """Return the files that have errors or warnings of their own."""
        return self._paths("SELECT path FROM reading WHERE flawed")

    def duplicates(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the ids that more than one file has, each with these files, sorted."""
        # Only ids of dirty files: an error keeps its file dirty, so every duplicate has one. The
        # CROSS JOIN makes SQLite start from these few, not from all readings.
        ids = self._paths(
            "SELECT id FROM reading WHERE id IN "
            "(SELECT id FROM dirty CROSS JOIN reading USING (path)) "
            "GROUP BY id HAVING COUNT(*) > 1"
        )
        for id in ids:
            yield id, self._paths("SELECT path FROM reading WHERE id = ? ORDER BY path", id)

    def superseding(self) -> tuple[str, ...]:
        """Return the records of all articles with superseded claims, if any of these is dirty.

        A circle of claims comes with the file that closes it, which is dirty until that is fixed.
        """
        dirty = "SELECT 1 FROM dirty CROSS JOIN reading USING (path) WHERE superseding LIMIT 1"
        if self._db.execute(dirty).fetchone() is None:
            return ()
        return self._paths(
            "SELECT record FROM reading WHERE superseding AND record IS NOT NULL ORDER BY path"
        )

    def repeated_urls(self, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the addresses of reports that more than one file has, each with these, sorted.

        `known` are those that more than one had before. Others can only come with a dirty file, so
        the work is that of the edit, as in `duplicates`.
        """
        new = self._paths(
            "SELECT url FROM reading WHERE url != '' AND url IN "
            "(SELECT url FROM dirty CROSS JOIN reading USING (path)) "
            "GROUP BY url HAVING COUNT(*) > 1"
        )
        query = "SELECT path FROM reading WHERE url = ? ORDER BY path"
        found = {url: self._paths(query, url) for url in sorted({*known, *new})}
        return {url: paths for url, paths in found.items() if len(paths) > 1}

    def dated_after(self, sortable: str) -> tuple[str, ...]:
        """Return the records of articles with a date after an instant, in no particular order."""
        # By the index of dates: with an ORDER BY, SQLite would walk through all files.
        return self._paths(
            "SELECT record FROM reading WHERE dated > ? AND record IS NOT NULL", sortable
        )

    def count_unseen(self) -> int:
        """Count the quotations of all articles that rest on evidence alone."""
        return number(self._db, "SELECT SUM(unseen) FROM reading WHERE unseen")

    def gated(self) -> tuple[str, ...]:
        """Return the files of articles that are not public at all times."""
        return self._paths("SELECT path FROM reading WHERE gated")

    def hidden(self) -> tuple[str, ...]:
        """Return the ids of articles that are not public now."""
        return self._paths(
            "SELECT id FROM reading WHERE gated "
            "AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = reading.id)"
        )

    def citing(self, id: str) -> tuple[str, ...]:
        """Return the files of the public articles that refer to an article."""
        return self._paths(
            "SELECT path FROM citing JOIN article USING (path) WHERE citing.id = ?", id
        )

    def has_image(self, name: str) -> bool:
        """Return whether any article has an image, public or not."""
        return CITING.first(self._db, "WHERE id = ? LIMIT 1", f"image:{name}") is not None

    def _paths(self, query: str, *values: str) -> tuple[str, ...]:
        return column(self._db, query, *values)
