"""What editors are told of quotations that the text of their article does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.patterns import pattern
from generator.problems import AtKey, Finding, Severity
from generator.prose.nearest import Passages
from generator.read.characters import mixed_scripts

_AT_THE_END = " .,;:!?…。，、；！？،؛؟।"
"""What ends a sentence, and may belong to the one around a quotation."""
_NEARLY = 0.75
"""Which part of its letters a quotation shares with a passage that it may be meant to be."""
_EDITED = pattern(r"\w*\[[^\[\]]+\]\w*")
"""A letter or word that editors have changed or added: `[t]hirty`."""


def false_quotations(
    path: str, quotes: Mapping[int, str], text: str, *, has_evidence: bool
) -> Iterator[Finding]:
    """Yield a finding for each quotation, by the index of its claim, which is not in `text`.

    If the article has evidence, that may have the words. Then only those that look like a slip of
    the pen are told, as warnings: nearly the same words are in the text.
    """
    passages = Passages(text)
    for position, quote in quotes.items():
        spot = AtKey(("claims", position, "quote"))
        if not has_evidence:
            yield Finding(path, spot, "quote-not-in-text", _message(quote, passages))
        elif near := _slip(quote, passages):
            message = (
                f"the article's text has nearly these words: {near}; if its evidence has yours, "
                "write them so in the text, too, or leave them out there"
            )
            yield Finding(path, spot, "quote-near-text", message, Severity.WARNING)


def _slip(quote: str, passages: Passages) -> str:
    """Return what is known of nearly the same words in the text, or ""."""
    if cut := passages.with_words_cut(quote):
        return f"“{cut}”"
    nearest = passages.nearest(quote)
    return nearest.note if nearest and nearest.shared >= _NEARLY else ""


def _message(quote: str, passages: Passages) -> str:
    if cut := passages.with_words_cut(quote):
        return (
            f"this quotation cuts a word in two: the article's text has “{cut}”; quote whole words"
        )
    if (words := quote.rstrip(_AT_THE_END)) != quote and passages.has(words):
        sign = quote[len(words) :].strip()[0]
        return f"the article's text has no '{sign}' right after these words; leave it out"
    if (edited := _EDITED.search(quote)) and not passages.has(edited[0]):
        return (
            f"the square brackets of {edited[0]} mark a change of the words, and the article's "
            "text has none there; quote its own words, or a part of them without this one"
        )
    false = "this quotation does not occur in the article's text; quote word for word"
    if nearest := passages.nearest(quote):
        letter = mixed_scripts(quote)
        return f"{false}: {nearest.note}" + (f"; {letter}" if letter else "")
    return f"{false}, or add the words to the text"
