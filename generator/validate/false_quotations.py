"""What editors are told of quotations that the text of their article does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.problems import AtKey, Finding
from generator.prose.nearest import Passages


def false_quotations(path: str, quotes: Mapping[int, str], text: str) -> Iterator[Finding]:
    """Yield a finding for each quotation, by the index of its claim, which is not in `text`."""
    passages = Passages(text)
    for position, quote in quotes.items():
        spot = AtKey(("claims", position, "quote"))
        yield Finding(path, spot, "quote-not-in-text", _message(quote, passages))


def _message(quote: str, passages: Passages) -> str:
    if cut := passages.with_words_cut(quote):
        return (
            f"this quotation cuts a word in two: the article's text has “{cut}”; quote whole words"
        )
    false = "this quotation does not occur in the article's text; quote word for word"
    if nearest := passages.nearest(quote):
        return f"{false}: {nearest.note}"
    return f"{false}, or add the words to the text"
