"""What editors write, typed: one class for each kind of front matter, and for each mapping in it.

These classes are the contract with editors in code; `content/README.md` explains it to them. They
are strict and frozen, and an unknown key is an error. A field without a default is required.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from generator.validate.fields import (
    Address,
    Alike,
    Bool,
    ClaimNames,
    Email,
    FileName,
    Host,
    Key,
    Language,
    Name,
    NameOrNames,
    Names,
    Number,
    OldPath,
    OldTheme,
    Period,
    Quote,
    SiteAddress,
    SomeNames,
    Text,
    Texts,
    When,
    Whole,
    Zone,
)

# Deferred, because the Shape of a whole file builds the validators of all classes in it. Otherwise
# each class would build its own as well, which every command would wait for.
_STRICT = ConfigDict(extra="forbid", defer_build=True)


class Kind(StrEnum):
    """What sort of statement a claim is.

    What the source vouches for is a fact; what an actor said is a position, whoever reports it.
    """

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
        """Whether it is a fact, reported by the source, and not a position, held by an actor."""
        return self in FACTS


FACTS = frozenset((Kind.EVENT, Kind.AGREEMENT, Kind.FIGURE))


class ClaimStatus(StrEnum):
    """What has become of a claim since it was reported."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    SUPERSEDED = "superseded"


class ThemeState(StrEnum):
    """How near to a settlement the subject of a theme is."""

    OPEN = "open"
    PARTIAL = "partial"
    SETTLED = "settled"
    STALLED = "stalled"


