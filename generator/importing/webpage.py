"""A web page to a document: every visible block of text in order, and what speaks against some.

trafilatura finds the report in the page. It gives no account of what it leaves out, so all blocks
are kept here, and those that are not in its answer are marked: the next step cuts and lists them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
from trafilatura import extract

from generator.importing.model import Block, BlockKind, CannotImportError, Document
from generator.importing.page_metadata import metadata_of

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "math", "video")
)
"""Elements without text for readers."""
_ASIDE = {
    "nav": "menu",
    "footer": "foot of the page",
    "aside": "box beside the report",
    "form": "form",
    "button": "button",
    "select": "form",
    "textarea": "form",
    "label": "form",
    "figcaption": "caption of a picture",
    "dialog": "window over the page",
}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section "
    "summary table tbody thead tfoot tr ul button select textarea label".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:(?P<menu>nav|menu|breadcrumbs?)|(?P<share>share|sharing|social)"
    r"|(?P<related>related|recommended|recommendations|read-?more|more-?news|most-?read|popular)"
    r"|(?P<newsletter>newsletter|subscribe|subscription|sign-?up|paywall)"
    r"|(?P<cookie>cookies?|consent|gdpr)|(?P<comments>comments?|disqus)"
    r"|(?P<advert>ads?|advert|advertisement|sponsor|sponsored|promo)"
    r"|(?P<tags>tags?|keywords)|(?P<side>sidebar|widget|skip-?link)"
    r"|(?P<caption>caption|credit|photo-?credit))(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHY = {
    "menu": "menu",
    "share": "buttons to share",
    "related": "links to other reports",
    "newsletter": "newsletter box",
    "cookie": "cookie notice",
    "comments": "comments",
    "advert": "advertisement",
    "tags": "keywords",
    "side": "box beside the report",
    "caption": "caption of a picture",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OUTSIDE = "outside the report"
_SURELY = frozenset(("menu", "foot of the page", "form", "button", "hidden", "cookie notice"))
"""What is no part of a report even if trafilatura takes it for one."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_LEAST = 12
"""Letters of a block from which it is looked for in what trafilatura found."""


def read_page(text: str, url: str) -> Document:
    """Return the document in the text of a web page. Raise CannotImportError if it has no text.

    `url` is where the page was fetched, "" if it was not.
    """
    # lxml refuses text that declares an encoding: it is text already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise CannotImportError(
            "empty", "this web page holds no text; copy the text of the report itself"
        ) from None
    blocks = tuple(_marked(list(_blocks(tree)), _main_text(text)))
    return Document(blocks, metadata_of(tree, url))


def blocks_of_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of HTML that a program made of a document, all of them in it."""
    return tuple(_blocks(lxml.html.document_fromstring(f"<html><body>{html}</body></html>")))


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


def _marked(blocks: list[Block], main: str) -> Iterator[Block]:
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
            yield Block(block.text, block.kind, _OUTSIDE)


def _is_inside(block: Block, main: str) -> bool:
    letters = _letters(block.text)
    return len(letters) >= _LEAST and letters in main


def _blocks(tree: lxml.html.HtmlElement) -> Iterator[Block]:
    """Yield the blocks of text of a tree, in order."""
    open_asides: list[tuple[object, str]] = []
    silent: object | None = None
    words: list[str] = []
    kinds: list[tuple[object, BlockKind]] = []

    def flush() -> Iterator[Block]:
        whole = "".join(words)
        words.clear()
        kind = kinds[-1][1] if kinds else BlockKind.PARAGRAPH
        aside = open_asides[0][1] if open_asides else ""
        for part in re.split(r"\n\s*\n", whole.replace("\xa0", " ")):
            if text := " ".join(part.split()).strip("| "):
                yield Block(text, kind, aside)

    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if silent is not None:
                continue
            if name in _SILENT:
                silent = element
                continue
            if name in _BLOCKS:
                yield from flush()
            if aside := _aside(element, name):
                open_asides.append((element, aside))
            if kind := _kind(name):
                kinds.append((element, kind))
            words.append(_set(element.text, name))
            if name == "br":
                words.append("\n")
            continue
        if silent is not None and silent is not element:
            continue
        if silent is None:
            if name in _BLOCKS:
                yield from flush()
            if name in ("td", "th"):
                words.append(" | ")
            if open_asides and open_asides[-1][0] is element:
                open_asides.pop()
            if kinds and kinds[-1][0] is element:
                kinds.pop()
        silent = None
        words.append(_set(element.tail, name))
    yield from flush()


def _set(text: str | None, name: str) -> str:
    """Return text of the source with its own line breaks as spaces, but for preformatted text."""
    if text is None:
        return ""
    return text if name == "pre" else re.sub(r"\s*\n\s*", " ", text)


def _kind(name: str) -> BlockKind | None:
    if name in _HEADINGS:
        return BlockKind.HEADING
    if name == "li":
        return BlockKind.ITEM
    return BlockKind.QUOTE if name == "blockquote" else None


def _aside(element: lxml.html.HtmlElement, name: str) -> str:
    """Return why an element is hardly part of a report; "" if nothing says so."""
    if name in ("html", "body", "main", "article"):
        return ""
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return "hidden"
    if name in _ASIDE:
        return _ASIDE[name]
    found = _CLASSES.search(f"{element.get('class', '')} {element.get('id', '')}")
    return _WHY[found.lastgroup or ""] if found else ""
