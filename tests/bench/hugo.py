"""The same site for Hugo, written the way a competent Hugo user would.

Templates and configuration are ordinary files in `twin/`. Taxonomies give every list its articles
(themes, their months, the timeline's months, actors, sources), data files give every key its name,
so no template searches. What an editor of a Hugo site would have a script fill in is filled in: the
terms, ids of claims, the months of a theme.

The front matter is YAML because that is what the editors write and what our generator reads. Hugo
reads JSON faster (about a third of the time less when this was written), but nobody types JSON.

It makes feeds of the site and of each theme, a map of the site and all data as JSON, as ours does.
What else only our generator makes is left out, to Hugo's advantage: search, linked data, the table
of claims, where a source differs from others, and unless they are asked for, social cards.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.cards.png import png
from tests.bench.corpus import (
    ABOUT,
    ABOUT_DATA,
    Article,
    Corpus,
    Theme,
    actor_data,
    source_data,
    theme_data,
)
from tests.bench.yamlout import Value, front_matter, to_yaml

TWIN = Path(__file__).with_name("twin")

_CITATION = re.compile(r"\[@([\w-]+)(?:#(\w+))?\]")
_UNSEEN: dict[str, Value] = {"build": {"render": "never"}}


def write_hugo_twin(corpus: Corpus, root: Path, *, cards: bool = False) -> None:
    """Write a Hugo project below `root` that makes the pages of `corpus`.

    With `cards` it writes the title of each article on a picture, with Hugo's own letters.
    """
    shutil.copytree(TWIN, root, dirs_exist_ok=True)
    if cards:
        (root / "assets").mkdir()
        blank = png((), (b"\xff\xfe\xfb", b"\x8e\x8e\x8d", b"\x0d\x4f\x6e", b"\x1b\x1c\x1e"))
        (root / "assets" / "card.png").write_bytes(blank)
    _write_data(corpus, root / "data")
    content = root / "content"
    months = theme_months(corpus.articles)
    pages = {
        "_index": front_matter({"title": "Bench Brief"}, ""),
        "about": front_matter(ABOUT_DATA, ABOUT),
        "corrections": front_matter({"title": "Corrections", "layout": "corrections"}, ""),
        "articles/_index": front_matter(_UNSEEN, ""),
        "themes/_index": front_matter(_UNSEEN, ""),
    }
    for theme in corpus.themes:
        pages[f"themes/{theme.key}/_index"] = _theme_page(theme, sorted(months[theme.key]))
    for source in corpus.sources:
        data = source_data(source)
        data |= {"title": data.pop("name"), "homepage": data.pop("url")}
        pages[f"sources/{source.key}/_index"] = front_matter(data, "")
    for actor in corpus.actors:
        data = actor_data(actor)
        # `aliases` would make redirects
        data |= {"title": data.pop("name"), "spellings": data.pop("aliases")}
        pages[f"actors/{actor.key}/_index"] = front_matter(data, "")
    for article in corpus.articles:
        pages[f"articles/{article.id}"] = twin_article_text(article)
    for name, text in pages.items():
        _write(content / f"{name}.md", text)


def expected_pages(corpus: Corpus) -> dict[str, int]:
    """How many pages of each kind either generator has to write, by first folder of the URL."""
    months = theme_months(corpus.articles)
    return {
        "": 1,
        "404.html": 1,
        "about": 1,
        "actors": 1 + len(corpus.actors),
        "articles": len(corpus.articles),
        "corrections": 1,
        "sources": 1 + len(corpus.sources),
        "themes": len(corpus.themes) + sum(map(len, months.values())),
        "timeline": 1 + len({month for a in corpus.articles for month in _timeline(a)}),
    }


def theme_months(articles: Iterable[Article]) -> dict[str, set[str]]:
    """Key of a theme → the months in which it has reports."""
    months: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for theme in article.themes:
            months[theme].add(f"{article.published:%Y-%m}")
    return months


def _write_data(corpus: Corpus, folder: Path) -> None:
    """Names by key, for the templates to look up."""
    points = {t.key: {p.id: p.title for p in t.points} for t in corpus.themes}
    _write(folder / "points.yaml", to_yaml(points))
    _write(folder / "sources.yaml", to_yaml({s.key: source_data(s) for s in corpus.sources}))
    _write(folder / "actors.yaml", to_yaml({a.key: actor_data(a) for a in corpus.actors}))
    themes = "".join(f"- {{key: {t.key}, title: {t.title}}}\n" for t in corpus.themes)
    _write(folder / "themes.yaml", themes)


def _theme_page(theme: Theme, months: list[str]) -> str:
    cited = list(dict.fromkeys(m[1] for m in _CITATION.finditer(theme.bottom_line)))
    body = _CITATION.sub(
        lambda m: f"[{cited.index(m[1]) + 1}](/articles/{m[1]}/#{m[2]})", theme.bottom_line
    )
    return front_matter(
        theme_data(theme) | {"cites": cited, "months": months, "outputs": ["html", "rss"]}, body
    )


def twin_article_text(article: Article) -> str:
    """An article's file in Hugo's project."""
    claims: list[dict[str, Value]] = [
        {
            "id": f"c{number}",
            "text": claim.text,
            "theme": claim.theme,
            "point": claim.point,
            "kind": claim.kind,
            "by": claim.by,
            "on": claim.on,
            "value": claim.value,
            "quote": claim.quote,
        }
        for number, claim in enumerate(article.claims, 1)
    ]
    data: dict[str, Value] = {
        "title": article.title,
        "source": article.source,
        "sources": [article.source],
        "published": article.published,
        "themes": [term for t in article.themes for term in (t, f"{t}/{article.published:%Y-%m}")],
        "timeline": _timeline(article),
        "actors": sorted({key for claim in article.claims for key in claim.by}),
        "summary": article.summary,
        "via": article.via,
        "claims": claims,
        "corrections": [{"date": c.date, "text": c.text} for c in article.corrections],
    }
    return front_matter(data, _CITATION.sub(r"[1](/articles/\1/)", article.body))


def _timeline(article: Article) -> list[str]:
    """The months that its claims are about."""
    return sorted({f"{claim.on:%Y-%m}" for claim in article.claims})


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
