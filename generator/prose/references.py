"""Two inline rules of our own: citations `[@article#claim]`, links by key `[[kind:key|text]]`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.prose.model import Citation, Link, Ref, RefKind

# Vowel signs and other marks are no `\w`, but belong to their letters. They are in these ranges,
# with other characters, which `as_key` refuses: a pattern of all marks would take long to compile.
_MARKS = (
    "\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua000-\uabff\ufb1e\ufe20-\ufe2f"
    "\U00010000-\U0001efff"
)
KEY = rf"\w[\w.{_MARKS}-]*"
"""The pattern of the keys that articles, themes, actors, sources, pages, terms and claims have."""

_TARGET = rf"@({KEY})(?:#({KEY}))?"
# What is followed by `(` is the text of an ordinary link.
CITATION = re.compile(rf"\[({_TARGET}(?:\s*;\s*{_TARGET})*)\](?!\()")
_ONE_TARGET = re.compile(_TARGET)
IMAGE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
"""How the names of images end, also those of other programs: ![[map.png]]."""
KINDS: tuple[RefKind, ...] = ("article", "theme", "actor", "source", "page", "term")
"""The kinds of things that links by key lead to."""
KEY_LINK = re.compile(rf"\[\[(?:({'|'.join(KINDS)}):)?({KEY})(?:\|([^\[\]]+))?\]\]")
_KIND: dict[str | None, RefKind] = {None: "article", **{kind: kind for kind in KINDS}}


def references_plugin(md: MarkdownIt) -> None:
    """Add the tokens `citation` and `key_link` to a parser.

    In the `meta` of both, `words` is what was written, and `part` a `Citation` or `Link`. The
    `content` of a `key_link` is its text, or empty.
    """
    # Before `link`, so that brackets are not read as references of CommonMark.
    md.inline.ruler.before("link", "reference", _reference)


def _reference(state: StateInline, silent: bool) -> bool:
    """Read a citation or a link by key; an inline rule of markdown-it."""
    kind, content = "citation", ""
    part: Citation | Link
    if match := CITATION.match(state.src, state.pos, state.posMax):
        targets = _ONE_TARGET.finditer(match[1])
        part = Citation(tuple(Ref("article", target[1], target[2]) for target in targets))
    elif (match := KEY_LINK.match(state.src, state.pos, state.posMax)) and not (
        IMAGE.search(match[2]) and state.src[state.pos - 1 : state.pos] == "!"
    ):
        text = match[3].strip() if match[3] else None
        kind, content = "key_link", text or ""
        part = Link(Ref(_KIND[match[1]], match[2]), text)
    else:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"part": part, "words": match[0]}
    state.pos = match.end()
    return True
