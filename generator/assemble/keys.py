"""Dependency keys: the names of what a page may ask for, each known to have changed or not.

Ids and names of the content hold no colon, so a key can be taken apart again.
"""

from __future__ import annotations

NAMES = "names"
"""The site's own words, its registers, and what themes, points and pages are called."""
ARTICLES = "articles"
"""Which articles there are, in their order."""
PAGES = "pages"
"""Which addresses articles have."""
THEME_CORRECTIONS = "theme-corrections"
"""The corrections that the files of themes have."""
DATA = "data"
"""What the data files say of articles and claims."""
MONTHS = "months"
"""Which themes have developments in which months."""
MONTH_COUNTS = "month-counts"
"""How many developments each of these is."""
_DEVELOPMENTS = "developments:"
_CLAIMS = "claims-"
"""Claims themselves, of which points and developments are worked out; no page asks for them."""


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


def published_in(month: str) -> str:
    """The addresses of the articles published in a month, and when each was modified."""
    return f"published:{month}"


def corrected(theme: str, month: str = "") -> str:
    """The corrections of articles on a theme, or with "" of all; of one month or of all."""
    return f"corrected:{theme}:{month}"


def point(theme: str, point: str) -> str:
    """What the claims on a point amount to."""
    return f"point:{theme}:{point}"


def developments(theme: str, month: str) -> str:
    """The developments of a theme in a month."""
    return f"{_DEVELOPMENTS}{theme}:{month}"


def claims_on(theme: str, point: str) -> str:
    """The claims on a point."""
    return f"{_CLAIMS}point:{theme}:{point}"


def claims_in(theme: str, month: str) -> str:
    """The dated claims on a theme about a month."""
    return f"{_CLAIMS}month:{theme}:{month}"


def point_of_claims(key: str) -> tuple[str, str] | None:
    """Return theme and point of a key of claims on a point; None for any other."""
    return _apart(key, f"{_CLAIMS}point:")


def month_of_claims(key: str) -> tuple[str, str] | None:
    """Return theme and month of a key of dated claims; None for any other."""
    return _apart(key, f"{_CLAIMS}month:")


def month_of_developments(key: str) -> tuple[str, str] | None:
    """Return theme and month of a key of developments; None for any other."""
    return _apart(key, _DEVELOPMENTS)


def describe(key: str) -> str:
    """Return what a key stands for in an editor's words; any other text as it is."""
    if key in _ALONE:
        return _ALONE[key]
    kind, _, rest = key.partition(":")
    first, _, second = rest.partition(":")
    if kind not in _KEYED:
        return key
    words, narrower = _KEYED[kind]
    return words.format(first) + (narrower.format(second) if second else "")


_ALONE = {
    NAMES: "the site's own words, a register, or what a theme, point or page is called",
    ARTICLES: "which articles there are",
    PAGES: "which addresses articles have",
    THEME_CORRECTIONS: "the corrections of themes",
    DATA: "what articles are and claim",
    MONTHS: "which months have developments",
    MONTH_COUNTS: "how many developments months have",
    "corrected::": "the corrections",
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
    "corrected": ("the corrections on {}", " in {}"),
    "news": ("which reports and corrections on {} came", ""),
    "published": ("which articles of {} there are, and when they were modified", ""),
    "point": ("the answers on {}", ", {}"),
    "developments": ("the developments on {}", " in {}"),
}


def _apart(key: str, start: str) -> tuple[str, str] | None:
    if not key.startswith(start):
        return None
    first, _, second = key.removeprefix(start).partition(":")
    return first, second
