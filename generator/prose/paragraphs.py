"""Plain paragraphs, read without the machinery that they do not need.

Most of what editors write is paragraphs of plain words, and a Markdown parser tries every rule on
every line of them. Here they are told by their first letters and handed on as they are; whatever is
not plain goes through the parser's own rules. The tokens are the same either way, which a property
test holds, but for the line that a container ends on, which nobody asks for.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_core import StateCore, block
from markdown_it.token import Token

_FENCE = re.compile(r"```|~~~")
_PLAIN_LINE = re.compile(r"(?:[^\W\d_]|[“‘„«(])[^|]*")
"""A line that begins no list, heading, quotation, table or rule: it can only be of a paragraph."""
_PLAIN_WORDS = re.compile(r"[^\n\\`*_\[\]<>&!]*")
"""Words in which no inline rule finds anything to do."""


def paragraphs_plugin(md: MarkdownIt) -> None:
    """Let `md` read plain paragraphs the short way."""
    md.core.ruler.at("block", _blocks)
    md.core.ruler.at("inline", _inlines)


def _blocks(state: StateCore) -> None:
    if state.inlineMode or _FENCE.search(state.src):
        # Within a fence, what looks like a paragraph is code.
        block(state)
        return
    rest: list[str] = []
    rest_line = 0
    for line, chunk in _chunks(state.src):
        if not all(map(_PLAIN_LINE.fullmatch, chunk)):
            # Neighbours may belong together, as the items of a list: they are read as one.
            rest_line = rest_line if rest else line
            rest += [""] * (line - rest_line - len(rest)) + chunk
            continue
        _parse(rest, rest_line, state)
        rest = []
        state.tokens += _paragraph(chunk, line)
    _parse(rest, rest_line, state)


def _chunks(source: str) -> list[tuple[int, list[str]]]:
    """Give the runs of lines between blank lines, each with the number, from 0, of its first."""
    chunks: list[tuple[int, list[str]]] = []
    open_chunk: list[str] = []
    for number, line in enumerate(source.split("\n")):
        if not line.strip(" \t"):
            open_chunk = []
            continue
        if not open_chunk:
            chunks.append((number, open_chunk))
        open_chunk.append(line)
    return chunks


def _parse(lines: list[str], first: int, state: StateCore) -> None:
    """Read lines by the parser's own rules, the first of them being line `first`."""
    if not lines:
        return
    before = len(state.tokens)
    state.md.block.parse("\n".join(lines), state.md, state.env, state.tokens)
    for token in state.tokens[before:]:
        if token.map:
            token.map = [token.map[0] + first, token.map[1] + first]


def _paragraph(lines: list[str], first: int) -> list[Token]:
    extent = [first, first + len(lines)]
    content = mdTrim("\n".join(lines))
    return [
        Token("paragraph_open", "p", 1, map=extent, block=True),
        Token("inline", "", 0, map=extent, level=1, content=content, children=[], block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _inlines(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _PLAIN_WORDS.fullmatch(token.content):
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []
        else:
            children: list[Token] = []
            state.md.inline.parse(token.content, state.md, state.env, children)
            token.children = children
