"""Edits of a text: what stands between two places gives way to something else."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct


class TextEdit(Struct, frozen=True, order=True):
    """A stretch of a text, in characters, and what is to stand there instead."""

    start: int
    end: int
    """Exclusive; as `start` for something that is inserted."""
    text: str


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text after edits, whose places are all those of the text as it is now.

    What is inserted at one place by several edits is there in their order. Raise ValueError if
    edits overlap or reach beyond the text.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(one.end > two.start for one, two in pairwise(ordered)):
        raise ValueError("edits overlap")
    if any(not 0 <= edit.start <= edit.end <= len(text) for edit in ordered):
        raise ValueError("an edit reaches beyond the text")
    pieces: list[str] = []
    done = 0
    for edit in ordered:
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*pieces, text[done:]))
