"""Everything public, as the pages ask for it.

A page gets all it shows from here, and the corpus takes down which cells it asked for. So what a
page depends on is known without anybody declaring it, and nothing can be forgotten.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.assemble import cells
from generator.assemble.claims import ClaimKey
from generator.assemble.codec import load
from generator.assemble.data import ArticleData
from generator.assemble.developments import Development
from generator.assemble.points import NOTHING, PointRecord
from generator.assemble.records import ArticleRecord
from generator.prose.model import EMPTY, Prose
from generator.validate.content import Frame, Medium, Page, Theme
from generator.validate.models import ActorFront, SiteFront, SourceFront

_KEPT = 4096
"""Articles kept in memory as values; the others are read from the index again."""


class ThemeName(Struct, frozen=True):
    """What the rest of the site knows of a theme."""

    name: str
    title: str
    points: tuple[tuple[str, str], ...]
    """Ids and titles, in their order."""


class PageName(Struct, frozen=True):
    """What the rest of the site knows of a page of the editors' own."""

    address: str
    title: str
    aliases: tuple[str, ...]
    path: str


class Names(Struct, frozen=True):
    """What every page may name: asked for by every page, so any change of it touches all."""

    site: SiteFront
    sources: Mapping[str, SourceFront]
    actors: Mapping[str, ActorFront]
    themes: tuple[ThemeName, ...]
    pages: tuple[PageName, ...]
    media: Mapping[str, Medium]

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.site.timezone)


def names_of(frame: Frame) -> Names:
    """Take the names out of what frames the articles."""
    return Names(
        site=frame.site,
        sources=frame.sources,
        actors=frame.actors,
        themes=tuple(
            ThemeName(
                theme.name,
                theme.front.title,
                tuple((point.id, point.title) for point in theme.front.points),
            )
            for theme in frame.themes
        ),
        pages=tuple(
            PageName(page.address, page.front.title, page.front.aliases, page.path)
            for page in frame.pages
        ),
        media=frame.media,
    )


class Counted(Struct, frozen=True):
    """How much stands behind something."""

    reports: int
    outlets: int
    independent: int


