"""The index: the tables of everything public, which pages are planned from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.store.table import column, number
from generator.store.tables import (
    ABOUT,
    ARTICLES,
    ATTRIBUTED,
    BOUNDARIES,
    CLAIMS,
    GATE,
    INDEX,
    NAMED,
    NEWS,
    RELAYED,
    AboutRow,
    ArticleRow,
    AttributedRow,
    BoundaryRow,
    ClaimRow,
    GateRow,
    NamedRow,
    NewsRow,
    RelayedRow,
)

NO_POSITION = -1
"""The position of a news row that is about the report itself, not about a correction of it."""


class PublicRows(Struct, frozen=True):
    """The rows of one public article in all tables of the index."""

    article: ArticleRow
    about: tuple[AboutRow, ...]
    relayed: tuple[RelayedRow, ...]
    claims: tuple[ClaimRow, ...]
    attributed: tuple[AttributedRow, ...]
    named: tuple[NamedRow, ...]
    news: tuple[NewsRow, ...]


class IndexTables:
    """Reads and writes the tables of the index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # ---- written by assemble ---------------------------------------------------------------------

    def clear(self) -> None:
        """Empty all tables of the index."""
        for table in INDEX:
            self._db.execute(f"DELETE FROM {table.name}")  # noqa: S608 - names of ours

    def insert(self, new: Sequence[PublicRows]) -> None:
        """Add the rows of articles. Raise CacheError if one is there already.

        Many at a time are faster: one statement for each table, not for each article.
        """
        db = self._db
        ARTICLES.insert(db, (rows.article for rows in new))
        ABOUT.insert(db, (row for rows in new for row in rows.about))
        RELAYED.insert(db, (row for rows in new for row in rows.relayed))
        CLAIMS.insert(db, (row for rows in new for row in rows.claims))
        ATTRIBUTED.insert(db, (row for rows in new for row in rows.attributed))
        NAMED.insert(db, (row for rows in new for row in rows.named))
        NEWS.insert(db, (row for rows in new for row in rows.news))

    def remove(self, rows: PublicRows) -> None:
        """Delete all rows of an article."""
        execute, many, id = self._db.execute, self._db.executemany, rows.article.id
        execute("DELETE FROM article WHERE id = ?", (id,))
        execute("DELETE FROM claim WHERE article = ?", (id,))
        execute("DELETE FROM news WHERE id = ?", (id,))
        # The other tables have no index by article, so their rows are found by primary key.
        many(
            "DELETE FROM about WHERE theme = ? AND month = ? AND sort = ?",
            [(row.theme, row.month, row.sort) for row in rows.about],
        )
        many(
            "DELETE FROM relayed WHERE origin = ? AND sort = ?",
            [(row.origin, row.sort) for row in rows.relayed],
        )
        many(
            "DELETE FROM attributed "
            "WHERE actor = ? AND fact = ? AND theme = ? AND point = ? AND sort = ?",
            [row[:5] for row in rows.attributed],
        )
        many("DELETE FROM named WHERE kind = ? AND key = ? AND id = ?", rows.named)

    def record(self, path: str) -> tuple[str, str, bool] | None:
        """Return record, body digest and embargo of a file's public article; None if none is."""
        row: tuple[str, str, bool] | None = self._db.execute(
            "SELECT record, body_digest, embargoed FROM article WHERE path = ?", (path,)
        ).fetchone()
        return row

    def is_named(self, kind: str, key: str) -> bool:
        """Return whether any public article names an actor, a source or an image."""
        return NAMED.first(self._db, "WHERE kind = ? AND key = ? LIMIT 1", kind, key) is not None

    def claims_on(self, theme: str, point: str) -> list[ClaimRow]:
        """Return the claims on a point, oldest first."""
        return self._claims("point", theme, point)

    def months_of_claims_on(self, theme: str, point: str) -> tuple[str, ...]:
        """Return the months that dated claims on a point are about."""
        query = "SELECT DISTINCT month FROM claim WHERE theme = ? AND point = ? AND month != ''"
        return column(self._db, query, theme, point)

    def claims_in(self, theme: str, month: str) -> list[ClaimRow]:
        """Return the claims on a theme that are dated in a month, oldest first."""
        return self._claims("month", theme, month)

    def _claims(self, by: str, theme: str, key: str) -> list[ClaimRow]:
        # Sorted here, as no index of the table has this order.
        found = CLAIMS.rows(self._db, f"WHERE theme = ? AND {by} = ?", theme, key)
        return sorted(found, key=lambda claim: claim.sort)

    def replace_gate(self, gate: GateRow) -> GateRow | None:
        """Store what the index is being updated for; return that of the last update."""
        before = GATE.first(self._db, "")
        self._db.execute("DELETE FROM gate")
        GATE.insert(self._db, [gate])
        return before

    def set_boundaries(self, path: str, instants: Sequence[str]) -> None:
        """Store the instants at which the gate lets the article of a file in or shuts it out."""
        self._db.execute("DELETE FROM boundary WHERE path = ?", (path,))
        if instants:
            BOUNDARIES.add(self._db, [BoundaryRow(path, at) for at in instants])

    def crossed(self, after: str, until: str) -> tuple[str, ...]:
        """Return the files with a boundary after one instant and not after the other."""
        return column(self._db, "SELECT path FROM boundary WHERE at > ? AND at <= ?", after, until)

    def next_boundary(self, after: str) -> str | None:
        """Return the first boundary of any article after an instant; None if there is none."""
        (at,) = column(self._db, "SELECT MIN(at) FROM boundary WHERE at > ?", after)
        found: str | None = at
        return found

    # ---- read for pages --------------------------------------------------------------------------

    def article(self, id: str) -> ArticleRow | None:
        """Return a public article by its id; None if there is none."""
        return ARTICLES.first(self._db, "WHERE id = ?", id)

    def body(self, id: str) -> str | None:
        """Return the text of a public article, as JSON; None if there is no such article."""
        # Not a column of the index: the texts of all articles would be stored twice.
        query = "SELECT body FROM article JOIN reading USING (path) WHERE article.id = ?"
        return next(iter(column(self._db, query, id)), None)

    def latest(self, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles, at most so many, newest first."""
        return column(self._db, "SELECT id FROM article ORDER BY sort DESC LIMIT ?", most)

    def addresses(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield id, file, address and old addresses (JSON) of all articles, sorted by file."""
        yield from self._db.execute("SELECT id, path, address, aliases FROM article ORDER BY path")

    def count(self, theme: str, month: str | None) -> tuple[int, int]:
        """Count articles about a theme, in a month or ever, and their sources."""
        found: tuple[int, int] = self._db.execute(
            "SELECT COUNT(*), COUNT(DISTINCT source) FROM about "
            "WHERE theme = ?1 AND (?2 IS NULL OR month = ?2)",
            (theme, month),
        ).fetchone()
        return found

    def origins(self, theme: str, month: str | None) -> frozenset[str]:
        """Return the origins of the articles about a theme, in a month or ever."""
        query = "SELECT DISTINCT origin FROM about WHERE theme = ?1 AND (?2 IS NULL OR month = ?2)"
        return frozenset(column(self._db, query, theme, month))

    def months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months in which a theme has articles, and how many, newest first."""
        query = (
            "SELECT month, COUNT(*) FROM about WHERE theme = ? GROUP BY month ORDER BY month DESC"
        )
        return tuple(self._db.execute(query, (theme,)))

    def articles_of_month(self, theme: str, month: str) -> tuple[str, ...]:
        """Return the ids of the articles about a theme in a month, newest first."""
        query = "SELECT id FROM about WHERE theme = ? AND month = ? ORDER BY sort DESC"
        return column(self._db, query, theme, month)

    def articles_of_source(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles of a source, newest first."""
        query = "SELECT id FROM article WHERE source = ? ORDER BY sort DESC LIMIT ?"
        return column(self._db, query, key, most)

    def counts_of_source(self, key: str) -> tuple[int, int]:
        """Count the articles of a source, and the claims in them that count."""
        query = "SELECT COUNT(*), SUM(claims) FROM article WHERE source = ?"
        articles, claims = self._db.execute(query, (key,)).fetchone()
        return articles, claims or 0

    def relaying(self, origin: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles that relay an outlet, newest first."""
        query = "SELECT id FROM relayed WHERE origin = ? ORDER BY sort DESC LIMIT ?"
        return column(self._db, query, origin, most)

    def count_relaying(self, origin: str) -> int:
        """Count the articles that relay an outlet."""
        return number(self._db, "SELECT COUNT(*) FROM relayed WHERE origin = ?", origin)

    def said(self, actor: str, theme: str, point: str, most: int) -> tuple[tuple[str, str], ...]:
        """Return the latest positions of an actor on a point: ids of article and claim."""
        query = (
            "SELECT article, id FROM attributed WHERE actor = ? AND NOT fact "
            "AND theme = ? AND point = ? ORDER BY sort DESC LIMIT ?"
        )
        return tuple(self._db.execute(query, (actor, theme, point, most)))

    def done(self, actor: str, most: int) -> tuple[tuple[str, str], ...]:
        """Return the latest facts about what an actor did: ids of article and claim."""
        query = (
            "SELECT article, id FROM attributed WHERE actor = ? AND fact ORDER BY sort DESC LIMIT ?"
        )
        return tuple(self._db.execute(query, (actor, most)))

    def count_attributed(self, actor: str) -> tuple[int, int]:
        """Count what an actor said, and what it did."""
        query = "SELECT COUNT(*), COALESCE(SUM(fact), 0) FROM attributed WHERE actor = ?"
        whole, done = self._db.execute(query, (actor,)).fetchone()
        return whole - done, done

    def points_of_said(self, actor: str) -> Iterator[tuple[str, str, int]]:
        """Yield theme and id of each point on which an actor said something, and how much."""
        query = (
            "SELECT theme, point, COUNT(*) FROM attributed WHERE actor = ? AND NOT fact "
            "GROUP BY theme, point"
        )
        yield from self._db.execute(query, (actor,))

    def months_of_attributed(self, actor: str) -> tuple[tuple[str, int], ...]:
        """Return the months of what an actor said and did, and how much, from new to old."""
        query = (
            "SELECT month, COUNT(*) FROM attributed WHERE actor = ? "
            "GROUP BY month ORDER BY month DESC"
        )
        return tuple(self._db.execute(query, (actor,)))

    def news(self, theme: str, most: int) -> tuple[NewsRow, ...]:
        """Return the latest reports on a theme, and corrections of reports, newest first."""
        return self._news(theme, "", most)

    def corrected(self, theme: str, most: int) -> tuple[NewsRow, ...]:
        """Return the latest corrections of articles about a theme, newest first; -1 for all."""
        return self._news(theme, "AND position >= 0", most)

    def corrected_in(self, theme: str, month: str) -> tuple[NewsRow, ...]:
        """Return the corrections made in a month of articles about a theme, newest first."""
        return self._news(theme, "AND position >= 0 AND month = ?", -1, month)

    def corrected_months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months with corrections of articles on a theme, and how many, newest first."""
        query = (
            "SELECT month, COUNT(*) FROM news "
            "WHERE theme = ? AND position >= 0 GROUP BY month ORDER BY month DESC"
        )
        return tuple(self._db.execute(query, (theme,)))

    def count_corrected(self, theme: str) -> int:
        """Count the corrections of articles about a theme."""
        query = "SELECT COUNT(*) FROM news WHERE theme = ? AND position >= 0"
        return number(self._db, query, theme)

    def _news(self, theme: str, which: str, most: int, *values: str) -> tuple[NewsRow, ...]:
        rest = f"WHERE theme = ? {which} ORDER BY at DESC, address, position, id LIMIT ?"
        return tuple(NEWS.rows(self._db, rest, theme, *values, most))

    def published_in(self, month: str) -> tuple[tuple[str, str], ...]:
        """Return address and day of the last change of the articles of a month, by address."""
        # Two of one address, which a later stage tells, are in one order whichever ids they have.
        query = "SELECT address, modified FROM article WHERE month = ? ORDER BY address, modified"
        return tuple(self._db.execute(query, (month,)))

    def count_by_month(self) -> tuple[tuple[str, int], ...]:
        """Return the months in which articles were published, and how many, from new to old."""
        query = "SELECT month, COUNT(*) FROM article GROUP BY month ORDER BY month DESC"
        return tuple(self._db.execute(query))

    def data(self, month: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """Yield the id and the three data columns of the articles of a month, oldest first."""
        query = (
            "SELECT id, data, claims_data, claims_table FROM article WHERE month = ? ORDER BY sort"
        )
        yield from self._db.execute(query, (month,))
