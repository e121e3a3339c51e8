"""Values that know their digest: what views are made of."""

from __future__ import annotations

from msgspec import Struct, msgpack

from generator.digests import digest_of


class Digested(Struct, frozen=True, tag=True, array_like=True):
    """A value of text, numbers, None, tuples of these, and other such values."""

    @property
    def digest(self) -> str:
        """What stands for the value: equal digests mean equal values.

        Nothing that a template can see is left out; values are written with the names of their
        types (msgspec, "Tagged Unions").
        """
        return digest_of(msgpack.encode(self))
