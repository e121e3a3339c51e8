"""One frozen view per kind of page: everything that its template may see."""

from __future__ import annotations

from generator.plan.components import (
    ArticleCard,
    Badge,
    ClaimCard,
    Counts,
    DatedView,
    DateView,
    DevelopmentView,
    FactView,
    LinkTo,
    MonthLink,
    ProseView,
    SourceEntry,
    StandView,
)
from generator.plan.digested import Digested
from generator.plan.figures import ChartView, MapView, MatrixView


class SiteView(Digested, frozen=True):
    """What every page shows of the site."""

    title: str
    tagline: str | None
    language: str
    direction: str
    """`ltr` or `rtl`."""
    themes: tuple[LinkTo, ...]
    pages: tuple[LinkTo, ...]
    """The editors' own pages, for the footer."""
    editor: str | None
    email: str | None
    repository: str | None
    drafts: bool
    """What is not public is shown as well: the site must not be published."""


class View(Digested, frozen=True, kw_only=True):
    """What the view of every page has."""

    site: SiteView
    path: str
    """Where the page stands: `themes/venues/`."""
    title: str
    description: str


class ThemeCard(Digested, frozen=True):
    """Where a theme stands, in brief."""

    link: LinkTo
    question: str
    state: str
    status: str
    as_of: DateView
    sentence: str
    """The first sentence of the bottom line."""
    latest: DevelopmentView | None
    counts: Counts
    badges: tuple[Badge, ...]
    """The states of its points that ask for a closer look, counted."""


class HomeView(View, frozen=True, kw_only=True):
    """Where each theme stands."""

    themes: tuple[ThemeCard, ...]
    timeline: tuple[DevelopmentView, ...]
    chart: ChartView | None
    articles: tuple[ArticleCard, ...]


class PointView(Digested, frozen=True):
    """One point of a briefing page."""

    id: str
    title: str
    question: str | None
    unit: str | None
    note: ProseView | None
    badges: tuple[Badge, ...]
    reports: int
    independent: int
    differs: bool
    """Sources differ on the facts."""
    facts: tuple[FactView, ...]
    more_facts: int
    stands: tuple[StandView, ...]
    more_stands: int


class ThemeView(View, frozen=True, kw_only=True):
    """The briefing page."""

    question: str
    state: str
    status: str
    key: str
    """Stands for the status: another one has another key."""
    as_of: DateView
    review_by: DateView | None
    counts: Counts
    last_development: DateView | None
    bottom_line: ProseView
    points: tuple[PointView, ...]
    matrix: MatrixView | None
    map: MapView | None
    timeline: tuple[DevelopmentView, ...]
    earlier: bool
    """There are developments before those of the timeline."""
    months: tuple[MonthLink, ...]
    unknowns: tuple[ProseView, ...]
    watch: tuple[DatedView, ...]
    sources: tuple[SourceEntry, ...]
    corrections: tuple[DatedView, ...]
    more_corrections: int
    feed: str
    json_feed: str
    modified: str
    """The day of the last change: `2025-05-20`."""


class MonthArticle(Digested, frozen=True):
    """A report of a month, with its claims on the theme."""

    article: ArticleCard
    claims: tuple[ClaimCard, ...]


class MonthView(View, frozen=True, kw_only=True):
    """Every article of a theme that was published in one month."""

    theme: LinkTo
    month: str
    earlier: LinkTo | None
    later: LinkTo | None
    articles: tuple[MonthArticle, ...]
    counts: Counts


class AboutSource(Digested, frozen=True):
    """An outlet, introduced."""

    link: LinkTo
    kind: str | None
    country: str | None
    ownership: str | None
    note: str | None
    url: str | None


class ArticleClaim(Digested, frozen=True):
    """A claim on the page of its own article."""

    claim: ClaimCard
    theme: LinkTo
    point: LinkTo | None
    superseded_by: LinkTo | None


class ArticleView(View, frozen=True, kw_only=True):
    """One report."""

    article: ArticleCard
    about_source: AboutSource
    about_via: AboutSource | None
    themes: tuple[LinkTo, ...]
    authors: tuple[str, ...]
    url: str | None
    archived: str | None
    retrieved: DateView | None
    updated: DateView | None
    date_note: str | None
    publish: str
    summary: ProseView
    body: ProseView
    """Empty unless the article may be published in full."""
    claims: tuple[ArticleClaim, ...]
    sources: tuple[SourceEntry, ...]
    corrections: tuple[DatedView, ...]
    file: str
    """The file of the article in the repository."""
    modified: str
    """The day of the last change: `2025-05-20`."""


