"""Dependency keys: strings that name what a page can depend on.

A page depends on a key if its planner asked the corpus for something under this key. When content
changes, the index works out which keys changed, and the pages that depend on them are dirty. Keys
are coarse enough to be few for a page, and fine enough that an edit makes few pages dirty.

Each function says what its key stands for; the key changes when any of that does. Ids and names
hold no colon, so a key can be split again.
"""

from __future__ import annotations

NAMES = "names"
"""The settings of the site, its registers, and the titles and order of themes, points and pages.
Every page depends on it."""
ARTICLES = "articles"
"""Which articles are public, and in what order."""
PAGES = "pages"
"""The ids, addresses and old addresses of public articles, from which pages are listed."""
THEME_CORRECTIONS = "theme-corrections"
"""The corrections that are written in the files of themes."""
COUNTS = "counts"
"""How many articles were published in each month."""
NAMED = "named"
"""Which actors, sources and images public articles name. Only what is derived from it is asked for:
see `public`."""
MONTHS = "months"
"""Which themes have developments in which months."""
MONTH_PARTS = "month-parts"
"""How many pages the months of the timeline have that have several."""
MONTH_COUNTS = "month-counts"
"""The number of developments of each theme in each month."""
GLOSSARY = "glossary"
"""The words that the glossary explains."""
_DEVELOPMENTS = "developments:"
_NAMED = "named-by:"
_LOOK_ALIKES = "look-alikes:"
"""The keys of answers that look alike, of which warnings are made; no page depends on them."""
_CLAIMS = "claims-"
"""The keys of claims themselves, from which points and developments are derived. Pages depend on
what is derived and not on these, so they stay clean if it comes out the same (early cutoff, in the
words of Salsa)."""


def article(id: str) -> str:
    """Return the key of an article without its body, and of whether it is public."""
    return f"article:{id}"


def embargo(id: str) -> str:
    """Return the key of whether an article is only there as a preview lets it in too early."""
    return f"embargo:{id}"


def body(id: str) -> str:
    """Return the key of the body of an article."""
    return f"body:{id}"


def theme(name: str) -> str:
    """Return the key of all that the file of a theme says."""
    return f"theme:{name}"


def page(address: str) -> str:
    """Return the key of all that the file of a page in content/pages/ says."""
    return f"page:{address}"


def term(key: str) -> str:
    """Return the key of all that the glossary says of a term."""
    return f"term:{key}"


def about(theme: str, month: str = "") -> str:
    """Return the key of the list of articles on a theme, of one month or with "" of all months.

    It changes when one of them comes or goes, or gets another date, source or origin.
    """
    return f"about:{theme}:{month}"


def data(month: str) -> str:
    """Return the key of what the data files say about the articles published in a month."""
    return f"data:{month}"


def source(key: str) -> str:
    """Return the key of the list of articles of a source, and of how many claims they have."""
    return f"source:{key}"


def relayed(key: str) -> str:
    """Return the key of the list of articles from other sources that relay a source."""
    return f"relayed:{key}"


def claims_by(actor: str) -> str:
    """Return the key of the list of what an actor, or one who speaks for it, said and did.

    It does not change with the words of a claim: those belong to the key of the article.
    """
    return f"by:{actor}"


def news(theme: str) -> str:
    """Return the key of the list of articles on a theme, or with "" on any, and their corrections.

    It changes when one of them comes or goes, or appeared at another time.
    """
    return f"news:{theme}"


def published_in(month: str) -> str:
    """Return the key of the addresses and last changes of the articles published in a month."""
    return f"published:{month}"


def article_corrections(theme: str, month: str = "") -> str:
    """Return the key of the list of corrections of articles on a theme, or with "" on any.

    `month` is the month of the correction, "" for all months.
    """
    return f"corrections:{theme}:{month}"


def public(kind: str) -> str:
    """Return the key of which actors, sources or images are public; `kind` is one of them."""
    return f"public:{kind}"


def named(kind: str, key: str) -> str:
    """Return the key of which public articles name an actor, a source or an image.

    The name of an image may hold a colon.
    """
    return f"{_NAMED}{kind}:{key}"


def point(theme: str, point: str) -> str:
    """Return the key of what the claims on a point amount to, as `points.py` derives it."""
    return f"point:{theme}:{point}"


