"""One frozen view per kind of page: everything that its template may see."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.figures import ChartView, MapView, MatrixView
from generator.plan.part import Part
from generator.plan.parts import (
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


@dataclass(frozen=True, slots=True)
class SiteView(Part):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Part):
    """What the view of every page has."""

    site: SiteView
    path: str
    """Where the page stands: `themes/venues/`."""
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class ThemeCard(Part):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """Where each theme stands."""

    themes: tuple[ThemeCard, ...]
    timeline: tuple[DevelopmentView, ...]
    chart: ChartView | None
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class PointView(Part):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView(View):
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


@dataclass(frozen=True, slots=True)
class MonthArticle(Part):
    """A report of a month, with its claims on the theme."""

    article: ArticleCard
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView(View):
    """Every article of a theme that was published in one month."""

    theme: LinkTo
    month: str
    earlier: LinkTo | None
    later: LinkTo | None
    articles: tuple[MonthArticle, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class AboutSource(Part):
    """An outlet, introduced."""

    link: LinkTo
    kind: str | None
    country: str | None
    ownership: str | None
    note: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ArticleClaim(Part):
    """A claim on the page of its own article."""

    claim: ClaimCard
    theme: LinkTo
    point: LinkTo | None
    superseded_by: LinkTo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(View):
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


@dataclass(frozen=True, slots=True)
class Day(Part):
    """The developments of one day."""

    on: DateView
    developments: tuple[DevelopmentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView(View):
    """What happened last, over all themes."""

    days: tuple[Day, ...]
    months: tuple[MonthLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMonthView(View):
    """What happened in one month, over all themes."""

    month: str
    days: tuple[Day, ...]
    earlier: LinkTo | None
    later: LinkTo | None


@dataclass(frozen=True, slots=True)
class ActorCard(Part):
    """An actor, as lists show it."""

    link: LinkTo
    role: str | None
    kind: str | None
    speakers: tuple[LinkTo, ...]
    positions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView(View):
    """All actors, those who speak for another below it."""

    actors: tuple[ActorCard, ...]


@dataclass(frozen=True, slots=True)
class ActorPoint(Part):
    """What an actor said on one point, from new to old."""

    point: LinkTo
    theme: LinkTo
    claims: tuple[ClaimCard, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView(View):
    """One actor's positions per point, over time."""

    kind: str | None
    role: str | None
    of: LinkTo | None
    aliases: tuple[str, ...]
    speakers: tuple[LinkTo, ...]
    points: tuple[ActorPoint, ...]


@dataclass(frozen=True, slots=True)
class SourceCard(Part):
    """An outlet, as lists show it."""

    about: AboutSource
    reports: int
    relayed: int
    """Reports of other outlets that relay it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    """All outlets."""

    chart: ChartView | None
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class ReportedValue(Part):
    """A value, and which outlets report it."""

    value: str
    sources: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class Difference(Part):
    """A point on which an outlet's account differs from others'."""

    point: LinkTo
    theme: LinkTo
    party: LinkTo | None
    """Whose position it is, where sources differ on what was said."""
    own: tuple[str, ...]
    others: tuple[ReportedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView(View):
    """One outlet: what it is, what it reported, where it differs."""

    about: AboutSource
    reports: int
    claims: int
    latest: tuple[ArticleCard, ...]
    relayed: tuple[ArticleCard, ...]
    more_relayed: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView(View):
    """The ledger of all corrections, from new to old."""

    corrections: tuple[DatedView, ...]
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(View):
    """A page of the editors' own."""

    body: ProseView
    updated: DateView | None
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class MonthChoice(Part):
    """A month that readers can narrow their search to."""

    key: str
    """`2025-05`."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """What readers can narrow their search to, and the lists for those who cannot search."""

    sources: tuple[LinkTo, ...]
    published: tuple[MonthChoice, ...]
    """Months in which reports came, new to old."""
    months: tuple[LinkTo, ...]
    """Months of the timeline, new to old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPageView(View):
    """What data there is, and how to use it."""

    json: str
    schema: str
    csv: str
    columns: tuple[str, ...]
    """Of the table of claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView(View):
    """Shown where there is no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(View):
    """An old address, leading to the new one."""

    target: str
