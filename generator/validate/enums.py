"""The words that keys of front matter take."""

from __future__ import annotations

from enum import StrEnum


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


class PlaceRole(StrEnum):
    """What a place is to the talks, or whatever else the theme is about."""

    HELD = "held"
    PROPOSED = "proposed"
    OFFERED = "offered"
