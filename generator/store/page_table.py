"""The table of contents: every page, the keys that it depends on, and whether it is dirty."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from generator.store.table import column
from generator.store.tables import DEPENDENCIES, PAGES, DependencyRow, PageRow


class PageTable:
    """The pages of a site, and other files that are planned, from build to build."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._files: frozenset[str] | None = None
        self._others: frozenset[str] = frozenset()

    def files(self, others: frozenset[str]) -> frozenset[str]:
        """Return the files of all pages, and `others`; the same object as long as none changed.

        Comparing objects tells the manifest that no file has become obsolete.
        """
        if self._files is None or self._others != others:
            self._files = others.union(column(self._db, "SELECT file FROM page"))
            self._others = others
        return self._files

    def forget_files(self) -> None:
        """Forget the memoized files: a rollback may have changed which there are."""
        self._files = None

    def dirty(self) -> list[PageRow]:
        """Return the dirty pages, sorted by file."""
        return list(PAGES.rows(self._db, "WHERE dirty IS NOT NULL ORDER BY file"))

    def is_dirty(self) -> bool:
        """Return whether any page is dirty."""
        return bool(column(self._db, "SELECT 1 FROM page WHERE dirty IS NOT NULL LIMIT 1"))

    def of_kinds(self, kinds: Collection[str]) -> list[str]:
        """Return the files of the pages of some kinds, sorted."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT file FROM page WHERE kind IN ({marks}) ORDER BY file"  # noqa: S608
        return list(column(self._db, query, *kinds))

    def subjects(self, kind: str) -> list[str]:
        """Return the subjects of the pages of a kind, sorted."""
        query = "SELECT subject FROM page WHERE kind = ? ORDER BY subject"
        return list(column(self._db, query, kind))

    def days_of_reports(self) -> dict[str, str]:
        """Return the day (UTC, `2025-05-15`) of each article's publication, by the page's file."""
        return dict(
            self._db.execute(
                "SELECT file, substr(sort, 1, 10) FROM page JOIN article ON id = subject "
                "WHERE kind = 'article'"
            )
        )

    def origins(self) -> dict[str, str]:
        """Return what each page is made from, by its file."""
        return dict(self._db.execute("SELECT file, origin FROM page"))

    def get(self, file: str) -> PageRow | None:
        """Return the page of a file; None if there is none."""
        return PAGES.first(self._db, "WHERE file = ?", file)

    def replace_all(self, pages: Iterable[PageRow]) -> None:
        """Store a new table of contents, whose pages come marked as dirty.

        A page that the old table has with the same values stays as it is there, clean or dirty.
        Pages that are not in the new table are deleted.
        """
        db, now = self._db, {page.file: page for page in pages}
        self._files = None
        known = {page.file: page for page in PAGES.rows(db)}
        gone = known.keys() - now.keys()
        self.mark_clean(dict.fromkeys(gone, ""))  # deletes what they depend on
        db.executemany("DELETE FROM page WHERE file = ?", [(file,) for file in gone])
        changed = (page for file, page in now.items() if not _is_same(page, known.get(file)))
        PAGES.put(
            db,
            (
                page._replace(dependencies=known[page.file].dependencies)
                if page.file in known
                else page
                for page in changed
            ),
        )

    def mark_dirty(self, changed: Iterable[str]) -> None:
        """Mark the pages dirty that depend on any of the changed keys; the key is the reason."""
        self._db.executemany(
            "UPDATE page SET dirty = ?1 WHERE dirty IS NULL "
            "AND file IN (SELECT file FROM dependency WHERE key = ?1)",
            [(key,) for key in sorted(changed)],
        )

    def mark_all_dirty(self, why: str) -> None:
        """Mark all pages dirty that are not yet; `why` is the reason."""
        self._db.execute("UPDATE page SET dirty = ? WHERE dirty IS NULL", (why,))

    def mark_clean(self, dependencies: Mapping[str, str]) -> None:
        """Mark pages clean, by their files; each with the keys that it depends on, one a line.

        Ignore files that are no pages.
        """
        # Most keys of a page stay from build to build, so only the others are deleted and inserted.
        gone: list[DependencyRow] = []
        new: list[DependencyRow] = []
        clean: list[tuple[str, str]] = []
        for file, keys in dependencies.items():
            page = self.get(file)
            if page is None:
                continue
            before, now = (set(filter(None, k.split("\n"))) for k in (page.dependencies, keys))
            gone += (DependencyRow(key, file) for key in before - now)
            new += (DependencyRow(key, file) for key in now - before)
            clean.append((keys, file))
        many = self._db.executemany
        many("DELETE FROM dependency WHERE key = ? AND file = ?", gone)
        DEPENDENCIES.insert(self._db, sorted(new))
        many("UPDATE page SET dependencies = ?, dirty = NULL WHERE file = ?", clean)


def _is_same(page: PageRow, known: PageRow | None) -> bool:
    """Return whether a page is the known one, apart from being dirty and its dependencies."""
    if known is None:
        return False
    return page == known._replace(dirty=page.dirty, dependencies=page.dependencies)
