"""A page's document to a page, its references, and everything wrong within the file."""

from __future__ import annotations

from pathlib import PurePosixPath
from unicodedata import normalize

from generator.prose.markdown import Markdown
from generator.read.documents import Document
from generator.read.layout import stem
from generator.validate.articles import name_findings
from generator.validate.content import Page, PageReading
from generator.validate.prose import ProseReader
from generator.validate.shape import PAGE

FOLDER = "content/pages"


def read_page(document: Document, markdown: Markdown) -> PageReading:
    """Return the page in a document, or as much of it as other files need to be checked."""
    path = document.path
    front, findings = PAGE.check(path, document.front, written=document.written)
    # In NFC like all names, whatever the disk has.
    folder = PurePosixPath(normalize("NFC", path)).relative_to(FOLDER).parent
    # Subfolders are part of the address, so their names must be as good as that of the file.
    for part in (*folder.parts, stem(path)):
        findings += name_findings(path, part)
    name = front.slug if front and front.slug else stem(path)
    address = f"{(folder / name).as_posix()}/"
    prose = ProseReader(document, markdown)
    body = prose.body({})
    return PageReading(
        path=path,
        address=address,
        page=None if front is None else Page(path, address, front, body.prose),
        references=tuple(prose.references),
        findings=(*document.findings, *findings, *prose.findings),
    )
