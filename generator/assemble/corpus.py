"""Everything public, as planners ask for it; what they ask for is recorded.

A planner gets all that its page shows from here, and there is no way to a value but a method that
records its dependency key (`reads`). So what a page depends on is known without anybody declaring
it, and nothing can be forgotten: the way of Salsa's queries and Skyframe's functions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.assemble import keys
from generator.assemble.claims import ClaimKey
from generator.assemble.codec import load
from generator.assemble.data import ArticleData
from generator.assemble.developments import Development
from generator.assemble.points import NOTHING, PointRecord
from generator.assemble.records import ArticleRecord
from generator.digests import digest_of
from generator.prose.model import EMPTY, Prose
from generator.store.cache import Public
from generator.store.tables import NewsRow
from generator.validate.content import Context, Dated, Medium, Page, Theme
from generator.validate.models import ActorFront, SiteFront, SourceFront

News = NewsRow
"""A report or a correction, by when it came."""

_KEPT = 4096
"""Articles kept in memory as values; the others are read from the index again."""

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")


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
    """What every page may name: every page depends on it, so any change of it touches all."""

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


def names_of(context: Context) -> Names:
    """Take the names out of the context of the articles."""
    return Names(
        site=context.site,
        sources=context.sources,
        actors=context.actors,
        themes=tuple(
            ThemeName(
                theme.name,
                theme.front.title,
                tuple((point.id, point.title) for point in theme.front.points),
            )
            for theme in context.themes
        ),
        pages=tuple(
            PageName(page.address, page.front.title, page.front.aliases, page.path)
            for page in context.pages
        ),
        media=context.media,
    )


def theme_corrections(themes: Iterable[Theme]) -> tuple[tuple[str, Dated], ...]:
    """Return the corrections of themes, each with its theme's name."""
    return tuple((theme.name, entry) for theme in themes for entry in theme.corrections)


def context_digests(context: Context) -> dict[str, str]:
    """Return the dependency keys of the articles' context, each with a digest of its value."""
    values: dict[str, object] = {
        keys.NAMES: names_of(context),
        keys.THEME_CORRECTIONS: theme_corrections(context.themes),
    }
    values |= {keys.theme(theme.name): theme for theme in context.themes}
    values |= {keys.page(page.address): page for page in context.pages}
    return {key: digest_of(repr(value).encode()) for key, value in values.items()}


class Counted(Struct, frozen=True):
    """How much stands behind something."""

    reports: int
    outlets: int
    independent: int


