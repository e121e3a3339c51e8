"""Plain text and Markdown to a document: where one paragraph ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt

from generator.importing.dates import written_date
from generator.importing.documents.html_blocks import blocks_of_html
from generator.importing.metadata_line import is_like_outlet, metadata_line
from generator.importing.model import Block, BlockKind, Document, Found, Metadata
from generator.problems import Rejected
from generator.read.documents import parse_document
from generator.read.written import Value
from generator.validate.web_addresses import host_of, web_address

_ITEM = re.compile(r"\s*[•●▪◦‣*·–-]\s+(?=\S)")
_ENDS = re.compile(r"[.!?…:;。！？][\"'”’»“)\]]*$")
_NARROW, _WIDE = 45, 100
"""How long the lines of a text are that was broken by hand."""
_TITLES = ("title", "headline")
_DATES = ("published", "date", "pubdate", "published_at", "created")
_AUTHORS = ("authors", "author", "by")
_URLS = ("url", "source", "link", "canonical", "source_url")


def read_text(text: str) -> Document:
    """Return the document in plain text."""
    return Document(tuple(_blocks(text)))


def read_markdown(text: str) -> Document:
    """Return the document in Markdown; what its front matter says is taken over."""
    metadata, body = Metadata(), text
    if text.startswith("---"):
        try:
            document = parse_document("", text)
            metadata, body = _metadata(document.front), document.body
        except Rejected:
            pass  # it is text like any other then
    html = MarkdownIt("commonmark").enable("table").render(body)
    return Document(blocks_of_html(html), metadata)


def _metadata(front: dict[str, Value]) -> Metadata:
    """Return what front matter of any program says, by the usual names of its keys."""
    how = "front matter of the file"
    date = next(filter(None, (written_date(_first(front, [key])) for key in _DATES)), "")
    title, url = _first(front, _TITLES), ""
    for key in _URLS:
        try:
            url = url or web_address(_first(front, [key]))
        except ValueError:
            continue
    names = next((front[key] for key in _AUTHORS if key in front), [])
    authors = names if isinstance(names, list) else [names]
    return Metadata(
        title=Found(title, how) if title else None,
        published=Found(date, how) if date else None,
        url=Found(url, how) if url else None,
        host=host_of(url),
        authors=tuple(name for name in authors if isinstance(name, str)),
        language=_first(front, ["language", "lang"]),
    )


def _first(front: dict[str, Value], keys: Sequence[str]) -> str:
    values = (front.get(key) for key in keys)
    return next((value.strip() for value in values if isinstance(value, str)), "")


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n[^\S\n]*\n", text.expandtabs(4)):
        lines = [line for line in part.split("\n") if line.strip()]
        if _is_wrapped(lines):
            lines = [" ".join(line.strip() for line in lines)]
        is_list = len(lines) > 1 and all(_ITEM.match(line) for line in lines)
        for line in lines:
            item = _ITEM.match(line)
            # A dash before words also begins speech, and credits.
            if item and (is_list or item[0].strip() not in ("-", "–")):
                yield Block(" ".join(line[item.end() :].split()), BlockKind.ITEM)
            else:
                yield Block(" ".join(line.split()))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Return whether lines are one paragraph that was broken by hand or by a mail program."""
    if len(lines) < 2 or any(_ITEM.match(line) for line in lines):  # noqa: PLR2004 - one is one
        return False
    if is_like_outlet(lines[-1]) or any(metadata_line(line, lambda _: False) for line in lines):
        return False
    before = [len(line.rstrip()) for line in lines[:-1]]
    open_ends = sum(not _ENDS.search(line.rstrip()) for line in lines[:-1])
    are_even = min(before) >= _NARROW and max(before) <= _WIDE
    return are_even and open_ends * 3 >= len(before) * 2