class Day(Digested, frozen=True):
    """The developments of one day."""

    on: DateView
    developments: tuple[DevelopmentView, ...]


class TimelineView(View, frozen=True, kw_only=True):
    """What happened last, over all themes."""

    days: tuple[Day, ...]
    months: tuple[MonthLink, ...]


class TimelineMonthView(View, frozen=True, kw_only=True):
    """What happened in one month, over all themes."""

    month: str
    days: tuple[Day, ...]
    earlier: LinkTo | None
    later: LinkTo | None


class ActorCard(Digested, frozen=True):
    """An actor, as lists show it."""

    link: LinkTo
    role: str | None
    kind: str | None
    speakers: tuple[LinkTo, ...]
    positions: int


class ActorsView(View, frozen=True, kw_only=True):
    """All actors, those who speak for another below it."""

    actors: tuple[ActorCard, ...]


class ActorPoint(Digested, frozen=True):
    """What an actor said on one point, from new to old."""

    point: LinkTo
    theme: LinkTo
    claims: tuple[ClaimCard, ...]
    more: int


class ActorView(View, frozen=True, kw_only=True):
    """One actor's positions per point, over time."""

    kind: str | None
    role: str | None
    of: LinkTo | None
    aliases: tuple[str, ...]
    speakers: tuple[LinkTo, ...]
    points: tuple[ActorPoint, ...]


class SourceCard(Digested, frozen=True):
    """An outlet, as lists show it."""

    about: AboutSource
    reports: int
    relayed: int
    """Reports of other outlets that relay it."""


class SourcesView(View, frozen=True, kw_only=True):
    """All outlets."""

    chart: ChartView | None
    sources: tuple[SourceCard, ...]


class ReportedValue(Digested, frozen=True):
    """A value, and which outlets report it."""

    value: str
    sources: tuple[LinkTo, ...]


class Difference(Digested, frozen=True):
    """A point on which an outlet's account differs from others'."""

    point: LinkTo
    theme: LinkTo
    party: LinkTo | None
    """Whose position it is, where sources differ on what was said."""
    own: tuple[str, ...]
    others: tuple[ReportedValue, ...]


class SourceView(View, frozen=True, kw_only=True):
    """One outlet: what it is, what it reported, where it differs."""

    about: AboutSource
    reports: int
    claims: int
    latest: tuple[ArticleCard, ...]
    relayed: tuple[ArticleCard, ...]
    more_relayed: int
    differences: tuple[Difference, ...]


class CorrectionsView(View, frozen=True, kw_only=True):
    """The latest corrections, from new to old, and the months that have all of them."""

    corrections: tuple[DatedView, ...]
    months: tuple[MonthLink, ...]
    sources: tuple[SourceEntry, ...]


class CorrectionsMonthView(View, frozen=True, kw_only=True):
    """All corrections of one month, from new to old."""

    month: str
    corrections: tuple[DatedView, ...]
    sources: tuple[SourceEntry, ...]
    earlier: LinkTo | None
    later: LinkTo | None


class PageView(View, frozen=True, kw_only=True):
    """A page of the editors' own."""

    body: ProseView
    updated: DateView | None
    sources: tuple[SourceEntry, ...]


class MonthChoice(Digested, frozen=True):
    """A month that readers can narrow their search to."""

    key: str
    """`2025-05`."""
    name: str


class SearchView(View, frozen=True, kw_only=True):
    """What readers can narrow their search to, and the lists for those who cannot search."""

    sources: tuple[LinkTo, ...]
    published: tuple[MonthChoice, ...]
    """Months in which reports came, new to old."""
    months: tuple[LinkTo, ...]
    """Months of the timeline, new to old."""


class DataPageView(View, frozen=True, kw_only=True):
    """What data there is, and how to use it."""

    json: str
    schema: str
    csv: str
    columns: tuple[str, ...]
    """Of the table of claims."""


class NotFoundView(View, frozen=True, kw_only=True):
    """Shown where there is no page."""


class RedirectView(View, frozen=True, kw_only=True):
    """An old address, leading to the new one."""

    target: str
