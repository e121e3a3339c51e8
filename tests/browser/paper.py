"""A page as it comes out of a printer, on A4."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader

from tests.browser.tab import Tab

_MARGIN = 10 / 25.4 * 72
"""Where running heads and page numbers stand: points from the edge of the paper."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
"""Letters that a PDF has in the order in which they are painted."""


_FOLDS = "[...document.querySelectorAll('main details')].map((fold) => fold.open)"


@dataclass(frozen=True)
class Paper:
    """What is on paper, and what ought to be."""

    version: str
    """`brief`, `everything`, or none for a page with one version."""
    pages: int
    text: str
    """All of it, folded."""
    margins: tuple[str, ...]
    """What stands above and below the text of each page."""
    texts: list[dict[str, Any]]
    """The content of the page that was printed, text by text."""
    sources: list[dict[str, Any]]
    """The sources that it names, with their addresses."""
    half_empty: list[str]
    """Which pages after the first have nothing at the top of their right half."""
    small: list[str]
    """What has letters of less than nine points."""
    folds_before: list[bool]
    folds_after: list[bool]
    """Which folds are open, from the top, before it is printed and after."""

    @classmethod
    def of(cls, tab: Tab, version: str = "") -> Paper:
        """Print what a tab shows, by the button for one version if there are any."""
        folds_before = tab.page.evaluate(_FOLDS)
        tab.page.evaluate("() => { window.print = () => console.info('to be printed'); }")
        if version:
            with tab.page.expect_console_message(lambda it: it.text == "to be printed"):
                tab.page.click(f"[data-print={version}]")
        texts = tab.look("content")
        tab.page.emulate_media(media="print")
        left = tab.look("content")
        small = tab.look("small")
        tab.page.emulate_media(media="null")
        for text, then in zip(texts, left, strict=True):
            text["printed"] = then["seen"]
            text["for_screens"] = text["control"] and not then["seen"]
        pdf = PdfReader(io.BytesIO(tab.page.pdf(format="A4", prefer_css_page_size=True)))
        found = list(map(_read, pdf.pages))
        tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
        return cls(
            version=version,
            small=small,
            folds_before=folds_before,
            folds_after=tab.page.evaluate(_FOLDS),
            pages=len(pdf.pages),
            half_empty=[
                f"nothing on the right of page {number} of {len(pdf.pages)}"
                for number, page in enumerate(pdf.pages[1:], 2)
                if not _begins_on_the_right(page)
            ],
            text=folded("".join(text for text, _ in found)),
            margins=tuple(margins for _, margins in found),
            texts=texts,
            sources=tab.look("sources"),
        )

    def misses(self) -> Iterator[str]:
        """Return the words of the page that are not on paper, although they are of use there."""
        for text in self.texts:
            words = [word for word in text["text"].split() if not _RIGHT_TO_LEFT.search(word)]
            missing = [word for word in words if folded(word) not in self.text]
            if missing and text["seen"] and not text["for_screens"]:
                yield f"not on paper: “{' '.join(missing)}” of {text['name']}"

    def unnumbered(self) -> Iterator[str]:
        """Return the pages without their number."""
        for number, margins in enumerate(self.margins, 1):
            if not re.search(rf"\b{number}\b", margins):
                yield f"no number on page {number} of {self.pages}, only “{margins}”"

    def unaddressed(self) -> Iterator[str]:
        """Return the sources that say on paper in no way where they are to be found."""
        for source in self.sources:
            addresses = (re.sub("^https?://", "", url) for url in source["addresses"])
            if not any(folded(address) in self.text for address in addresses):
                yield f"no address on paper for {source['name']}"


def folded(text: str) -> str:
    """Leave of a text what any line breaking leaves of it."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _begins_on_the_right(page: PageObject) -> bool:
    """Return whether a text begins in the right half of a page, in its upper quarter."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    found: list[bool] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        found.append(bool(text.strip()) and x > width / 2 and y > height * 0.75)

    page.extract_text(visitor_text=visit)
    return any(found)


def _read(page: PageObject) -> tuple[str, str]:
    """Return all text of a page, and what of it stands in its margins."""
    found: list[str] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        height = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        if not _MARGIN < height < float(page.mediabox.height) - _MARGIN:
            found.extend(text.split())

    return page.extract_text(visitor_text=visit), " ".join(found)
