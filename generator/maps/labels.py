"""Names beside their marks, where they overlap nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

from msgspec import Struct

from generator.maps.frame import HEIGHT, WIDTH
from generator.maps.text import lines_of, width_of

RADIUS = 9
"""Of a mark that has a name beside it, in units."""

_LINE = 16
"""From one line of a label to the next, in units."""
_WIDEST = 200
"""Longer names take two lines."""
_EDGE = 4
"""Labels keep so far away from the edges."""
_CLEAR = 2
"""Marks and labels keep so far away from each other."""
_BASELINE = 14
"""From the top of a label to the foot of its first line."""

Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A part of the drawing, in units."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether both have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Return whether another one is wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Line(NamedTuple):
    """A line of a label, and where its foot is."""

    text: str
    y: int


class Label(Struct, frozen=True):
    """A name on the map."""

    lines: tuple[Line, ...]
    x: int
    anchor: Anchor
    """Which part of its lines is at x."""
    box: Box
    """What it takes up, at most."""


class Named(NamedTuple):
    """A mark by its middle, and the name that belongs beside it."""

    x: int
    y: int
    name: str


_POSITIONS: tuple[tuple[Anchor, int, int, int], ...] = (
    # The end of its lines that is nearest to the mark, and how far to the right of it that is;
    # above the mark (-1), level with it (0) or below (1), and how far. The best come first.
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
_INSIDE = Box(_EDGE, _EDGE, WIDTH - _EDGE, HEIGHT - _EDGE)


def labels_of(marks: Sequence[Named]) -> list[Label | None]:
    """Return each mark its label, or None where there is no room.

    Whoever has the least choice comes first, and takes the place that leaves the others the most.
    The order of the marks decides between equals.
    """
    choices = _choices(marks)
    placed: list[Label | None] = [None] * len(marks)
    while choices:
        mark = min(choices, key=lambda mark: len(choices[mark]))
        labels = choices.pop(mark)
        if not labels:
            continue
        harm = [rank + _harm(label, choices.values()) for rank, label in enumerate(labels)]
        chosen = placed[mark] = labels[harm.index(min(harm))]
        for other, theirs in choices.items():
            choices[other] = [label for label in theirs if not label.box.overlaps(chosen.box)]
    return placed


def _choices(marks: Sequence[Named]) -> dict[int, list[Label]]:
    """Return the labels that each mark could have if there were no other labels, the best first."""
    boxes = [_around(mark) for mark in marks]
    return {
        i: [
            label
            for label in _labels(mark)
            if _INSIDE.holds(label.box)
            and not any(label.box.overlaps(box) for box in boxes[:i] + boxes[i + 1 :])
        ]
        for i, mark in enumerate(marks)
    }


def _harm(label: Label, others: Iterable[Sequence[Label]]) -> float:
    """Say how much of the choice of others a label takes away."""
    lost = (
        sum(label.box.overlaps(theirs.box) for theirs in choice) / len(choice)
        for choice in others
        if choice
    )
    return len(_POSITIONS) * sum(lost)


def _around(mark: Named) -> Box:
    room = RADIUS + _CLEAR
    return Box(mark.x - room, mark.y - room, mark.x + room, mark.y + room)


def _labels(mark: Named) -> Iterator[Label]:
    """Return a label in every position."""
    lines = lines_of(mark.name, _WIDEST)
    wide, high = ceil(max(map(width_of, lines))), _LINE * len(lines) + _CLEAR
    for anchor, right, level, gap in _POSITIONS:
        x = mark.x + right
        left = x - {"start": 0, "middle": wide // 2, "end": wide}[anchor]
        top = mark.y - high // 2 + level * (high // 2 + gap)
        box = Box(left, top, left + wide, top + high)
        feet = range(top + _BASELINE, top + high, _LINE)
        yield Label(tuple(map(Line, lines, feet)), x, anchor, box)
