"""Cards as others see them: decoded by Pillow, which shares no code with what drew them."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from PIL import Image

from generator.cards.layout import Card, draw

PAPER, EDGE, TONE, INK = range(4)
TITLE = (205, 480)
"""The rows that a title of up to four lines of usual letters stands in."""

ARTICLE = Card(
    "Talks Brief",
    "Report · 15 May 2025 · Orda",
    "Delegations of both sides meet in Istanbul, for the first time in three years",
)
THEME = Card(
    "Talks Brief",
    "Briefing · as of 20 May 2025",
    "Ceasefire",
    "Open. No ceasefire agreed. Talks towards one are announced, without a date.",
    "open",
)
HOME = Card("Talks Brief", "", "", "The talks of May 2025: where things stand, and who says so")


class Box(NamedTuple):
    """The smallest box around some pixels."""

    left: int
    top: int
    right: int
    bottom: int


def seen(card: Card) -> Image.Image:
    """Return a card's picture, a palette number for each pixel."""
    with Image.open(BytesIO(draw(card))) as picture:
        picture.load()
        return picture


def ink(card: Card, rows: tuple[int, int] = (20, 630)) -> Box | None:
    """Return the box around all that is no paper, within some rows below the band at the top."""
    picture = seen(card)
    part = picture.crop((0, rows[0], picture.width, rows[1]))
    box = Image.frombytes("L", part.size, part.tobytes()).getbbox()
    return Box(box[0], box[1] + rows[0], box[2], box[3] + rows[0]) if box else None


def lines(card: Card, rows: tuple[int, int] = TITLE) -> int:
    """Return how many lines of words are within some rows: ink with paper above it."""
    picture = seen(card)
    filled = [
        any(picture.crop((0, row, picture.width, row + 1)).tobytes())
        for row in range(rows[0] - 1, rows[1])
    ]
    return sum(now and not before for before, now in pairwise(filled))
