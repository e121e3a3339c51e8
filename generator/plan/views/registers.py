"""The views of lists of actors, sources and terms, and of the pages of actors and sources.

As in `views`: templates of sites name the fields, so a field may be added but not renamed.
"""

from __future__ import annotations

from generator.plan.views.components import (
    ArticleCard,
    ClaimCard,
    LinkTo,
    MonthLink,
    PartLink,
    ProseView,
    SourceEntry,
)
from generator.plan.views.digested import Digested
from generator.plan.views.pages import SourceProfile, View


class ActorCard(Digested, frozen=True):
    """An actor in the list of actors."""

    link: LinkTo
    role: str | None
    kind: str | None
    speakers: tuple[LinkTo, ...]
    """Who speaks for it, directly or through others, with their roles."""
    members: tuple[LinkTo, ...]
    """Of a group: who belongs to it."""
    more: int
    """How many of them only its own page lists."""
    positions: int
    """How many positions it holds, counting those of its speakers."""
    claims: int
    """How many claims say what it or its speakers said or did."""


class ActorsView(View, frozen=True, kw_only=True):
    """The list of actors who speak for nobody, each with its speakers, or a part of that list."""

    actors: tuple[ActorCard, ...]
    """The principals of the site first, then by name, people last."""
    groups: tuple[ActorCard, ...]
    groups_begin: str | None
    """The address of the part where the groups begin, if it is another one."""
    parts: tuple[PartLink, ...]
    """All parts of the list, if there are several."""


class ActorPoint(Digested, frozen=True):
    """What an actor said on one point."""

    point: LinkTo | None
    """None for what it said on no point of the theme."""
    theme: LinkTo
    claims: tuple[ClaimCard, ...]
    more: int
    """How many earlier positions there are."""


class ActorDeed(Digested, frozen=True):
    """Something that an actor did."""

    claim: ClaimCard
    theme: LinkTo
    point: LinkTo | None


class ActorView(View, frozen=True, kw_only=True):
    """The page of an actor: what it said on every point, and what it did."""

    kind: str | None
    role: str | None
    of: LinkTo | None
    """The actor that it speaks for."""
    aliases: tuple[str, ...]
    """Other spellings of its name."""
    speakers: tuple[LinkTo, ...]
    """All who speak for it, directly or through others, with their roles."""
    members: tuple[LinkTo, ...]
    """Of a group: who belongs to it."""
    groups: tuple[LinkTo, ...]
    """The groups that it belongs to."""
    points: tuple[ActorPoint, ...]
    deeds: tuple[ActorDeed, ...]
    """The latest things that it did."""
    more_deeds: int
    """How many earlier ones there are."""
    months: tuple[MonthLink, ...]
    """The months of the timeline with what it said and did, and years of which no more is known."""
    undated: int
    """How much of it has no date."""


class SourceCard(Digested, frozen=True):
    """A source in the list of sources."""

    about: SourceProfile
    reports: int
    relayed: int
    """How many reports of other sources relay it."""


class SourcesView(View, frozen=True, kw_only=True):
    """The list of sources, or a part of it."""

    sources: tuple[SourceCard, ...]
    """Sorted by name."""
    parts: tuple[PartLink, ...]
    """All parts of the list, if there are several."""


class ReportedValue(Digested, frozen=True):
    """A value, and the sources that report it."""

    value: str
    sources: tuple[LinkTo, ...]


class Difference(Digested, frozen=True):
    """A point on which a source differs from others."""

    point: LinkTo
    theme: LinkTo
    party: LinkTo | None
    """The party, if they differ on what it said; None if they differ on facts."""
    own: tuple[str, ...]
    """The values that the source reports."""
    others: tuple[ReportedValue, ...]
    """The values that only others report."""


class SourceView(View, frozen=True, kw_only=True):
    """The page of a source: what it is, what it reported, where it differs from others."""

    about: SourceProfile
    reports: int
    claims: int
    """How many claims its reports have, superseded ones left out."""
    latest: tuple[ArticleCard, ...]
    relayed: tuple[ArticleCard, ...]
    """The latest reports of other sources that relay it."""
    more_relayed: int
    """How many further reports relay it."""
    differences: tuple[Difference, ...]


class GlossaryTerm(Digested, frozen=True):
    """A term of the glossary."""

    anchor: str
    term: str
    aliases: tuple[str, ...]
    """Other words for it."""
    meaning: ProseView
    words: str
    """The meaning as plain text."""


class TermLink(Digested, frozen=True):
    """A term that another part of the glossary explains; its address leads on to there."""

    anchor: str
    link: LinkTo


class GlossaryView(View, frozen=True, kw_only=True):
    """The glossary, or a part of it."""

    terms: tuple[GlossaryTerm, ...]
    """Sorted by name."""
    sources: tuple[SourceEntry, ...]
    parts: tuple[PartLink, ...]
    """All parts of the glossary, if there are several."""
    elsewhere: tuple[TermLink, ...]
    """On the first part: the terms of all others, which are linked by anchors of this one."""
