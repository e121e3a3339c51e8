"""Two inline rules of our own: citations `[@article#claim]`, links by key `[[kind:key|text]]`."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.prose.model import Citation, Link, Ref, RefKind

KEY = r"\w[\w.-]*"
_CITE = rf"@({KEY})(?:#({KEY}))?"
_CITATION = re.compile(rf"\[({_CITE}(?:\s*;\s*{_CITE})*)\](?!\()")
_ONE = re.compile(_CITE)
_LINK = re.compile(rf"\[\[(?:(article|theme|actor|source|page):)?({KEY})(?:\|([^\[\]]+))?\]\]")
_KINDS: dict[str | None, RefKind] = {
    None: "article",
    "article": "article",
    "theme": "theme",
    "actor": "actor",
    "source": "source",
    "page": "page",
}


# What somebody meant to be a mark, and would miss on the page without being told.
_LIKE = (
    (
        re.compile(r"\[@[^\[\]\n]*\](?!\()"),
        "not a citation; write [@article], [@article#claim] or [@one; @two]",
    ),
    (
        re.compile(r"\[\[\w+:[^\[\]\n]*\]\]"),
        "no link by key; write [[article]], or [[theme:…]], actor, source or page likewise",
    ),
)


def marks_plugin(md: MarkdownIt) -> None:
    """Teach `md` the tokens `citation` and `key_link`; their meta holds the value and the words."""
    md.inline.ruler.before("link", "mark", _good_mark)
    md.inline.ruler.before("link", "bad_mark", _bad_mark)


class Mark(NamedTuple):
    """A mark that is well formed, and where it ends."""

    token: Token
    end: int


def mark_at(source: str, at: int, end: int = sys.maxsize) -> Mark | None:
    """Read the citation or the link by key that stands at a place of a text."""
    if match := _CITATION.match(source, at, end):
        refs = tuple(Ref("article", m[1], m[2]) for m in _ONE.finditer(match[1]))
        return _mark("citation", match, Citation(refs))
    if match := _LINK.match(source, at, end):
        text = match[3].strip() if match[3] else None
        return _mark("key_link", match, Link(Ref(_KINDS[match[1]], match[2]), text), text or "")
    return None


def _mark(kind: str, match: re.Match[str], part: Citation | Link, content: str = "") -> Mark:
    meta = {"part": part, "words": match[0]}
    return Mark(Token(kind, "", 0, content=content, meta=meta), match.end())


def _good_mark(state: StateInline, silent: bool) -> bool:
    mark = mark_at(state.src, state.pos, state.posMax)
    if mark is None:
        return False
    if not silent:
        token = state.push(mark.token.type, "", 0)
        token.content, token.meta = mark.token.content, mark.token.meta
    state.pos = mark.end
    return True


def _bad_mark(state: StateInline, silent: bool) -> bool:
    """Keep a mark that is not well formed as the text that it is, and say so."""
    found = ((like.match(state.src, state.pos, state.posMax), why) for like, why in _LIKE)
    match, wrong = next(((match, why) for match, why in found if match), (None, ""))
    if match is None:
        return False
    if not silent:
        token = state.push("bad_mark", "", 0)
        token.content = match[0]
        token.meta = {"wrong": f"'{match[0]}' is {wrong}", "words": match[0]}
    state.pos = match.end()
    return True
