"""Prose of real English words, made fast: sentences are composed once and drawn from a pool."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.bench.words import ADJECTIVES, ADVERBS, NOUNS, PLACES, VERBS, WEEKDAYS

PATTERNS = (
    "The {a} {n} {v} the {n} in {p} on {d}.",
    "On {d} the {n} in {p} {r} {v} this {a} {n}, and the {n} {v} it.",
    "The {n} {v} the {a} {n} before the {a} {n} in {p} {r} {v} the {n}.",
    "According to the {a} {n}, the {n} {v} the {n} that the {n} had {v} on {d}.",
    "Nobody at the {n} {v} the {a} {n}, but the {n} in {p} {r} {v} it.",
    "While the {n} {v} the {a} {n}, the {n}’s {n} {v} the {n} of the {a} {n} in {p}.",
    "The {n} is {a}, the {n} said, and the {a} {n} was {r} {v} in {p}.",
    "One {a} {n} from {p} {r} {v} the {n} after the {n} had {v} the {a} {n}.",
)


class Sentence(NamedTuple):
    """A sentence and how many bytes it takes in a file."""

    text: str
    size: int


class Prose:
    """Sentences, paragraphs and titles, all drawn from one random stream."""

    def __init__(self, rng: Random, pool: int = 4_000) -> None:
        self._rng = rng
        texts = (self._compose(PATTERNS[i % len(PATTERNS)]) for i in range(pool))
        self._pool = [Sentence(text, len(text.encode())) for text in texts]

    def sentence(self) -> str:
        """One sentence."""
        return self._rng.choice(self._pool).text

    def paragraphs(self, size: int) -> list[str]:
        """Paragraphs of four to six sentences, together about `size` bytes."""
        found: list[str] = []
        while size > 60:
            drawn: list[str] = []
            for text, length in self._rng.choices(self._pool, k=self._rng.randint(4, 6)):
                if size > length // 2:
                    drawn.append(text)
                    size -= length + 1
            found.append(" ".join(drawn))
            size -= 1
        return found

    def phrase(self) -> str:
        """A few words without capital or full stop: a title's or a list item's beginning."""
        choice = self._rng.choice
        return f"{choice(ADJECTIVES)} {choice(NOUNS)} {choice(VERBS)} the {choice(NOUNS)}"

    def title(self) -> str:
        """A headline."""
        return f"{self.phrase().capitalize()} in {self._rng.choice(PLACES)}"

    def _compose(self, pattern: str) -> str:
        """`pattern` with each of its letters replaced by a word of that kind."""
        lists = {"a": ADJECTIVES, "n": NOUNS, "v": VERBS, "r": ADVERBS, "p": PLACES, "d": WEEKDAYS}
        head, *rest = pattern.split("{")
        return head + "".join(self._rng.choice(lists[part[0]]) + part[2:] for part in rest)
