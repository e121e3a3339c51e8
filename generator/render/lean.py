"""The generator's own style sheets and scripts without what only their authors read.

They are written to be read; half of what a reader's device would get of them is not for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NOTES = {
    "css": re.compile(r"/\*.*?\*/", re.DOTALL),
    # Behind code only what holds no quotation mark: it may else be text.
    "js": re.compile(r"^[ \t]*//.*$|(?<=[ \t])// [^\n\"'`]*$", re.MULTILINE),
}
_INDENTS = re.compile(r"\s*\n\s*")
_AROUND = re.compile(r"\s*([{};,])\s*|(:) ")
"""Spaces that mean nothing in a style sheet; before a colon they do."""


@lru_cache(maxsize=64)  # more than there are; a preview asks for all of them at every save
def lean(name: str, data: bytes) -> bytes:
    """Return a file without comments and indentation; one that is no style sheet or script, as is.

    For files of ours alone: in none is a comment within text, or a text that runs over lines.
    """
    notes = _NOTES.get(name.rpartition(".")[2])
    if notes is None:
        return data
    text = _INDENTS.sub("\n", notes.sub("", data.decode())).lstrip()
    return (_AROUND.sub(r"\1\2", text) if name.endswith(".css") else text).encode()