class Publish(StrEnum):
    """How much of an article the site shows, as far as the rights to its text allow."""

    FULL = "full"
    """All of it."""
    EXCERPT = "excerpt"
    """Its summary and the quotations of its claims."""
    LINK = "link"
    """Title, source and claims."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Correction:
    """Something that was wrong and has been put right."""

    date: When
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Editor:
    """Who is responsible for the site."""

    name: Text
    email: Email | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class SiteFront:
    """The settings of a site: content/site.yaml."""

    id: Key
    """Permanent, because the ids in feeds are made of it."""
    title: Text
    base_url: SiteAddress
    """Where the site is served: scheme, host and path."""
    tagline: Text | None = None
    language: Language = "en"
    timezone: Zone = "UTC"
    """The time zone of times that are written without an offset."""
    principals: Names = ()
    """The actors whose answers lead wherever parties are listed, in this order."""
    editor: Editor | None = None
    repository: Address | None = None
    """Where links to suggest a correction lead."""
    cname: Host | None = None
    """A domain of its own at GitHub Pages: what the file CNAME holds."""


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
    """One sentence on who owns it, shown wherever the source is introduced."""
    note: Text | None = None
    unidentified: Bool = False
    """Whether nobody knows who is behind it: what it tells may be another's, so it makes a count of
    independent sources an upper bound."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ActorFront:
    """One entry of content/actors.yaml: who acts or speaks, or a group of those."""

    name: Text
    kind: Literal["person", "state", "organisation", "group"] | None = None
    role: Text | None = None
    of: Name | None = None
    """The actor that this one speaks for."""
    aliases: Texts = ()
    """Other spellings of the name in articles; claims name an actor by its key alone."""
    members: Names = ()
    """Of a group: pages show one name for those of them who give one answer."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class TermFront:
    """One entry of content/glossary.yaml: a term that readers may not know."""

    term: Text
    meaning: Text
    """What it means, in Markdown."""
    aliases: Texts = ()
    """Other words for it, and forms of it."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ClaimFront:
    """One statement that the editor took from an article.

    It is checked with the `defaults` of its article in it (`validate/defaults.py`): so an editor
    may leave out what these give, even if it is required here.
    """

    text: Text
    """What the claim says, as a sentence of the editor's own."""
    id: Key | None = None
    """Unique in the article; by default c1, c2 and so on, in the order of the claims."""
    theme: Name | None = None
    """Required if the article has several themes."""
    kind: Kind
    point: Name | None = None
    """The point that it answers; a claim without one is in the timeline, but answers nothing.
    Editors may write `theme/point`, which gives both."""
    by: NameOrNames = ()
    """The actors that hold the position, or that did what a fact says; required for positions."""
    on: Period | None = None
    """When it happened or was said: a day, or else a month or a year."""
    value: Text | None = None
    """A short answer to the point, which is compared with those of other claims: `30 days`."""
    quote: Quote | None = None
    """Words of the report that support the claim; they must occur in the article's text, or else in
    its evidence."""
    via: Name | None = None
    """The outlet that this claim really comes from, if the article relays it."""
    status: ClaimStatus = ClaimStatus.REPORTED
    superseded_by: Text | None = None
    """The claim that replaces this one: `article#claim`, or `#claim` in the same article."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Defaults:
    """What holds for the claims of an article that say nothing else."""

    theme: Name | None = None
    point: Name | None = None
    """For claims about its theme; `theme/point` gives both."""
    kind: Kind | None = None
    by: NameOrNames = ()
    """For positions alone: of a fact, it would tell who did what."""
    on: Period | None = None
    via: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ArticleFront:
    """Front matter of content/articles/NAME.md: one published report."""

    title: Text
    source: Name
    """The outlet: a key of sources.yaml."""
    published: When
    themes: SomeNames
    """Names of files in themes/, without `.md`."""
    id: Key | None = None
    """Permanent; by default the name of the file, without `.md`."""
    slug: Key | None = None
    """The last part of the address; by default the id."""
    aliases: tuple[OldPath, ...] = ()
    """Old addresses of the article, which redirect to it."""
    url: Address | None = None
    archived: Address | None = None
    retrieved: When | None = None
    authors: Texts = ()
    language: Language | None = None
    summary: Text | None = None
    updated: When | None = None
    date_note: Text | None = None
    """How the date was estimated, if the source does not give it."""
    via: Name | None = None
    """The outlet whose report this article relays: a key of sources.yaml."""
    evidence: FileName | None = None
    """The file with the source's full text, in an archive folder that is not published."""
    publish: Publish = Publish.FULL
    draft: Bool = False
    publish_at: When | None = None
    """From when on the article is public."""
    expires_at: When | None = None
    """From when on it is not public any more."""
    defaults: Defaults | None = None
    claims: tuple[ClaimFront, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class FormerStatus:
    """Where a theme stood once."""

    date: Period
    """Since when."""
    text: Text
    state: ThemeState


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Status:
    """Where a theme stands, in a sentence and as one of four states."""

    text: Text
    state: ThemeState
    since: Period | None = None
    history: tuple[FormerStatus, ...] = ()
    """Where it stood before, in any order."""


class PlaceRole(StrEnum):
    """What a place is to the talks, or whatever else the theme is about."""

    HELD = "held"
    PROPOSED = "proposed"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class PlaceFront:
    """Where a point is on the map."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    """Degrees north."""
    lon: Annotated[Number, Field(ge=-180, le=180)]
    """Degrees east."""
    name: Text | None = None
    """What the map writes there; by default the title of the point."""
    role: PlaceRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Point:
    """One question inside a theme that claims answer."""

    id: Key
    title: Text
    question: Text | None = None
    note: Text | None = None
    """A note by the editor, in Markdown."""
    aside: Bool = False
    """Whether it is folded away below "More questions"."""
    place: PlaceFront | None = None
    unit: Text | None = None
    """The unit of its values, which need not repeat it: `days`."""
    alike: Alike = ()
    """Lists of values that are one answer, of which the first is shown. Values in several lists are
    several answers, however alike they look."""
    synonyms: Texts = ()
    """Other words for its title, which search takes for it: `[POW, POWs]`."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Watch:
    """Something to watch for, perhaps on a known day."""

    text: Text
    date: When | None = None


# Most entries have no date, and are written as bare text.
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
    aliases: tuple[OldTheme, ...] = ()
    """Old names of the theme, as addresses like the old ones; all of them redirect to it."""
    language: Language | None = None
    """The language of its own text, if it is another than the site's."""
    synonyms: Texts = ()
    """Other words for its title, which search takes for it."""
    order: Whole = 0
    review_by: When | None = None
    principals: Names = ()
    """The actors whose answers lead on this page; by default those of the site."""
    events: ClaimNames = ()
    """The claims that tell the story, as `article#claim`: from 3 to 7 of them."""
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
