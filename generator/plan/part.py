"""Values that know their digest: what views are made of."""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

_PLAIN = frozenset({str, int, float, bool, type(None)})


class Part:
    """A frozen dataclass of text, numbers, None, tuples of these, and other parts.

    The digest is composed of the digests of the parts within, each computed once, so a part that is
    shown on many pages is hashed once. Equal digests mean equal values: nothing that a template
    can see is left out.
    """

    __slots__ = ("_digest",)

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that stand for the value."""
        try:
            return self._digest
        except AttributeError:
            kind: Any = type(self)
            values = [
                value if type(value) in _PLAIN else _encoded(value) for value in _fields(kind)(self)
            ]
            # Version 2 writes equal values as equal bytes, whether or not they share memory.
            encoded = marshal.dumps((kind.__name__, values), 2)
            digest = blake2b(encoded, digest_size=16).digest()
            object.__setattr__(self, "_digest", digest)
            return digest

    _digest: bytes


@cache
def _fields(kind: Any) -> Callable[[Part], tuple[Any, ...]]:
    """Give the function that takes the fields of a kind of part out of it."""
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda part: tuple(getattr(part, name) for name in names)


def _encoded(value: Any) -> Any:
    """Give what stands for a value in a digest; text, bytes, numbers and lists stay apart."""
    if type(value) is tuple:
        return [item if type(item) in _PLAIN else _encoded(item) for item in value]
    if isinstance(value, Part):
        return value.digest
    if type(value) in _PLAIN:
        return value
    raise TypeError(f"a view cannot hold {type(value).__name__}: {value!r}")
