"""The corpus: everything public, as planners ask for it.

Planners get all that pages show from here, through methods that record a dependency key (`reads`).
So the dependencies of a page are recorded while it is planned, never declared, and none can be
forgotten. Queries in Salsa and functions in Bazel's Skyframe work in the same way.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from generator.assemble import keys
from generator.assemble.claims import ClaimKey, Grouping
from generator.assemble.codec import decode
from generator.assemble.context import SiteNames, theme_corrections, words_explained
from generator.assemble.data import ArticleData
from generator.assemble.developments import Development
from generator.assemble.points import NO_CLAIMS, PointRecord
from generator.assemble.public import public_names
from generator.assemble.records import ArticleRecord, Coverage
from generator.prose.model import EMPTY, Prose
from generator.prose.named import NamedKind
from generator.store.cache import Public
from generator.store.tables import NewsRow
from generator.validate.content import Context, Dated, Page, Term, Theme
from generator.validate.register_models import ActorFront, SourceFront

News = NewsRow
"""An article, or a correction of one, with the instant at which readers could first see it."""

_MAX_ARTICLES = 4096
"""How many articles stay in memory; the others are read from the index again."""

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V")


def reads(key: Callable[..., str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a method of `Corpus` so that each call records the dependency key it reads.

    `key` is called with the arguments of the method and returns that key. If it ignores some of
    them, the method answers from a coarser key: any change of the list makes the page dirty, shown
    on it or not.
    """

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def recorded(*args: P.args, **kwargs: P.kwargs) -> R:
            corpus: Any = args[0]
            corpus.dependencies.add(key(*args[1:], **kwargs))
            return method(*args, **kwargs)

        return recorded

    return decorate


