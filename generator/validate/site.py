"""All files of a site to its content, or to everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.problems import AtKey, AtLine, Finding, Rejected, Severity
from generator.prose.markdown import Markdown
from generator.prose.model import Ref
from generator.read.documents import Document, parse_document
from generator.read.files import SourceFile
from generator.read.site import SiteFiles
from generator.validate.articles import read_article, stem
from generator.validate.content import (
    ArticleReading,
    Content,
    Medium,
    PageReading,
    ThemeReading,
)
from generator.validate.media import FOLDER as MEDIA
from generator.validate.media import read_medium
from generator.validate.names import Names
from generator.validate.pages import FOLDER as PAGES
from generator.validate.pages import read_page
from generator.validate.registers import (
    ACTORS_FILE,
    read_actors,
    read_site,
    read_sources,
)
from generator.validate.themes import read_theme


@dataclass(frozen=True, slots=True)
class Validated:
    """The outcome: `content` is None exactly if a finding is an error."""

    content: Content | None
    findings: tuple[Finding, ...]


def validate(
    files: SiteFiles,
    markdown: Markdown,
    read_articles: Callable[[tuple[SourceFile, ...]], Iterable[ArticleReading]],
) -> Validated:
    """Read all files of a site and check each by itself and all against each other.

    `read_articles` gives the readings in the order of the files; there are many, and the caller
    decides who reads them.
    """
    findings: list[Finding] = []
    site, wrong = read_site(files.site)
    findings += wrong
    sources = read_sources(files.sources)
    actors = read_actors(files.actors)
    themes = [read_theme_file(file, markdown) for file in files.themes]
    pages = [read_page_file(file, markdown) for file in files.pages]
    articles = list(read_articles(files.articles))
    media = _media(files.media, findings)

    names = Names(
        sources=sources.names,
        actors=actors.names,
        actor_aliases={
            alias.casefold(): key
            for key, actor in actors.entries.items()
            for alias in (*actor.aliases, actor.name)
        },
        themes={theme.name: theme.points for theme in themes},
        articles={article.id: article.claim_ids for article in articles},
        pages=frozenset(page.address.rstrip("/") for page in pages),
        images=frozenset(file.path.removeprefix(f"{MEDIA}/") for file in files.media),
    )
    findings += [*sources.findings, *actors.findings]
    findings += names.check(ACTORS_FILE, actors.references)
    readings: list[ThemeReading | PageReading | ArticleReading] = [*themes, *pages, *articles]
    for reading in readings:
        findings += reading.findings
        findings += names.check(reading.path, reading.references)
    findings += _duplicate_articles(articles)
    findings += _superseded_in_circles(articles)
    if any(finding.severity is Severity.ERROR for finding in findings) or site is None:
        return Validated(None, tuple(findings))
    content = Content(
        site=site,
        sources=sources.entries,
        actors=actors.entries,
        themes=tuple(
            sorted(
                (reading.theme for reading in themes if reading.theme),
                key=lambda theme: (theme.front.order, theme.name),
            )
        ),
        articles=tuple(reading.article for reading in articles if reading.article),
        pages=tuple(reading.page for reading in pages if reading.page),
        media=media,
        citations=tuple(
            (reading.path, reference)
            for reading in readings
            for reference in reading.references
            if reference.kind == "article"
        ),
    )
    return Validated(content, tuple(findings))


def read_article_file(file: SourceFile, markdown: Markdown) -> ArticleReading:
    """Read one article from disk."""
    try:
        return read_article(_document(file), markdown)
    except Rejected as rejected:
        id = _id_of_broken(file)
        return ArticleReading(file.path, id, None, None, (), rejected.findings)


def read_theme_file(file: SourceFile, markdown: Markdown) -> ThemeReading:
    """Read one theme from disk."""
    try:
        return read_theme(_document(file), markdown)
    except Rejected as rejected:
        return ThemeReading(file.path, stem(file.path), None, None, (), rejected.findings)


def read_page_file(file: SourceFile, markdown: Markdown) -> PageReading:
    """Read one page from disk."""
    try:
        return read_page(_document(file), markdown)
    except Rejected as rejected:
        address = file.path.removeprefix(f"{PAGES}/").removesuffix(".md") + "/"
        return PageReading(file.path, address, None, (), rejected.findings)


def _id_of_broken(file: SourceFile) -> str:
    """Give the id that a file seems to have: who cites it is not wrong for its being broken."""
    try:
        written = re.search(r"^id: *[\"']?([\w.-]+)", file.shown(), re.MULTILINE)
    except Rejected:
        written = None
    return written[1] if written else stem(file.path)


def _document(file: SourceFile) -> Document:
    return parse_document(file.path, file.text())


def _media(files: tuple[SourceFile, ...], findings: list[Finding]) -> Mapping[str, Medium]:
    media: dict[str, Medium] = {}
    for file in files:
        try:
            media[file.path.removeprefix(f"{MEDIA}/")] = read_medium(file)
        except Rejected as rejected:
            findings += rejected.findings
    return media


def _duplicate_articles(articles: Iterable[ArticleReading]) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for reading in articles:
        taken = first.setdefault(reading.id, reading.path)
        if taken != reading.path:
            message = f"the article id '{reading.id}' is taken by {taken}"
            spot = AtKey(("id",)) if reading.article and reading.article.front.id else AtLine()
            yield Finding(reading.path, spot, "duplicate-article-id", message)


def _superseded_in_circles(articles: Iterable[ArticleReading]) -> Iterable[Finding]:
    """Find claims that, claim by claim, are superseded by themselves: none of them would count."""
    newer: dict[Ref, Ref] = {}
    spots: dict[Ref, tuple[str, AtKey]] = {}
    for article in (reading.article for reading in articles if reading.article):
        for position, claim in enumerate(article.claims):
            if claim.superseded_by is not None:
                ref = Ref("article", article.id, claim.id)
                newer[ref] = claim.superseded_by
                spots[ref] = article.path, AtKey(("claims", position, "superseded_by"))
    for ref, (path, spot) in spots.items():
        at, seen = newer[ref], {ref}
        while at in newer and at not in seen:
            seen.add(at)
            at = newer[at]
        if at == ref:
            way = ", by way of others" if len(seen) > 1 else ""
            message = f"the claim '{ref.claim}' is superseded by itself{way}"
            yield Finding(path, spot, "circle", message)
