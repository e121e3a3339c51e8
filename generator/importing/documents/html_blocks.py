"""Every visible block of text in HTML, in order, with what its place says of it."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from generator.importing.model import Block, BlockKind

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
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "thead", "tfoot", "tr", "ul"),
        *("button", "label", "option", "select", "textarea"),
    )
)
"""Elements that begin a new line (the HTML standard, "Flow content"), and controls of forms."""
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
_CELL = "\x1f"
"""Between the cells of a row."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def blocks_of(tree: lxml.html.HtmlElement) -> tuple[Block, ...]:
    """Return the blocks of text of a tree."""
    walk = _Walk()
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            walk.start(element, name)
        else:
            walk.end(element, name)
    walk.flush()
    return tuple(walk.blocks)


def blocks_of_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of HTML that a program made of a document, all of them in it."""
    return blocks_of(lxml.html.document_fromstring(f"<html><body>{html}</body></html>"))


class _Walk:
    """A walk through a tree, without recursion: hostile pages are deep."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._silent: object | None = None
        """The element that is open and has no text for readers."""
        self._asides: list[tuple[object, str]] = []
        self._kinds: list[tuple[object, BlockKind]] = []

    def start(self, element: lxml.html.HtmlElement, name: str) -> None:
        if self._silent is not None:
            return
        if name in _SILENT:
            self._silent = element
            return
        aside = _aside(element, name)
        if aside or name in _BLOCKS:
            self.flush()
        if aside:
            self._asides.append((element, aside))
        if kind := _kind(name):
            self._kinds.append((element, kind))
        self._words.append("\n" if name == "br" else _set(element.text, name))

    def end(self, element: lxml.html.HtmlElement, name: str) -> None:
        if self._silent is not None and self._silent is not element:
            return
        if self._silent is None:
            ends_aside = bool(self._asides) and self._asides[-1][0] is element
            if ends_aside or name in _BLOCKS:
                self.flush()
            if name in ("td", "th"):
                self._words.append(_CELL)
            for open_ones in (self._asides, self._kinds):
                if open_ones and open_ones[-1][0] is element:
                    open_ones.pop()
        self._silent = None
        self._words.append(_set(element.tail, name))

    def flush(self) -> None:
        """Add the words so far as a block; an empty line, made of breaks, parts two."""
        whole = "".join(self._words)
        self._words.clear()
        kind = self._kinds[-1][1] if self._kinds else BlockKind.PARAGRAPH
        aside = self._asides[0][1] if self._asides else ""
        for part in re.split(r"\n\s*\n", whole):
            cells = [" ".join(cell.split()) for cell in part.split(_CELL)]
            if text := " | ".join(filter(None, cells)):
                self.blocks.append(Block(text, kind, aside))


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
