"""Anchors of headings, and the level that they have on a page."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.prose.words import slug


def anchors(state: StateCore) -> None:
    """Give every heading an anchor of its own; a rule of markdown-it for a whole text.

    The known plugin for this looks for a free number from 1 at each heading, and takes a quarter of
    a minute for 10,000 equal ones.
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for at, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        words = state.tokens[at + 1].children or ()
        title = "".join(one.content for one in words if one.type in ("text", "code_inline"))
        anchor = name = heading_id(title)
        while anchor in taken:
            numbers[name] = numbers.get(name, 0) + 1
            anchor = f"{name}-{numbers[name]}"
        taken.add(anchor)
        token.attrSet("id", anchor)


def heading_id(title: str) -> str:
    """Return the anchor of a heading; its prefix keeps it apart from anchors of the page itself."""
    return f"h-{slug(title)}"


def shift_headings(tokens: Sequence[Token], shift: int) -> None:
    """Move headings down to level 2 + `shift` and below; level 1 is the title of the page."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2) + shift, 6)}"
