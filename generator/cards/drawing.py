"""A card: where its words stand, and how large they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.cards.lines import Line, cut, words_of, wrapped
from generator.cards.picture import HEIGHT, WIDTH, Strip, png
from generator.cards.pieces import PIXELS, STRIDE, Piece, even, margin, band
from generator.cards.raster import INK, TONE
from generator.cards.words import Face, Word, drawn, extent
from generator.cards.letters import EM


@dataclass(frozen=True, slots=True)
class Card:
    site: str
    kicker: str
    title: str
    line: str | None = None
    state: str | None = None


LEFT = 21
ROOM = STRIDE - 1 - 2 * LEFT
COLOURS = {None: "0d4f6e", "open": "8a5200", "partial": "8a5200", "settled": "1c6b3f", "stalled": "98272b"}

SIZES = ((104, 2), (80, 3), (64, 4))


def set_lines(lines: Sequence[Line], face: Face, base: int, pitch: int, left: int) -> tuple[list[Strip], int]:
    made = []
    bottom = 0
    for line in lines:
        ext = [extent(face.name, w.text) for w in line]
        above = max(-(-face.size * 780 // EM), *(-(-face.size * e.above // EM) for e in ext))
        below = max(-(-face.size * 250 // EM), *(-(-face.size * e.below // EM) for e in ext))
        base = max(base, bottom + above + 1)
        line = (*line[:-1], Word(line[-1].text, 0))
        made.append(Strip(base - above, [margin(left, above + below), *[drawn(face, w, above, below) for w in line]]))
        bottom = made[-1].bottom
        base += pitch
    return made, base


def draw(card: Card) -> bytes:
    strips = [Strip(0, [band(TONE, 18)])]
    site = Face("serif", 40)
    s, _ = set_lines(cut(wrapped(words_of(card.site, site, ROOM), site, ROOM),1,site,ROOM), site, 92, 50, LEFT)
    strips += s
    strips += [Strip(118, [margin(LEFT,2),even(INK, ROOM, 2)]), Strip(123, [margin(LEFT,2),even(INK, ROOM, 2)])]
    kick = Face("sans", 32)
    s, _ = set_lines(cut(wrapped(words_of(card.kicker, kick, ROOM), kick, ROOM),1,kick,ROOM), kick, 186, 40, LEFT)
    strips += s
    for size, most in SIZES:
        face = Face("serif", size)
        lines = wrapped(words_of(card.title, face, ROOM), face, ROOM)
        if len(lines) <= most: break
    lines = cut(lines, most, face, ROOM)
    s, _ = set_lines(lines, face, 216 + size * 78 // 100, size * 114 // 100, LEFT)
    strips += s
    if card.line:
        label = Face("sans", 36)
        lines = cut(wrapped(words_of(card.line, label, ROOM), label, ROOM), 2, label, ROOM)
        s, _ = set_lines(lines, label, 562 - 46 * (len(lines)-1), 46, LEFT)
        strips += s
    colours = [bytes.fromhex(c) for c in ("fffefb", "8e8e8d", COLOURS[card.state], "1b1c1e")]
    return png(strips, colours)
