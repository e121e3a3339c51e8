"""The layout of a card: what stands where, and how large. The entry point of this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from generator.cards.glyph_coverage import covered
from generator.cards.png import HEIGHT, WIDTH, Strip, png, strip
from generator.cards.rasterizer import INK, TONE, rasterize
from generator.cards.symbols import LOGO, state_symbol
from generator.cards.tiles import PIXELS_PER_BYTE, compose, full_width_band, left_margin, solid
from generator.cards.typesetting import (
    LINE_SPACING,
    LINE_WIDTH,
    MARGIN,
    breaks_words,
    fit_lines,
    symbol_indent,
    typeset,
)
from generator.cards.word_tiles import TextStyle, to_pixels

# Rows are counted from the top of the picture, heights and font sizes are in pixels.
_LAST_ROW = 594
"""No text reaches below this row, because previews may cut off a twentieth at the bottom."""
_BAND_HEIGHT = 16
_SITE, _SITE_TOP = TextStyle("serif", 40), 52
_RULE_HEIGHT, _RULE_TOP = 2, 110
_KICKER, _KICKER_TOP = TextStyle("sans", 34), 152
_TITLE_SIZES, _TITLE_TOP = {100: 2, 78: 3, 62: 4}, 216
"""The most lines that a title may have at a font size. The largest size that holds it is taken."""
_SMALL_SIZES = {50: 4, 40: 5}
"""The same of titles with a word that is wider than a line, such as German ones can have."""
_FOOTER, _FOOTER_TOP = TextStyle("sans", 40), 536
"""The footer grows upwards: this is where its last line begins."""
_COVER_TOP, _COVER_LINE, _COVER_GAP = 150, TextStyle("sans", 44), 28
_LOGO_SIZE = 360
_MAX_LETTERS = 500
"""No card has room for more letters, so those after them are not even looked at."""
_MAX_BYTES = 23_000
"""A card that would have more bytes gets fewer lines. Only texts that mean nothing come near."""
_CACHE_SIZE = 512
"""Memoized lines: days, sources and states recur on many cards, titles hardly ever."""

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
    """What a card says, all of it plain text."""

    site: str
    """The name of the site."""
    kicker: str
    """The kind of page, and its date."""
    title: str
    """The title of the page; empty on the card of the site itself."""
    line: str = ""
    """Where the theme stands, the source of the report, or what the site is about."""
    state: str | None = None
    """The state of a theme: open, partial, settled or stalled."""


def draw(card: Card) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels, the same bytes on every machine.

    What the fonts do not cover is left out (see `glyph_coverage.py`). A card without a title that
    they cover is that of the site; if they do not cover the site's name either, it shows the logo.
    """
    site, title = (covered(text[:_MAX_LETTERS], "serif") for text in (card.site, card.title))
    kicker, line = (covered(text[:_MAX_LETTERS], "sans") for text in (card.kicker, card.line))
    # Nearly all cards are small enough at the first try.
    for max_lines in range(max(_TITLE_SIZES.values()), 0, -1):
        strips = [strip(0, [full_width_band(TONE, _BAND_HEIGHT)])]
        if title:
            strips += _masthead(site)
            strips += _text(kicker, _KICKER, _KICKER_TOP, strips[-1].bottom)
            strips += _title(title, _TITLE_TOP, strips[-1].bottom, max_lines)
            strips += _footer(line, card.state, strips[-1].bottom, min(3, max_lines))
        else:
            strips += _cover(site, line, max_lines) if site else [_logo()]
        if sum(one.bits.length for one in strips) <= 8 * _MAX_BYTES:
            break
    colours = _PAPER, _EDGE, _TONES.get(card.state, _ACCENT), _INK
    return png(strips, [bytes.fromhex(colour) for colour in colours])


