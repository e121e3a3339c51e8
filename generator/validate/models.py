"""What editors write, typed: one class for each kind of front matter, and for each mapping in it.

These classes are the contract with editors in code; `content/README.md` explains it to them. They
are strict and frozen, and an unknown key is an error. A field without a default is required.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from generator.validate.enums import (
    FACTS,
    ClaimStatus,
    Kind,
    PlaceRole,
    Publish,
    ThemeState,
)
from generator.validate.fields import (
    STRICT,
    Address,
    Alike,
    Bool,
    ClaimNames,
    FileName,
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
    SomeNames,
    Text,
    Texts,
    When,
    Whole,
)

__all__ = ["FACTS", "ClaimStatus", "Kind", "PlaceRole", "Publish", "ThemeState"]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Correction:
    """Something that was wrong and has been put right."""

    date: When
    """When it was put right."""
    text: Text
    """What was wrong, and what is right, in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
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
    """What sort of statement it is: a fact, told by the source, or a position, held by an actor."""
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
    """What has become of it since it was reported."""
    superseded_by: Text | None = None
    """The claim that replaces this one: `article#claim`, or `#claim` in the same article."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Defaults:
    """What holds for the claims of an article that say nothing else."""

    theme: Name | None = None
    """What they are about."""
    point: Name | None = None
    """For claims about its theme; `theme/point` gives both."""
    kind: Kind | None = None
    """What sort of statements they are."""
    by: NameOrNames = ()
    """For positions alone: of a fact, it would tell who did what."""
    on: Period | None = None
    """When it happened or was said."""
    via: Name | None = None
    """The outlet that they really come from."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ArticleFront:
    """Front matter of content/articles/NAME.md: one published report."""

    title: Text
    """The report's own headline."""
    source: Name
    """The outlet: a key of sources.yaml."""
    published: When
    """When the report came out."""
    themes: SomeNames
    """Names of files in themes/, without `.md`."""
    id: Key | None = None
    """Permanent; by default the name of the file, without `.md`."""
    slug: Key | None = None
    """The last part of the address; by default the id."""
    aliases: tuple[OldPath, ...] = ()
    """Old addresses of the article, which redirect to it."""
    url: Address | None = None
    """Where the report is on the web."""
    archived: Address | None = None
    """A copy of the report in a web archive."""
    retrieved: When | None = None
    """When you read the report."""
    authors: Texts = ()
    """Who wrote the report."""
    language: Language | None = None
    """The language of the report, if it is another than the site's."""
    summary: Text | None = None
    """One or two sentences, for lists, search engines and where the report is shared."""
    updated: When | None = None
    """When the report was changed."""
    date_note: Text | None = None
    """How the date was estimated, if the source does not give it."""
    via: Name | None = None
    """The outlet whose report this article relays: a key of sources.yaml."""
    evidence: FileName | None = None
    """The file with the source's full text, in an archive folder that is not published."""
    publish: Publish = Publish.FULL
    """How much of the report the site may show."""
    draft: Bool = False
    """`true` keeps it from readers."""
    publish_at: When | None = None
    """From when on the article is public."""
    expires_at: When | None = None
    """From when on it is not public any more."""
    defaults: Defaults | None = None
    """What holds for its claims that say nothing else."""
    claims: tuple[ClaimFront, ...] = ()
    """What the report says, each statement by itself."""
    corrections: tuple[Correction, ...] = ()
    """What we had wrong about this report."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FormerStatus:
    """Where a theme stood once."""

    date: Period
    """Since when."""
    text: Text
    """The sentence that said so."""
    state: ThemeState
    """How near to a settlement it was."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Status:
    """Where a theme stands, in a sentence and as one of four states."""

    text: Text
    """One sentence on where things stand."""
    state: ThemeState
    """How near to a settlement the subject is."""
    since: Period | None = None
    """The day, month or year from which it has been so."""
    history: tuple[FormerStatus, ...] = ()
    """Where it stood before, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PlaceFront:
    """Where a point is on the map."""

    lat: Annotated[Number, Field(ge=-90, le=90)]
    """Degrees north."""
    lon: Annotated[Number, Field(ge=-180, le=180)]
    """Degrees east."""
    name: Text | None = None
    """What the map writes there; by default the title of the point."""
    role: PlaceRole | None = None
    """What the place is to the talks, which the map shows by the shape of its pin."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Point:
    """One question inside a theme that claims answer."""

    id: Key
    """The key by which claims name the point."""
    title: Text
    """The name of the point, in a few words."""
    question: Text | None = None
    """The question that claims answer."""
    note: Text | None = None
    """A note by the editor, in Markdown."""
    aside: Bool = False
    """Whether it is folded away below "More questions"."""
    place: PlaceFront | None = None
    """Where the point is on the map."""
    unit: Text | None = None
    """The unit of its values, which need not repeat it: `days`."""
    alike: Alike = ()
    """Lists of values that are one answer, of which the first is shown. Values in several lists are
    several answers, however alike they look."""
    synonyms: Texts = ()
    """Other words for its title, which search takes for it: `[POW, POWs]`."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Watch:
    """Something to watch for, perhaps on a known day."""

    text: Text
    """What may happen, in Markdown."""
    date: When | None = None
    """When it is due, if that is known."""


# Most entries have no date, and are written as bare text.
WatchOrText = Annotated[
    Watch,
    BeforeValidator(
        lambda item: {"text": item} if isinstance(item, str) else item,
        json_schema_input_type=Text | Watch,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ThemeFront:
    """Front matter of themes/NAME.md; the body is the bottom line."""

    title: Text
    """The name of the theme."""
    question: Text
    """The one question that the page answers."""
    status: Status
    """Where things stand now."""
    as_of: When
    """Up to when you have read."""
    aliases: tuple[OldTheme, ...] = ()
    """Old names of the theme, as addresses like the old ones; all of them redirect to it."""
    language: Language | None = None
    """The language of its own text, if it is another than the site's."""
    synonyms: Texts = ()
    """Other words for its title, which search takes for it."""
    order: Whole = 0
    """Themes with smaller numbers stand first."""
    review_by: When | None = None
    """When you will look at the page again."""
    principals: Names = ()
    """The actors whose answers lead on this page; by default those of the site."""
    events: ClaimNames = ()
    """The claims that tell the story, as `article#claim`: from 3 to 7 of them."""
    points: tuple[Point, ...] = ()
    """The questions that claims answer, in the order of the page."""
    unknowns: tuple[Text, ...] = ()
    """What we don't know."""
    watch: tuple[WatchOrText, ...] = ()
    """What to watch."""
    corrections: tuple[Correction, ...] = ()
    """What we had wrong on this page."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PageFront:
    """Front matter of content/pages/NAME.md."""

    title: Text
    """The heading of the page."""
    slug: Key | None = None
    """The last part of the address; by default the name of the file."""
    aliases: tuple[OldPath, ...] = ()
    """Old addresses of the page, which redirect to it."""
    summary: Text | None = None
    """One or two sentences for search engines and where the page is shared."""
    updated: When | None = None
    """When the page was changed."""
