"""Line breaks of the source that are nothing on the page, for want of spaces in the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from generator.scripts import needs_no_space

_WORDS = frozenset({"text", "code_inline", "key_link"})
"""Tokens that show their content."""
_FARTHEST = 16
"""How many tokens away the next character is looked for."""


def join_lines(children: list[Token]) -> None:
    """Take out line breaks between two Chinese or Japanese characters, where no space belongs.

    Few browsers do it themselves.
    """
    needless = [
        at
        for at, token in enumerate(children)
        if token.type == "softbreak" and _is_needless(children, at)
    ]
    for at in reversed(needless):
        del children[at]
        # One text again: it is rendered as before, and a quotation in it is marked in one piece.
        if 0 < at < len(children) and children[at - 1].type == children[at].type == "text":
            children[at - 1].content += children[at].content
            del children[at]


def _is_needless(children: Sequence[Token], at: int) -> bool:
    """Return whether the line break at an index is between two characters that need no space."""
    before = _edge(reversed(children[max(0, at - _FARTHEST) : at]), -1)
    after = _edge(children[at + 1 : at + 1 + _FARTHEST], 0)
    return needs_no_space(before, after)


def _edge(tokens: Iterable[Token], index: int) -> str:
    """Return the first or last character that tokens show, or "" if it is none of a text."""
    for token in tokens:
        if token.type in _WORDS and token.content:
            return token.content[index]
        # A citation becomes a small number; comments, emphasis and links have no sign of their own.
        if token.type not in ("text", "citation", "comment") and token.nesting == 0:
            return ""
    return ""
