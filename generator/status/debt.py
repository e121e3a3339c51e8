"""A debt: something that the content still owes its readers, and where an editor pays it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from generator.problems import AtLine, Spot


class Group(StrEnum):
    """What an editor does next about a debt; in this order."""

    OVERDUE = "overdue"
    SOON = "due-soon"
    HELD = "not-public"
    WEAK = "weak-evidence"
    TIDY = "to-tidy"


class Kind(StrEnum):
    """What is owed. Programs go by these names, so none is ever changed."""

    REVIEW = "review"
    """`review_by` is past, or near."""
    WATCH = "watch"
    """A dated entry of `watch` is past, or near."""
    EMBARGO = "embargo"
    """`publish_at` is to come; or has come, but the article is a draft."""
    EXPIRY = "expiry"
    """`expires_at` is near."""
    DRAFT = "draft"
    SINGLE_SOURCE = "single-source"
    """All that is known of a point, or of its facts, comes from one source."""
    UNANSWERED = "no-claims"
    """A point that no public claim answers."""
    NO_CLAIMS = "article-without-claims"
    UNCHECKED = "unchecked-quotations"
    """Quotations that nobody can look up, or did not find, in the source's own text."""
    WIRE = "wire-without-via"
    """A text that names a news agency, and does not say that it relays it."""
    NO_VALUE = "no-value"
    """A claim without a value, on a point where others have one."""
    LONG = "long-bottom-line"
    MANY_POINTS = "many-points"
    NO_SINCE = "status-without-since"
    UNKNOWN_NAME = "unknown-name"
    """A name that speaks in several places, and is no actor's."""
    EXAMPLE = "example-content"
    """The site is marked as the example that it began with."""


class Debt(Struct, frozen=True):
    """One thing that is owed."""

    group: Group
    kind: Kind
    themes: tuple[str, ...]
    """The themes that it concerns, the first one listed with it; none for the whole site."""
    file: str
    """Path relative to the root, with forward slashes."""
    text: str
    """What is owed, in a few words."""
    spot: Spot = AtLine()
    due: str | None = None
    """The date, as its editor wrote it."""
    address: str = ""
    """The page concerned, relative to the top of the site."""
    is_public: bool = True
    """Whether readers can see that page."""
    line: int = 0
    """The line of the spot, from 1; 0 as long as nobody has looked it up."""

    @property
    def theme(self) -> str:
        """The theme that it is listed with; "" for the whole site."""
        return self.themes[0] if self.themes else ""
