"""Plain blocks, read without the machinery that they do not need.

Most of what editors write is paragraphs, lists and headings of plain words with a citation here and
there, and a Markdown parser tries every rule on every line of them. Here they are told by the first
letters of their lines; whatever is not plain goes through the parser's own rules. What comes out is
the same either way, which a property test holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, mdTrim
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore, block
from markdown_it.token import Token

from generator.prose.marks import mark_at

_FENCE = re.compile(r"```|~~~")
_SPECIAL = r"\\`*_\[\]<>&!"
"""Where an inline rule may find something to do; line ends come to that."""
_START = r"(?:[^\W\d_]|[“‘„«(])"
"""The first letter of a line that begins no list, heading, quotation, table or rule."""
_LINE = re.compile(rf"\*{{0,2}}{_START}[^|]*")
"""A line that can only be of a paragraph."""
_PLAIN_LINE = re.compile(rf"{_START}(?:[^|{_SPECIAL}]*[^|{_SPECIAL}\s])?")
_HEADING = re.compile(rf"(#{{1,6}}) ({_START}[^|#]*)")
_MAY_GO_ON = re.compile(r"[ \t*+-]|\d")
"""The first letter of a line that may be one of a list, or go on with one."""
ONE_PLAIN_LINE = re.compile(rf"[^{_SPECIAL}\n\x00]*")
"""Text that stands in a page as it is, but for what HTML has to have escaped."""
_PLAIN_WORDS = re.compile(rf"[^{_SPECIAL}]*")
_STRESSED = re.compile(
    rf"(?<![^ \n])(\*\*?|__?)([^\W_](?:[^{_SPECIAL}]*[^\W_])?)\1(?=[ \n.,;:)]|\Z)"
)
"""Plain words between stars or low lines that can only begin and only end an emphasis."""
_LINKED = re.compile(rf"\[([^{_SPECIAL}\n]+)\]\(([\w:/.#?=,%~+-]+)\)")
_LOOSE = re.compile(r"[ \t]\n|\n[ \t]")
"""Line ends of which something is lost."""
_TAGS = {"p": ("p",), "blockquote": ("blockquote", "p"), "ul": ("ul", "li")}
"""The tags of a plain block, from its own to the one around each run of its words."""


def plain_plugin(md: MarkdownIt) -> None:
    """Let `md` read plain blocks the short way.

    Each becomes one token `plain` with the tag of the block. Its content is its words, the items of
    a list parted by empty lines.
    """
    md.core.ruler.at("block", _blocks)
    md.core.ruler.at("inline", _inlines)
    md.inline.terminator_re = re.compile(rf"[\n{_SPECIAL}]")
    md.add_render_rule("plain", _render)


def spelled_out(token: Token) -> list[Token]:
    """Return the tokens that stand for a plain block where its words are not to stay whole."""
    *outer, inner = _TAGS[token.tag]
    found = [_tag(tag, 1) for tag in outer]
    for words in token.content.split("\n\n"):
        inline = Token("inline", "", 0, content=words, children=_words(words))
        found += [_tag(inner, 1), inline, _tag(inner, -1)]
    return found + [_tag(tag, -1) for tag in reversed(outer)]


def _tag(tag: str, nesting: Literal[-1, 0, 1], *, block: bool = True) -> Token:
    return Token(f"{tag}_{'open' if nesting == 1 else 'close'}", tag, nesting, block=block)


def _render(_: RendererHTML, tokens: Sequence[Token], at: int, *__: object) -> str:
    token = tokens[at]
    *outer, inner = _TAGS[token.tag]
    words = escapeHtml(token.content).replace("\n\n", f"</{inner}>\n<{inner}>")
    html = f"<{inner}>{words}</{inner}>\n"
    for tag in outer:
        html = f"<{tag}>\n{html}</{tag}>\n"
    return html


# ---- blocks --------------------------------------------------------------------------------------


def _blocks(state: StateCore) -> None:
    if state.inlineMode or _FENCE.search(state.src):
        # Within a fence, what looks like a paragraph is code.
        block(state)
        return
    chunks = _chunks(state.src)
    after = [*(chunk[0] for _, chunk in chunks[1:]), ""]
    rest: list[str] = []
    rest_line = 0
    is_list = False
    for (line, chunk), following in zip(chunks, after, strict=False):
        # A list goes on after an empty line.
        alone = not is_list and not _MAY_GO_ON.match(following)
        tokens = _plain(chunk, line, alone)
        if not tokens:
            # Neighbours may belong together, as the items of a list: they are read as one.
            rest_line = rest_line if rest else line
            rest += [""] * (line - rest_line - len(rest)) + chunk
            is_list = is_list or any(map(_MAY_GO_ON.match, chunk))
            continue
        _parse(rest, rest_line, state)
        rest, is_list = [], False
        state.tokens += tokens
    _parse(rest, rest_line, state)


def _chunks(source: str) -> list[tuple[int, list[str]]]:
    """Return the runs of lines between blank lines, each with the number, from 0, of its first."""
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


def _plain(lines: list[str], first: int, alone: bool) -> list[Token]:
    """Read a chunk the short way; give nothing where there is none.

    `alone` says that it can belong to no list of the chunks around it.
    """
    start = lines[0][:1]
    if start == "#":
        return _heading(lines, first)
    if start == ">":
        return _block("blockquote", _without("> ", lines), "\n")
    if start == "-":
        return _block("ul", _without("- ", lines), "\n\n") if alone else []
    if not all(map(_LINE.fullmatch, lines)):
        return []
    return _block("p", lines, "\n") or _paragraph(lines, first)


def _without(mark: str, lines: list[str]) -> list[str]:
    """Take the mark off each line; give nothing where a line has none."""
    if not all(line.startswith(mark) for line in lines):
        return []
    return [line[len(mark) :] for line in lines]


def _block(tag: str, lines: list[str], between: str) -> list[Token]:
    if not lines or not all(map(_PLAIN_LINE.fullmatch, lines)):
        return []
    return [Token("plain", tag, 0, content=between.join(lines))]


def _heading(lines: list[str], first: int) -> list[Token]:
    match = _HEADING.fullmatch(lines[0]) if len(lines) == 1 else None
    if match is None:
        return []
    return _around("heading", f"h{len(match[1])}", mdTrim(match[2]), [first, first + 1], match[1])


def _paragraph(lines: list[str], first: int) -> list[Token]:
    return _around("paragraph", "p", mdTrim("\n".join(lines)), [first, first + len(lines)])


def _around(kind: str, tag: str, content: str, extent: list[int], markup: str = "") -> list[Token]:
    return [
        Token(f"{kind}_open", tag, 1, map=extent, markup=markup, block=True),
        Token("inline", "", 0, map=extent, level=1, content=content, children=[], block=True),
        Token(f"{kind}_close", tag, -1, markup=markup, block=True),
    ]


# ---- inlines -------------------------------------------------------------------------------------


def _inlines(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        children = _children(token.content, state.md)
        if children is None:
            children = []
            state.md.inline.parse(token.content, state.md, state.env, children)
        token.children = children


def _children(content: str, md: MarkdownIt) -> list[Token] | None:
    """Return the tokens of words with marks, stress and links; None for anything else."""
    if _LOOSE.search(content):
        return None
    found: list[Token] = []
    at = 0
    while True:
        words = _PLAIN_WORDS.match(content, at)
        assert words is not None  # noqa: S101 - it matches no words as well
        found += _words(words[0])
        if words.end() == len(content):
            return found
        at = words.end()
        if mark := mark_at(content, at):
            found.append(mark.token)
            at = mark.end
        elif match := _STRESSED.match(content, at):
            tag = "em" if len(match[1]) == 1 else "strong"
            words_of_it = _words(match[2])
            found += [_tag(tag, 1, block=False), *words_of_it, _tag(tag, -1, block=False)]
            at = match.end()
        elif match := _LINKED.match(content, at):
            href = md.normalizeLink(match[2])
            if not md.validateLink(href):
                return None
            opened = Token("link_open", "a", 1, attrs={"href": href})
            found += [opened, *_words(match[1]), Token("link_close", "a", -1)]
            at = match.end()
        else:
            return None


def _words(content: str) -> list[Token]:
    """Return the tokens of plain words, on one line or several."""
    if "\n" not in content:
        return [Token("text", "", 0, content=content)] if content else []
    found: list[Token] = []
    for number, line in enumerate(content.split("\n")):
        if number:
            found.append(Token("softbreak", "br", 0))
        if line:
            found.append(Token("text", "", 0, content=line))
    return found
