"""A web page to a document: every visible block of text in order, and what speaks against some.

trafilatura finds the report in the page. It gives no account of what it leaves out, so all blocks
are kept here, and those that are not in its answer are marked: the next step cuts and lists them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

import lxml.etree
import lxml.html
from trafilatura import extract

from generator.importing.documents.html_blocks import blocks_of
from generator.importing.documents.page_metadata import metadata_of
from generator.importing.model import OUTSIDE, Block, BlockKind, CannotImportError, Document

_SURELY = frozenset(("menu", "foot of the page", "form", "button", "hidden", "cookie notice"))
"""What is no part of a report even if trafilatura takes it for one."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_MOST_MARKS, _MOST_MARKS_AT_ALL = 20_000, 60_000
"""Tags of a page that trafilatura is given, whose time grows faster than these, and of any page."""
_LEAST = 12
"""Letters of a block from which it is looked for in what trafilatura found."""


def read_page(text: str, url: str) -> Document:
    """Return the document in the text of a web page. Raise CannotImportError if it has no text.

    `url` is where the page was fetched, "" if it was not.
    """
    if text.count("<") > _MOST_MARKS_AT_ALL:
        raise CannotImportError(
            "too-large", "this web page has far more elements than a report; copy its text alone"
        )
    # lxml refuses text that declares an encoding: it is text already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise CannotImportError(
            "empty", "this web page holds no text; copy the text of the report itself"
        ) from None
    main = _main_text(text) if text.count("<") <= _MOST_MARKS else ""
    blocks = tuple(_marked(blocks_of(tree), main))
    return Document(blocks, metadata_of(tree, url))


def _main_text(html: str) -> str:
    """Return the letters of the report as trafilatura finds it; "" if it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells of hostile pages
    try:
        found = extract(html, favor_recall=True, include_comments=False, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return ""  # what hostile pages do to it; all blocks are kept then
    return _letters(found or "")


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def _marked(blocks: Sequence[Block], main: str) -> Iterator[Block]:
    """Yield blocks, those marked that stand before or behind what trafilatura found."""
    inside = [_is_inside(block, main) for block in blocks]
    if not any(inside):
        yield from blocks
        return
    first = inside.index(True)
    last = len(inside) - 1 - inside[::-1].index(True)
    for at, block in enumerate(blocks):
        is_inside = first <= at <= last
        if is_inside and block.aside and inside[at] and block.aside not in _SURELY:
            yield Block(block.text, block.kind)
        elif is_inside or block.aside or block.kind is BlockKind.HEADING or at < first:
            # What stands before may be headline, author and date: it is told apart by its words.
            yield block
        else:
            yield Block(block.text, block.kind, OUTSIDE)


def _is_inside(block: Block, main: str) -> bool:
    letters = _letters(block.text)
    return len(letters) >= _LEAST and letters in main
