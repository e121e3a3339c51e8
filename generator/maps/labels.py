"""Label placement: names beside their marks, where they overlap nothing.

The cartographers' name for it is point-feature label placement; J. Christensen, J. Marks and
S. Shieber (ACM Transactions on Graphics 14, 1995) compare ways to do it. An optimal placement is
NP-hard to find; with the few names of a briefing, one greedy pass with a look at what each choice
costs the others is good enough, and the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

from msgspec import Struct

from generator.maps.label_text import text_width, wrap
from generator.maps.projection import HEIGHT, WIDTH

RADIUS = 9
"""Radius of a mark that has a label beside it, in units."""

_LINE_SPACING = 16
"""Units from one baseline of a label to the next."""
_MAX_WIDTH = 190
"""Names that are wider, in units, take two lines."""
_EDGE = 4
"""Units between a label and the edge of the drawing, at least."""
_CLEARANCE = 2
"""Units between a label and the mark of another, at least."""
_BASELINE = 14
"""Units from the top of a label to the baseline of its first line."""

Anchor = Literal["start", "middle", "end"]


class Rectangle(NamedTuple):
    """A part of the drawing, in units from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rectangle) -> bool:
        """Return whether both have area in common; those that only touch have none."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def contains(self, other: Rectangle) -> bool:
        """Return whether no part of the other one is outside of this."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class LabelLine(NamedTuple):
    """One line of a label."""

    text: str
    y: int
    """Its baseline."""


class Label(Struct, frozen=True):
    """A name on the map, one or two lines of it."""

    lines: tuple[LabelLine, ...]
    x: int
    anchor: Anchor
    """Which part of each line is at x: the `text-anchor` of SVG."""
    box: Rectangle
    """The area that it takes up at most."""


class PointFeature(NamedTuple):
    """The middle of a mark, and the name to be placed beside it."""

    x: int
    y: int
    name: str


_POSITIONS: tuple[tuple[Anchor, int, int, int], ...] = (
    # Candidates, the best first: the text anchor, how far to the right of the mark's middle that
    # is, then whether the label is above the mark (-1), level with it (0) or below it (1), and
    # the gap between them.
    ("start", 13, 0, 0),
    ("end", -13, 0, 0),
    ("start", 7, -1, 6),
    ("start", 7, 1, 6),
    ("end", -7, -1, 6),
    ("end", -7, 1, 6),
    ("middle", 0, -1, 11),
    ("middle", 0, 1, 11),
    ("start", -9, -1, 11),
    ("start", -9, 1, 11),
    ("end", 9, -1, 11),
    ("end", 9, 1, 11),
)
INSIDE = Rectangle(_EDGE, _EDGE, WIDTH - _EDGE, HEIGHT - _EDGE)
"""Where text may stand."""


def place_labels(features: Sequence[PointFeature]) -> list[Label | None]:
    """Return the label of each feature in their order, or None where there is no room for it.

    The feature with the fewest candidates left is labelled first, with the candidate that costs
    the others the least. If two are equal, the order of the features decides.
    """
    candidates = _candidates(features)
    placed: list[Label | None] = [None] * len(features)
    while candidates:
        feature = min(candidates, key=lambda feature: len(candidates[feature]))
        labels = candidates.pop(feature)
        if not labels:
            continue  # no label is better than one that covers another
        costs = [rank + _cost(label, candidates.values()) for rank, label in enumerate(labels)]
        chosen = placed[feature] = labels[costs.index(min(costs))]
        for other, theirs in candidates.items():
            candidates[other] = [label for label in theirs if not label.box.overlaps(chosen.box)]
    return placed


def _candidates(features: Sequence[PointFeature]) -> dict[int, list[Label]]:
    """Return the labels that each feature could have if it were the only label, the best first."""
    # Every other mark is an obstacle. Its own is not: all positions keep clear of that.
    marks = [mark_box(feature) for feature in features]
    return {
        i: [
            label
            for label in _labels(feature)
            if INSIDE.contains(label.box)
            and not any(label.box.overlaps(mark) for mark in marks[:i] + marks[i + 1 :])
        ]
        for i, feature in enumerate(features)
    }


def _cost(label: Label, others: Iterable[Sequence[Label]]) -> float:
    """Return the sum of the shares of their candidates that a label takes away from others.

    The sum is scaled so that taking the last candidate of another costs more than the step from
    the best position to the worst.
    """
    lost = (
        sum(label.box.overlaps(theirs.box) for theirs in labels) / len(labels)
        for labels in others
        if labels
    )
    return len(_POSITIONS) * sum(lost)


def mark_box(feature: PointFeature) -> Rectangle:
    """Return the area of a mark, and a little more."""
    room = RADIUS + _CLEARANCE
    return Rectangle(feature.x - room, feature.y - room, feature.x + room, feature.y + room)


def _labels(feature: PointFeature) -> Iterator[Label]:
    """Return a label in every position, the best first, whatever is there."""
    lines = wrap(feature.name, _MAX_WIDTH)
    width, height = ceil(max(map(text_width, lines))), _LINE_SPACING * len(lines) + _CLEARANCE
    for anchor, right, level, gap in _POSITIONS:
        # The box is wider than the text may turn out to be. At its anchor the text is where it
        # should be in any font, and the rest of the box is empty.
        x = feature.x + right
        left = x - {"start": 0, "middle": width // 2, "end": width}[anchor]
        top = feature.y - height // 2 + level * (height // 2 + gap)
        box = Rectangle(left, top, left + width, top + height)
        baselines = range(top + _BASELINE, top + height, _LINE_SPACING)
        yield Label(tuple(map(LabelLine, lines, baselines)), x, anchor, box)
