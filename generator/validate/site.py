"""Read and validate each file of a site, and the context of the articles as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from unicodedata import normalize

from msgspec import Struct

from generator.problems import Finding, Rejected
from generator.prose.markdown import Markdown
from generator.prose.named import Named, named_in
from generator.prose.references import KEY
from generator.read.documents import parse_document
from generator.read.files import Load, Source, SourceFile
from generator.read.layout import (
    ACTORS_FILE,
    GLOSSARY_FILE,
    MEDIA,
    SITE_FILE,
    SOURCES_FILE,
    SiteFiles,
    stem,
)
from generator.validate import register_models
from generator.validate.articles import read_article
from generator.validate.content import (
    ArticleReading,
    Context,
    Medium,
    PageReading,
    Reference,
    Term,
    ThemeReading,
)
from generator.validate.misplaced import placed
from generator.validate.names import Names
from generator.validate.pages import FOLDER as PAGES
from generator.validate.pages import read_page
from generator.validate.registers import (
    Register,
    actor_references,
    read_actors,
    read_glossary,
    read_site,
    read_sources,
)
from generator.validate.themes import old_name_findings, read_theme, same_order_findings


class ContextReading(Struct, frozen=True):
    """What all files of a site but its articles say, valid or not."""

    site: register_models.SiteFront | None
    sources: Register[register_models.SourceFront]
    actors: Register[register_models.ActorFront]
    glossary: Register[Term]
    themes: tuple[ThemeReading, ...]
    pages: tuple[PageReading, ...]
    media: Mapping[str, Medium]
    images: frozenset[str]
    """All files of content/media/ with the name of an image, valid or not."""
    lacking: frozenset[str]
    """The registers that the site needs and does not have."""
    findings: tuple[Finding, ...]
    """Problems within single files, apart from references to other files."""

    def names(self, articles: Mapping[str, frozenset[str] | None]) -> Names:
        """Return all names that files may refer to; `articles` are ids, with the ids of claims."""
        return Names(
            sources=self.sources.names,
            actors=self.actors.names,
            terms=self.glossary.names,
            called=cache(lambda: dict(self._called())),
            themes={theme.name: theme.points for theme in self.themes},
            old_themes={old: theme.name for theme in self.themes for old in theme.old_names},
            articles=articles,
            pages=frozenset(page.address.rstrip("/") for page in self.pages),
            images=self.images,
        )

    def _called(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield what people call things by, and may write in place of a key: for messages alone."""
        for key, actor in self.actors.entries.items():
            yield from ((("actor", name.casefold()), key) for name in (*actor.aliases, actor.name))
        for key, source in self.sources.entries.items():
            url = (source.url or "").casefold().rstrip("/")
            names = (source.name.casefold(), url, f"{url}/", url.partition("://")[2])
            yield from ((("source", name), key) for name in names)
        for key, term in self.glossary.entries.items():
            yield from ((("term", name.casefold()), key) for name in term.names)
        for reading in self.themes:
            if reading.theme:
                front = reading.theme.front
                titles = (front.title, *front.synonyms)
                yield from ((("theme", title.casefold()), reading.name) for title in titles)
                for point in front.points:
                    yield (f"point of {reading.name}", point.title.casefold()), point.id

    def check(self, names: Names) -> Iterator[Finding]:
        """Yield all problems, including references to what does not exist."""
        yield from self.findings
        yield from old_name_findings(self.themes)
        yield from same_order_findings(self.themes)
        yield from names.check(ACTORS_FILE, self.actors.references)
        yield from names.check(SITE_FILE, self._principals())
        for path, references in self._references():
            yield from names.check(path, references)

    def citations(self) -> Iterator[tuple[str, Reference]]:
        """Yield every reference to an article, with the file that it is in."""
        for path, references in self._references():
            yield from ((path, ref) for ref in references if ref.kind == "article")

    def _principals(self) -> Iterator[Reference]:
        """Yield the actors that the settings of the site name."""
        return actor_references(self.site.principals if self.site else (), "principals")

    def _references(self) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        yield from ((theme.path, theme.references) for theme in self.themes)
        yield from ((page.path, page.references) for page in self.pages)
        yield GLOSSARY_FILE, self.glossary.references

    def context(self, site: register_models.SiteFront) -> Context:
        """Return the context of the articles; only to be called if there are no errors."""
        themes = (reading.theme for reading in self.themes if reading.theme)
        return Context(
            site=site,
            sources=self.sources.entries,
            actors=self.actors.entries,
            glossary=self.glossary.entries,
            themes=tuple(sorted(themes, key=lambda theme: (theme.front.order, theme.name))),
            pages=tuple(reading.page for reading in self.pages if reading.page),
            media=self.media,
            named=frozenset(self._named()),
        )

    def _named(self) -> Iterator[Named]:
        """Yield the actors, sources and images that all files but articles name."""
        yield from (("actor", reference.key) for reference in self._principals())
        for _, references in self._references():
            for reference in references:
                if reference.kind in ("actor", "source", "image"):
                    yield reference.kind, reference.key
        texts = (theme.theme.texts() for theme in self.themes if theme.theme)
        yield from named_in(chain.from_iterable(texts))
        yield from named_in(page.page.body for page in self.pages if page.page)
        yield from named_in(term.meaning for term in self.glossary.entries.values())


