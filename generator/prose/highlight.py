"""Quotations marked where they stand in the text of a document.

A quotation is looked for in the plain text of a document, because markup may cut it into pieces. A
`Span` is a place in that plain text; `highlight` finds the tokens that it lies in by counting the
same characters again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct

from generator.addresses import quotation_anchor
from generator.prose.quotations import places


class Span(Struct, frozen=True):
    """A stretch of the plain text, from `start` up to `end`, where a named quotation stands."""

    start: int
    end: int
    name: str


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the words of a document's paragraphs, headings and cells, without code blocks."""
    return "".join(map(_block_words, tokens))


def spans(text: str, quotes: Mapping[str, str]) -> list[Span]:
    """Return where named quotations first stand, in order; one that stands nowhere is left out."""
    found = [Span(*place, name) for name, place in places(text, quotes).items()]
    return sorted(found, key=lambda span: (span.start, -span.end, span.name))


def highlight(tokens: Sequence[Token], marked: Sequence[Span]) -> None:
    """Put `<mark>` around each span, in as many pieces as markup cuts it into.

    The first piece of a span has the id `quote-NAME`. Inline tokens get new children where a span
    touches them; nothing else is changed.
    """
    at = 0
    named: set[str] = set()
    last = max((span.end for span in marked), default=0)
    for block in tokens:
        if at >= last:
            return
        length = len(_block_words(block))
        if _touching(marked, at, at + length):
            block.children = list(_highlighted(block.children or (), at, marked, named))
        at += length


def _block_words(token: Token) -> str:
    """Return the words of one block, and the empty line after them; nothing for other tokens."""
    if token.type != "inline":
        return ""
    return "".join(map(_words, token.children or ())) + "\n\n"


def _words(token: Token) -> str:
    """Return the words of one child of an inline token."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "key_link") else ""


def _touching(marked: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans that share at least one character with a stretch of the plain text."""
    return [s for s in marked if s.start < end and s.end > start] if start < end else []


def _highlighted(
    children: Iterable[Token], at: int, marked: Sequence[Span], named: set[str]
) -> Iterator[Token]:
    """Return the children of an inline token that begins at `at`, with marks around spans.

    `named` has the names whose id is on the page already; names that get theirs are added.
    """
    for child in children:
        length = len(_words(child))
        here = _touching(marked, at, at + length)
        yield from _cut(child, at, here, named) if here else (child,)
        at += length


def _cut(token: Token, at: int, here: Sequence[Span], named: set[str]) -> Iterator[Token]:
    """Return one token cut wherever a span begins or ends, with marks around what is in spans.

    Spans may overlap: each piece gets a mark of its own for every span that it is in, so elements
    are always closed in the order in which HTML needs it.
    """
    if token.type in ("softbreak", "hardbreak"):
        yield token
        return
    end = at + len(token.content)
    cuts = {at, end}
    if token.type == "text":  # code and links stay whole
        cuts.update(cut for span in here for cut in (span.start, span.end) if at < cut < end)
    for start, stop in pairwise(sorted(cuts)):
        names = [span.name for span in _touching(here, start, stop)]
        for name in names:
            attrs: dict[str, str | int | float] = {}
            if name not in named:
                attrs["id"] = quotation_anchor(name)
                named.add(name)
            yield Token("mark_open", "mark", 1, attrs=attrs)
        if token.type == "text":
            yield Token("text", "", 0, content=token.content[start - at : stop - at])
        else:
            yield token
        yield from (Token("mark_close", "mark", -1) for _ in names)
