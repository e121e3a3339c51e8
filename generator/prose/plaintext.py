"""Rendered Markdown as plain text."""

from __future__ import annotations

from html import unescape

from generator.patterns import pattern

_TAG = pattern(r"<[^>]*>")
_BLOCK_END = pattern(r"</(?:p|h[1-6]|li|tr|blockquote)>")


def words_of(html: str) -> str:
    """Return the words of rendered Markdown: each block on one line, an empty line between two."""
    blocks = (" ".join(unescape(_TAG.sub("", block)).split()) for block in _BLOCK_END.split(html))
    return "\n\n".join(filter(None, blocks))
