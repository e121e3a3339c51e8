"""Claims of a site to the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.problems import AtLine, Finding, Rejected, nearest
from generator.read.files import SourceFile
from generator.read.layout import group_files, stem
from generator.read.scan import scan
from generator.spreadsheet.articles import ArticleState, article_state
from generator.spreadsheet.cells import KEYS, identities, was


class Export(Struct, frozen=True):
    """The rows of some articles, and how many these are."""

    rows: tuple[tuple[str, ...], ...]
    articles: int


def export(root: Path, wanted: Sequence[str] = ()) -> Export:
    """Return the claims of the articles that are wanted, by id or file; of all for none.

    Articles come in the order of their files, claims in that of the article. Raise Rejected if an
    article is not there or cannot be read.
    """
    articles = read_articles(root, wanted)
    return Export(tuple(row for one in articles for row in rows_of(one)), len(articles))


def rows_of(article: ArticleState) -> Iterator[tuple[str, ...]]:
    """Yield the rows of an article's claims."""
    claims = identities(article.identities)
    for claim in article.claims:
        cells = (claim.cells[key] for key in KEYS)
        yield article.id, claim.id, *cells, was(claim.id, claim.cells, claims)


def read_articles(root: Path, wanted: Sequence[str] = ()) -> list[ArticleState]:
    """Return the articles that are wanted, by id or file; all for none. Raise Rejected."""
    files = group_files(scan(root)).articles
    if not wanted:
        return _read(files.values())
    by_file = [path for path in files if path in wanted or stem(path) in wanted]
    found = _read(files[path] for path in by_file)
    known = {name for one in found for name in (one.id, one.path)}
    if not known.issuperset(wanted):
        # Few articles have another id than their file has a name: only now all are looked at.
        others = [file for path, file in files.items() if path not in by_file]
        found += [one for one in _read(others, lenient=True) if one.id in wanted]
    known = {name for one in found for name in (one.id, one.path)}
    if unknown := [name for name in wanted if name not in known]:
        names = [one.id for one in _read(files.values(), lenient=True)]
        raise Rejected(_no_article(name, names) for name in unknown)
    kept = (one for one in found if one.id in wanted or one.path in wanted)
    return sorted(kept, key=lambda one: one.path)


def _read(files: Iterable[SourceFile], *, lenient: bool = False) -> list[ArticleState]:
    found: list[ArticleState] = []
    wrong: list[Finding] = []
    for file in files:
        try:
            found.append(article_state(file.read()))
        except Rejected as rejected:
            wrong += [] if lenient else rejected.findings
    if wrong:
        raise Rejected(wrong)
    return found


def _no_article(name: str, names: Iterable[str]) -> Finding:
    return Finding(
        name, AtLine(), "unknown-article", f"there is no such article{nearest(name, names)}"
    )
