"""What a check looks at once the links of a site are followed: quotations, other sites, places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.build import STATE_FOLDER
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary
from generator.check.links import FollowedLinks
from generator.check.locator import LinkLocator
from generator.problems import Finding
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.layout import SiteFiles
from generator.session import Session
from generator.validate.content import Article, Term, Theme
from generator.validate.registers import read_glossary
from generator.validate.site import read_theme_file, validate_article
from generator.validate.unfit import unfit_findings

if TYPE_CHECKING:
    from generator.check.archive import ArchiveCheck


class Looked(Struct, frozen=True):
    """What was found by looking further."""

    findings: tuple[Finding, ...] = ()
    archive: ArchiveCheck | None = None
    """None if no archive was given."""
    external: LinkCheckSummary | None = None
    """None if links to other sites were not checked."""


def look_further(
    root: Path,
    files: SiteFiles,
    links: FollowedLinks,
    base_url: str,
    archive: Path | None,
    options: LinkCheckOptions | None,
) -> Looked:
    """Say where broken links are written; look quotations up, and ask other sites, if wanted."""
    findings: list[Finding] = []
    archive_check, external = None, None
    if archive is not None:
        # What looks for the nearest words takes a while to load, too.
        from generator.check.archive import check_archive  # noqa: PLC0415

        archive_check = check_archive(*_read(files), archive)
        findings += archive_check.findings
    locator = LinkLocator(_reader(root), _shared(files), base_url)
    findings += locator.locate(links.issues)
    if options is not None:
        # Only this needs the HTTP library, which takes long to load.
        from generator.check.external import check_external_links  # noqa: PLC0415

        external = check_external_links(links.external, options, root / STATE_FOLDER, base_url)
        findings += locator.locate(external.issues)
    return Looked(tuple(findings), archive_check, external)


def unfit(session: Session, base_url: str) -> Iterator[Finding]:
    """Yield what keeps a site without errors from readers at an address."""
    if session.context and session.context.site:
        yield from unfit_findings(session.context.site, base_url)


def count_pages(files: Iterable[str]) -> int:
    """Return how many files are pages."""
    return sum(file.endswith(".html") for file in files)


def _reader(root: Path) -> Callable[[str], str]:
    return lambda path: SourceFile(root, path).read().lenient_text()


def _shared(files: SiteFiles) -> list[str]:
    """Return the files that may end up on any page: registers, themes and templates."""
    registers = [
        file.path for file in (files.site, files.sources, files.actors, files.glossary) if file
    ]
    return [*registers, *files.themes, *files.templates]


def _read(files: SiteFiles) -> tuple[list[Article], list[Theme], list[Term]]:
    """Read the articles, themes and terms of a site without errors, with their full text.

    The cache has only what is published of an article.
    """
    markdown = Markdown()
    articles = (validate_article(file.read(), markdown).article for file in files.articles.values())
    themes = (
        read_theme_file(file, SourceFile.read, markdown).theme for file in files.themes.values()
    )
    terms = read_glossary(files.glossary, SourceFile.read, markdown).entries.values()
    return list(filter(None, articles)), list(filter(None, themes)), list(terms)
