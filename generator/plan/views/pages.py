"""The views of pages, one for each kind: all that a template may see.

A template gets one of these as `view`. Templates of sites name the fields (themes/README.md), so a
field may be added but not renamed. Unless a field says otherwise, lists are from new to old and a
month is `May 2025`.
"""

from __future__ import annotations

from generator.plan.views.components import (
    ArticleCard,
    Badge,
    ClaimCard,
    Counts,
    DatedView,
    DateView,
    DevelopmentView,
    Explanation,
    LinkTo,
    MonthLink,
    ProseView,
    Reference,
    SourceEntry,
)
from generator.plan.views.digested import Digested


class SiteView(Digested, frozen=True):
    """What every page shows of the site."""

    title: str
    tagline: str | None
    language: str
    direction: str
    """`ltr` or `rtl`."""
    themes: tuple[LinkTo, ...]
    pages: tuple[LinkTo, ...]
    """The pages of content/pages/, for the footer."""
    editor: str | None
    email: str | None
    repository: str | None
    glossary: bool
    """Whether there is a glossary."""
    drafts: bool
    """Whether drafts and embargoed articles are shown, so that the site must not be published."""


class View(Digested, frozen=True, kw_only=True):
    """The fields that the views of all pages have."""

    site: SiteView
    path: str
    """The address of the page: `themes/venues/`."""
    title: str
    description: str


class ThemeCard(Digested, frozen=True):
    """A theme on the home page."""

    link: LinkTo
    """In the language of the theme, as question, status and sentence."""
    question: str
    state: str
    status: str
    since: DateView | None
    """Since when the status has been so."""
    as_of: DateView
    review_by: DateView | None
    lead: str
    """The first paragraph of the bottom line."""
    latest: DevelopmentView | None
    counts: Counts
    badges: tuple[Badge, ...]
    """The states of its points that ask for a closer look, each with the number of points."""


class HomeView(View, frozen=True, kw_only=True):
    """The home page: where each theme stands."""

    themes: tuple[ThemeCard, ...]
    events: tuple[DevelopmentView, ...]
    """The first and the last key event of each theme, from old to new; without any, the latest
    developments."""
    chosen: bool
    """Whether editors chose the events."""
    articles: tuple[ArticleCard, ...]
    """The latest reports, of several outlets if several have published."""


class MonthArticle(Digested, frozen=True):
    """An article on the page of a month, with its claims on the theme."""

    article: ArticleCard
    claims: tuple[ClaimCard, ...]
    more: int = 0
    """How many further claims it has."""


class MonthView(View, frozen=True, kw_only=True):
    """All articles on a theme that were published in one month."""

    theme: LinkTo
    month: str
    earlier: LinkTo | None
    """The month before this one that has articles."""
    later: LinkTo | None
    """The month after this one that has articles."""
    articles: tuple[MonthArticle, ...]
    counts: Counts
    review_by: DateView | None


class SourceProfile(Digested, frozen=True):
    """What the register says about a source."""

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
    """The page of an article."""

    article: ArticleCard
    about_source: SourceProfile
    about_via: SourceProfile | None
    themes: tuple[LinkTo, ...]
    authors: tuple[str, ...]
    url: str | None
    archived: str | None
    held: bool
    """Whether the full text of the original is held, unpublished."""
    retrieved: DateView | None
    updated: DateView | None
    date_note: str | None
    publish: str
    summary: ProseView
    body: ProseView
    """Empty unless `publish` is `full`."""
    claims: tuple[ArticleClaim, ...]
    sources: tuple[SourceEntry, ...]
    explanations: tuple[Explanation, ...]
    """Of the terms and people that its prose mentions."""
    corrections: tuple[DatedView, ...]
    file: str
    """The file of the article, relative to the root of the site's repository."""
    modified: str
    """The day on which the page was last modified: `2025-05-20`."""
    reference: Reference


class Day(Digested, frozen=True):
    """The developments of one day, in order."""

    on: DateView
    developments: tuple[DevelopmentView, ...]


class TimelineView(View, frozen=True, kw_only=True):
    """The timeline: the latest developments of all themes, or of one."""

    theme: LinkTo | None
    days: tuple[Day, ...]
    shown: int
    """How many developments these days have."""
    all: int
    """How many there are."""
    months: tuple[MonthLink, ...]
    """Those with developments of all themes; none on the page of one."""


class TimelineMonthView(View, frozen=True, kw_only=True):
    """A month of the timeline: the developments of all themes in it."""

    month: str
    days: tuple[Day, ...]
    earlier: LinkTo | None
    later: LinkTo | None


class CorrectionsView(View, frozen=True, kw_only=True):
    """The ledger of corrections: the latest ones, and the months that have all of them."""

    corrections: tuple[DatedView, ...]
    months: tuple[MonthLink, ...]
    sources: tuple[SourceEntry, ...]


class CorrectionsMonthView(View, frozen=True, kw_only=True):
    """A month of the ledger of corrections."""

    month: str
    corrections: tuple[DatedView, ...]
    sources: tuple[SourceEntry, ...]
    earlier: LinkTo | None
    later: LinkTo | None


class PageView(View, frozen=True, kw_only=True):
    """A page of content/pages/."""

    body: ProseView
    updated: DateView | None
    sources: tuple[SourceEntry, ...]


class MonthChoice(Digested, frozen=True):
    """A month to which readers can limit their search."""

    key: str
    """`2025-05`."""
    name: str


class SearchView(View, frozen=True, kw_only=True):
    """The search page: its filters, and lists for readers who cannot search."""

    sources: tuple[LinkTo, ...]
    """Sorted by name."""
    published: tuple[MonthChoice, ...]
    """The months with articles."""
    months: tuple[LinkTo, ...]
    """The months of the timeline."""


class DataPageView(View, frozen=True, kw_only=True):
    """The page about the data files."""

    json: str
    schema: str
    """The address of its JSON Schema."""
    csv: str
    columns: tuple[str, ...]
    earlier: tuple[tuple[str, str, str], ...]
    """The months that have files of their own, from new to old, with the addresses of both."""


class NotFoundView(View, frozen=True, kw_only=True):
    """The page for addresses that do not exist."""


class RedirectView(View, frozen=True, kw_only=True):
    """A redirect from an old address."""

    target: str
