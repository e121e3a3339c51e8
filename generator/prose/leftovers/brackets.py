"""All that begins with a bracket and failed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.patterns import pattern
from generator.prose.leftovers import citations, links
from generator.prose.leftovers.found import Block, Leftover

_BRACKET = pattern(r"[\[\]]")
_TARGET = pattern(r"\((?:[^()\n]++|\([^()\n]*+\))*+\)|\[[^\[\]\n]*\]")


def brackets(block: Block) -> Iterator[Leftover]:
    """Yield what is left of marks with brackets; calls of notes are looked at elsewhere."""
    view = block.view
    yield from citations.escaped(view)
    yield from links.escaped(view)
    open_at: list[int] = []
    for match in _BRACKET.finditer(view.text):
        if match[0] == "[":
            open_at.append(match.start())
        elif found := (
            _closed(block, open_at.pop(), match.end())
            if open_at
            else citations.never_opened(view, match.end())
        ):
            yield found
    for start in open_at:
        if found := citations.never_closed(view, start) or links.never_closed(view, start):
            yield found
    yield from citations.in_other_brackets(view)


def _closed(block: Block, start: int, end: int) -> Leftover | None:
    """Return what is wrong with a pair of brackets, and with what belongs to it."""
    view, text = block.view, block.view.text
    if text[start + 1 : start + 2] == "^":
        return None
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
        return citations.key_link(view, start - 1, end + 1)
    target = _TARGET.match(text, end)
    target_end = target.end() if target else end
    if text[start - 1 : start] == "!":
        if text[end : end + 1] == "(":
            return links.image(view, start - 1, end, target.end() if target else 0)
        return links.undefined_image(block, start - 1, end, target_end)
    if target and text[end] == "(":
        return links.link(view, start, end, target_end)
    return (
        citations.doubled(view, start, end)
        or citations.citation(view, start, end)
        or links.open_link(view, start, end)
        or (links.undefined_link(view, start, end, target_end) if target else None)
    )