def read_context(
    files: SiteFiles,
    load: Load,
    measure: Callable[[SourceFile], Medium],
    markdown: Markdown,
) -> ContextReading:
    """Read all files of a site but its articles, and validate each by itself.

    `load` reads a file; `measure` returns an image with its size. Both may raise Rejected, which
    becomes a finding of the context.
    """
    findings: list[Finding] = []
    site, wrong = read_site(files.site, load)
    findings += wrong
    sources = read_sources(files.sources, load, is_lacking=SOURCES_FILE in files.lacking)
    actors = read_actors(files.actors, load, is_lacking=ACTORS_FILE in files.lacking)
    lacks_glossary = GLOSSARY_FILE in files.lacking
    glossary = read_glossary(files.glossary, load, markdown, is_lacking=lacks_glossary)
    themes = tuple(read_theme_file(file, load, markdown) for file in files.themes.values())
    pages = tuple(read_page_file(file, load, markdown) for file in files.pages.values())
    media: dict[str, Medium] = {}
    for path, file in files.media.items():
        try:
            media[_name_of_medium(path)] = measure(file)
        except Rejected as rejected:
            findings += rejected.findings
    findings += [*sources.findings, *actors.findings, *glossary.findings]
    findings += (found for theme in themes for found in theme.findings)
    findings += (found for page in pages for found in page.findings)
    # An image that is broken is one problem, not one more for each page that shows it.
    images = frozenset(map(_name_of_medium, files.media))
    found = tuple(findings)
    return ContextReading(
        site, sources, actors, glossary, themes, pages, media, images, files.lacking, found
    )


def _name_of_medium(path: str) -> str:
    """Return the name by which texts show an image: in NFC, as they are, whatever the disk has."""
    return normalize("NFC", path.removeprefix(f"{MEDIA}/"))


def validate_article(source: Source, markdown: Markdown) -> ArticleReading:
    """Parse and validate an article that was read; it may be valid or not."""
    try:
        return read_article(placed(parse_document(source.path, source.text())), markdown)
    except Rejected as rejected:
        return broken_article(source.path, _id_of_broken(source), rejected)


def broken_article(path: str, id: str, rejected: Rejected) -> ArticleReading:
    """Return the reading of an article that cannot be read or parsed, which has only an id."""
    return ArticleReading(path, id, None, None, (), rejected.findings)


def read_theme_file(file: SourceFile, load: Load, markdown: Markdown) -> ThemeReading:
    """Read and validate a theme; it may be valid or not."""
    try:
        return read_theme(placed(parse_document(file.path, load(file).text())), markdown)
    except Rejected as rejected:
        return ThemeReading(file.path, stem(file.path), None, (), None, (), rejected.findings)


def read_page_file(file: SourceFile, load: Load, markdown: Markdown) -> PageReading:
    """Read and validate a page; it may be valid or not."""
    try:
        return read_page(placed(parse_document(file.path, load(file).text())), markdown)
    except Rejected as rejected:
        address = file.path.removeprefix(f"{PAGES}/").removesuffix(".md") + "/"
        return PageReading(file.path, address, None, (), rejected.findings)


def _id_of_broken(source: Source) -> str:
    """Return the id that a broken file seems to have: citations of it are no further problem."""
    # By its line alone, as the YAML around it may be what is broken.
    try:
        written = re.search(rf"^id: *[\"']?({KEY})", source.lenient_text(), re.MULTILINE)
    except Rejected:
        written = None
    return written[1] if written else stem(source.path)
