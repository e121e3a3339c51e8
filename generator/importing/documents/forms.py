"""Tell what bytes are by what they begin with: names and content types lie."""

from __future__ import annotations

import re

from generator.importing.model import CannotImportError, Form, Raw

MAX_BYTES = 20_000_000
"""Bytes of a file or an answer, at most: far above saved web pages with their pictures."""

_COPY = "open it, select all, copy, and hand the text over: briefing add - (then paste, Ctrl+D)"
_SAVE = "open it and save it as .docx or as plain text"
_NO_TEXT = {
    b"%PDF-": ("a PDF", _COPY),
    b"\xd0\xcf\x11\xe0": ("an old Word document (.doc)", _SAVE),
    b"{\\rtf": ("an RTF document", _SAVE),
    b"\x89PNG": ("a picture (PNG)", "type out or copy the text that it shows"),
    b"\xff\xd8\xff": ("a picture (JPEG)", "type out or copy the text that it shows"),
    b"GIF8": ("a picture (GIF)", "type out or copy the text that it shows"),
    b"RIFF": ("a picture, a sound or a film", "type out or copy the text"),
    b"\x1f\x8b": ("a compressed file (gzip)", "unpack it and add the files in it"),
    b"7z\xbc\xaf": ("a compressed file (7z)", "unpack it and add the files in it"),
    b"Rar!": ("a compressed file (RAR)", "unpack it and add the files in it"),
    b"\x7fELF": ("a program", "add the text itself"),
    b"MZ\x90": ("a program", "add the text itself"),
    b"bplist": ("a web archive of Safari or settings", "save the page as “Page Source” (.html)"),
}
_ZIP = b"PK\x03\x04"
_OFFICE = re.compile(rb"word/document[0-9]*\.xml|_rels/\.rels|\[Content_Types\]\.xml")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</(?:p|div|span|h[1-6]|li|article|section)\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(
    rb"\A---[ \t]*\r?\n.*?\n---[ \t]*\r?\n|^#{1,3} \S|^\[[^\]\n]+\]: \S|\]\(https?://",
    re.DOTALL | re.MULTILINE,
)
_HEAD = 4096
_MANY_TAGS = 3
_MOST_CONTROLS = 0.05
"""The share of control characters from which bytes are no text."""


def form_of(raw: Raw) -> Form:
    """Return what the bytes are. Raise CannotImportError if no text can be had of them."""
    data = raw.data
    if len(data) > MAX_BYTES:
        raise CannotImportError(
            "too-large",
            f"{len(data) / 1e6:.0f} MB, and a report has at most {MAX_BYTES // 1_000_000}; "
            "save the text alone",
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise CannotImportError(
            "empty", "there is nothing in it; was the text saved, or the pipe filled?"
        )
    for start, (kind, remedy) in _NO_TEXT.items():
        if data.startswith(start):
            raise CannotImportError("not-text", f"this is {kind}, not a text; {remedy}")
    if data.startswith(_ZIP):
        return _form_of_zip(data)
    if _HTML.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) or _is_wide_html(data):
        return Form.WEB_PAGE
    if _is_binary(data):
        raise CannotImportError(
            "not-text", f"this is no text but a file of a program; {_SAVE}, or copy its text"
        )
    if "html" in raw.content_type or len(_TAGS.findall(data)) >= _MANY_TAGS:
        return Form.WEB_PAGE
    named = raw.name.lower().endswith((".md", ".markdown")) or "markdown" in raw.content_type
    return Form.MARKDOWN if named or _MARKDOWN.search(data) else Form.TEXT


def _form_of_zip(data: bytes) -> Form:
    if _OPEN_DOCUMENT in data[:200]:
        raise CannotImportError("not-text", f"this is an OpenDocument file, not a text; {_SAVE}")
    if _OFFICE.search(data):
        return Form.WORD
    raise CannotImportError(
        "not-text", "this is a zip archive, not a text; unpack it and add the files in it"
    )


def _is_wide_html(data: bytes) -> bool:
    """Return whether bytes are a web page in UTF-16."""
    return data.startswith(_BYTE_ORDER_MARKS[:2]) and b"<html" in (
        data[:_HEAD].replace(b"\0", b"").lower()
    )


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BYTE_ORDER_MARKS):
        return False
    head = data[:65536]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > 20 * min(even, odd) + len(head) // 20:
        return False  # UTF-16 without a mark: many zeros, nearly all in every second place
    controls = sum(head.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > len(head) * _MOST_CONTROLS
