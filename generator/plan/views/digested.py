"""Values that have a digest, of which views consist."""

from __future__ import annotations

from msgspec import Struct, msgpack

from generator.digests import digest_of


class Digested(Struct, frozen=True, tag=True, array_like=True):
    """A frozen value of text, numbers, None, tuples of these, and other `Digested` values.

    Nothing in it can change, so a page that was rendered from it is right as long as the digest is
    the same.
    """

    @property
    def digest(self) -> str:
        """The digest of the whole value: equal digests mean equal values.

        It covers all that a template can see, and the names of the types (msgspec, "Tagged
        Unions"), so that two types with the same fields differ.
        """
        return digest_of(msgpack.encode(self))
