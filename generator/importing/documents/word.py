"""Word documents to a document: mammoth makes HTML of them, with lists, tables and footnotes.

python-docx, which gives paragraphs without converting them, leaves out what was inserted as a
tracked change.
"""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from generator.importing.documents.html_blocks import blocks_of_html
from generator.importing.model import CannotImportError, Document

_MOST_XML = 20_000_000
"""Bytes of one part that is text, at most, unpacked: the whole of it is held in memory."""
_MOST = 500_000_000
"""Bytes that all parts have together, at most, unpacked: pictures may be large."""
_MOST_ELEMENTS = 100_000
"""Elements of one part, at most: a report of 25,000 words has a third of these."""


def read_word(data: bytes) -> Document:
    """Return the document in the bytes of a .docx. Raise CannotImportError."""
    _check(data)
    # Imported here, as other documents do not need it.
    import mammoth  # noqa: PLC0415

    logging.getLogger("mammoth").setLevel(logging.CRITICAL)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        ).value
    except (
        KeyError,
        ValueError,
        OSError,
        zipfile.BadZipFile,
        ExpatError,
        AttributeError,
        IndexError,
        RecursionError,
    ):
        raise _broken() from None
    blocks = blocks_of_html(html) if html.strip() else ()
    return Document(blocks, note="read as a Word document")


def _check(data: bytes) -> None:
    """Raise CannotImportError if a document cannot be opened, or is not to be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken() from None


def _check_parts(parts: zipfile.ZipFile) -> None:
    """Raise CannotImportError if the parts are locked, too large, or those of something else."""
    infos = parts.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise CannotImportError(
            "locked", "this Word document has a password; save it without one, or copy its text"
        )
    text = max((info.file_size for info in infos if info.filename.endswith(".xml")), default=0)
    total = sum(info.file_size for info in infos)
    if text > _MOST_XML or total > _MOST:
        raise CannotImportError(
            "too-large",
            f"unpacked, this Word document has {total / 1e6:,.0f} MB; copy its text and hand that "
            "over: briefing add -",
        )
    if any(_elements(parts, info) > _MOST_ELEMENTS for info in infos):
        raise CannotImportError(
            "too-large",
            "this Word document has far more elements than a report; copy its text alone: "
            "briefing add -",
        )
    if not any(info.filename.startswith("word/document") for info in infos):
        raise CannotImportError(
            "not-text",
            "this is no Word document (a spreadsheet, slides?); copy its text and hand that over: "
            "briefing add -",
        )


def _elements(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """Return about how many elements a part has; 0 if it is none of text, or damaged."""
    if not info.filename.endswith(".xml"):
        return 0
    try:
        text = parts.read(info)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError):
        return 0
    return text.count(b"<") - text.count(b"</")


def _broken() -> CannotImportError:
    return CannotImportError(
        "broken",
        "this Word document is damaged; open it in Word or LibreOffice and save it again as .docx",
    )
