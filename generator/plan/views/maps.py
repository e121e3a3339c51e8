"""The view of a map."""

from __future__ import annotations

from generator.plan.views.components import DateView, LinkTo, NameList
from generator.plan.views.digested import Digested


class BackersView(Digested, frozen=True):
    """Those who give one answer to the point of a place."""

    who: NameList
    value: str | None
    """The answer; None if nobody gives another one."""


class PlaceView(Digested, frozen=True):
    """The place of a point."""

    point: LinkTo
    """A link to the point, with the name of the place."""
    role: str | None
    """What the place is: `held`, `proposed` or `offered`."""
    date: DateView | None
    """When something was there or, if nothing was, when it was last spoken of."""
    state: str | None
    """Where something was, what the sources amount to, unless they agree: `single`."""
    backers: tuple[BackersView, ...]
    """Who was there or, if nothing was, the parties of the latest answers, principals first."""
    latitude: float
    longitude: float


class LineView(Digested, frozen=True):
    """A line of a label."""

    text: str
    y: int
    """Of its baseline."""


class LabelView(Digested, frozen=True):
    """A name on a map."""

    lines: tuple[LineView, ...]
    x: int
    anchor: str
    """What part of each line is at x: `start`, `middle` or `end`."""


class MarkView(Digested, frozen=True):
    """A numbered mark on a map, for one place or for several that are too close to each other."""

    number: int
    x: int
    y: int
    role: str | None
    """What all its places are."""
    label: LabelView | None
    places: tuple[PlaceView, ...]


class RegionView(Digested, frozen=True):
    """The name of a country or a sea."""

    text: str
    x: int
    y: int
    sea: bool


class MapView(Digested, frozen=True):
    """A map of the points of a theme that have places.

    Lengths are in units of the drawing, which has its origin at the top left.
    """

    width: int
    height: int
    letters: int
    """The font size of labels."""
    radius: int
    """The radius of marks."""
    land: str
    """The land as SVG path data, to be scaled by `scale` and filled by the even-odd rule."""
    scale: float
    graticule: str
    """Meridians and parallels as SVG path data, not to be scaled."""
    marks: tuple[MarkView, ...]
    roles: tuple[str, ...]
    """What its places are, for the key."""
    regions: tuple[RegionView, ...]
    small: int
    """The font size of the names of countries and seas."""
