"""The Markdown in a content file: as prose, with its references and findings at their spots."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from generator.moments import Moment
from generator.problems import AtKey, AtWords, Finding, KeyPath, Spot
from generator.prose.markdown import Markdown
from generator.prose.model import EMPTY, Image, Prose, Reading
from generator.read.documents import Document
from generator.validate.content import Dated, Reference


class ProseReader:
    """Reads all Markdown of one file, and collects what it refers to and what is wrong with it."""

    def __init__(self, document: Document, markdown: Markdown) -> None:
        self.references: list[Reference] = []
        self.findings: list[Finding] = []
        self._document = document
        self._markdown = markdown

    def body(self, quotes: Mapping[str, str], *, heading_shift: int = 0) -> Reading:
        """Return the body as prose, with quotations marked in it; `quotes` has them by claim id.

        Headings move down by `heading_shift` levels.
        """
        document = self._document
        reading = self._markdown.block(document.body, quotes, heading_shift=heading_shift)
        first = document.body_line
        self._gather(reading, lambda words, line, nth: AtWords(first + line, words, nth))
        return reading

    def inline(self, text: str | None, *keys: str | int) -> Prose:
        """Return inline Markdown as prose; `keys` lead to it in the front matter."""
        reading = self._markdown.inline(text or "")
        path: KeyPath = keys
        self._gather(reading, lambda words, _, nth: AtKey(path, words=words, nth=nth))
        return reading.prose if text else EMPTY

    def dated(self, key: str, entries: tuple[tuple[Moment | None, str], ...]) -> tuple[Dated, ...]:
        """Return a list of dated texts as prose; it is the value of `key` in the front matter."""
        return tuple(
            Dated(date, self.inline(text, key, position))
            for position, (date, text) in enumerate(entries)
        )

    def _gather(self, reading: Reading, spot: Callable[[str, int, int], Spot]) -> None:
        """Collect references and findings; `spot` makes a spot of words, their line and which ones.

        Lines are counted from where the Markdown begins, so only the caller knows the spot.
        """
        for mention in reading.mentions:
            what, at = mention.what, spot(mention.words, mention.line, mention.nth)
            self.references.append(
                Reference("image", what.name, at)
                if isinstance(what, Image)
                else Reference(what.kind, what.key, at, what.claim)
            )
        for remark in reading.remarks:
            at = spot(remark.words, remark.line, remark.nth)
            # Only in the body: in YAML, characters may be escaped, so they cannot be counted.
            if isinstance(at, AtWords):
                at = replace(at, skip=remark.skip)
            self.findings.append(Finding(self._document.path, at, remark.code, remark.message))
