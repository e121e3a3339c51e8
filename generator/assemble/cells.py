"""The names of cells: what a page may ask for, each known to have changed or not.

Keys hold no colon, so a name can be taken apart again.
"""

from __future__ import annotations

NAMES = "names"
"""The site's own words, its registers, and what themes, points and pages are called."""
ARTICLES = "articles"
"""Which articles there are, in their order."""
PAGES = "pages"
"""Which addresses articles have."""
DATA = "data"
"""What the data files say of articles and claims."""
MONTHS = "months"
"""Which themes have developments in which months."""
MONTH_COUNTS = "month-counts"
"""How many developments each of these is."""
HAPPENED = "happened:"
RAW = "raw-"
"""The claims themselves, of which points and developments are worked out; no page asks for them."""


def article(id: str) -> str:
    """All of an article but its body."""
    return f"article:{id}"


def body(id: str) -> str:
    """The body of an article."""
    return f"body:{id}"


def theme(name: str) -> str:
    """What a theme's file says."""
    return f"theme:{name}"


def page(address: str) -> str:
    """What the file of a page of the editors' own says."""
    return f"page:{address}"


def about(theme: str, month: str = "") -> str:
    """The articles about a theme, of one month or of all."""
    return f"about:{theme}:{month}"


def is_about(cell: str) -> bool:
    """Return whether a cell is one of articles about a theme."""
    return cell.startswith("about:")


def source(key: str) -> str:
    """The articles of an outlet."""
    return f"source:{key}"


def relayed(key: str) -> str:
    """The articles of others that relay an outlet."""
    return f"relayed:{key}"


def held(actor: str) -> str:
    """The positions that an actor holds."""
    return f"held:{actor}"


def news(theme: str) -> str:
    """The reports on a theme and their corrections as they came, or with "" all of them."""
    return f"news:{theme}"


def mapped(month: str) -> str:
    """The addresses of the articles published in a month, and when each was modified."""
    return f"mapped:{month}"


def corrected(theme: str) -> str:
    """The corrections of articles on a theme, or with "" of all."""
    return f"corrected:{theme}"


def point(theme: str, point: str) -> str:
    """What the claims on a point amount to."""
    return f"point:{theme}:{point}"


def happened(theme: str, month: str) -> str:
    """The developments of a theme in a month."""
    return f"{HAPPENED}{theme}:{month}"


def raw_of_point(theme: str, point: str) -> str:
    """The claims on a point."""
    return f"{RAW}point:{theme}:{point}"


def raw_of_month(theme: str, month: str) -> str:
    """The dated claims on a theme about a month."""
    return f"{RAW}month:{theme}:{month}"


def raw_point(cell: str) -> tuple[str, str] | None:
    """Return theme and point of a cell of claims on a point; None for any other."""
    return _apart(cell, f"{RAW}point:")


def raw_month(cell: str) -> tuple[str, str] | None:
    """Return theme and month of a cell of dated claims; None for any other."""
    return _apart(cell, f"{RAW}month:")


def theme_and_month(cell: str) -> tuple[str, str] | None:
    """Return theme and month of a cell of developments; None for any other."""
    return _apart(cell, HAPPENED)


def describe(cell: str) -> str:
    """Say what a cell is in an editor's words; anything else is given as it is."""
    if cell in _ALONE:
        return _ALONE[cell]
    kind, _, rest = cell.partition(":")
    first, _, second = rest.partition(":")
    if kind not in _KEYED:
        return cell
    words, narrower = _KEYED[kind]
    return words.format(first) + (narrower.format(second) if second else "")


_ALONE = {
    NAMES: "the site's own words, a register, or what a theme, point or page is called",
    ARTICLES: "which articles there are",
    PAGES: "which addresses articles have",
    DATA: "what articles are and claim",
    MONTHS: "which months have developments",
    MONTH_COUNTS: "how many developments months have",
    "corrected:": "the corrections",
    "news:": "which reports and corrections came",
}
_KEYED = {
    "article": ("what article {} is and claims", ""),
    "body": ("the text of article {}", ""),
    "theme": ("the theme {}", ""),
    "page": ("the page {}", ""),
    "about": ("the articles on {}", " of {}"),
    "source": ("the articles of {}", ""),
    "relayed": ("the articles that relay {}", ""),
    "held": ("the positions of {}", ""),
    "corrected": ("the corrections on {}", ""),
    "news": ("which reports and corrections on {} came", ""),
    "mapped": ("which articles of {} there are, and when they were modified", ""),
    "point": ("the answers on {}", ", {}"),
    "happened": ("the developments on {}", " in {}"),
}


def _apart(cell: str, start: str) -> tuple[str, str] | None:
    if not cell.startswith(start):
        return None
    first, _, second = cell.removeprefix(start).partition(":")
    return first, second
