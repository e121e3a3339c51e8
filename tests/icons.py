"""Makes the icons for home screens anew, from the site's own: `make icons`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.chromium import started

STATIC = Path(__file__).parents[1] / "generator" / "static"
ROUNDED = {"icon-192.png": 192, "icon-512.png": 512}
FULL = {"icon-maskable-512.png": 512, "apple-touch-icon.png": 180}
"""Those that get their shape on the device: colour goes to the edges. The sign is within the middle
four fifths already, which is what every shape leaves."""


def main() -> None:
    """Draw each size in Chromium."""
    svg = (STATIC / "icon.svg").read_text(encoding="utf-8")
    assert ' rx="5"' in svg
    with started() as browser:
        for name, size in (ROUNDED | FULL).items():
            page = browser.new_page(viewport={"width": size, "height": size})
            drawn = svg if name in ROUNDED else svg.replace(' rx="5"', "")
            page.set_content(f"<style>body{{margin:0}} svg{{display:block}}</style>{drawn}")
            taken = page.screenshot(omit_background=True)
            page.close()
            mode = "RGBA" if name in ROUNDED else "RGB"
            Image.open(BytesIO(taken)).convert(mode).save(STATIC / name, optimize=True)


if __name__ == "__main__":
    main()
