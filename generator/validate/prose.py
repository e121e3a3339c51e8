"""The Markdown in a content file: as prose, with its references and findings at their spots."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.moments import Moment
from generator.problems import AtKey, AtLine, AtWords, Finding, KeyPath, Severity, Spot
from generator.prose.markdown import Markdown
from generator.prose.model import EMPTY, Image, Prose, Reading, Remark
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
        first = document.body_line
        reading = self._markdown.block(
            document.body, quotes, heading_shift=heading_shift, first_line=first
        )
        self._gather(
            reading,
            lambda words, line, nth: AtWords(first + line, words, nth),
            lambda remark: _exact(remark, first),
        )
        return reading

    def inline(self, text: str | None, *keys: str | int) -> Prose:
        """Return inline Markdown as prose; `keys` lead to it in the front matter."""
        reading = self._markdown.inline(text or "")
        path: KeyPath = keys
        # In YAML, characters may be escaped, so they cannot be counted: the words are looked for.
        self._gather(
            reading,
            lambda words, _, nth: AtKey(path, words=words, nth=nth),
            lambda remark: AtKey(path, words=remark.words, nth=remark.nth),
        )
        return reading.prose if text else EMPTY

    def dated(self, key: str, entries: tuple[tuple[Moment | None, str], ...]) -> tuple[Dated, ...]:
        """Return a list of dated texts as prose; it is the value of `key` in the front matter."""
        return tuple(
            Dated(date, self.inline(text, key, position))
            for position, (date, text) in enumerate(entries)
        )

    def _gather(
        self,
        reading: Reading,
        spot: Callable[[str, int, int], Spot],
        spot_of: Callable[[Remark], Spot],
    ) -> None:
        """Collect references and findings.

        `spot` makes a spot of words, their line and which ones; `spot_of` makes that of a remark.
        Lines are counted from where the Markdown begins, so only the caller knows the spots.
        """
        for mention in reading.mentions:
            what, at = mention.what, spot(mention.words, mention.line, mention.nth)
            self.references.append(
                Reference("image", what.name, at)
                if isinstance(what, Image)
                else Reference(what.kind, what.key, at, what.claim)
            )
        for remark in reading.remarks:
            at = spot_of(remark)
            if remark.handle:
                self.references.append(
                    Reference("handle", remark.handle, at, message=remark.message)
                )
                continue
            severity = Severity.WARNING if remark.warning else Severity.ERROR
            path = self._document.path
            self.findings.append(Finding(path, at, remark.code, remark.message, severity))


def _exact(remark: Remark, first: int) -> Spot:
    """Return the spot of a remark about a body that begins on the line `first` of its file."""
    line = first + remark.line
    if not remark.column:
        return AtWords(line, remark.words, remark.nth, remark.skip)
    return AtLine(line, remark.column, max(1, len(remark.words.split("\n", 1)[0])))
