"""What a reader would see of one block, with the way back to where it was written.

Looking at this text, and not at what was written, means that whatever the parser understood needs
no second grammar here: what is left of the marks are those that failed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, fragments_join
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct

OPAQUE = "\x01"
"""Stands for what is no text or was meant: code, an image, an escaped mark."""
REFERENCE = "\x02"
"""Stands for a citation, a link by key or the call of a note."""
ADDRESS = "\x03"
"""Stands for each character of an address that became a link by itself."""
ESCAPED = "\x04"
"""Stands for a character behind a backslash, which is meant as it stands there."""
_BEGINS, _ENDS = "\x05", "\x06"
"""Stand for the stars of emphasis, which a reader does not see."""

_STANDS_FOR = {
    "softbreak": "\n",
    "hardbreak": "\n",
    "citation": REFERENCE,
    "key_link": REFERENCE,
    "footnote_ref": REFERENCE,
    "comment": "",
    "text_special": ESCAPED,
}


class View(Struct, frozen=True):
    """The visible text of a block, and the block as it was written."""

    text: str
    source: str
    _shown: tuple[int, ...]
    """Where in `text` each piece of it begins."""
    _written: tuple[int, ...]
    """Where in `source` these begin."""
    stars: tuple[tuple[int, int, bool], ...] = ()
    """Where stars emphasize: before which character of `text`, where in `source`, and whether it is
    a beginning or an end."""

    def place(self, at: int) -> int:
        """Return where in the source a character of the text was written."""
        if at >= len(self.text):
            return len(self.source)
        piece = bisect_right(self._shown, at) - 1
        return self._written[piece] + at - self._shown[piece]

    def written(self, start: int, end: int) -> str:
        """Return what was written for a stretch of the text."""
        if end <= start:
            return ""
        # From the last character, as what follows it may be marks that a reader does not see.
        last = self.place(end - 1) + 1
        if self.text[end - 1] in (OPAQUE, REFERENCE, ESCAPED):
            last = self.place(end)
        return self.source[self.place(start) : last]


class _Placed(StateInline):
    """The state of the inline parser, which notes where each token was written."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.places: dict[int, int] = {}
        """Where each token was written, by its `id`."""
        self._pending_at = -1
        self._run = (-1, 0)

    def append_pending(self, text: str) -> None:
        if self._pending_at < 0:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the name is markdown-it's
        token = super().pushPending()
        self.places[id(token)], self._pending_at = self._pending_at, -1
        return token

    def push(self, ttype: str, tag: str, nesting: int) -> Token:
        token = super().push(ttype, tag, nesting)  # type: ignore[arg-type]
        self._pending_at = -1  # spaces before a line's end are pending, and never pushed
        # Stars and underscores are pushed one by one before the position moves on.
        at, count = self._run
        again = ttype == "text" and at == self.pos
        self._run = (self.pos if ttype == "text" else -1, count + 1 if again else 0)
        self.places[id(token)] = self.pos + self._run[1]
        return token


def view(md: MarkdownIt, source: str, env: EnvType) -> View:
    """Return the visible text of a block; `env` is what was known when it was read."""
    state = _Placed(source, md, env, [])
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        if rule is not fragments_join:  # it would join what has places of its own
            rule(state)
    texts: list[str] = []
    shown: list[int] = []
    written: list[int] = []
    stars: list[tuple[int, int, bool]] = []
    length = 0
    for at, text in _pieces(state):
        if text in (_BEGINS, _ENDS):
            stars.append((length, at, text == _BEGINS))
        elif text:
            texts.append(text)
            shown.append(length)
            written.append(at)
            length += len(text)
    return View("".join(texts), source, tuple(shown), tuple(written), tuple(stars))


def _pieces(state: _Placed) -> Iterator[tuple[int, str]]:
    """Yield where each token was written, and what a reader sees of it."""
    automatic = False
    for token in state.tokens:
        at = state.places[id(token)]
        if token.type in ("link_open", "link_close") and token.info == "auto":
            automatic = token.nesting > 0
        elif token.type == "text":
            yield at, ADDRESS * len(token.content) if automatic else token.content
        elif token.type == "text_special" and token.content == token.markup:
            yield at, token.content  # a backslash before what needs none is one
        elif token.markup in ("*", "**") and token.nesting:
            yield at, _BEGINS if token.nesting > 0 else _ENDS
        elif token.nesting == 0:
            yield at, _STANDS_FOR.get(token.type, OPAQUE)
