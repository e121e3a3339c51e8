"""The words of prose, without its markup."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote)>")


def words_of(html: str) -> str:
    """Return the words of rendered Markdown: each block on one line, an empty one between."""
    blocks = (" ".join(unescape(_TAG.sub("", block)).split()) for block in _BLOCK.split(html))
    return "\n\n".join(filter(None, blocks))
