"""The components that several kinds of pages show: links, dates, cards of articles and claims.

Paths are addresses as `generator.addresses` makes them; templates see all fields.
"""

from __future__ import annotations

from generator.plan.views.digested import Digested


class Badge(Digested, frozen=True):
    """A state of a point, or what a preview with drafts says of what is not public."""

    state: str
    """Names the shape and colour in the style sheet."""
    label: str
    """The state in words."""


class LinkTo(Digested, frozen=True):
    """A link within the site."""

    path: str
    """The address: `themes/venues/`."""
    text: str
    language: str | None = None
    """The language of the text; None if it is that of the site."""
    role: str | None = None
    """Of a person who is introduced here: the role, to be shown beside the name."""
    gate: Badge | None = None
    """That the article it leads to is not public; only in a preview with drafts."""


class PartLink(Digested, frozen=True):
    """A link to a part of a long list, which is in order of name."""

    path: str
    first: str
    """The first name in it."""
    last: str
    here: bool
    """Whether it is the page itself."""


class NameList(Digested, frozen=True):
    """Those who give one answer: `Ukraine and 5 others`."""

    shown: tuple[LinkTo, ...]
    more: int
    """How many further ones there are."""


class DateView(Digested, frozen=True):
    """A day, or a time on a day, for machines and for readers; or only a month or a year."""

    iso: str
    """ISO 8601: `2025-05-20`, `2025-05-20T12:30:00+03:00`, `2025-05`, `2025`."""
    long: str
    """`20 May 2025`, with the time and its offset where they are known; `May 2025`, `2025`."""
    short: str
    """`20 May`; a month or a year as in `long`."""


class CiteMark(Digested, frozen=True):
    """A numbered citation that leads to the page's list of sources."""

    number: int
    anchor: str
    """The anchor of the report in that list."""
    label: str
    """The source of the report, for readers who do not see the list."""
    claims: tuple[str, ...] = ()
    """The ids of the claims that are cited, and not just their report."""
    held: bool = False
    """Whether the report is not public; only in a preview with drafts."""


class ImageView(Digested, frozen=True):
    """An image; its size is in pixels."""

    path: str
    description: str
    title: str
    width: int
    height: int


class BasePath(Digested, frozen=True):
    """The place in an address inside prose where the base path of the site belongs."""


class TermMark(Digested, frozen=True):
    """A word that the page explains in place; it leads to the glossary, or to an actor."""

    path: str
    text: str
    """As HTML."""
    anchor: str
    """The anchor of the explanation."""


ProsePart = str | CiteMark | LinkTo | TermMark | ImageView | BasePath


class ProseView(Digested, frozen=True):
    """Prose whose links and citations are resolved, before it becomes HTML."""

    parts: tuple[ProsePart, ...]
    """Pieces of HTML, and between them what depends on other files or on the page."""

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.parts)


class Explanation(Digested, frozen=True):
    """What a page says of a term or of a person, where a mark of it is touched."""

    anchor: str
    link: LinkTo
    """Where there is more."""
    meaning: ProseView


class ArticleCard(Digested, frozen=True):
    """A report, as lists show it."""

    id: str
    path: str
    title: str
    language: str | None
    """None if it is that of the site."""
    source: LinkTo
    ownership: str | None
    """Who owns the source, in one sentence."""
    via: LinkTo | None
    """The outlet that the report relays."""
    published: DateView
    inferred: bool
    """Whether the date is inferred."""
    url: str | None
    """Where the source published the report."""
    summary: ProseView
    """Without citations, as a list has no numbered sources."""
    gate: tuple[Badge, ...] = ()
    """What keeps it from readers, and until when; only in a preview with drafts."""


class ClaimCard(Digested, frozen=True):
    """A claim, as pages show it."""

    id: str
    path: str
    """The address of the claim on the page of its article."""
    text: str
    kind: str
    fact: bool
    """Whether it is a fact, told by the source, and not a position held by an actor."""
    by: tuple[LinkTo, ...]
    """The actors who did or said it."""
    on: DateView | None
    """When it happened or was said."""
    value: str | None
    """The short answer to its point."""
    quote: str | None
    quote_path: str | None
    """The address of the quotation in the text of the article, if that is published."""
    quoted_elsewhere: bool
    """Whether our text does not have the quotation, but the source's own, which we hold, does."""
    original: str | None
    """The address of that, or of a copy of it."""
    language: str | None
    """The language of the quotation; None if it is that of the site."""
    status: str
    source: LinkTo
    via: LinkTo | None
    """The outlet that it is relayed from, if that is not the source."""
    key: str
    """A digest of what it says, by which a browser tells whether a reader has seen it."""
    gate: tuple[Badge, ...] = ()
    """That of its article."""


class CitedClaim(Digested, frozen=True):
    """A claim with its citation in the page's list of sources."""

    anchor: str
    """Its own anchor on the page."""
    claim: ClaimCard
    mark: CiteMark


class SourceEntry(Digested, frozen=True):
    """A report in the numbered list of sources of a page."""

    number: int
    article: ArticleCard
    claims: tuple[CitedClaim, ...]
    """The claims that the page cites, and not just their report, and shows nowhere else."""


class DevelopmentView(Digested, frozen=True):
    """Something that happened or was said on a day, with the reports that tell it."""

    on: DateView
    kind: str
    fact: bool
    text: str
    status: str
    by: tuple[LinkTo, ...]
    theme: LinkTo
    marks: tuple[CiteMark, ...]
    """Citations of these reports; empty on pages without a list of sources."""
    reports: tuple[LinkTo, ...]
    """Links to the claims that tell it, each with the name of its source."""
    more: int
    """How many further reports tell it."""
    key: str
    """The key of the claim whose text is shown."""
    gate: tuple[Badge, ...] = ()
    """If no report that tells it is public: what keeps the first of them from readers."""


class DatedView(Digested, frozen=True):
    """A correction, or something to watch for."""

    date: DateView | None
    text: ProseView
    page: LinkTo | None = None
    """The page that was corrected, if it is not the one that shows the correction."""


class Reference(Digested, frozen=True):
    """What those who cite a page have to name, besides its address and the site."""

    title: str
    as_of: DateView
    """The day whose state the page shows."""
    language: str


class Counts(Digested, frozen=True):
    """How many reports a page is based on, and who stands behind them."""

    reports: int
    outlets: int
    independent: int
    """How many distinct origins the reports have."""
    at_most: bool
    """Whether that number may be too high."""


class MonthLink(Digested, frozen=True):
    """A link to the page of a month."""

    path: str
    name: str
    """`May 2025`."""
    count: int
    """How many entries the page has."""
