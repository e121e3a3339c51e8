"""Make the icons for home screens from the site's own, `icon.svg`: `make icons`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.chromium import started

STATIC = Path(__file__).parents[2] / "generator" / "static"
ROUNDED = {"icon-192.png": 192, "icon-512.png": 512}
FULL = {"icon-maskable-512.png": 512, "apple-touch-icon.png": 180}
"""Those that the device cuts to a shape, so their colour goes to the edges. The sign already is
within the middle four fifths, which no shape cuts into (W3C, Web Application Manifest)."""


def main() -> None:
    """Draw each icon in Chromium, in its size, and write it into `static/`."""
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
