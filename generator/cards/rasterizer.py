"""A rasterizer: outlines to pixels, computed with integers, so the same pixels on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from generator.cards.fonts import EM, Contour

PAPER, EDGE, TONE, INK = range(4)
"""The palette of a card. Letters that touch are combined bit by bit, and EDGE | INK is INK."""

_SAMPLES = 4
"""Samples per pixel across, and as many down: 16 in all for anti-aliasing."""
_EDGE_FROM, _FULL_FROM = 6, 11
"""How many of its 16 samples must be ink for a pixel to be an edge, and to have its full colour.
With 5 and 12, which makes more edges, cards are 3 % larger."""
_FRACTION_BITS = 16
"""Binary places of the position where a line crosses a row of samples."""
_INK_COUNT = bytes.maketrans(b"0123456789abcdef", bytes(i.bit_count() for i in range(16)))
"""From four samples, as a hexadecimal digit, to how many of them are ink."""


@cache
def _colour_of_count(full: int) -> bytes:
    """Return the table from the number of ink samples in a pixel to its colour, as a digit."""
    return bytes(
        ord(str(PAPER if i < _EDGE_FROM else EDGE if i < _FULL_FROM else full)) for i in range(256)
    )


class Bitmap(NamedTuple):
    """Pixels of one outline: two bits each, a number of the palette."""

    left: int
    """Pixels from the origin to the left edge."""
    above: int
    """Rows from the baseline up to the upper edge."""
    width: int
    rows: Sequence[int]
    """From top to bottom; the leftmost pixel is in the highest bits."""


def rasterize(outline: Iterable[Contour], size: int, colour: int = INK) -> Bitmap:
    """Return the pixels of an outline at a font size; full pixels have the colour.

    What is inside an odd number of contours is ink (even-odd rule).
    """
    # To integers without a remainder: a corner is in halves of a thousandth of a sample.
    scale = 2 * _SAMPLES * size
    contours = [[(x * scale, -y * scale) for x, y in contour] for contour in outline]
    if not contours:
        return Bitmap(0, 0, 0, ())
    across, down = zip(*chain.from_iterable(contours), strict=True)
    pixel = 2 * EM * _SAMPLES
    left, top = min(across) // pixel, min(down) // pixel
    width, height = -(-max(across) // pixel) - left, -(-max(down) // pixel) - top
    samples = [0] * (height * _SAMPLES)
    end = (left + width) * _SAMPLES
    masks = [(1 << count) - 1 for count in range(width * _SAMPLES + 1)]
    for contour in contours:
        for start, stop in pairwise([*contour, contour[0]]):
            _flip_right_of_line(samples, masks, start, stop, end, top * _SAMPLES)
    return Bitmap(left, -top, width, _downsampled(samples, width, _colour_of_count(colour)))


def _flip_right_of_line(
    samples: list[int],
    masks: Sequence[int],
    start: tuple[int, int],
    stop: tuple[int, int],
    end: int,
    top: int,
) -> None:
    """Flip, in every row of samples that a line crosses, all samples to the right of it.

    After all lines of an outline, exactly the samples inside are set. A row is one integer and
    `masks` has the integers with the lowest bits set, so a row takes one XOR. `end` is the right
    edge and `top` the upper one, in samples.
    """
    (x, y), (x_stop, y_stop) = (start, stop) if start[1] <= stop[1] else (stop, start)
    first, last = (y + EM - 1) // (2 * EM), (y_stop + EM - 1) // (2 * EM)
    if first == last:
        return
    slope = ((x_stop - x) << _FRACTION_BITS) // (y_stop - y)
    # Rows are crossed in their middles. How many samples are to the right of the crossing in the
    # first row is rounded: hence the half.
    crossing = ((x << _FRACTION_BITS) + slope * (2 * EM * first + EM - y)) // (2 * EM)
    off = (end << _FRACTION_BITS) + (1 << _FRACTION_BITS - 1) - crossing
    for row in range(first - top, last - top):
        samples[row] ^= masks[off >> _FRACTION_BITS]
        off -= slope


def _downsampled(samples: Sequence[int], width: int, colours: bytes) -> list[int]:
    """Return rows of pixels: the number of ink samples in each pixel decides on its colour."""
    # A hexadecimal digit is the four samples of one pixel in one row of samples.
    counts = [
        "".join(f"{row:0{width}x}" for row in samples[i::_SAMPLES]).encode().translate(_INK_COUNT)
        for i in range(_SAMPLES)
    ]
    # All sums at once: each is a byte of its own in one long number, and 16 fits into a byte.
    inked = sum(int.from_bytes(count) for count in counts).to_bytes(len(counts[0]))
    pixels = inked.translate(colours)
    return [int(pixels[i : i + width], 4) for i in range(0, len(pixels), width)]
