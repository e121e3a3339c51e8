"""Tell what a text would grow to as HTML, before and after it is rendered."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from generator import limits
from generator.prose.model import Remark

_REFERRING = frozenset({"citation", "key_link"})


def too_much(tokens: Sequence[Token]) -> Remark | None:
    """Return what to say of a text that names, or would grow to, more than a page can hold.

    The definition of a link takes one line and stands for its address wherever it is used, and
    short rows of a table are filled up: so a small text can make a large page.
    """
    size = referring = 0
    for token in tokens:
        if token.type == "inline":
            for child in token.children or ():
                size += _least_size(child)
                referring += child.type in _REFERRING
        else:
            size += _least_size(token)
        if referring > limits.CITATIONS:
            message = (
                f"up to here, this text has more than {limits.CITATIONS} citations and links by "
                "key; divide it into several"
            )
            return Remark("too-many", message, "", _line(token))
        if size > limits.BODY_BYTES:
            return too_long(_line(token))
    return None


def is_too_long(text: str) -> bool:
    """Return whether a text, or its HTML, has more bytes than it may have."""
    # A character has at most four bytes.
    return len(text) > limits.BODY_BYTES // 4 and len(text.encode()) > limits.BODY_BYTES


def too_long(line: int) -> Remark:
    """Return what to say of a text that grows too long, up to a line (from 0)."""
    message = (
        f"up to here, this text takes more than {limits.size(limits.BODY_BYTES)} of a page, with "
        "its markup; divide it into several, or shorten what it repeats"
    )
    return Remark("too-large", message, "", line)


def _least_size(token: Token) -> int:
    """Return how many bytes a token has as HTML, at least."""
    size = len(token.content) + len(token.tag)
    if token.attrs:
        size += sum(len(str(value)) for value in token.attrs.values())
    return size


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
