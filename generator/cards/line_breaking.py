"""Line breaking. All widths are in thousandths of the font size, and so hold for any size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.cards.fonts import font
from generator.cards.word_tiles import WORD_SPACE, word_bounds

ELLIPSIS = "…"
_NOT_BEFORE_ELLIPSIS = " \u00a0,.:;–—-/(«“‘¿¡…"
_DASH_IN_WORD = re.compile(r"\w[-–—/]+\w")
_DASHED_PARTS = re.compile(r".+?\w[-–—/]+(?=\w)|.+?\Z")
"""Words break after dashes and slashes, but only if that saves a line, or if a word is wider than
one. Breaking at every dash was tried, and divided words where nothing was gained."""
_TOLERANCE = 250
"""Lines count as equally long if they differ by no more."""


class Segment(NamedTuple):
    """Letters that stay on one line: a word, or a part of one."""

    text: str
    width: int
    """Distance from its start to that of the next segment."""
    space: int
    """The part of the width that is space; 0 if the word goes on in the next segment."""


Line = list[str]
"""The words of a line."""


def break_lines(
    text: str, typeface: str, max_width: int, max_lines: int
) -> tuple[list[Line], bool]:
    """Return the lines of a text, none wider than `max_width`, and whether they have all of it.

    There are as few lines as possible, of about the same length. Where they would be more than
    `max_lines`, the last one is cut off and ends in an ellipsis.
    """
    segments = _segments(text, typeface, max_width)
    ends = _first_fit(segments, max_width)
    # A line may end with "Russia-" only if that makes the text a line shorter.
    if len(ends) > 1 and _DASH_IN_WORD.search(text):
        split = [part for segment in segments for part in _split_at_dashes(segment, typeface)]
        if len(fewer := _first_fit(split, max_width)) < len(ends):
            segments, ends = split, fewer
    if len(ends) > max_lines:
        return _truncated(segments, ends[:max_lines], typeface, max_width), False
    return _lines(segments, _balanced(segments, ends, max_width)), True


def has_wide_word(text: str, typeface: str, max_width: int) -> bool:
    """Return whether a word is wider than a line, even if it is divided after its dashes."""
    segments, widest = _words(text, typeface)
    return widest > max_width and any(
        part.width - part.space > max_width
        for segment in segments
        for part in _split_at_dashes(segment, typeface)
    )


def _segments(text: str, typeface: str, max_width: int) -> Sequence[Segment]:
    segments, widest = _words(text, typeface)
    if widest > max_width:
        return [
            part for segment in segments for part in _split_to_fit(segment, typeface, max_width)
        ]
    return segments


@lru_cache(4)  # titles are tried in several sizes
def _words(text: str, typeface: str) -> tuple[Sequence[Segment], int]:
    """Return each word of a text as one segment, and the width of the widest without its space."""
    segments = [_segment(word, WORD_SPACE, typeface) for word in text.split(" ")]
    return segments, max(segment.width - segment.space for segment in segments)


@lru_cache(4096)
def _segment(text: str, space: int, typeface: str) -> Segment:
    bounds = word_bounds(typeface, text)
    return Segment(text, max(0, -bounds.left) + bounds.right + space, space)


def _split_at_dashes(segment: Segment, typeface: str) -> list[Segment]:
    """Return the parts of a word that end after its dashes and slashes."""
    *texts, last = _DASHED_PARTS.findall(segment.text)
    return [
        *(_segment(text, 0, typeface) for text in texts),
        _segment(last, segment.space, typeface),
    ]


def _split_to_fit(segment: Segment, typeface: str, max_width: int) -> Iterator[Segment]:
    """Split a segment that is wider than a line: after dashes, or else between any letters.

    No hyphens are added, because where they are right depends on the language.
    """
    if segment.width - segment.space <= max_width:
        yield segment
        return
    for part in _split_at_dashes(segment, typeface):
        rest = part
        while rest.width - rest.space > max_width and len(rest.text) > 1:
            positions = font(typeface).positions(rest.text)
            # One letter fewer than the advances allow, because ink may reach further to the right.
            count = max(1, sum(position < max_width for position in positions[1:]) - 1)
            yield _segment(rest.text[:count], 0, typeface)
            rest = _segment(rest.text[count:], rest.space, typeface)
        yield rest


def _first_fit(segments: Sequence[Segment], max_width: int) -> list[int]:
    """Fill each line as far as it goes, and return the index after the last segment of each.

    That makes as few lines as possible, but the last one may be short.
    """
    ends, left = [], max_width
    for i, (_, width, space) in enumerate(segments):
        if width - space > left and i:
            ends.append(i)
            left = max_width
        left -= width
    return [*ends, len(segments)]


def _balanced(segments: Sequence[Segment], ends: list[int], max_width: int) -> list[int]:
    """Return ends that make as many lines, but of the least width with which that is possible.

    A binary search for that width: simpler than weighing all breaks against each other (Knuth and
    Plass), and good enough for the few lines of a card.
    """
    # No line can be narrower than its widest segment; `max_width` is known to be enough.
    least, most = max(segment.width - segment.space for segment in segments) - 1, max_width
    while len(ends) > 1 and most - least > _TOLERANCE:
        middle = (least + most) // 2
        tried = _first_fit(segments, middle)
        if len(tried) == len(ends):
            ends, most = tried, middle
        else:
            least = middle
    return ends


def _lines(segments: Sequence[Segment], ends: Sequence[int]) -> list[Line]:
    """Return the words of each line, with the segments of one word put together again."""
    return [_joined(segments[start:end]) for start, end in pairwise([0, *ends])]


def _joined(segments: Sequence[Segment]) -> Line:
    return (
        "".join(segment.text + " " if segment.space else segment.text for segment in segments)
        .rstrip(" ")
        .split(" ")
    )


def _truncated(
    segments: Sequence[Segment], ends: Sequence[int], typeface: str, max_width: int
) -> list[Line]:
    """Return lines of which the last ends in an ellipsis: after a whole word, if one fits."""
    *lines, last = _lines(segments, ends)
    text = " ".join(last).rstrip(_NOT_BEFORE_ELLIPSIS)
    while _line_width(text + ELLIPSIS, typeface) > max_width:
        text = (text.rpartition(" ")[0] or text[:-1]).rstrip(_NOT_BEFORE_ELLIPSIS)
    return [*lines, (text + ELLIPSIS).split(" ")]


def _line_width(line: str, typeface: str) -> int:
    return sum(_segment(word, WORD_SPACE, typeface).width for word in line.split(" ")) - WORD_SPACE
