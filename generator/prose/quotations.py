"""When a quotation counts as verbatim.

Two texts are the same words if they are equal after folding: what the eye does not see goes, one
letter stands for all that look the same (`prose/visible.py`), and so do one space, quotation mark,
dash and ellipsis for all there are: these are what typesetting changes and no speaker says. Nothing
else is folded. A changed case, a dropped word or half a word makes a false quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.patterns import pattern
from generator.prose.rewriting import Rewritten, rewrite
from generator.prose.visible import visible
from generator.prose.word_ends import begins_within_word, ends_within_word, is_plainly_whole
from generator.scripts import APOSTROPHES, is_unspaced

_SPACES = " \t\n\r\x0b\x0c\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_QUOTATION_MARKS = APOSTROPHES + '"״“”„‟‚‛«»‹›″‶❛❜❝❞〝〞〟＂＇「」『』｢｣﹁﹂﹃﹄《》〈〉'
_DASHES = "‐‑‒–—―−"
_ONE_FOR_ONE = {
    **dict.fromkeys(_SPACES.replace(" ", ""), " "),
    **dict.fromkeys(_QUOTATION_MARKS.replace("'", ""), "'"),
    **dict.fromkeys(_DASHES, "-"),
}
_FOREIGN = r"[^\x00-\u0dff]"
"""Characters beside which spaces are looked at, as their script may have none between words."""
# Every branch begins with a letter, so that the search runs from one of these to the next.
_RUNS = pattern(
    rf" (?:(?=[ .:;!?-]|{_FOREIGN})(?: *(?:…+|\. ?\. ?\.|-+) *| *)|(?<={_FOREIGN} ))"
    r"|…+ *|\. ?\. ?\. *|-+ *"
)
"""Stretches that may fold to one character each, or to none.

Spaces around dashes and ellipses are typesetting too, and before the punctuation that has one in
French, and anywhere beside Chinese or Thai.
"""
_PUNCTUATION = frozenset(":;!?")
_REST_OF_WORD = pattern(r"[a-z0-9]+", re.IGNORECASE | re.ASCII)
_AROUND = (
    _SPACES
    + "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
    + "".join(map(chr, (*range(0x202A, 0x202D), *range(0x2066, 0x206A))))
)
"""What is not marked at the ends of a quotation: spaces, and what cannot be seen."""


class Folded(Struct, frozen=True):
    """A text in the form in which quotations are compared, and the way back to the original."""

    text: str
    original: str
    seen: str
    """What the eye sees of the original."""
    _steps: tuple[Rewritten, ...]
    """What led from the original to `seen`; most often nothing."""
    _last: Rewritten
    """What led from there to `text`."""

    def find(self, quote: Folded) -> tuple[int, int] | None:
        """Return the start and end, in the original text, of the first place of `quote`.

        No word is cut by either.
        """
        words = quote.text.strip()
        start = self.text.find(words) if words else -1
        while start >= 0:
            at, to = self.seen_at(start, start + len(words))
            if not (begins_within_word(self.seen, at) or ends_within_word(self.seen, to)):
                return self.original_of(at, to)
            # Nothing begins within the rest of a word. Looking there could take forever.
            rest = _REST_OF_WORD.match(self.text, start + 1)
            start = self.text.find(words, rest.end() if rest else start + 1)
        return None

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original text a stretch of `text` is."""
        return self.original_of(*self.seen_at(start, end))

    def seen_at(self, start: int, end: int) -> tuple[int, int]:
        """Return where in `seen` a stretch of `text` is, without the spaces around it."""
        return _trimmed(self.seen, self._last.original(start), self._last.original(end))

    def original_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original text a stretch of `seen` is."""
        for step in reversed(self._steps):
            start, end = step.original(start), step.original(end)
        return _trimmed(self.original, start, end)


def fold(text: str) -> Folded:
    """Return the form of a text in which quotations are compared."""
    steps = visible(text)
    seen = steps[-1].text if steps else text
    uniform = seen
    for character, instead in _ONE_FOR_ONE.items():  # str.translate takes twenty times as long
        uniform = uniform.replace(character, instead)
    last = rewrite(uniform, _runs(uniform))
    return Folded(last.text, text, seen, steps, last)


def places(text: str, quotes: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return where named quotations first stand in `text`: name → start and end.

    One that stands nowhere is left out.
    """
    found: dict[str, tuple[int, int]] = {}
    folded: Folded | None = None  # costs more than all the rest, and most quotations do without
    for name, quote in quotes.items():
        place = _find_as_written(quote.strip(), text)
        if place is None:
            folded = folded or fold(text)
            place = folded.find(fold(quote))
        if place is not None:
            found[name] = place
    return found


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the changes that make spaces, dashes and ellipses alike."""
    for run in _RUNS.finditer(text):
        start, end = run.span()
        short = _short(run[0], text[start - 1 : start], text[end : end + 1])
        if short != run[0]:
            yield start, end, short


def _short(run: str, before: str, after: str) -> str:
    """Return what a run folds to, with the characters beside it."""
    if "-" in run:
        return "-"
    if not run.isspace():
        return "…"
    return "" if after in _PUNCTUATION or is_unspaced(before) or is_unspaced(after) else " "


def _find_as_written(words: str, text: str) -> tuple[int, int] | None:
    """Return where words first stand just as they are written, if plainly no word is cut there."""
    start = text.find(words) if words else -1
    end = start + len(words)
    return (start, end) if start >= 0 and is_plainly_whole(text, start, end) else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of a text without the spaces at its ends."""
    words = text[start:end]
    return end - len(words.lstrip(_AROUND)), start + len(words.rstrip(_AROUND))
