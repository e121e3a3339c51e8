"""Rendered Markdown as plain text."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote)>")


def words_of(html: str) -> str:
    """Return the words of rendered Markdown: each block on one line, an empty line between two."""
    blocks = (" ".join(unescape(_TAG.sub("", block)).split()) for block in _BLOCK_END.split(html))
    return "\n\n".join(filter(None, blocks))
