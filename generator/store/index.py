"""The index: everything public, in the tables that pages ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.store.table import column, number
from generator.store.tables import (
    ABOUT,
    ARTICLES,
    BOUNDARIES,
    CLAIMS,
    GATE,
    HELD,
    INDEX,
    NEWS,
    RELAYED,
    AboutRow,
    ArticleRow,
    BoundaryRow,
    ClaimRow,
    GateRow,
    HeldRow,
    NewsRow,
    RelayedRow,
)

NO_POSITION = -1
"""In the table of news: the report itself, and none of its corrections."""


class PublicRows(Struct, frozen=True):
    """All rows of one public article, table by table."""

    article: ArticleRow
    about: tuple[AboutRow, ...]
    relayed: tuple[RelayedRow, ...]
    claims: tuple[ClaimRow, ...]
    held: tuple[HeldRow, ...]
    news: tuple[NewsRow, ...]


class IndexTables:
    """Reads and writes the index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # ---- written by assemble ---------------------------------------------------------------------

    def clear(self) -> None:
        """Empty all tables of the index."""
        for table in INDEX:
            self._db.execute(f"DELETE FROM {table.name}")  # noqa: S608 - names of ours

    def insert(self, new: Sequence[PublicRows]) -> None:
        """Add the rows of articles, many at a time: that is quicker."""
        db = self._db
        ARTICLES.insert(db, (rows.article for rows in new))
        ABOUT.insert(db, (row for rows in new for row in rows.about))
        RELAYED.insert(db, (row for rows in new for row in rows.relayed))
        CLAIMS.insert(db, (row for rows in new for row in rows.claims))
        HELD.insert(db, (row for rows in new for row in rows.held))
        NEWS.insert(db, (row for rows in new for row in rows.news))

    def remove(self, rows: PublicRows) -> None:
        """Remove the rows of an article."""
        execute, many, id = self._db.execute, self._db.executemany, rows.article.id
        execute("DELETE FROM article WHERE id = ?", (id,))
        execute("DELETE FROM claim WHERE article = ?", (id,))
        execute("DELETE FROM news WHERE id = ?", (id,))
        many(
            "DELETE FROM about WHERE theme = ? AND month = ? AND sort = ?",
            [(row.theme, row.month, row.sort) for row in rows.about],
        )
        many(
            "DELETE FROM relayed WHERE origin = ? AND sort = ?",
            [(row.origin, row.sort) for row in rows.relayed],
        )
        many(
            "DELETE FROM held WHERE actor = ? AND theme = ? AND point = ? AND sort = ?",
            [(row.actor, row.theme, row.point, row.sort) for row in rows.held],
        )

    def at(self, path: str) -> ArticleRow | None:
        """Return the public article of a file."""
        return ARTICLES.first(self._db, "WHERE path = ?", path)

    def claims_on(self, theme: str, point: str) -> list[ClaimRow]:
        """Return the claims on a point, old to new."""
        return self._claims("point", theme, point)

    def claims_in(self, theme: str, month: str) -> list[ClaimRow]:
        """Return the dated claims on a theme about a month, old to new."""
        return self._claims("month", theme, month)

    def _claims(self, by: str, theme: str, key: str) -> list[ClaimRow]:
        found = CLAIMS.rows(self._db, f"WHERE theme = ? AND {by} = ?", theme, key)
        return sorted(found, key=lambda claim: claim.sort)

    def replace_gate(self, gate: GateRow) -> GateRow | None:
        """Keep what the index is being brought up to date for; return what it was before."""
        before = GATE.first(self._db, "")
        self._db.execute("DELETE FROM gate")
        GATE.insert(self._db, [gate])
        return before

    def set_boundaries(self, path: str, instants: Sequence[str]) -> None:
        """Keep when the gate will decide otherwise on the article of a file."""
        self._db.execute("DELETE FROM boundary WHERE path = ?", (path,))
        BOUNDARIES.add(self._db, [BoundaryRow(path, at) for at in instants])

    def crossed(self, after: str, until: str) -> tuple[str, ...]:
        """Return the files on which the gate decides otherwise after one instant until another."""
        return column(self._db, "SELECT path FROM boundary WHERE at > ? AND at <= ?", after, until)

    def next_boundary(self, after: str) -> str | None:
        """Return the next instant at which the gate decides otherwise on any article."""
        (at,) = column(self._db, "SELECT MIN(at) FROM boundary WHERE at > ?", after)
        found: str | None = at
        return found

    # ---- read for pages --------------------------------------------------------------------------

    def article(self, id: str) -> ArticleRow | None:
        """Return a public article."""
        return ARTICLES.first(self._db, "WHERE id = ?", id)

    def body(self, id: str) -> str | None:
        """Return the text of a public article, as JSON."""
        query = "SELECT body FROM article JOIN reading USING (path) WHERE article.id = ?"
        return next(iter(column(self._db, query, id)), None)

    def latest(self, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles, new to old."""
        return column(self._db, "SELECT id FROM article ORDER BY sort DESC LIMIT ?", most)

    def addresses(self) -> Iterator[tuple[str, str, str, str]]:
        """Return id, file, address and old addresses (JSON) of all articles, sorted by file."""
        yield from self._db.execute("SELECT id, path, address, aliases FROM article ORDER BY path")

    def count(self, theme: str, month: str | None) -> tuple[int, int, int]:
        """Count the articles about a theme, their sources and their origins."""
        found: tuple[int, int, int] = self._db.execute(
            "SELECT COUNT(*), COUNT(DISTINCT source), COUNT(DISTINCT origin) FROM about "
            "WHERE theme = ?1 AND (?2 IS NULL OR month = ?2)",
            (theme, month),
        ).fetchone()
        return found

    def months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months of a theme's articles, each with their number, new to old."""
        query = (
            "SELECT month, COUNT(*) FROM about WHERE theme = ? GROUP BY month ORDER BY month DESC"
        )
        return tuple(self._db.execute(query, (theme,)))

    def days(self, theme: str, first_month: str) -> tuple[tuple[str, int], ...]:
        """Return the days of a theme's articles from a month on, each with their number."""
        query = "SELECT day, COUNT(*) FROM about WHERE theme = ? AND month >= ? GROUP BY day"
        return tuple(self._db.execute(query, (theme, first_month)))

    def articles_of_month(self, theme: str, month: str) -> tuple[str, ...]:
        """Return the ids of a theme's articles of one month, new to old."""
        query = "SELECT id FROM about WHERE theme = ? AND month = ? ORDER BY sort DESC"
        return column(self._db, query, theme, month)

    def articles_of_source(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of a source's latest articles, new to old."""
        query = "SELECT id FROM article WHERE source = ? ORDER BY sort DESC LIMIT ?"
        return column(self._db, query, key, most)

    def counts_of_source(self, key: str) -> tuple[int, int]:
        """Count a source's articles, and the claims in them that count."""
        query = "SELECT COUNT(*), SUM(claims) FROM article WHERE source = ?"
        articles, claims = self._db.execute(query, (key,)).fetchone()
        return articles, claims or 0

    def relaying(self, origin: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles that relay an outlet, new to old."""
        query = "SELECT id FROM relayed WHERE origin = ? ORDER BY sort DESC LIMIT ?"
        return column(self._db, query, origin, most)

    def count_relaying(self, origin: str) -> int:
        """Count the articles that relay an outlet."""
        return number(self._db, "SELECT COUNT(*) FROM relayed WHERE origin = ?", origin)

    def held(self, actor: str, theme: str, point: str, most: int) -> tuple[tuple[str, str], ...]:
        """Return an actor's latest positions on a point as ids of article and claim."""
        query = (
            "SELECT article, id FROM held WHERE actor = ? AND theme = ? AND point = ? "
            "ORDER BY sort DESC LIMIT ?"
        )
        return tuple(self._db.execute(query, (actor, theme, point, most)))

    def count_held(self, actor: str) -> int:
        """Count the positions of an actor."""
        return number(self._db, "SELECT COUNT(*) FROM held WHERE actor = ?", actor)

    def held_points(self, actor: str) -> Iterator[tuple[str, str, int]]:
        """Return theme and id of the points on which an actor holds positions; how many of them."""
        query = (
            "SELECT theme, point, COUNT(*) FROM held WHERE actor = ? AND point > '' "
            "GROUP BY theme, point"
        )
        yield from self._db.execute(query, (actor,))

    def news(self, theme: str, most: int) -> tuple[NewsRow, ...]:
        """Return the latest reports and corrections of a theme, new to old."""
        return self._news(theme, "", most)

    def corrected(self, theme: str, most: int) -> tuple[NewsRow, ...]:
        """Return the latest corrections of a theme's articles, new to old; all if negative."""
        return self._news(theme, "AND position >= 0", most)

    def corrected_in(self, theme: str, month: str) -> tuple[NewsRow, ...]:
        """Return the corrections of a theme's articles that were made in a month, new to old."""
        return self._news(theme, "AND position >= 0 AND month = ?", -1, month)

    def corrected_months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months of corrections of a theme's articles, with their number, new to old."""
        query = (
            "SELECT month, COUNT(*) FROM news "
            "WHERE theme = ? AND position >= 0 GROUP BY month ORDER BY month DESC"
        )
        return tuple(self._db.execute(query, (theme,)))

    def count_corrected(self, theme: str) -> int:
        """Count the corrections of a theme's articles."""
        query = "SELECT COUNT(*) FROM news WHERE theme = ? AND position >= 0"
        return number(self._db, query, theme)

    def _news(self, theme: str, which: str, most: int, *values: str) -> tuple[NewsRow, ...]:
        rest = f"WHERE theme = ? {which} ORDER BY at DESC, address, position, id LIMIT ?"
        return tuple(NEWS.rows(self._db, rest, theme, *values, most))

    def published_in(self, month: str) -> tuple[tuple[str, str], ...]:
        """Return address and day of the last change of all articles of a month, by address."""
        query = "SELECT address, modified FROM article WHERE month = ? ORDER BY address, id"
        return tuple(self._db.execute(query, (month,)))

    def data(self) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """Return id and the three columns of data of all articles, old to new."""
        yield from self._db.execute(
            "SELECT id, data, claims_data, claims_table FROM article ORDER BY sort"
        )