def developments(theme: str, month: str) -> str:
    """Return the key of the developments of a theme in a month."""
    return f"{_DEVELOPMENTS}{theme}:{month}"


def development_count(theme: str) -> str:
    """Return the key of the number of developments of a theme, in all months."""
    return f"development-count:{theme}"


def look_alikes(theme: str = "", point: str = "") -> str:
    """Return the key of the answers to a point that look alike but are compared as different.

    Without a point, return what all these keys begin with.
    """
    return f"{_LOOK_ALIKES}{theme}:{point}" if theme else _LOOK_ALIKES


def unused(theme: str, point: str) -> str:
    """Return the key of the values that a point declares alike and that no claim gives, folded."""
    return f"unused:{theme}:{point}"


def claims_on(theme: str, point: str) -> str:
    """Return the key of the claims on a point."""
    return f"{_CLAIMS}point:{theme}:{point}"


def claims_in(theme: str, month: str) -> str:
    """Return the key of the dated claims on a theme about a month."""
    return f"{_CLAIMS}month:{theme}:{month}"


def parse_claims_on(key: str) -> tuple[str, str] | None:
    """Return the theme and the point of a key that `claims_on` made; None for any other key."""
    return _parse(key, f"{_CLAIMS}point:")


def parse_look_alikes(key: str) -> tuple[str, str] | None:
    """Return the theme and the point of a key that `look_alikes` made; None for any other key."""
    return _parse(key, _LOOK_ALIKES)


def parse_claims_in(key: str) -> tuple[str, str] | None:
    """Return the theme and the month of a key that `claims_in` made; None for any other key."""
    return _parse(key, f"{_CLAIMS}month:")


def parse_developments(key: str) -> tuple[str, str] | None:
    """Return the theme and the month of a key that `developments` made; None for any other key."""
    return _parse(key, _DEVELOPMENTS)


def parse_named(key: str) -> tuple[str, str] | None:
    """Return the kind and the key in a key that `named` made; None for any other key."""
    return _parse(key, _NAMED)


def explain(reason: str) -> str:
    """Return what made a page dirty, in words for editors: the answer of `--explain`.

    A reason is a dependency key that changed, or is in words already and then returned as it is.
    """
    kind, *names = reason.split(":")
    if kind not in _PHRASES:
        return reason
    phrase, *narrower = _PHRASES[kind]
    return phrase + "".join(
        words.format(name) for words, name in zip(narrower, names, strict=False) if name
    )


_PHRASES = {
    NAMES: ("the settings, a register, or the title of a theme, point or page",),
    ARTICLES: ("the list of articles",),
    PAGES: ("the addresses of articles",),
    THEME_CORRECTIONS: ("the corrections of themes",),
    COUNTS: ("the number of articles in a month",),
    NAMED: ("what articles name",),
    MONTHS: ("the months that have developments",),
    MONTH_PARTS: ("the number of pages of a month",),
    MONTH_COUNTS: ("the number of developments in a month",),
    "article": ("the front matter of article", " {}"),
    "embargo": ("the embargo of article", " {}"),
    "body": ("the text of article", " {}"),
    "theme": ("the theme", " {}"),
    "data": ("the data on articles and claims", " of {}"),
    "page": ("the page", " {}"),
    GLOSSARY: ("the words in the glossary",),
    "term": ("the meaning of a term", ": {}"),
    "about": ("the list of articles", " on {}", " in {}"),
    "source": ("the list of articles", " from {}"),
    "relayed": ("the list of articles", " that relay {}"),
    "by": ("what was said and done", " by {}"),
    "corrections": ("the corrections of articles", " on {}", " in {}"),
    "news": ("new articles and corrections", " on {}"),
    "published": ("the articles published", " in {}"),
    "public": ("what is public of the", " {}s"),
    "point": ("the answers to a point", " of {}", ": {}"),
    "development-count": ("the number of developments", " on {}"),
    "developments": ("the developments", " on {}", " in {}"),
}
"""What each kind of key stands for, and how its names, if they are not empty, narrow that."""


def _parse(key: str, start: str) -> tuple[str, str] | None:
    if not key.startswith(start):
        return None
    first, _, second = key.removeprefix(start).partition(":")
    return first, second