class Corpus:
    """Answers what pages ask, from the index and from what frames the articles."""

    def __init__(self, db: sqlite3.Connection, frame: Frame) -> None:
        self._db = db
        self._asked: set[str] = set()
        self._names = names_of(frame)
        self._themes = {theme.name: theme for theme in frame.themes}
        self._pages = {page.address: page for page in frame.pages}
        self._article: Callable[[str], ArticleRecord | None] = lru_cache(_KEPT)(self._load_article)
        self._point: Callable[[str], PointRecord] = lru_cache(None)(self._load_point)

    @contextmanager
    def asked(self) -> Iterator[set[str]]:
        """Gather the names of all cells that are asked for meanwhile."""
        outer, self._asked = self._asked, set()
        try:
            yield self._asked
        finally:
            self._asked = outer

    def ask(self, asked: Iterable[str]) -> None:
        """Take down cells that were asked for when something was made that is now used again."""
        self._asked.update(asked)

    @property
    def names(self) -> Names:
        """What every page may name."""
        self._asked.add(cells.NAMES)
        return self._names

    def theme(self, name: str) -> Theme:
        """Return what a theme's file says. Raise KeyError."""
        self._asked.add(cells.theme(name))
        return self._themes[name]

    def page(self, address: str) -> Page:
        """Return what the file of one of the editors' own pages says. Raise KeyError."""
        self._asked.add(cells.page(address))
        return self._pages[address]

    def article(self, id: str) -> ArticleRecord | None:
        """Return an article; None for one that is not public."""
        self._asked.add(cells.article(id))
        return self._article(id)

    def the_article(self, id: str) -> ArticleRecord:
        """Return an article that is known to be public. Raise KeyError."""
        found = self.article(id)
        if found is None:
            raise KeyError(id)
        return found

    def body(self, id: str) -> Prose:
        """Return the text of a public article; empty where rights do not allow it."""
        self._asked.add(cells.body(id))
        row = self._one(
            "SELECT body FROM article JOIN reading USING (path) WHERE article.id = ?", id
        )
        return load(Prose, row[0]) if row else EMPTY

    def latest(self, number: int) -> tuple[str, ...]:
        """Return the ids of the latest articles, new to old."""
        self._asked.add(cells.ARTICLES)
        return self._column("SELECT id FROM article ORDER BY sort DESC LIMIT ?", number)

    def addresses(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """Return id, file, address and old addresses of every public article, sorted by file."""
        self._asked.add(cells.PAGES)
        found = self._db.execute("SELECT id, path, address, aliases FROM article ORDER BY path")
        for id, path, address, aliases in found:
            yield id, path, address, tuple(json.loads(aliases)) if aliases != "[]" else ()

    def count(self, theme: str, month: str | None = None) -> Counted:
        """Count the articles about a theme, of one month or of all."""
        self._asked.add(cells.about(theme, month or ""))
        row = self._one(
            "SELECT COUNT(*), COUNT(DISTINCT source), COUNT(DISTINCT origin) FROM about "
            "WHERE theme = ? AND (? IS NULL OR month = ?)",
            theme,
            month,
            month,
        )
        return Counted(*row)

    def months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months in which articles about a theme came, and how many; new to old."""
        self._asked.add(cells.about(theme))
        found = self._db.execute(
            "SELECT month, COUNT(*) FROM about WHERE theme = ? GROUP BY month ORDER BY month DESC",
            (theme,),
        )
        return tuple(found)

    def days(self, theme: str, first_month: str) -> tuple[tuple[str, int], ...]:
        """Return the days from a month on on which articles about a theme came, and how many."""
        self._asked.add(cells.about(theme))
        found = self._db.execute(
            "SELECT day, COUNT(*) FROM about WHERE theme = ? AND month >= ? GROUP BY day",
            (theme, first_month),
        )
        return tuple(found)

    def articles_of_month(self, theme: str, month: str) -> tuple[str, ...]:
        """Return the ids of the articles about a theme of one month, new to old."""
        self._asked.add(cells.about(theme, month))
        return self._column(
            "SELECT id FROM about WHERE theme = ? AND month = ? ORDER BY sort DESC", theme, month
        )

    def articles_of_source(self, key: str, number: int) -> tuple[str, ...]:
        """Return the ids of an outlet's latest articles, new to old."""
        self._asked.add(cells.source(key))
        return self._column(
            "SELECT id FROM article WHERE source = ? ORDER BY sort DESC LIMIT ?", key, number
        )

    def counts_of_source(self, key: str) -> tuple[int, int]:
        """Count an outlet's articles and the claims in them."""
        self._asked.add(cells.source(key))
        row = self._one("SELECT COUNT(*), SUM(claims) FROM article WHERE source = ?", key)
        return row[0], row[1] or 0

    def relaying(self, key: str, number: int) -> tuple[str, ...]:
        """Return the ids of the latest articles of others that relay an outlet, new to old."""
        self._asked.add(cells.relayed(key))
        return self._column(
            "SELECT id FROM relayed WHERE origin = ? ORDER BY sort DESC LIMIT ?", key, number
        )

    def count_relaying(self, key: str) -> int:
        """Count the articles of others that relay an outlet."""
        self._asked.add(cells.relayed(key))
        number: int = self._one("SELECT COUNT(*) FROM relayed WHERE origin = ?", key)[0]
        return number

    def point(self, theme: str, point: str) -> PointRecord:
        """Return what the claims on a point amount to."""
        cell = cells.point(theme, point)
        self._asked.add(cell)
        return self._point(cell)

    def happened(self, theme: str, month: str) -> tuple[Development, ...]:
        """Return the developments of a theme in a month, old to new."""
        cell = cells.happened(theme, month)
        self._asked.add(cell)
        row = self._one("SELECT value FROM cell WHERE name = ?", cell)
        return load(tuple[Development, ...], row[0]) if row else ()

    def eventful_months(self) -> tuple[tuple[str, str], ...]:
        """Return every theme and month that have developments, in no order that means anything."""
        self._asked.add(cells.MONTHS)
        row = self._one("SELECT value FROM cell WHERE name = ?", cells.MONTHS)
        found = map(cells.theme_and_month, json.loads(row[0]) if row else ())
        return tuple(at for at in found if at is not None)

    def count_eventful_months(self) -> Mapping[str, int]:
        """Count the developments of each month, over all themes; new to old."""
        self._asked.add(cells.MONTH_COUNTS)
        row = self._one("SELECT value FROM cell WHERE name = ?", cells.MONTH_COUNTS)
        counts: Counter[str] = Counter()
        for cell, count in json.loads(row[0]).items() if row else ():
            if at := cells.theme_and_month(cell):
                counts[at[1]] += count
        return dict(sorted(counts.items(), reverse=True))

    def count_held(self, actor: str) -> int:
        """Count the positions of an actor and of those who speak for it."""
        self._asked.add(cells.held(actor))
        number: int = self._one("SELECT COUNT(*) FROM held WHERE actor = ?", actor)[0]
        return number

    def held(self, actor: str, theme: str, point: str, number: int) -> tuple[ClaimKey, ...]:
        """Return an actor's latest positions on a point, new to old."""
        self._asked.add(cells.held(actor))
        found = self._db.execute(
            "SELECT article, id FROM held WHERE actor = ? AND theme = ? AND point = ? "
            "ORDER BY sort DESC LIMIT ?",
            (actor, theme, point, number),
        )
        return tuple(found)

    def held_points(self, actor: str) -> Mapping[tuple[str, str], int]:
        """Return the points, by theme and id, on which an actor holds positions, and how many."""
        self._asked.add(cells.held(actor))
        found = self._db.execute(
            "SELECT theme, point, COUNT(*) FROM held WHERE actor = ? AND point > '' "
            "GROUP BY theme, point",
            (actor,),
        )
        return {(theme, point): number for theme, point, number in found}

    def corrected(self, theme: str, number: int = -1) -> tuple[tuple[str, str, int], ...]:
        """Return the latest corrections of articles on a theme, or with "" of all.

        Each as its instant (sortable), the article's id and its place among the article's, new to
        old. A negative number asks for all of them.
        """
        self._asked.add(cells.corrected(theme))
        return self._news("position >= 0", theme, number)

    def count_corrected(self, theme: str) -> int:
        """Count the corrections of articles on a theme."""
        self._asked.add(cells.corrected(theme))
        counted = "SELECT COUNT(*) FROM news WHERE theme = ? AND position >= 0"
        number: int = self._one(counted, theme)[0]
        return number

    def news(self, theme: str, number: int) -> tuple[tuple[str, str, int], ...]:
        """Return the latest reports on a theme and corrections of them, or with "" of all themes.

        Each as its instant (sortable), the article's id and the correction's place among the
        article's, which is negative for the report itself; new to old.
        """
        self._asked.add(cells.news(theme))
        return self._news("TRUE", theme, number)

    def mapped(self, month: str) -> tuple[tuple[str, str], ...]:
        """Return address and day of the last change of the articles published in a month."""
        self._asked.add(cells.mapped(month))
        found = self._db.execute(
            "SELECT address, modified FROM article WHERE month = ? ORDER BY address", (month,)
        )
        return tuple(found)

    def data(self) -> Iterator[tuple[str, ArticleData | None]]:
        """Return the id of every public article, old to new, and its data where it stands alone."""
        self._asked.add(cells.DATA)
        found = self._db.execute(
            "SELECT id, data, claims_data, claims_table FROM article ORDER BY sort"
        )
        for id, *data in found:
            yield id, ArticleData(*data) if data[0] is not None else None

    def _news(self, which: str, theme: str, number: int) -> tuple[tuple[str, str, int], ...]:
        found = self._db.execute(
            f"SELECT at, id, position FROM news WHERE theme = ? AND {which} "  # noqa: S608 - ours
            "ORDER BY at DESC, address, position LIMIT ?",
            (theme, number),
        )
        return tuple(found)

    def _load_article(self, id: str) -> ArticleRecord | None:
        row = self._one("SELECT record FROM article WHERE id = ?", id)
        return load(ArticleRecord, row[0]) if row else None

    def _load_point(self, cell: str) -> PointRecord:
        row = self._one("SELECT value FROM cell WHERE name = ?", cell)
        return load(PointRecord, row[0]) if row else NOTHING

    def _one(self, query: str, *values: Any) -> Any:
        return self._db.execute(query, values).fetchone()

    def _column(self, query: str, *values: Any) -> tuple[Any, ...]:
        return tuple(value for (value,) in self._db.execute(query, values))
