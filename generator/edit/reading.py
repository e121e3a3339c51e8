"""What a file names, as the readers of a build find it: references, and where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from generator.problems import Finding, Severity
from generator.prose.markdown import Markdown
from generator.prose.model import Base, Prose
from generator.read.documents import parse_document
from generator.read.files import UNTRUSTED, Source, SourceFile, decode
from generator.read.layout import ACTORS_FILE, ARTICLES, GLOSSARY_FILE, SITE_FILE, SOURCES_FILE
from generator.validate.articles import read_article
from generator.validate.content import Reference
from generator.validate.pages import FOLDER as PAGES
from generator.validate.pages import read_page
from generator.validate.registers import (
    actor_references,
    read_actors,
    read_glossary,
    read_site,
    read_sources,
)
from generator.validate.themes import read_theme

_HREF = re.compile(r'<a href="([^"]*)"')


class Named(Struct, frozen=True):
    """What one file names."""

    references: tuple[Reference, ...]
    links: frozenset[str]
    """Where the links of its Markdown lead, decoded; within the site with a slash at the front."""
    is_whole: bool
    """Whether all of the file was understood: else it may name more."""
    errors: tuple[Finding, ...]
    """What is wrong within it."""


def read_named(path: str, text: str, markdown: Markdown) -> Named:
    """Return what a file names, given its text as it is stored. Raise Rejected if it is broken."""
    source = Source(path, text.encode(), "", UNTRUSTED)
    if path.endswith(".yaml"):
        return _of_register(source, markdown)
    document = parse_document(path, decode(path, source.data))
    valid: object
    prose: list[Prose] = []
    if path.startswith(f"{ARTICLES}/"):
        article = read_article(document, markdown)
        references, findings, valid = article.references, article.findings, article.article
        if article.article:
            found = article.article
            prose = [found.body, *(entry.text for entry in found.corrections)]
            prose += [found.summary] if found.summary else []
    elif path.startswith(f"{PAGES}/"):
        page = read_page(document, markdown)
        references, findings, valid = page.references, page.findings, page.page
        prose = [page.page.body] if page.page else []
    else:
        theme = read_theme(document, markdown)
        references, findings, valid = theme.references, theme.findings, theme.theme
        prose = list(theme.theme.texts()) if theme.theme else []
    return Named(
        references,
        frozenset(_links(prose)),
        valid is not None and document.is_whole,
        _errors(findings),
    )


def _of_register(source: Source, markdown: Markdown) -> Named:
    """Return what a register or the settings of the site name. Raise Rejected."""
    file = SourceFile(Path(), source.path)

    def load(_: SourceFile) -> Source:
        return source

    references: tuple[Reference, ...] = ()
    prose: list[Prose] = []
    findings: Iterable[Finding]
    if source.path == SITE_FILE:
        site, findings = read_site(file, load)
        references = tuple(actor_references(site.principals if site else (), "principals"))
    elif source.path == ACTORS_FILE:
        actors = read_actors(file, load)
        references, findings = actors.references, actors.findings
    elif source.path == GLOSSARY_FILE:
        terms = read_glossary(file, load, markdown)
        references, findings = terms.references, terms.findings
        prose = [term.meaning for term in terms.entries.values()]
    else:
        assert source.path == SOURCES_FILE  # noqa: S101 - there are no others
        findings = read_sources(file, load).findings
    errors = _errors(findings)
    return Named(references, frozenset(_links(prose)), not errors, errors)


def _errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if found.severity is Severity.ERROR)


def _links(texts: Iterable[Prose]) -> Iterator[str]:
    for prose in texts:
        pieces = (part if isinstance(part, str) else _shown(part) for part in prose.parts)
        for found in _HREF.finditer("".join(pieces)):
            yield unquote(unescape(found[1]))


def _shown(part: object) -> str:
    return "/" if isinstance(part, Base) else ""
