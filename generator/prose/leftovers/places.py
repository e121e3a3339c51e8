"""From a place in a block of words to line and column of the Markdown."""

from __future__ import annotations

from markdown_it.token import Token

from generator.prose.model import Remark


class Places:
    """The lines of a text; knows where in them a block stands."""

    def __init__(self, text: str, first_line: int) -> None:
        """Take the Markdown; `first_line` is added to a line number that is part of a message."""
        self._lines = text.split("\n")
        self._first_line = first_line
        self._row, self._cell_end = -1, 0

    def source(self, line: int) -> str:
        """Return a line as it was written."""
        return self._lines[line] if line < len(self._lines) else ""

    def begin_cell(self, token: Token) -> int:
        """Return the column (from 0) at which a cell of a table begins; cells come in order."""
        line = token.map[0] if token.map else 0
        if line != self._row:
            self._row, self._cell_end = line, 0
        written = token.content.replace("|", "\\|")
        at = max(self.source(line).find(written, self._cell_end), 0)
        self._cell_end = at + len(written)
        return at

    def find(self, token: Token, offset: int, cell: int | None) -> tuple[int, int]:
        """Return line (from 0) and column (from 1) of an offset in the content of a block.

        `cell` is where its cell begins if it is one.
        """
        content, line = token.content, token.map[0] if token.map else 0
        if cell is not None:
            return line, cell + offset + content.count("|", 0, offset) + 1
        line += content.count("\n", 0, offset)
        start = content.rfind("\n", 0, offset) + 1
        end = content.find("\n", offset)
        part = content[start : end if end >= 0 else len(content)].rstrip()
        source = self.source(line).rstrip()
        # What comes before the words is the indentation, or the mark of a block.
        at = len(source) - len(part)
        if not source.endswith(part):  # a heading with # behind it, too
            at = source.find(part, len(source) - len(source.lstrip("# ")))
        return line, max(at, 0) + offset - start + 1

    def remark(
        self,
        line: int,
        words: str,
        code: str,
        message: str,
        *,
        warning: bool = False,
        other: int | None = None,
    ) -> Remark:
        """Return a remark about words that stand on a line.

        `{line}` in the message stands for the number of the line `other`.
        """
        if other is not None:
            message = message.replace("{line}", str(other + self._first_line))
        column = max(self.source(line).find(words), 0) + 1
        return Remark(code, message, words, line, column=column, warning=warning)
