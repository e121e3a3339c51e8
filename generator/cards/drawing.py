"""A card: what stands where, and how large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from generator.cards.marks import SIGN, mark_of
from generator.cards.picture import HEIGHT, WIDTH, Strip, png, strip
from generator.cards.pieces import PIXELS, band, even, margin, placed
from generator.cards.raster import INK, TONE, shape
from generator.cards.setting import MARGIN, PITCH, ROOM, fitted, indent_of, strips_of
from generator.cards.text import written
from generator.cards.words import Face, pixels

_LAST = 594
"""No words stand below this row."""
_BAND = 16
"""The height of the coloured band at the top."""
_SITE, _SITE_TOP = Face("serif", 40), 52
_RULE, _RULE_TOP = 2, 110
_KICKER, _KICKER_TOP = Face("sans", 34), 152
_TITLE_SIZES, _TITLE_TOP = {100: 2, 78: 3, 62: 4}, 216
"""How many lines a title has at most in letters of a size: the largest that will do are taken."""
_LINE, _LINE_TOP = Face("sans", 40), 536
"""The line at the foot: where the last row of words begins."""
_LONGEST = 500
"""More letters than any card has room for: what is behind them need not be looked at."""
_KEPT = 512
"""So many days and sources, each as its line on a card, are kept: they come again and again."""
_LARGEST = 23_000
"""A card that would be of more bytes has fewer lines: nothing that means something gets there."""
_COVER_TOP, _COVER_LINE, _COVER_GAP = 150, Face("sans", 44), 28
_SIGN_SIZE = 360

_PAPER, _EDGE, _INK = "fffefb", "8e8e8d", "1b1c1e"
_ACCENT = "0d4f6e"
_TONES: Mapping[str | None, str] = {
    "open": "8a5200",
    "partial": "8a5200",
    "settled": "1c6b3f",
    "stalled": "98272b",
}
"""The colours are those of `static/briefing.css`; an edge is half ink, half paper."""


class Card(Struct, frozen=True):
    """What a card says; all of it is plain text."""

    site: str
    """The site's name."""
    kicker: str
    """What kind of page it is, and of when."""
    title: str
    """The page's title; empty on the card of the site itself."""
    line: str = ""
    """Where the theme stands, or what the site is about."""
    state: str | None = None
    """The state of a theme: open, partial, settled or stalled."""


def draw(card: Card) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels, the same bytes on every machine.

    What cannot be written with the letters at hand is left out (see `text.py`). If that is the
    title, the card is the site's own; if its name cannot be written either, it shows a sign.
    """
    site, title = (written(text[:_LONGEST], "serif") for text in (card.site, card.title))
    kicker, line = (written(text[:_LONGEST], "sans") for text in (card.kicker, card.line))
    for most in range(max(_TITLE_SIZES.values()), 0, -1):
        strips = [strip(0, [band(TONE, _BAND)])]
        if title:
            strips += _masthead(site)
            strips += _lines(kicker, _KICKER, _KICKER_TOP, strips[-1].bottom)
            strips += _title(title, _TITLE_TOP, strips[-1].bottom, most)
            strips += _foot(line, card.state, strips[-1].bottom, min(3, most))
        else:
            strips += _cover(site, line, most) if site else [_sign()]
        if sum(one.bits.size for one in strips) <= 8 * _LARGEST:
            break
    colours = _PAPER, _EDGE, _TONES.get(card.state, _ACCENT), _INK
    return png(strips, [bytes.fromhex(colour) for colour in colours])


@lru_cache(8)
def _masthead(site: str) -> tuple[Strip, ...]:
    """Return the site's name and the rule below it."""
    return *_lines(site, _SITE, _SITE_TOP, _BAND), *_rules(_RULE_TOP)


def _rules(top: int) -> Iterator[Strip]:
    """Return a double rule."""
    for row in (top, top + 2 * _RULE + 1):
        yield strip(row, [margin(MARGIN, _RULE), even(INK, ROOM, _RULE)])


@lru_cache(_KEPT)
def _lines(text: str, face: Face, top: int, after: int, most: int = 1) -> tuple[Strip, ...]:
    """Return a text in so many lines at most, below some row."""
    if not text:
        return ()
    lines, _ = fitted(text, face, most)
    return tuple(strips_of(lines, face, top, after))


def _title(text: str, top: int, after: int, most: int) -> Iterator[Strip]:
    """Return a title in the largest letters that will do, in so many lines, below some row."""
    for size, usual in _TITLE_SIZES.items():
        face = Face("serif", size)
        lines, whole = fitted(text, face, min(usual, most))
        if whole:
            break
    return strips_of(lines, face, top, after)


def _foot(text: str, state: str | None, after: int, most: int) -> tuple[Strip, ...]:
    """Return the line at the foot, in as many rows as there is room for, up to so many."""
    for rows in range(most if text else 0, 0, -1):
        strips = _up_from_the_foot(text, state, rows)
        if strips[0].top > after:
            return strips
    return ()


@lru_cache(_KEPT)
def _up_from_the_foot(text: str, state: str | None, most: int) -> tuple[Strip, ...]:
    """Return the line at the foot, in so many rows at most."""
    mark = mark_of(state) if state else ()
    lines, _ = fitted(text, _LINE, most, ROOM - indent_of(mark, _LINE))
    top = _LINE_TOP - (len(lines) - 1) * pixels(PITCH, _LINE.size)
    return tuple(strips_of(lines, _LINE, top, 0, mark))


def _cover(site: str, line: str, most: int) -> list[Strip]:
    """Return the card of the site itself: its name, a double rule, and what it is about."""
    name = list(_title(site, _COVER_TOP, _BAND, most))
    rules = list(_rules(name[-1].bottom + _COVER_GAP))
    after = rules[-1].bottom
    for rows in range(min(3, most), 0, -1):
        about = _lines(line, _COVER_LINE, after + _COVER_GAP, after, rows)
        if not about or about[-1].bottom <= _LAST:
            break
    return [*name, *rules, *about]


@cache
def _sign() -> Strip:
    """Return the site's sign, as in `static/icon.svg`."""
    left = (WIDTH - _SIGN_SIZE) // 2 // PIXELS
    drawn = placed([(0, shape(SIGN, _SIGN_SIZE, TONE))], ROOM - left, _SIGN_SIZE, 0)
    return strip((HEIGHT - _SIGN_SIZE) // 2, [margin(left, _SIGN_SIZE), drawn])
