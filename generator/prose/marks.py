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


def marks_plugin(md: MarkdownIt) -> None:
    """Teach `md` the tokens `citation` and `key_link`; their meta holds the value and the words."""
    md.inline.ruler.before("link", "citation", _citation)
    md.inline.ruler.before("link", "key_link", _key_link)


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
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
        return False
    if not silent:
        token = state.push("key_link", "", 0)
        text = match[3].strip() if match[3] else None
        token.meta = {"part": Link(Ref(_KINDS[match[1]], match[2]), text), "words": match[0]}
        token.content = text or ""
    state.pos = match.end()
    return True
