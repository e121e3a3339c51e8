"""Values that know their digest: what views are made of."""

from __future__ import annotations

from hashlib import blake2b

from msgspec import Struct, msgpack


class Part(Struct, frozen=True, tag=True, array_like=True):
    """A value of text, numbers, None, tuples of these, and other parts."""

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that stand for the value: equal digests mean equal values.

        Nothing that a template can see is left out; parts are written with the names of their kinds
        (msgspec, "Tagged Unions").
        """
        return blake2b(msgpack.encode(self), digest_size=16).digest()
