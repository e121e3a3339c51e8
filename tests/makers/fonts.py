"""Make the letters of cards, `serif.bin` and `sans.bin`, from fonts.

`python -m tests.makers.fonts FOLDER`, where the folder holds the two font files. What the files
hold is said in `generator/cards/fonts.py`, which reads them.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "generator" / "cards"

FONTS = {"serif": "NotoSerif-Bold.ttf", "sans": "NotoSans-Regular.ttf"}

COVERED = (
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x250),  # Latin-1 Supplement, Latin Extended-A and -B
    *(0x2BB, 0x2BC),  # apostrophes that are letters
    *range(0x386, 0x3CF),  # Greek
    *range(0x400, 0x530),  # Cyrillic and its supplement
    *range(0x1E00, 0x1F00),  # Latin Extended Additional, with Vietnamese
    *range(0x2010, 0x2045),  # General Punctuation
    *range(0x20A0, 0x20C0),  # Currency Symbols
    *(0x2116, 0x2122),  # numero and trade mark
)
UNSEEN = ("Cf", "Cn", "Mn", "Me", "Zl", "Zp")
"""Categories of Unicode without a shape of their own; `cards/glyph_coverage.py` drops them."""

STEPS = 4
"""The most straight lines that one curve becomes."""
BEND = 1.2
"""How far a line may stray from its curve, in thousandths of the size of letters."""

PAIRS = 2
"""The type of a lookup that moves pairs (OpenType, GPOS)."""

Point = tuple[float, float]


def letters_of(font: Any) -> dict[str, list[Any]]:
    """Return the advance and the outline, as text, of each covered letter that a font has.

    `font` is a `TTFont` with TrueType outlines. Lengths are in thousandths of the size of letters.
    """
    scale = 1000 / font["head"].unitsPerEm
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    found = [
        chr(code)
        for code in COVERED
        if code in names and unicodedata.category(chr(code)) not in UNSEEN
    ]
    # Letters next to others of the same shape pack best.
    found.sort(key=lambda letter: unicodedata.normalize("NFD", letter))
    made = {}
    for letter in found:
        glyph = glyphs[names[ord(letter)]]
        pen = DecomposingRecordingPen(glyphs)
        glyph.draw(pen)
        rings = [_steps(ring, scale) for ring in _rings(pen.value)]
        made[letter] = [round(glyph.width * scale), "z".join(filter(None, rings))]
    return made


def _rings(commands: Any) -> Iterator[list[Point]]:
    """Return the closed rings of a glyph, its curves as straight lines, in units of the font."""
    ring: list[Point] = []
    for command, points in commands:
        match command:
            case "moveTo":
                ring = [points[0]]
            case "lineTo":
                ring.append(points[0])
            case "qCurveTo":
                *controls, last = points
                if last is None:  # a ring that has no corner on its line
                    last = _middle(controls[0], controls[-1])
                    ring = [last]
                for control, end in _curves(controls, last):
                    ring += _line(ring[-1], control, end)
            case "closePath":
                yield ring


def _curves(controls: Sequence[Point], last: Point) -> Iterator[tuple[Point, Point]]:
    """Return the curves of a TrueType spline, each as its control point and its end.

    The ends are implied: each lies midway between two controls (OpenType, glyf, simple glyphs).
    """
    for control, following in pairwise(controls):
        yield control, _middle(control, following)
    yield controls[-1], last


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _line(start: Point, control: Point, end: Point) -> Iterator[Point]:
    """Return the ends of the straight lines that stand for a quadratic curve."""
    sag = max(abs(start[i] - 2 * control[i] + end[i]) for i in (0, 1)) / 4
    # Twice as many lines stray a quarter as far from the curve.
    count = min(STEPS, max(1, round((sag / BEND) ** 0.5 + 0.5)))
    for step in range(1, count + 1):
        t = step / count
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        yield a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def _steps(ring: Sequence[Point], scale: float) -> str:
    """Return a ring as text: its first corner, then the step to each further one.

    Coordinates are multiplied by `scale` and rounded; corners that then repeat are dropped.
    """
    corners = [(round(x * scale), round(y * scale)) for x, y in ring]
    corners = [b for a, b in zip([None, *corners], corners, strict=False) if a != b]
    if len(corners) > 1 and corners[0] == corners[-1]:
        del corners[-1]
    numbers, last = [], (0, 0)
    for x, y in corners:
        numbers += [x - last[0], y - last[1]]
        last = x, y
    return " ".join(map(str, numbers))


def kerning_of(font: Any, letters: Sequence[str]) -> dict[str, Any]:
    """Return the kerning of all pairs of letters, as three mappings.

    `before` and `after` give the group of a letter as the first and as the second of a pair;
    letters of one group are kerned alike. `pairs` gives the kerning of two groups, "3 7", in
    thousandths of the size of letters; pairs that are not kerned are left out.
    """
    names, scale = font.getBestCmap(), 1000 / font["head"].unitsPerEm
    tables = list(_pair_tables(font))
    known = {letter: names[ord(letter)] for letter in letters}
    table = {
        a: tuple(round(_kern(tables, known[a], known[b]) * scale) for b in letters) for a in letters
    }
    columns = dict(zip(letters, zip(*table.values(), strict=True), strict=True))
    before, after = _groups(table), _groups(columns)
    pairs = {}
    for a, group in before.items():
        for b, value in zip(letters, table[a], strict=True):
            if value:
                pairs[f"{group} {after[b]}"] = value
    return {"before": before, "after": after, "pairs": pairs}


def _groups(rows: dict[str, tuple[int, ...]]) -> dict[str, int]:
    """Number the letters so that those with equal rows share a number; rows of zeros have none."""
    numbers: dict[tuple[int, ...], int] = {}
    return {
        letter: numbers.setdefault(row, len(numbers)) for letter, row in rows.items() if any(row)
    }


def _pair_tables(font: Any) -> Iterator[Any]:
    """Return the subtables of the feature `kern` (OpenType, GPOS, lookup type 2), in order.

    With each goes the place, by name, of every glyph that it covers as the first of a pair.
    """
    table = font["GPOS"].table
    records = [one for one in table.FeatureList.FeatureRecord if one.FeatureTag == "kern"]
    for index in sorted({i for one in records for i in one.Feature.LookupListIndex}):
        for subtable in table.LookupList.Lookup[index].SubTable:
            found = getattr(subtable, "ExtSubTable", subtable)
            if found.LookupType == PAIRS:
                yield found, {name: i for i, name in enumerate(found.Coverage.glyphs)}


def _kern(tables: Sequence[Any], a: str, b: str) -> int:
    """Return the kerning of two glyphs, in units of the font, from the first table that has it."""
    for table, covered in tables:
        if a not in covered:
            continue
        if table.Format == 1:
            pairs = table.PairSet[covered[a]].PairValueRecord
            value = next((one.Value1 for one in pairs if one.SecondGlyph == b), None)
            if value is not None:
                return getattr(value, "XAdvance", 0)
        else:
            row = table.Class1Record[table.ClassDef1.classDefs.get(a, 0)].Class2Record
            value = row[table.ClassDef2.classDefs.get(b, 0)].Value1
            return getattr(value, "XAdvance", 0) if value else 0
    return 0


def main() -> None:
    """Write both files where the package keeps them."""
    for name, file in FONTS.items():
        font = TTFont(Path(sys.argv[1]) / file)
        letters = letters_of(font)
        lines = [json.dumps(kerning_of(font, list(letters)), ensure_ascii=False)]
        lines += [
            f"{letter}\t{advance}\t{outline}" for letter, (advance, outline) in letters.items()
        ]
        text = "\n".join(lines)
        (TARGET / f"{name}.bin").write_bytes(zlib.compress(text.encode(), level=9))


if __name__ == "__main__":
    main()
