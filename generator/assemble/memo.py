"""Values that are made once for many pages, with what they depend on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from generator.assemble.corpus import Corpus

K = TypeVar("K")
V = TypeVar("V")


class Memo(Generic[K, V]):
    """A function of what the corpus answers, memoized together with its dependencies.

    The dependencies of a value are recorded when it is computed, and again for every page that uses
    it later. Without that, only the first page would depend on them.
    """

    def __init__(self, corpus: Corpus, make: Callable[[K], V], size: int | None = None) -> None:
        """Take the function; when there are more than `size` values, all are dropped."""
        self._corpus = corpus
        self._make = make
        self._size = size
        self._values: dict[K, tuple[V, frozenset[str]]] = {}

    def __call__(self, key: K) -> V:
        """Return the value of the function for `key`, and record its dependencies."""
        known = self._values.get(key)
        if known is None:
            # In a set of their own: the page that is being planned has read other things as well.
            with self._corpus.recording() as dependencies:
                value = self._make(key)
            if self._size is not None and len(self._values) > self._size:
                self._values.clear()
            self._values[key] = known = value, frozenset(dependencies)
        self._corpus.dependencies |= known[1]
        return known[0]
