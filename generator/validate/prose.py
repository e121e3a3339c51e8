"""Markdown inside content files: prose, and with it references and findings at their places."""

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
    """Reads all the Markdown of one file and gathers what it refers to and what is wrong."""

    def __init__(self, document: Document, markdown: Markdown) -> None:
        self.references: list[Reference] = []
        self.findings: list[Finding] = []
        self._document = document
        self._markdown = markdown

    def body(self, quotes: Mapping[str, str], *, heading_shift: int = 0) -> Reading:
        """Read the body; `quotes` are the quotations to mark in it, by claim id."""
        document = self._document
        reading = self._markdown.block(document.body, quotes, heading_shift=heading_shift)
        first = document.body_line
        self._gather(reading, lambda words, line, nth: AtWords(first + line, words, nth))
        return reading

    def inline(self, text: str | None, *keys: str | int) -> Prose:
        """Read inline Markdown of the front matter that stands at `keys`."""
        reading = self._markdown.inline(text or "")
        path: KeyPath = keys
        self._gather(reading, lambda words, _, nth: AtKey(path, words=words, nth=nth))
        return reading.prose if text else EMPTY

    def dated(self, key: str, entries: tuple[tuple[Moment | None, str], ...]) -> tuple[Dated, ...]:
        """Read the list of dated texts that stands at `key`."""
        return tuple(
            Dated(date, self.inline(text, key, position))
            for position, (date, text) in enumerate(entries)
        )

    def _gather(self, reading: Reading, spot: Callable[[str, int, int], Spot]) -> None:
        for mention in reading.mentions:
            what, at = mention.what, spot(mention.words, mention.line, mention.nth)
            self.references.append(
                Reference("image", what.name, at)
                if isinstance(what, Image)
                else Reference(what.kind, what.key, at, what.claim)
            )
        for remark in reading.remarks:
            at = spot(remark.words, remark.line, remark.nth)
            if isinstance(at, AtWords):
                at = replace(at, skip=remark.skip)
            self.findings.append(Finding(self._document.path, at, remark.code, remark.message))
