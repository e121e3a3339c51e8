"""The view of a briefing page, and what only briefing pages show.

As in `views`: templates of sites name the fields, so a field may be added but not renamed.
"""

from __future__ import annotations

from generator.plan.views.components import (
    Badge,
    CitedClaim,
    CiteMark,
    Counts,
    DatedView,
    DateView,
    DevelopmentView,
    Explanation,
    LinkTo,
    MonthLink,
    NameList,
    ProseView,
    Reference,
    SourceEntry,
)
from generator.plan.views.digested import Digested
from generator.plan.views.maps import MapView
from generator.plan.views.pages import View


class AnswerLine(Digested, frozen=True):
    """One answer to a point, in one plain line."""

    who: NameList
    """The parties that give it or, for a fact, the outlets that report it."""
    value: str
    unit: str | None
    """The unit of the point, unless the value has it."""
    marks: tuple[CiteMark, ...]
    status: str
    """The status of its latest claim: `reported`, `confirmed`, `disputed` or `denied`."""
    gate: tuple[Badge, ...] = ()
    """If none of its claims is public: what keeps the first of them from readers."""


class PointView(Digested, frozen=True):
    """A point of a briefing page."""

    id: str
    title: str
    question: str | None
    note: ProseView | None
    aside: bool
    """Whether it is folded away."""
    badges: tuple[Badge, ...]
    reports: int
    independent: int
    """How many distinct origins its claims have."""
    lines: tuple[AnswerLine, ...]
    """Its answers: facts first, then what parties say, principals first."""
    more_lines: int
    """How many further answers there are."""
    claims: tuple[CitedClaim, ...]
    """The latest claims on each answer, in the order of the answers."""
    count: int
    """How many claims there are, listed or not."""
    held: int = 0
    """How many of those listed are not public; only in a preview with drafts."""


class SideAnswer(Digested, frozen=True):
    """An answer in a cell of the table of sides."""

    value: str
    who: tuple[LinkTo, ...]
    """In the column of a group, those of its members who give it; empty if all do."""
    members: int
    """How many members the group has; 0 for a party by itself."""
    marks: tuple[CiteMark, ...]
    gate: tuple[Badge, ...] = ()
    """As in the line of an answer."""


class SideRow(Digested, frozen=True):
    """What each side answers to a point."""

    point: LinkTo
    cells: tuple[tuple[SideAnswer, ...], ...]
    """One for each side, empty if no position of it is reported."""


class SidesView(Digested, frozen=True):
    """Where each side stands: a row for each point, a column for each side."""

    columns: tuple[LinkTo, ...]
    rows: tuple[SideRow, ...]


class FilterSide(Digested, frozen=True):
    """A side, by which the claims of a briefing are chosen."""

    side: LinkTo
    actors: tuple[LinkTo, ...]
    """The others who speak for it on the page."""


class FilterView(Digested, frozen=True):
    """By what the claims on the points of a briefing can be chosen: what there is of each."""

    sides: tuple[FilterSide, ...]
    kinds: tuple[str, ...]
    sources: tuple[LinkTo, ...]
    states: tuple[str, ...]


class FormerStatusView(Digested, frozen=True):
    """Where a theme stood once."""

    date: DateView
    """Since when."""
    state: str
    text: str


class ThemeView(View, frozen=True, kw_only=True):
    """The briefing page of a theme."""

    language: str | None
    """The language of its own text; None if it is that of the site."""
    question: str
    state: str
    status: str
    since: DateView | None
    """Since when the status has been so."""
    history: tuple[FormerStatusView, ...]
    """Where the theme stood before, from new to old."""
    key: str
    """A digest of the status, by which a browser tells whether a reader has seen it."""
    as_of: DateView
    review_by: DateView | None
    counts: Counts
    bottom_line: ProseView
    events: tuple[DevelopmentView, ...]
    """The claims that tell the story, from old to new; without any, the latest developments."""
    chosen: bool
    """Whether editors chose the events."""
    developments: int
    """How many developments the theme has."""
    sides: SidesView | None
    points: tuple[PointView, ...]
    filter: FilterView | None
    """None if there is nothing to choose from."""
    map: MapView | None
    months: tuple[MonthLink, ...]
    unknowns: tuple[ProseView, ...]
    watch: tuple[DatedView, ...]
    sources: tuple[SourceEntry, ...]
    explanations: tuple[Explanation, ...]
    """Of the terms and people that its prose mentions."""
    corrections: tuple[DatedView, ...]
    more_corrections: int
    """How many further corrections there are."""
    feed: str
    json_feed: str
    modified: str
    """The day on which the page was last modified: `2025-05-20`."""
    reference: Reference


class EmbedView(View, frozen=True, kw_only=True):
    """A point as other sites embed it."""

    language: str | None
    """The language of the point's own text; None if it is that of the site."""
    theme: LinkTo
    page: LinkTo
    """The point on its briefing page."""
    point: PointView
    as_of: DateView
    sources: tuple[SourceEntry, ...]
