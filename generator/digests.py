"""Digests: what stands for bytes, wherever equal bytes have to be known again.

All are BLAKE2b (RFC 7693), which is quick and cut to the length that a use needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def digest_of(data: bytes, key: str = "") -> str:
    """Return 32 hexadecimal digits that stand for bytes, and for a key of up to 64 letters.

    Equal digests mean equal bytes and keys.
    """
    return blake2b(data, key=key.encode(), digest_size=16).hexdigest()


def digest_of_all(parts: Iterable[bytes]) -> str:
    """Return 32 hexadecimal digits that stand for a series of bytes."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def short_digest(data: bytes, size: int = 5) -> str:
    """Return `2 * size` hexadecimal digits: enough to tell a few things apart, not to trust."""
    return blake2b(data, digest_size=size).hexdigest()
