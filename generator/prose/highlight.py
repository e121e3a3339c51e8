"""Quotations marked where they stand in the text of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct

from generator.addresses import quotation_anchor
from generator.prose.plain import spelled_out
from generator.prose.quotations import places


class Span(Struct, frozen=True):
    """A stretch of the plain text that a named quotation stands in."""

    start: int
    end: int
    name: str


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the words of a document's paragraphs, headings and cells, without code blocks."""
    return "".join(_block_words(token) for token in tokens)


def _block_words(token: Token) -> str:
    """Return the words of a block, ended by the empty line that parts blocks in the plain text."""
    if token.type == "plain":
        return f"{token.content}\n\n"
    if token.type == "inline":
        return "".join(map(_words, token.children or ())) + "\n\n"
    return ""


def spans(text: str, quotes: Mapping[str, str]) -> list[Span]:
    """Find where the quotations first stand; one that stands nowhere is left out."""
    found = [Span(*place, name) for name, place in places(text, quotes).items()]
    return sorted(found, key=lambda span: (span.start, -span.end, span.name))


def highlight(tokens: Sequence[Token], marked: Sequence[Span]) -> list[Token]:
    """Put `<mark id="quote-NAME">` around each span, in as many pieces as markup cuts it into."""
    at = 0
    begun: set[str] = set()
    found: list[Token] = []
    last = max((span.end for span in marked), default=0)
    for block in tokens:
        end = at + len(_block_words(block)) if at < last else at
        if not _within(marked, at, end):
            found.append(block)
            at = end
            continue
        for token in spelled_out(block) if block.type == "plain" else (block,):
            found.append(token)
            if token.type != "inline":
                continue
            children: list[Token] = []
            for child in token.children or ():
                length = len(_words(child))
                here = _within(marked, at, at + length)
                children += _cut(child, at, here, begun) if here else [child]
                at += length
            token.children = children
            at += 2  # the empty line
    return found


def _within(marked: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans that share a letter with a stretch of the text."""
    return [s for s in marked if s.start < end and s.end > start] if start < end else []


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "key_link") else ""


def _cut(token: Token, at: int, here: Sequence[Span], begun: set[str]) -> list[Token]:
    """Cut one token wherever a span begins or ends, and wrap the pieces that lie in spans."""
    if token.type in ("softbreak", "hardbreak"):
        return [token]
    end = at + len(token.content)
    cuts = {at, end}
    if token.type == "text":
        cuts.update(p for span in here for p in (span.start, span.end) if at < p < end)
    places = sorted(cuts)
    pieces: list[Token] = []
    for start, stop in pairwise(places):
        names = [span.name for span in here if span.start < stop and span.end > start]
        for name in names:
            attrs: dict[str, str | int | float] = (
                {"id": quotation_anchor(name)} if name not in begun else {}
            )
            begun.add(name)
            pieces.append(Token("mark_open", "mark", 1, attrs=attrs))
        if token.type == "text":
            pieces.append(Token("text", "", 0, content=token.content[start - at : stop - at]))
        else:
            pieces.append(token)
        pieces += [Token("mark_close", "mark", -1) for _ in names]
    return pieces
