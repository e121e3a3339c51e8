"""What editors write, typed: the keys of every kind of file.

These classes are the contract (DESIGN 4) in code: strict, frozen, an unknown key is an error.
The descriptions under the fields are for editors too: the JSON Schemas show them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from generator.validate.fields import (
    Address,
    Bool,
    FileName,
    Host,
    Key,
    KeyOrKeys,
    Language,
    Number,
    OldPath,
    SiteAddress,
    SomeKeys,
    Text,
    Texts,
    When,
    Whole,
    Zone,
)

# Built once, by the Shape that stands on top, and not each class by itself as well.
_STRICT = ConfigDict(extra="forbid", defer_build=True)


class Kind(StrEnum):
    """What sort of statement a claim is."""

    EVENT = "event"
    AGREEMENT = "agreement"
    FIGURE = "figure"
    STATEMENT = "statement"
    PROPOSAL = "proposal"
    DEMAND = "demand"
    OFFER = "offer"
    THREAT = "threat"
    DENIAL = "denial"
    ASSESSMENT = "assessment"

    @property
    def is_fact(self) -> bool:
        """A fact is told by the source; everything else is a position, held by an actor."""
        return self in FACTS


FACTS = frozenset((Kind.EVENT, Kind.AGREEMENT, Kind.FIGURE))


class ClaimStatus(StrEnum):
    """How a claim has fared since it was reported."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    SUPERSEDED = "superseded"


class ThemeState(StrEnum):
    """How far a theme has come."""

    OPEN = "open"
    PARTIAL = "partial"
    SETTLED = "settled"
    STALLED = "stalled"


class Publish(StrEnum):
    """How much of an article may be published; rights differ."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Correction:
    """Something that was wrong and has been put right."""

    date: When
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Editor:
    """Who answers for the site."""

    name: Text
    email: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class SiteFront:
    """content/site.yaml."""

    id: Key
    """Permanent; the ids of feeds derive from it."""
    title: Text
    base_url: SiteAddress
    """Where the site is served: scheme, host and path."""
    tagline: Text | None = None
    language: Language = "en"
    timezone: Zone = "UTC"
    """Times without an offset are in this zone."""
    editor: Editor | None = None
    repository: Address | None = None
    """For the links with which readers suggest a correction."""
    cname: Host | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class SourceFront:
    """One entry of content/sources.yaml: an outlet."""

    name: Text
    kind: (
        Literal["agency", "newspaper", "broadcaster", "website", "government", "organisation"]
        | None
    ) = None
    url: Address | None = None
    country: Text | None = None
    ownership: Text | None = None
    """One sentence, printed wherever the source is introduced."""
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ActorFront:
    """One entry of content/actors.yaml: who acts or speaks."""

    name: Text
    kind: Literal["person", "state", "organisation"] | None = None
    role: Text | None = None
    of: Key | None = None
    """The actor that it speaks for."""
    aliases: Texts = ()
    """Other spellings found in articles."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ClaimFront:
    """One statement that the editor took from an article."""

    text: Text
    """The editor's own sentence."""
    id: Key | None = None
    """Unique in the article; default c1, c2 …"""
    theme: Key | None = None
    """Required where the article has several."""
    kind: Kind
    point: Key | None = None
    """One of the theme's points; a claim without one stands in the timeline alone."""
    by: KeyOrKeys = ()
    """Who holds the position; required for positions."""
    on: When | None = None
    """When it happened or was said."""
    value: Text | None = None
    """Short answer to the point; what gets compared."""
    quote: Text | None = None
    """Verbatim: it has to occur in the article's text."""
    via: Key | None = None
    """The outlet that this claim comes from, where the article relays it."""
    status: ClaimStatus = ClaimStatus.REPORTED
    superseded_by: Text | None = None
    """The claim that took its place: `article#claim`, or `#claim` in the same article."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ArticleFront:
    """Front matter of content/articles/NAME.md: one published report."""

    title: Text
    source: Key
    """The outlet: a key of sources.yaml."""
    published: When
    themes: SomeKeys
    """Names of files in themes/."""
    id: Key | None = None
    """Permanent; default the name of the file."""
    slug: Key | None = None
    """Changes the address."""
    aliases: tuple[OldPath, ...] = ()
    """Old addresses that redirect here."""
    url: Address | None = None
    archived: Address | None = None
    retrieved: When | None = None
    authors: Texts = ()
    language: Language | None = None
    summary: Text | None = None
    updated: When | None = None
    date_note: Text | None = None
    """Where the date is inferred: why."""
    via: Key | None = None
    """The outlet whose report this article relays: a key of sources.yaml."""
    evidence: FileName | None = None
    """The source's own full text, a file of the archive folder that is not published."""
    publish: Publish = Publish.FULL
    draft: Bool = False
    publish_at: When | None = None
    expires_at: When | None = None
    claims: tuple[ClaimFront, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Status:
    """Where a theme stands, in a sentence and a word."""

    text: Text
    state: ThemeState


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Place:
    """A place on the map, in degrees."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Point:
    """One question inside a theme that claims answer."""

    id: Key
    title: Text
    question: Text | None = None
    note: Text | None = None
    """Editor's note."""
    place: Place | None = None
    unit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Watch:
    """Something to watch, perhaps on a day that is known."""

    text: Text
    date: When | None = None


WatchOrText = Annotated[
    Watch, BeforeValidator(lambda item: {"text": item} if isinstance(item, str) else item)
]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ThemeFront:
    """Front matter of themes/NAME.md; the body is the bottom line."""

    title: Text
    question: Text
    status: Status
    as_of: When
    order: Whole = 0
    review_by: When | None = None
    points: tuple[Point, ...] = ()
    unknowns: tuple[Text, ...] = ()
    watch: tuple[WatchOrText, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class PageFront:
    """Front matter of content/pages/NAME.md."""

    title: Text
    slug: Key | None = None
    aliases: tuple[OldPath, ...] = ()
    summary: Text | None = None
    updated: When | None = None
