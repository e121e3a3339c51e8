"""Plain text to Markdown that reads exactly like it.

Marks are escaped only where Markdown would take them for some: each block is read as an article's
text will be, and escaped until its words are those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.importing.model import Block, BlockKind
from generator.prose.markdown import Markdown

_MARKS = re.compile(r"[\\`*_\[\]<>#&~|^@=${}%]|^[-+:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|^(?<=\d{4})[.)]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_BEFORE = {
    BlockKind.PARAGRAPH: "",
    BlockKind.HEADING: "## ",
    BlockKind.ITEM: "- ",
    BlockKind.QUOTE: "> ",
}


def as_markdown(blocks: Iterable[Block], markdown: Markdown) -> str:
    """Return the body of an article with these blocks."""
    parts: list[str] = []
    before: BlockKind | None = None
    for block in blocks:
        # Entries of a list stand close together, and quotations of several paragraphs are one.
        if parts:
            is_list = block.kind is before is BlockKind.ITEM
            is_quote = block.kind is before is BlockKind.QUOTE
            parts.append("\n" if is_list else "\n>\n" if is_quote else "\n\n")
        parts.append(_written(_BEFORE[block.kind], block.text, markdown))
        before = block.kind
    return "".join(parts) + "\n"


def _written(before: str, text: str, markdown: Markdown) -> str:
    """Return a text behind the mark of its kind, with backslashes where it would be misread.

    The mark counts: at the end of a heading, `#` would be taken for one.
    """
    for version in _versions(text):
        reading = markdown.block(before + version)
        is_same = reading.prose.text.strip() == text.strip()
        if is_same and not reading.remarks and not reading.mentions:
            return before + version
    return before + _PUNCTUATION.sub(r"\\\g<0>", text)


def _versions(text: str) -> Iterator[str]:
    yield text
    yield _MARKS.sub(r"\\\g<0>", text)
    yield _PUNCTUATION.sub(r"\\\g<0>", text)
