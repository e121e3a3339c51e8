"""Cards to look at, in full and as small as in a preview: `python -m tests.cards.sheet FOLDER`."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from generator.cards.layout import Card, draw
from tests.cards.looking import ARTICLE, HOME, THEME

SHOWN = {
    "article": ARTICLE,
    "theme": THEME,
    "home": HOME,
    "partial": replace(
        THEME,
        title="Prisoner exchange",
        line="Partly agreed. An exchange of a thousand each is agreed; no report says when.",
        state="partial",
    ),
    "settled": replace(
        THEME, title="Venues", line="Settled. They meet in Istanbul.", state="settled"
    ),
    "stalled": replace(THEME, title="Sanctions", line="Stalled. Nobody decides.", state="stalled"),
    "french": replace(
        ARTICLE, title="Macron évoque un cessez-le-feu « inconditionnel » après l’appel de Kyïv"
    ),
    "ukrainian": replace(
        ARTICLE, title="Зеленський заявив, що готовий до переговорів у Стамбулі вже за тиждень"
    ),
    "long": replace(
        ARTICLE, title="Verfassungsgerichtspräsidentenwahl: " + f"{ARTICLE.title}; " * 3
    ),
    "sign": Card("東京", "", "東京"),
}
SMALL = (300, 158)
GAP = 12


def main() -> None:
    """Write each card, and one picture with all of them on light and on dark."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    width, height = SMALL[0] + GAP, SMALL[1] + GAP
    half = (len(SHOWN) + 1) // 2
    sheet = Image.new("RGB", (half * width + GAP, 4 * height + GAP), "#ffffff")
    sheet.paste("#15181c", (0, 2 * height + GAP // 2, sheet.width, sheet.height))
    for i, (name, card) in enumerate(SHOWN.items()):
        data = draw(card)
        (folder / f"{name}.png").write_bytes(data)
        small = Image.open(BytesIO(data)).convert("RGB").resize(SMALL, Image.Resampling.LANCZOS)
        for start in (0, 2):
            sheet.paste(small, (GAP + i % half * width, GAP + (start + i // half) * height))
        print(f"{name}: {len(data)} bytes")
    sheet.save(folder / "sheet.png")


if __name__ == "__main__":
    main()
