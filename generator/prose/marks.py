"""Two inline rules of our own: citations `[@article#claim]`, links by key `[[kind:key|text]]`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

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
_LIKE_CITATION = re.compile(r"\[@[^\[\]\n]*\](?!\()")
_LIKE_LINK = re.compile(r"\[\[\w+:[^\[\]\n]*\]\]")


def marks_plugin(md: MarkdownIt) -> None:
    """Teach `md` the tokens `citation` and `key_link`; their meta holds the value and the words."""
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "key_link", _key_link)


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        wrong = "not a citation; write [@article], [@article#claim] or [@one; @two]"
        return _bad_mark(state, _LIKE_CITATION, wrong, silent)
    if not silent:
        refs = tuple(Ref("article", m[1], m[2]) for m in _ONE.finditer(match[1]))
        token = state.push("citation", "", 0)
        token.meta = {"part": Citation(refs), "words": match[0]}
    state.pos = match.end()
    return True


def _key_link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        wrong = "no link by key; write [[article]], or [[theme:…]], actor, source or page likewise"
        return _bad_mark(state, _LIKE_LINK, wrong, silent)
    if not silent:
        token = state.push("key_link", "", 0)
        text = match[3].strip() if match[3] else None
        token.meta = {"part": Link(Ref(_KINDS[match[1]], match[2]), text), "words": match[0]}
        token.content = text or ""
    state.pos = match.end()
    return True


def _bad_mark(state: StateInline, like: re.Pattern[str], wrong: str, silent: bool) -> bool:
    """Keep a mark that is not well formed as the text that it is, and say so."""
    match = like.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("bad_mark", "", 0)
        token.content = match[0]
        token.meta = {"wrong": f"'{match[0]}' is {wrong}", "words": match[0]}
    state.pos = match.end()
    return True