def reads(key: Callable[..., str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a method of the corpus record its dependency key, which `key` makes of its arguments."""

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def recorded(*args: P.args, **kwargs: P.kwargs) -> R:
            corpus: Any = args[0]
            corpus.record((key(*args[1:], **kwargs),))
            return method(*args, **kwargs)

        return recorded

    return decorate


class Corpus:
    """Answers what planners ask, from the index and from the context of the articles."""

    def __init__(self, public: Public, context: Context) -> None:
        self._index = public.index
        self._memos = public.memos
        self._recorded: set[str] = set()
        self._names = names_of(context)
        self._themes = {theme.name: theme for theme in context.themes}
        self._pages = {page.address: page for page in context.pages}
        self._article: Callable[[str], ArticleRecord | None] = lru_cache(_KEPT)(self._load_article)
        self._point: Callable[[str], PointRecord] = lru_cache(None)(self._load_point)

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Gather the dependency keys of all that is asked for meanwhile."""
        outer, self._recorded = self._recorded, set()
        try:
            yield self._recorded
        finally:
            self._recorded = outer

    def record(self, dependencies: Iterable[str]) -> None:
        """Record dependency keys: of something asked for, or of a memoized value used again."""
        self._recorded.update(dependencies)

    # ---- the context of the articles -------------------------------------------------------------

    @property
    @reads(lambda: keys.NAMES)
    def names(self) -> Names:
        """What every page may name."""
        return self._names

    @reads(keys.theme)
    def theme(self, name: str) -> Theme:
        """Return what a theme's file says. Raise KeyError."""
        return self._themes[name]

    @reads(lambda: keys.THEME_CORRECTIONS)
    def theme_corrections(self) -> tuple[tuple[str, Dated], ...]:
        """Return the corrections of all themes, each with its theme's name."""
        return theme_corrections(self._themes.values())

    @reads(keys.page)
    def page(self, address: str) -> Page:
        """Return what the file of one of the editors' own pages says. Raise KeyError."""
        return self._pages[address]

    # ---- articles --------------------------------------------------------------------------------

    @reads(keys.article)
    def find_article(self, id: str) -> ArticleRecord | None:
        """Return an article; None for one that is not public."""
        return self._article(id)

    def article(self, id: str) -> ArticleRecord:
        """Return an article that is known to be public. Raise KeyError."""
        found = self.find_article(id)
        if found is None:
            raise KeyError(id)
        return found

    @reads(keys.body)
    def body(self, id: str) -> Prose:
        """Return the text of a public article; empty where rights do not allow it."""
        body = self._index.body(id)
        return EMPTY if body is None else load(Prose, body)

    @reads(lambda most: keys.ARTICLES)  # noqa: ARG005 - whatever the number
    def latest(self, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles, new to old."""
        return self._index.latest(most)

    @reads(lambda: keys.PAGES)
    def addresses(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """Return id, file, address and old addresses of every public article, sorted by file."""
        for id, path, address, aliases in self._index.addresses():
            yield id, path, address, tuple(json.loads(aliases)) if aliases != "[]" else ()

    @reads(keys.published_in)
    def published_in(self, month: str) -> tuple[tuple[str, str], ...]:
        """Return address and day of the last change of the articles published in a month."""
        return self._index.published_in(month)

    @reads(lambda: keys.DATA)
    def data(self) -> Iterator[tuple[str, ArticleData | None]]:
        """Return the id of every public article, old to new, and its data where it stands alone."""
        for id, article, claims, table in self._index.data():
            if article is None or claims is None or table is None:
                yield id, None
            else:
                yield id, ArticleData(article, claims, table)

    # ---- articles by theme -----------------------------------------------------------------------

    @reads(lambda theme, month=None: keys.about(theme, month or ""))
    def count(self, theme: str, month: str | None = None) -> Counted:
        """Count the articles about a theme, of one month or of all."""
        return Counted(*self._index.count(theme, month))

    @reads(keys.about)
    def months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months in which articles about a theme came, and how many; new to old."""
        return self._index.months(theme)

    @reads(lambda theme, first_month: keys.about(theme))  # noqa: ARG005 - of all months
    def days(self, theme: str, first_month: str) -> tuple[tuple[str, int], ...]:
        """Return the days from a month on on which articles about a theme came, and how many."""
        return self._index.days(theme, first_month)

    @reads(keys.about)
    def articles_of_month(self, theme: str, month: str) -> tuple[str, ...]:
        """Return the ids of the articles about a theme of one month, new to old."""
        return self._index.articles_of_month(theme, month)

    # ---- sources and actors ----------------------------------------------------------------------

    @reads(lambda key, most: keys.source(key))  # noqa: ARG005
    def articles_of_source(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of an outlet's latest articles, new to old."""
        return self._index.articles_of_source(key, most)

    @reads(keys.source)
    def counts_of_source(self, key: str) -> tuple[int, int]:
        """Count an outlet's articles and the claims in them."""
        return self._index.counts_of_source(key)

    @reads(lambda key, most: keys.relayed(key))  # noqa: ARG005
    def relaying(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles of others that relay an outlet, new to old."""
        return self._index.relaying(key, most)

    @reads(keys.relayed)
    def count_relaying(self, key: str) -> int:
        """Count the articles of others that relay an outlet."""
        return self._index.count_relaying(key)

    @reads(keys.held)
    def count_held(self, actor: str) -> int:
        """Count the positions of an actor and of those who speak for it."""
        return self._index.count_held(actor)

    @reads(lambda actor, theme, point, most: keys.held(actor))  # noqa: ARG005
    def held(self, actor: str, theme: str, point: str, most: int) -> tuple[ClaimKey, ...]:
        """Return an actor's latest positions on a point, new to old."""
        return self._index.held(actor, theme, point, most)

    @reads(keys.held)
    def held_points(self, actor: str) -> Mapping[tuple[str, str], int]:
        """Return the points, by theme and id, on which an actor holds positions, and how many."""
        found = self._index.held_points(actor)
        return {(theme, point): number for theme, point, number in found}

    # ---- what is worked out ----------------------------------------------------------------------

    @reads(keys.point)
    def point(self, theme: str, point: str) -> PointRecord:
        """Return what the claims on a point amount to."""
        return self._point(keys.point(theme, point))

    @reads(keys.developments)
    def developments(self, theme: str, month: str) -> tuple[Development, ...]:
        """Return the developments of a theme in a month, old to new."""
        found = self._memos.get(keys.developments(theme, month))
        return () if found is None else load(tuple[Development, ...], found)

    @reads(lambda: keys.MONTHS)
    def eventful_months(self) -> tuple[tuple[str, str], ...]:
        """Return every theme and month that have developments, in no order that means anything."""
        found = map(keys.month_of_developments, json.loads(self._memos.get(keys.MONTHS) or "[]"))
        return tuple(at for at in found if at is not None)

    @reads(lambda: keys.MONTH_COUNTS)
    def count_eventful_months(self) -> Mapping[str, int]:
        """Count the developments of each month, over all themes; new to old."""
        counts: Counter[str] = Counter()
        for key, count in json.loads(self._memos.get(keys.MONTH_COUNTS) or "{}").items():
            if at := keys.month_of_developments(key):
                counts[at[1]] += count
        return dict(sorted(counts.items(), reverse=True))

    # ---- news and corrections --------------------------------------------------------------------

    @reads(lambda theme, most: keys.news(theme))  # noqa: ARG005
    def news(self, theme: str, most: int) -> tuple[News, ...]:
        """Return the latest reports on a theme and corrections of them, or with "" of all themes.

        New to old; the position of a report is negative.
        """
        return self._index.news(theme, most)

    @reads(lambda theme, most: keys.corrected(theme))  # noqa: ARG005
    def corrected(self, theme: str, most: int) -> tuple[News, ...]:
        """Return the latest corrections of articles on a theme, or with "" of all; new to old."""
        return self._index.corrected(theme, most)

    @reads(keys.corrected)
    def corrected_in(self, theme: str, month: str) -> tuple[News, ...]:
        """Return the corrections of a month of articles on a theme, or with "" of all."""
        return self._index.corrected_in(theme, month)

    @reads(keys.corrected)
    def corrected_months(self, theme: str) -> Mapping[str, int]:
        """Count the corrections of articles on a theme, or with "" of all, by month; new to old."""
        return dict(self._index.corrected_months(theme))

    @reads(keys.corrected)
    def count_corrected(self, theme: str) -> int:
        """Count the corrections of articles on a theme."""
        return self._index.count_corrected(theme)

    def _load_article(self, id: str) -> ArticleRecord | None:
        row = self._index.article(id)
        return load(ArticleRecord, row.record) if row else None

    def _load_point(self, key: str) -> PointRecord:
        found = self._memos.get(key)
        return NOTHING if found is None else load(PointRecord, found)


class Memo(Generic[K, V]):
    """Values made once of what a corpus answers, each with the dependencies of its making.

    They are recorded again whenever the value is used, on whatever page.
    """

    def __init__(self, corpus: Corpus, make: Callable[[K], V], kept: int | None = None) -> None:
        """Take what makes a value of its key; beyond `kept` values, all are made anew."""
        self._corpus = corpus
        self._make = make
        self._kept = kept
        self._made: dict[K, tuple[V, frozenset[str]]] = {}

    def __call__(self, key: K) -> V:
        """Return a value, made if need be."""
        known = self._made.get(key)
        if known is None:
            with self._corpus.recording() as dependencies:
                value = self._make(key)
            if self._kept is not None and len(self._made) > self._kept:
                self._made.clear()
            self._made[key] = known = value, frozenset(dependencies)
        self._corpus.record(known[1])
        return known[0]
