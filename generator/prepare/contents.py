"""The table of contents as it is kept: every page, what it asked for, and whether it is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from generator.plan.pages import PageSpec
from generator.store.store import Store


class Contents:
    """The pages of a site, from build to build."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files: frozenset[str] | None = None
        self._others: frozenset[str] = frozenset()

    def files(self, others: frozenset[str]) -> frozenset[str]:
        """Return the files of all pages, and others; the same object while they are the same."""
        if self._files is None or self._others != others:
            found = self._store.db.execute("SELECT file FROM page")
            self._files = others.union(chain.from_iterable(found))
            self._others = others
        return self._files

    def forget(self) -> None:
        """Take nothing for known that a rollback may have undone."""
        self._files = None

    def due(self) -> list[tuple[PageSpec, str]]:
        """Return the pages that may not be right, each with why, sorted by file."""
        return self._select("WHERE why IS NOT NULL")

    def of_kinds(self, kinds: Collection[str]) -> list[str]:
        """Return the files of the pages of some kinds, sorted."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT file FROM page WHERE kind IN ({marks}) ORDER BY file"  # noqa: S608
        return [file for (file,) in self._store.db.execute(query, tuple(kinds))]

    def page(self, file: str) -> PageSpec:
        """Return a page by its file. Raise IndexError."""
        return self._select("WHERE file = ?", file)[0][0]

    def enter(self, specs: list[PageSpec]) -> None:
        """Enter the table of contents: what is new is due, what is gone is forgotten."""
        db = self._store.db
        self._files = None
        known = {spec.file: spec for spec, _ in self._select("")}
        now = {spec.file: spec for spec in specs}
        gone = known.keys() - now.keys()
        self.settle((file, "") for file in gone)
        db.executemany("DELETE FROM page WHERE file = ?", [(file,) for file in gone])
        db.executemany(
            "INSERT INTO page (file, path, kind, what, origin, why) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (file) DO UPDATE SET path = excluded.path, kind = excluded.kind, "
            "what = excluded.what, origin = excluded.origin, why = excluded.why",
            [
                (file, spec.path, spec.kind, spec.what, spec.origin, "no earlier build knew of it")
                for file, spec in now.items()
                if known.get(file) != spec
            ],
        )

    def mark_due(self, changed: Iterable[str]) -> None:
        """Mark the pages that asked for anything that changed."""
        db = self._store.db
        db.executemany(
            "UPDATE page SET why = ?1 WHERE why IS NULL "
            "AND file IN (SELECT file FROM asking WHERE cell = ?1)",
            [(cell,) for cell in sorted(changed)],
        )

    def mark_all_due(self, why: str) -> None:
        """Mark all pages."""
        self._store.db.execute("UPDATE page SET why = ? WHERE why IS NULL", (why,))

    def settle(self, notes: Iterable[tuple[str, str]]) -> None:
        """Note that pages are right, each with the cells that it asked for, one on a line.

        A file that is no page is passed by.
        """
        gone: list[tuple[str, str]] = []
        new: list[tuple[str, str]] = []
        right: list[tuple[str, str]] = []
        for file, asked in notes:
            row = self._store.db.execute(
                "SELECT asked FROM page WHERE file = ?", (file,)
            ).fetchone()
            if row is None:
                continue
            before, now = (set(filter(None, text.split("\n"))) for text in (row[0], asked))
            gone += ((cell, file) for cell in before - now)
            new += ((cell, file) for cell in now - before)
            right.append((asked, file))
        many = self._store.db.executemany
        many("DELETE FROM asking WHERE cell = ? AND file = ?", gone)
        many("INSERT INTO asking VALUES (?, ?)", sorted(new))
        many("UPDATE page SET asked = ?, why = NULL WHERE file = ?", right)

    def _select(self, where: str, *values: str) -> list[tuple[PageSpec, str]]:
        query = f"SELECT path, kind, what, origin, why FROM page {where} ORDER BY file"  # noqa: S608
        return [(PageSpec(*row), why) for *row, why in self._store.db.execute(query, values)]
