"""Two inline rules of our own: citations `[@article#claim]`, links by key `[[kind:key|text]]`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.patterns import pattern
from generator.prose.model import Citation, Link, Ref, RefKind
from generator.prose.words import is_name

# Vowel signs and other marks are no `\w`, but belong to their letters. They are in these ranges,
# with other characters, which `is_name` refuses: a pattern of all marks would take long to compile.
# What ends sentences or parts of them is left out, so that keys are found before it: ، ؛ ؟ ۔ । ។ ።
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u0669\u0670\u06d6-\u06dc\u06df-\u06ff\u0711-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u0eb1-\u0ece\u0f18-\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u102b-\u1049\u1050-\u135f\u1369-\u17d3"
    "\u17dc-\u17ff\u180b-\u1b59\u1b6b-\u1c3a\u1c40-\u1dff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099"
    "\u309a\ua000-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0001efff"
)
KEY = rf"\w[\w.{_MARKS}-]*"
"""The pattern of the keys that articles, themes, actors, sources, pages, terms and claims have."""

_TARGET = rf"@({KEY})(?:#({KEY}))?"
# What is followed by `(` is the text of an ordinary link.
CITATION = pattern(rf"\[({_TARGET}(?:\s*;\s*{_TARGET})*)\](?!\()")
_ONE_TARGET = pattern(_TARGET)
IMAGE = pattern(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
"""How the names of images end, also those of other programs: ![[map.png]]."""
KINDS: tuple[RefKind, ...] = ("article", "theme", "actor", "source", "page", "term")
"""The kinds of things that links by key lead to."""
KEY_LINK = pattern(rf"\[\[(?:({'|'.join(KINDS)}):)?({KEY})(?:\|([^\[\]]+))?\]\]")
_KIND: dict[str | None, RefKind] = {None: "article", **{kind: kind for kind in KINDS}}


def may_name(text: str, kind: str, key: str) -> bool:
    """Return whether Markdown may name something, without reading it.

    A citation or a link has its key as it is, an image may be written otherwise (`%20`).
    """
    marks = ("@", "[[", "[[article:") if kind == "article" else (f"[[{kind}:",)
    return kind == "image" or any(f"{mark}{key}" in text for mark in marks)


def references_plugin(md: MarkdownIt) -> None:
    """Add the tokens `citation` and `key_link` to a parser.

    In the `meta` of both, `words` is what was written, and `part` a `Citation` or `Link`. The
    `content` of a `key_link` is its text, or empty.
    """
    # Before `link`, so that brackets are not read as references of CommonMark.
    md.inline.ruler.before("link", "reference", _reference)


def _reference(state: StateInline, silent: bool) -> bool:
    """Read a citation or a link by key; an inline rule of markdown-it."""
    if not state.src.startswith(("[@", "[["), state.pos):
        return False
    kind, content = "citation", ""
    part: Citation | Link
    if match := CITATION.match(state.src, state.pos, state.posMax):
        targets = _ONE_TARGET.finditer(match[1])
        refs = tuple(Ref("article", target[1], target[2]) for target in targets)
        part = Citation(refs)
    elif (match := KEY_LINK.match(state.src, state.pos, state.posMax)) and not (
        IMAGE.search(match[2]) and state.src[state.pos - 1 : state.pos] == "!"
    ):
        text = match[3].strip() if match[3] else None
        kind, content = "key_link", text or ""
        refs = (Ref(_KIND[match[1]], match[2]),)
        part = Link(refs[0], text)
    else:
        return False
    if not match[0].isascii() and not all(is_name(ref.key + (ref.claim or "")) for ref in refs):
        return False  # other punctuation is no part of a key
    if not silent:
        token = state.push(kind, "", 0)
        token.content = content
        token.meta = {"part": part, "words": match[0]}
    state.pos = match.end()
    return True
