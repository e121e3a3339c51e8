"""The passage of a text that is nearest to a false quotation, with the difference marked.

A text may be a book, so the work is bounded: where the rarest words of the quotation stand in the
text, in the order that they have in it, is where a passage like it can be. Only the best few of
these windows are compared word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from generator.prose.quotations import Folded, fold
from generator.prose.word_ends import begins_within_word, ends_within_word
from generator.prose.word_rules import word_ends

_MOST_WORDS = 120
"""How many words of a quotation are compared; in Chinese, characters."""
_MOST_PLACES = 400
"""How many places of shared words are looked at, the rarest words first."""
_MOST_WINDOWS = 4
_LEAST_SHARED = 0.25
"""Which part of its letters a passage has to share, in whole words, to be called near."""
_LEAST_SHARED_CHARACTERS = 0.5
"""The same in a script where every character counts as a word."""
_MOST_DIFFERENCES = 3
_CONTEXT = 30
"""How many characters are shown before and after a difference."""
_LONGEST_END = 40
"""How many characters of a word are shown that a quotation cuts off."""
_SIMILAR = 0.7
"""How similar a word has to be to one that stands for a whole quotation."""

_Opcode = tuple[str, int, int, int, int]
"""What is to be done with words of a window, from where to where, to get words of a quotation."""


class _Word(NamedTuple):
    """A word or a sign, in the form in which quotations are compared, and where it stands."""

    text: str
    start: int
    end: int


class _Difference(NamedTuple):
    """A stretch of the original text, and what the quotation has instead of it."""

    start: int
    end: int
    instead: str


class _Match(NamedTuple):
    """A passage of the original text, how alike it is, and where it differs."""

    shared: float
    start: int
    end: int
    differences: Sequence[_Difference]


class Nearest(NamedTuple):
    """Words about the nearest passage, and which part of its words it shares, from 0 to 1."""

    shared: float
    note: str


class Passages:
    """A text in which passages near to quotations are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def has(self, words: str) -> bool:
        """Return whether some words occur in the text."""
        return self._folded.find(fold(words)) is not None

    def with_words_cut(self, quote: str) -> str | None:
        """Return the passage that has the words of `quote`, if words go on before or after them.

        The rest of these words is in brackets: `thirty day[s]`.
        """
        folded, words = self._folded, fold(quote).text.strip()
        place = folded.text.find(words) if words else -1
        if place < 0:
            return None
        seen = folded.seen
        start, end = folded.seen_at(place, place + len(words))
        first, last = start, end
        while first > start - _LONGEST_END and begins_within_word(seen, first):
            first -= 1
        while last < end + _LONGEST_END and ends_within_word(seen, last):
            last += 1
        before, after = seen[first:start], seen[end:last]
        middle = shortened(seen[start:end])
        return f"{before and f'[{before}]'}{middle}{after and f'[{after}]'}"

    def nearest(self, quote: str) -> Nearest | None:
        """Return what is known of the nearest passage; None if nothing is near.

        The note: the nearest passage is “a [full] truce” (yours has [lasting]).
        """
        match = self._best(fold(quote))
        if match is None or not match.differences:
            return None
        shown = match.differences[:_MOST_DIFFERENCES]
        yours = [shortened(difference.instead) for difference in shown]
        if any(yours):
            note = "yours has " + ", ".join(f"[{words}]" if words else "nothing" for words in yours)
        else:
            note = f"yours leaves {'it' if len(yours) == 1 else 'them'} out"
        more = ", …" if len(match.differences) > len(shown) else ""
        passage = _marked(self._text, match, shown)
        return Nearest(match.shared, f"the nearest passage is “{passage}” ({note}{more})")

    @cached_property
    def _folded(self) -> Folded:
        return fold(self._text)

    @cached_property
    def _words(self) -> Sequence[_Word]:
        return list(_words(self._folded.text))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """The places of each word, as indexes of `_words`."""
        places = defaultdict[str, list[int]](list)
        for index, word in enumerate(self._words):
            places[word.text].append(index)
        return dict(places)

    def _best(self, quote: Folded) -> _Match | None:
        """Return the passage that shares most words with a quotation, if it shares enough."""
        wanted = self._decisive(quote)
        names = [word.text for word in wanted]
        whole = sum(map(_weight, names)) or 1
        best: tuple[float, int, Sequence[_Opcode]] | None = None
        for first, last in self._windows(names):
            window = [word.text for word in self._words[first:last]]
            matcher = SequenceMatcher(None, window, names, autojunk=False)
            opcodes = _without_strays(matcher.get_opcodes(), names)
            same = [name for tag, _, _, i, j in opcodes if tag == "equal" for name in names[i:j]]
            shared = sum(map(_weight, same)) / whole
            has_words = any(len(name) > 1 for name in same)
            least = _LEAST_SHARED if has_words else _LEAST_SHARED_CHARACTERS
            if shared >= least and (best is None or shared > best[0]):
                best = shared, first, opcodes
        if best is not None:
            return self._compared(quote, wanted, *best)
        return self._similar_word(quote, names[0]) if len(names) == 1 else None

    def _decisive(self, quote: Folded) -> Sequence[_Word]:
        """Return the words of a quotation; of a long one, those around the first that is false."""
        words = list(_words(quote.text))
        right = 0
        if len(words) > _MOST_WORDS:
            right = bisect_left(
                words, True, key=lambda word: quote.text[: word.end] not in self._folded.text
            )
        return words[max(0, right - _MOST_WORDS // 4) :][:_MOST_WORDS]

    def _windows(self, names: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where passages with the words `names` may begin and end, the likeliest first."""
        votes = Counter[int]()
        left = _MOST_PLACES
        shared = [index for index, name in enumerate(names) if name in self._places]
        for index in sorted(shared, key=lambda index: len(self._places[names[index]])):
            places = self._places[names[index]][:left] if _weight(names[index]) else ()
            votes.update(max(0, place - index) for place in places)
            left -= len(places)
        # A word more or less in the passage makes all that follow vote for a neighbour.
        width = max(3, len(names) // 4)
        near = Counter[int]()
        for start, count in votes.items():
            near[start // width] += count
            near[start // width + 1] += count
        # Of equal ones, the earliest, so that the same is shown on every run.
        for bucket in sorted(near, key=lambda bucket: (-near[bucket], bucket))[:_MOST_WINDOWS]:
            yield max(0, (bucket - 2) * width), (bucket + 2) * width + len(names)

    def _compared(
        self,
        quote: Folded,
        wanted: Sequence[_Word],
        shared: float,
        first: int,
        opcodes: Sequence[_Opcode],
    ) -> _Match:
        """Return the passage in the window from `first` on that is compared with `wanted`."""
        kept = list(_within_quotation(opcodes))
        differences = [
            _Difference(
                *self._stretch(self._words, first + i1, first + i2),
                _text_of(quote, wanted[j1:j2]),
            )
            for tag, i1, i2, j1, j2 in kept
            if tag != "equal"
        ]
        start, end = self._stretch(self._words, first + kept[0][1], first + kept[-1][2])
        return _Match(shared, start, end, differences)

    def _similar_word(self, quote: Folded, name: str) -> _Match | None:
        """Return the word of the text that is most similar to a quotation of one word."""
        similar = get_close_matches(name, self._places, n=1, cutoff=_SIMILAR)
        if not similar:
            return None
        index = self._places[similar[0]][0]
        start, end = self._stretch(self._words, index, index + 1)
        return _Match(0, start, end, [_Difference(start, end, quote.original.strip())])

    def _stretch(self, words: Sequence[_Word], first: int, last: int) -> tuple[int, int]:
        """Return where words are in the original text; if none, the place after the one before."""
        if first < last:
            return self._folded.stretch(words[first].start, words[last - 1].end)
        if first == 0:
            return 0, 0
        _, end = self._folded.stretch(words[first - 1].start, words[first - 1].end)
        return end, end


def _without_strays(opcodes: Sequence[_Opcode], names: Sequence[str]) -> Sequence[_Opcode]:
    """Return opcodes without words at the ends that are the same, but stand far from the rest."""
    kept = list(opcodes)
    for end, inner in ((0, 1), (-1, -2)):
        while len(kept) > 2 and kept[end][0] == "equal":  # noqa: PLR2004 - something equal is left
            _, i1, i2, j1, j2 = kept[end]
            _, k1, k2, l1, l2 = kept[inner]
            if sum(map(_weight, names[j1:j2])) >= k2 - k1:
                break
            kept.pop(end)
            kept[end] = "replace", min(i1, k1), max(i2, k2), min(j1, l1), max(j2, l2)
    return kept


def _within_quotation(opcodes: Sequence[_Opcode]) -> Iterator[_Opcode]:
    """Yield the differences within a quotation, without what the window has before and after."""
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        longer = (i2 - i1) - (j2 - j1)
        if index == 0 and tag != "equal" and longer > 0:
            if tag == "replace":
                yield tag, i1 + longer, i2, j1, j2
        elif index == len(opcodes) - 1 and tag != "equal" and longer > 0:
            if tag == "replace":
                yield tag, i1, i2 - longer, j1, j2
        else:
            yield tag, i1, i2, j1, j2


def _words(text: str) -> Iterator[_Word]:
    """Yield the words and signs of a text, as Unicode divides it."""
    for start, end in pairwise(word_ends(text)):
        word = text[start:end]
        if not word.isspace():
            yield _Word(word, start, end)


def _weight(word: str) -> int:
    """Return how much a word says about where a passage is: as much as it has letters."""
    return len(word) if word[0].isalnum() else 0


def _text_of(quote: Folded, words: Sequence[_Word]) -> str:
    if not words:
        return ""
    start, end = quote.stretch(words[0].start, words[-1].end)
    return quote.original[start:end]


def _marked(text: str, match: _Match, differences: Sequence[_Difference]) -> str:
    """Return a passage with the words in brackets that differ, shortened between them."""
    pieces: list[str] = []
    at = match.start
    for number, (start, end, _) in enumerate(differences):
        pieces += [shortened(text[at:start], head=number > 0), f"[{shortened(text[start:end])}]"]
        if start == end and text[end : end + 1].isspace():
            pieces.insert(-1, " ")
        at = end
    pieces.append(shortened(text[at : match.end], tail=False))
    return "".join(pieces)


def shortened(text: str, *, head: bool = True, tail: bool = True) -> str:
    """Return a text on one line; of a long one its `head`, its `tail`, or both."""
    line = re.sub(r"\s+", " ", text)
    if len(line) <= 2 * _CONTEXT:
        return line
    first = line[:_CONTEXT].rsplit(" ", 1)[0] + " " if head else ""
    last = " " + line[-_CONTEXT:].split(" ", 1)[-1] if tail else ""
    return f"{first}…{last}"
