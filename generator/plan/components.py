"""The parts that several kinds of pages show."""

from __future__ import annotations

from generator.plan.digested import Digested


class LinkTo(Digested, frozen=True):
    """A link within the site; its path is relative to the site's top: `themes/venues/`."""

    path: str
    text: str


class DateView(Digested, frozen=True):
    """A day or moment, for machines and for readers."""

    iso: str
    long: str
    """`20 May 2025`, with the time and its offset where they are known."""
    short: str
    """`20 May`."""


class CiteMark(Digested, frozen=True):
    """A numbered mark that leads to the page's list of sources."""

    number: int
    anchor: str
    """Of the report in that list, or of the very claim below it."""
    label: str
    """What the number stands for: title and outlet of the report."""


class ImageView(Digested, frozen=True):
    """An image with its size in pixels."""

    path: str
    description: str
    title: str
    width: int
    height: int


class BasePath(Digested, frozen=True):
    """Where the base path of the site goes into an address inside prose."""


class ProseView(Digested, frozen=True):
    """Prose whose links are known; it becomes HTML when its page is rendered."""

    parts: tuple[str | CiteMark | LinkTo | ImageView | BasePath, ...]

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.parts)


class ArticleCard(Digested, frozen=True):
    """A report, as lists show it."""

    id: str
    path: str
    title: str
    language: str | None
    """Where it is another than the site's."""
    source: LinkTo
    ownership: str | None
    via: LinkTo | None
    published: DateView
    inferred: bool
    """Its date is inferred."""
    url: str | None
    """Of the report at its outlet."""
    summary: ProseView


class ClaimCard(Digested, frozen=True):
    """A claim, as pages show it."""

    id: str
    path: str
    """To the claim on its article's page."""
    text: str
    kind: str
    fact: bool
    """Told by the source, and not a position of those who are named."""
    by: tuple[LinkTo, ...]
    on: DateView | None
    value: str | None
    quote: str | None
    quote_path: str | None
    """To the quotation in the article's text, where that is published."""
    language: str | None
    """Of the quotation, where it is another than the site's."""
    status: str
    source: LinkTo
    via: LinkTo | None
    """The outlet it is relayed from, where that is another than the source."""
    key: str
    """Stands for what it says: if it says something else, it is another."""


class CitedClaim(Digested, frozen=True):
    """A claim with its mark into the page's list of sources."""

    claim: ClaimCard
    mark: CiteMark


class CitedLine(Digested, frozen=True):
    """A claim in the list of sources, below its report."""

    anchor: str
    claim: LinkTo


class SourceEntry(Digested, frozen=True):
    """A report in the numbered list of sources of a page."""

    number: int
    article: ArticleCard
    claims: tuple[CitedLine, ...]
    """Those that the page's prose cites one by one."""


class DevelopmentView(Digested, frozen=True):
    """One thing that happened, with the reports that tell it."""

    on: DateView
    kind: str
    text: str
    status: str
    by: tuple[LinkTo, ...]
    theme: LinkTo
    marks: tuple[CiteMark, ...]
    """Into the page's list of sources; empty on pages without one."""
    reports: tuple[LinkTo, ...]
    """To the claims themselves, each named after its outlet."""
    more: int
    """Reports of it that are not listed."""
    key: str
    """As of the claim that tells it."""


class DatedView(Digested, frozen=True):
    """A correction, or something to watch."""

    date: DateView | None
    text: ProseView
    page: LinkTo | None = None
    """The page that it belongs to, where that is another one."""


class Badge(Digested, frozen=True):
    """A state, as a word and a shape."""

    state: str
    label: str


class AnswerView(Digested, frozen=True):
    """One answer to a point, with the claims that give it."""

    value: str | None
    claims: tuple[CitedClaim, ...]
    more: bool
    """There are claims that are not listed."""


class FactView(Digested, frozen=True):
    """What sources report on a point."""

    answer: AnswerView
    independent: int


class StandView(Digested, frozen=True):
    """Where a party stands on a point, or several who give one answer."""

    parties: tuple[LinkTo, ...]
    answers: tuple[AnswerView, ...]
    """More than one where sources tell it differently."""
    differs: bool


class Counts(Digested, frozen=True):
    """How much stands behind a page."""

    reports: int
    outlets: int
    independent: int


class MonthLink(Digested, frozen=True):
    """A month with its page."""

    path: str
    name: str
    count: int
