"""The icons that phones and desktops show."""

from pathlib import Path

import pytest
from PIL import Image

STATIC = Path(__file__).parent.parent / "generator" / "static"
SIZES = {
    "icon-192.png": 192,
    "icon-512.png": 512,
    "icon-maskable-512.png": 512,
    "apple-touch-icon.png": 180,
}
ACCENT = (0x0D, 0x4F, 0x6E, 255)


@pytest.mark.parametrize("name", SIZES)
def test_icons_have_the_sizes_that_their_names_say_and_are_light(name: str) -> None:
    with Image.open(STATIC / name) as icon:
        assert (icon.format, icon.size) == ("PNG", (SIZES[name], SIZES[name]))
    assert (STATIC / name).stat().st_size <= 10 * 1024


@pytest.mark.parametrize("name", ["icon-maskable-512.png", "apple-touch-icon.png"])
def test_icons_that_are_cut_to_a_shape_have_colour_up_to_their_edges(name: str) -> None:
    icon = Image.open(STATIC / name).convert("RGBA")
    last = icon.width - 1
    corners = [(0, 0), (last, 0), (0, last), (last, last)]
    assert {icon.getpixel(corner) for corner in corners} == {ACCENT}


def test_the_sign_is_where_every_shape_leaves_it() -> None:
    """The safe zone is a circle two fifths of the width around the middle (Web App Manifest)."""
    icon = Image.open(STATIC / "icon-maskable-512.png").convert("RGBA")
    middle, safe = icon.width / 2, icon.width * 2 / 5
    outside = {
        icon.getpixel((x, y))
        for x in range(icon.width)
        for y in range(icon.height)
        if (x - middle) ** 2 + (y - middle) ** 2 > safe**2
    }
    assert outside == {ACCENT}


def test_icons_of_other_shapes_are_rounded() -> None:
    for name in ("icon-192.png", "icon-512.png"):
        corner = Image.open(STATIC / name).convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert corner[3] == 0
