"""Raw bytes to a document, whatever they are: text, a web page, Word, Markdown."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from generator.importing.documents.decode import decode, shown
from generator.importing.documents.forms import form_of
from generator.importing.documents.plain import read_markdown, read_text
from generator.importing.model import Block, CannotImportError, Document, Form, Metadata, Raw

_MOST_TEXT = 1_000_000
"""Characters of a report, at most: a long one has a twentieth."""


class Read(Struct, frozen=True):
    """A document, and what the archive keeps of it beside its bytes."""

    document: Document
    form: Form
    text: str | None
    """All of its text; None if the bytes are plain text in UTF-8 already."""


def read(raw: Raw) -> Read:
    """Return the document in what an editor handed over. Raise CannotImportError."""
    form = form_of(raw)
    document, text = _read(raw, form)
    return Read(document, form, _own_text(raw, form, text, document))


def _read(raw: Raw, form: Form) -> tuple[Document, str]:
    """Return the document in the bytes, and the text that they are; "" if they are none."""
    document, text = _parsed(raw, form)
    blocks = [replace(block, text=shown(block.text)) for block in document.blocks]
    size = sum(len(block.text) for block in blocks)
    if size > _MOST_TEXT:
        raise CannotImportError(
            "too-long",
            f"{size / 1e6:.1f} million characters of text, and a report has at most "
            f"{_MOST_TEXT // 1_000_000} million; cut it into its reports, and add these",
        )
    if not any(block.text.strip() for block in blocks):
        raise CannotImportError("empty", "it holds no text; copy the text of the report itself")
    # Entities and JSON can bring in what bytes cannot.
    told = convert(_all_shown(to_builtins(document.metadata)), Metadata)
    return replace(document, blocks=tuple(filter(_has_text, blocks)), metadata=told), text


def _parsed(raw: Raw, form: Form) -> tuple[Document, str]:
    if form is Form.WORD:
        # Imported here and below, as each takes a while to load.
        from generator.importing.documents.word import read_word  # noqa: PLC0415

        return read_word(raw.data), ""
    decoded = decode(raw.data, raw.content_type)
    if form is Form.WEB_PAGE:
        from generator.importing.documents.webpage import read_page  # noqa: PLC0415

        document = read_page(decoded.text, raw.url)
    elif form is Form.MARKDOWN:
        document = read_markdown(decoded.text)
    else:
        document = read_text(decoded.text)
    return replace(document, note=decoded.note), decoded.text


def _has_text(block: Block) -> bool:
    return bool(block.text.strip())


def _all_shown(value: Any) -> Any:
    """Return a value of JSON with every text in it as `shown` returns it, on one line."""
    if isinstance(value, dict):
        return {key: _all_shown(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_all_shown(one) for one in value]
    return " ".join(shown(value).split()) if isinstance(value, str) else value


def _own_text(raw: Raw, form: Form, text: str, document: Document) -> str | None:
    """Return all text of an original; None if its bytes are plain text in UTF-8 already."""
    if form in (Form.TEXT, Form.MARKDOWN):
        try:
            raw.data.decode("utf-8")
        except UnicodeDecodeError:
            return text
        return None if b"\0" not in raw.data else text
    return "\n\n".join(block.text for block in document.blocks) + "\n"
