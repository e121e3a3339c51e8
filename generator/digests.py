"""Digests: what stands for bytes, wherever equal bytes have to be known again."""

from __future__ import annotations

from hashlib import blake2b


def digest_of(data: bytes) -> str:
    """Return 32 hexadecimal digits that stand for bytes: equal digests mean equal bytes."""
    return blake2b(data, digest_size=16).hexdigest()
