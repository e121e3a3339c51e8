"""Digests, by which equal bytes are recognised without being kept.

All are BLAKE2b (RFC 7693): it is faster than SHA-2 and takes a key and a length as parameters.
"""

from __future__ import annotations

from hashlib import blake2b


def digest_of(data: bytes, key: str = "") -> str:
    """Return 32 hexadecimal digits (128 bits) for `data` and `key`.

    Equal digests mean equal data and keys. A key has at most 64 bytes, the limit of BLAKE2b; a
    longer one raises ValueError.
    """
    return blake2b(data, key=key.encode(), digest_size=16).hexdigest()


def short_digest(data: bytes, size: int = 5) -> str:
    """Return `2 * size` hexadecimal digits.

    They tell a handful of things apart. Unlike `digest_of`, they do not prove that bytes are equal.
    """
    return blake2b(data, digest_size=size).hexdigest()