class Corpus:
    """Answers what planners ask, from the index and from the context of the articles."""

    def __init__(self, public: Public, context: Context) -> None:
        """Take the tables of what is public, and the files that articles may refer to."""
        self._index = public.index
        self._memos = public.memos
        self.dependencies: set[str] = set()
        """The keys recorded so far in the innermost block of `recording`."""
        self._names = SiteNames.from_context(context)
        self._grouping = Grouping.of_site(context.site, context.actors, context.sources)
        self._themes = {theme.name: theme for theme in context.themes}
        self._terms = context.glossary
        self._words_explained = words_explained(context)
        self._pages = {page.address: page for page in context.pages}
        # Wrapped here and not decorated, so that what is memoized goes with the corpus. The methods
        # that call these record the key each time, also if the value is in memory.
        self._article: Callable[[str], ArticleRecord | None] = lru_cache(_MAX_ARTICLES)(
            self._load_article
        )
        self._embargoed: Callable[[str], bool] = lru_cache(_MAX_ARTICLES)(self._load_embargoed)
        self._public: Callable[[NamedKind], frozenset[str]] = lru_cache(None)(
            lambda kind: public_names(self._memos, kind)
        )
        self._point: Callable[[str], PointRecord] = lru_cache(None)(self._load_point)

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Record dependencies in a set of their own, which is yielded, until the block ends.

        They are not added to the set of an enclosing block.
        """
        outer, self.dependencies = self.dependencies, set()
        try:
            yield self.dependencies
        finally:
            self.dependencies = outer

    # ---- the context of the articles -------------------------------------------------------------

    @property
    @reads(lambda: keys.NAMES)
    def names(self) -> SiteNames:
        """What every page may show."""
        return self._names

    @property
    @reads(lambda: keys.NAMES)
    def grouping(self) -> Grouping:
        """Who speaks for whom, and who belongs to which group."""
        return self._grouping

    @reads(keys.theme)
    def theme(self, name: str) -> Theme:
        """Return what the file of a theme says. Raise KeyError if there is none."""
        return self._themes[name]

    @reads(lambda: keys.THEME_CORRECTIONS)
    def theme_corrections(self) -> tuple[tuple[str, Dated], ...]:
        """Return the corrections in the files of themes, each with the name of its theme."""
        return theme_corrections(self._themes.values())

    @reads(keys.page)
    def page(self, address: str) -> Page:
        """Return what the file of a page says, one in content/pages/. Raise KeyError."""
        return self._pages[address]

    @reads(lambda: keys.GLOSSARY)
    def words_explained(self) -> Mapping[str, tuple[str, ...]]:
        """Return the words that each term of the glossary explains, by its key."""
        return self._words_explained

    @reads(keys.term)
    def term(self, term: str) -> Term:
        """Return what the glossary says of a term. Raise KeyError if there is none."""
        return self._terms[term]

    # ---- articles --------------------------------------------------------------------------------

    @reads(keys.article)
    def find_article(self, id: str) -> ArticleRecord | None:
        """Return the article with an id; None if it is not public."""
        return self._article(id)

    def article(self, id: str) -> ArticleRecord:
        """Return the article with an id. Raise KeyError if it is not public."""
        found = self.find_article(id)
        if found is None:
            raise KeyError(id)
        return found

    @reads(keys.embargo)
    def is_embargoed(self, id: str) -> bool:
        """Return whether an article is only there as a preview with drafts lets it in too early."""
        return self._embargoed(id)

    @reads(keys.body)
    def body(self, id: str) -> Prose:
        """Return the body of a public article, empty if it may not be published in full."""
        body = self._index.body(id)
        return EMPTY if body is None else decode(Prose, body)

    @reads(lambda most: keys.ARTICLES)  # noqa: ARG005 - whatever the number
    def latest_articles(self, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles, at most `most`, from new to old."""
        return self._index.latest(most)

    @reads(lambda: keys.PAGES)
    def addresses(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """Yield id, file, address and old addresses of every public article, sorted by file.

        The address is the last part of the one of its page, an old address the whole path.
        """
        for id, path, address, aliases in self._index.addresses():
            # Most articles have none, and there may be very many articles.
            yield id, path, address, tuple(json.loads(aliases)) if aliases != "[]" else ()

    @reads(keys.published_in)
    def published_in(self, month: str) -> tuple[tuple[str, str], ...]:
        """Return the articles published in a month, sorted by address.

        Each is the last part of its address, and the day of its last change as `2025-05-20`.
        """
        return self._index.published_in(month)

    @reads(lambda: keys.COUNTS)
    def count_by_month(self) -> tuple[tuple[str, int], ...]:
        """Return the months in which articles were published, and how many, from new to old."""
        return self._index.count_by_month()

    @reads(keys.data)
    def data(self, month: str) -> Iterator[tuple[str, ArticleData | None]]:
        """Yield the id of every public article of a month, from old to new, and its data.

        The data are None if the article is not self-contained: they depend on other articles.
        """
        for id, article, claims, table in self._index.data(month):
            if article is None or claims is None or table is None:
                yield id, None
            else:
                yield id, ArticleData(article, claims, table)

    # ---- articles by theme -----------------------------------------------------------------------

    @reads(lambda theme, month=None: keys.about(theme, month or ""))
    def coverage(self, theme: str, month: str | None = None) -> Coverage:
        """Count the articles about a theme, their sources and origins, in one month or in all."""
        reports, outlets = self._index.count(theme, month)
        origins = self._index.origins(theme, month)
        return Coverage(reports, outlets, len(origins), self.grouping.is_upper_bound(origins))

    @reads(keys.about)
    def months(self, theme: str) -> tuple[tuple[str, int], ...]:
        """Return the months with articles about a theme, and how many, from new to old."""
        return self._index.months(theme)

    @reads(keys.about)
    def articles_of_month(self, theme: str, month: str) -> tuple[str, ...]:
        """Return the ids of the articles about a theme in one month, from new to old."""
        return self._index.articles_of_month(theme, month)

    # ---- sources and actors ----------------------------------------------------------------------

    @reads(lambda: keys.public("actor"))
    def public_actors(self) -> Mapping[str, ActorFront]:
        """Return the actors that something public names, in the order of the register."""
        return _select(self.names.actors, self._public("actor"))

    @reads(lambda: keys.public("source"))
    def public_sources(self) -> Mapping[str, SourceFront]:
        """Return the sources that something public names, in the order of the register."""
        return _select(self.names.sources, self._public("source"))

    @reads(lambda key, most: keys.source(key))  # noqa: ARG005
    def articles_of_source(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles of a source, at most `most`, from new to old."""
        return self._index.articles_of_source(key, most)

    @reads(keys.source)
    def counts_of_source(self, key: str) -> tuple[int, int]:
        """Count the articles of a source, and the claims in them that are not superseded."""
        return self._index.counts_of_source(key)

    @reads(lambda key, most: keys.relayed(key))  # noqa: ARG005
    def articles_relaying(self, key: str, most: int) -> tuple[str, ...]:
        """Return the ids of the latest articles of other sources that relay a source.

        They are at most `most`, from new to old. One that relays it in a single claim is one, too.
        """
        return self._index.relaying(key, most)

    @reads(keys.relayed)
    def count_articles_relaying(self, key: str) -> int:
        """Count the articles of other sources that relay a source."""
        return self._index.count_relaying(key)

    # Of an actor, and of all who speak for it:

    @reads(keys.claims_by)
    def count_claims_by(self, actor: str) -> tuple[int, int]:
        """Count what an actor said, and what it did."""
        return self._index.count_attributed(actor)

    @reads(lambda actor, theme, point, most: keys.claims_by(actor))  # noqa: ARG005
    def said_by(self, actor: str, theme: str, point: str, most: int) -> tuple[ClaimKey, ...]:
        """Return the latest of what an actor said on a point, or with "" on none of a theme.

        They are at most `most`, from new to old.
        """
        return self._index.said(actor, theme, point, most)

    @reads(lambda actor, most: keys.claims_by(actor))  # noqa: ARG005
    def done_by(self, actor: str, most: int) -> tuple[ClaimKey, ...]:
        """Return the latest of what an actor did, at most `most`, from new to old."""
        return self._index.done(actor, most)

    @reads(keys.claims_by)
    def count_said_by_point(self, actor: str) -> Mapping[tuple[str, str], int]:
        """Count what an actor said on each point, named by its theme and its id or "" for none."""
        found = self._index.points_of_said(actor)
        return {(theme, point): number for theme, point, number in found}

    @reads(keys.claims_by)
    def months_of(self, actor: str) -> tuple[tuple[str, int], ...]:
        """Return the months of what an actor said and did, and how much, from new to old.

        Years are among them, and "" comes last, for what has no date.
        """
        return self._index.months_of_attributed(actor)

    # ---- what is derived from claims -------------------------------------------------------------

    @reads(keys.point)
    def point(self, theme: str, point: str) -> PointRecord:
        """Return what the claims on a point amount to."""
        return self._point(keys.point(theme, point))

    @reads(keys.developments)
    def developments(self, theme: str, month: str) -> tuple[Development, ...]:
        """Return the developments of a theme in a month, from old to new."""
        found = self._memos.get(keys.developments(theme, month))
        return () if found is None else decode(tuple[Development, ...], found)

    @reads(lambda: keys.MONTHS)
    def months_with_developments(self) -> tuple[tuple[str, str], ...]:
        """Return all pairs of a theme and a month in which it has developments, in no order."""
        found = map(keys.parse_developments, json.loads(self._memos.get(keys.MONTHS) or "[]"))
        return tuple(at for at in found if at is not None)

    @reads(lambda: keys.MONTH_PARTS)
    def parts_of_months(self) -> Mapping[str, int]:
        """Return how many pages the months of the timeline have that have several."""
        return decode(dict[str, int], self._memos.get(keys.MONTH_PARTS) or "{}")

    @reads(lambda: keys.MONTH_COUNTS)
    def count_developments_by_month(self) -> Mapping[str, int]:
        """Count the developments of all themes in each month, from new to old."""
        counts: Counter[str] = Counter()
        for key, count in json.loads(self._memos.get(keys.MONTH_COUNTS) or "{}").items():
            if at := keys.parse_developments(key):
                counts[at[1]] += count
        return dict(sorted(counts.items(), reverse=True))

    @reads(keys.development_count)
    def count_developments(self, theme: str) -> int:
        """Count the developments of a theme."""
        return int(self._memos.get(keys.development_count(theme)) or 0)

    # ---- news and corrections --------------------------------------------------------------------

    @reads(lambda theme, most: keys.news(theme))  # noqa: ARG005
    def news(self, theme: str, most: int) -> tuple[News, ...]:
        """Return the latest articles on a theme, or with "" on any, and their latest corrections.

        They are at most `most` together, from new to old. `position` is that of a correction in its
        article, and negative for the article itself.
        """
        return self._index.news(theme, most)

    @reads(lambda theme, most: keys.article_corrections(theme))  # noqa: ARG005
    def article_corrections(self, theme: str, most: int) -> tuple[News, ...]:
        """Return the latest corrections of articles on a theme, or with "" on any.

        They are at most `most`, from new to old.
        """
        return self._index.corrected(theme, most)

    @reads(keys.article_corrections)
    def article_corrections_in(self, theme: str, month: str) -> tuple[News, ...]:
        """Return the corrections made in a month of articles on a theme, or with "" on any."""
        return self._index.corrected_in(theme, month)

    @reads(keys.article_corrections)
    def count_article_corrections_by_month(self, theme: str) -> Mapping[str, int]:
        """Count the corrections of articles on a theme, or with "" on any, for each month.

        Months are in order from new to old.
        """
        return dict(self._index.corrected_months(theme))

    @reads(keys.article_corrections)
    def count_article_corrections(self, theme: str) -> int:
        """Count the corrections of articles on a theme, or with "" on any."""
        return self._index.count_corrected(theme)

    def _load_article(self, id: str) -> ArticleRecord | None:
        row = self._index.article(id)
        return decode(ArticleRecord, row.record) if row else None

    def _load_embargoed(self, id: str) -> bool:
        row = self._index.article(id)
        return bool(row and row.embargoed)

    def _load_point(self, key: str) -> PointRecord:
        found = self._memos.get(key)
        return NO_CLAIMS if found is None else decode(PointRecord, found)


def _select(register: Mapping[str, V], keys_of_some: Set[str]) -> Mapping[str, V]:
    return {key: entry for key, entry in register.items() if key in keys_of_some}
