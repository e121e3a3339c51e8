"""Each file of a site by itself, and the context of the articles as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.problems import Finding, Rejected
from generator.prose.markdown import Markdown
from generator.read.documents import parse_document
from generator.read.files import Load, Source, SourceFile
from generator.read.layout import ACTORS_FILE, SiteFiles
from generator.validate import models
from generator.validate.articles import read_article, stem
from generator.validate.content import (
    ArticleReading,
    Context,
    Medium,
    PageReading,
    Reference,
    ThemeReading,
)
from generator.validate.media import FOLDER as MEDIA
from generator.validate.names import Names
from generator.validate.pages import FOLDER as PAGES
from generator.validate.pages import read_page
from generator.validate.registers import (
    Register,
    read_actors,
    read_site,
    read_sources,
)
from generator.validate.themes import read_theme


class ContextReading(Struct, frozen=True):
    """What the files of a site but its articles give, right or wrong."""

    site: models.SiteFront | None
    sources: Register[models.SourceFront]
    actors: Register[models.ActorFront]
    themes: tuple[ThemeReading, ...]
    pages: tuple[PageReading, ...]
    media: Mapping[str, Medium]
    images: frozenset[str]
    """All files of content/media/ that are images by their name."""
    findings: tuple[Finding, ...]
    """What is wrong within the files."""

    def names(self, articles: Mapping[str, frozenset[str] | None]) -> Names:
        """Return every name that there is, together with those of the articles."""
        return Names(
            sources=self.sources.names,
            actors=self.actors.names,
            actor_aliases={
                alias.casefold(): key
                for key, actor in self.actors.entries.items()
                for alias in (*actor.aliases, actor.name)
            },
            themes={theme.name: theme.points for theme in self.themes},
            articles=articles,
            pages=frozenset(page.address.rstrip("/") for page in self.pages),
            images=self.images,
        )

    def check(self, names: Names) -> Iterator[Finding]:
        """Return everything that is wrong, references to what there is not among it."""
        yield from self.findings
        yield from names.check(ACTORS_FILE, self.actors.references)
        for path, references in self._references():
            yield from names.check(path, references)

    def citations(self) -> Iterator[tuple[str, Reference]]:
        """Return every place, with its file, that cites or links to an article."""
        for path, references in self._references():
            yield from ((path, ref) for ref in references if ref.kind == "article")

    def _references(self) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        yield from ((theme.path, theme.references) for theme in self.themes)
        yield from ((page.path, page.references) for page in self.pages)

    def context(self, site: models.SiteFront) -> Context:
        """Return the context of the articles; only for a reading without errors."""
        themes = (reading.theme for reading in self.themes if reading.theme)
        return Context(
            site=site,
            sources=self.sources.entries,
            actors=self.actors.entries,
            themes=tuple(sorted(themes, key=lambda theme: (theme.front.order, theme.name))),
            pages=tuple(reading.page for reading in self.pages if reading.page),
            media=self.media,
        )


def read_context(
    files: SiteFiles,
    load: Load,
    measure: Callable[[SourceFile], Medium],
    markdown: Markdown,
) -> ContextReading:
    """Read all files of a site but its articles, and check each by itself.

    `measure` gives the size of an image; it raises Rejected where the file is none.
    """
    findings: list[Finding] = []
    site, wrong = read_site(files.site, load)
    findings += wrong
    sources = read_sources(files.sources, load)
    actors = read_actors(files.actors, load)
    themes = tuple(read_theme_file(file, load, markdown) for file in files.themes.values())
    pages = tuple(read_page_file(file, load, markdown) for file in files.pages.values())
    media: dict[str, Medium] = {}
    for path, file in files.media.items():
        try:
            media[path.removeprefix(f"{MEDIA}/")] = measure(file)
        except Rejected as rejected:
            findings += rejected.findings
    findings += [*sources.findings, *actors.findings]
    findings += (found for theme in themes for found in theme.findings)
    findings += (found for page in pages for found in page.findings)
    images = frozenset(path.removeprefix(f"{MEDIA}/") for path in files.media)
    return ContextReading(site, sources, actors, themes, pages, media, images, tuple(findings))


def validate_article(source: Source, markdown: Markdown) -> ArticleReading:
    """Return what one article's bytes say, right or wrong."""
    try:
        return read_article(parse_document(source.path, source.text()), markdown)
    except Rejected as rejected:
        return broken_article(source.path, _id_of_broken(source), rejected)


def broken_article(path: str, id: str, rejected: Rejected) -> ArticleReading:
    """Return the reading of an article's file that is too broken, or cannot be read."""
    return ArticleReading(path, id, None, None, (), rejected.findings)


def read_theme_file(file: SourceFile, load: Load, markdown: Markdown) -> ThemeReading:
    """Read one theme."""
    try:
        return read_theme(parse_document(file.path, load(file).text()), markdown)
    except Rejected as rejected:
        return ThemeReading(file.path, stem(file.path), None, None, (), rejected.findings)


def read_page_file(file: SourceFile, load: Load, markdown: Markdown) -> PageReading:
    """Read one page."""
    try:
        return read_page(parse_document(file.path, load(file).text()), markdown)
    except Rejected as rejected:
        address = file.path.removeprefix(f"{PAGES}/").removesuffix(".md") + "/"
        return PageReading(file.path, address, None, (), rejected.findings)


def _id_of_broken(source: Source) -> str:
    """Return the id that a file seems to have: who cites it is not wrong for its being broken."""
    try:
        written = re.search(r"^id: *[\"']?([\w.-]+)", source.lenient_text(), re.MULTILINE)
    except Rejected:
        written = None
    return written[1] if written else stem(source.path)