@lru_cache(8)
def _masthead(site: str) -> tuple[Strip, ...]:
    """Return the name of the site, and the double rule below it."""
    return *_text(site, _SITE, _SITE_TOP, _BAND_HEIGHT), *_double_rule(_RULE_TOP)


def _double_rule(top: int) -> Iterator[Strip]:
    for row in (top, top + 2 * _RULE_HEIGHT + 1):
        yield strip(row, [left_margin(MARGIN, _RULE_HEIGHT), solid(INK, LINE_WIDTH, _RULE_HEIGHT)])


@lru_cache(_CACHE_SIZE)
def _text(
    text: str, style: TextStyle, top: int, after: int, max_lines: int = 1
) -> tuple[Strip, ...]:
    """Return a text from the row `top` on, or further down to stay below the row `after`."""
    if not text:
        return ()
    lines, _ = fit_lines(text, style, max_lines)
    return tuple(typeset(lines, style, top, after))


def _title(text: str, top: int, after: int, max_lines: int) -> Iterator[Strip]:
    """Return a title in the largest font size at which it fits, or cut off at the smallest.

    No word is broken if a smaller size can help it: that needs no hyphens, which would be right in
    one language and wrong in another.
    """
    smallest = min(_TITLE_SIZES)
    for size, lines_at_size in (_TITLE_SIZES | _SMALL_SIZES).items():
        style = TextStyle("serif", size)
        lines, is_whole = fit_lines(text, style, min(lines_at_size, max_lines))
        if not breaks_words(text, style) and (is_whole or size <= smallest):
            return typeset(lines, style, top, after)
    # A word that is too wide even so is no word of any language, but perhaps an address.
    style = TextStyle("serif", smallest)
    lines, _ = fit_lines(text, style, min(_TITLE_SIZES[smallest], max_lines))
    return typeset(lines, style, top, after)


def _footer(text: str, state: str | None, after: int, max_lines: int) -> tuple[Strip, ...]:
    """Return the line at the foot, in as many lines as there is room for below the row `after`."""
    # Fewer lines begin further down, until they clear a title of many lines.
    for count in range(max_lines if text else 0, 0, -1):
        strips = _footer_lines(text, state, count)
        if strips[0].top > after:
            return strips
    return ()


@lru_cache(_CACHE_SIZE)
def _footer_lines(text: str, state: str | None, max_lines: int) -> tuple[Strip, ...]:
    """Return the footer in so many lines at most, the last one at the foot of the card."""
    symbol = state_symbol(state) if state else ()
    lines, _ = fit_lines(text, _FOOTER, max_lines, LINE_WIDTH - symbol_indent(symbol, _FOOTER))
    top = _FOOTER_TOP - (len(lines) - 1) * to_pixels(LINE_SPACING, _FOOTER.size)
    return tuple(typeset(lines, _FOOTER, top, 0, symbol))


def _cover(site: str, line: str, max_lines: int) -> list[Strip]:
    """Return the card of the site itself: its name, a double rule, and what it is about."""
    name = list(_title(site, _COVER_TOP, _BAND_HEIGHT, max_lines))
    rules = list(_double_rule(name[-1].bottom + _COVER_GAP))
    after = rules[-1].bottom
    # A long name leaves less room for what the site is about.
    for count in range(min(3, max_lines), 0, -1):
        about = _text(line, _COVER_LINE, after + _COVER_GAP, after, count)
        if not about or about[-1].bottom <= _LAST_ROW:
            break
    return [*name, *rules, *about]


@cache
def _logo() -> Strip:
    """Return the logo of the site, in the middle of the card."""
    left = (WIDTH - _LOGO_SIZE) // 2 // PIXELS_PER_BYTE
    bitmap = rasterize(LOGO, _LOGO_SIZE, TONE)
    tile = compose([(0, bitmap)], LINE_WIDTH - left, _LOGO_SIZE, 0)
    return strip((HEIGHT - _LOGO_SIZE) // 2, [left_margin(left, _LOGO_SIZE), tile])
