"""Digests, by which equal bytes are recognised without being kept.

Ours are BLAKE2b (RFC 7693): it is faster than SHA-2 and takes a key and a length as parameters.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import blake2b, sha256
from pathlib import Path
from zlib import crc32

_PIECE = 1 << 20


def digest_of(data: bytes, key: str = "") -> str:
    """Return 32 hexadecimal digits (128 bits) for `data` and `key`.

    Equal digests mean equal data and keys. A key has at most 64 bytes, the limit of BLAKE2b; a
    longer one raises ValueError.
    """
    return blake2b(data, key=key.encode(), digest_size=16).hexdigest()


def digest_of_all(parts: Iterable[bytes]) -> str:
    """Return 32 hexadecimal digits that identify a series of byte strings, whatever its length."""
    digest = blake2b(digest_size=16)
    for part in parts:
        # With its length, so that no two series run together to the same bytes.
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def short_digest(data: bytes, size: int = 5) -> str:
    """Return `2 * size` hexadecimal digits.

    They tell a handful of things apart. Unlike `digest_of`, they do not prove that bytes are equal.
    """
    return blake2b(data, digest_size=size).hexdigest()


def checksum_of(file: Path) -> str:
    """Return 32 hexadecimal digits by which damage to a large file shows, after one pass over it.

    They are made of the CRC-32 of every mebibyte, at several times the speed of a digest. Unlike a
    digest, they do not show what somebody did on purpose. Raise OSError.
    """
    sums: list[bytes] = []
    with file.open("rb", buffering=0) as stream:
        while piece := stream.read(_PIECE):
            sums.append(len(piece).to_bytes(4, "big") + crc32(piece).to_bytes(4, "big"))
    return digest_of(b"".join(sums))


def policy_hash(text: str) -> str:
    """Return what allows a text in a content security policy (CSP 3, "hash-source")."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def checksum(data: bytes) -> str:
    """Return SHA-256 in hexadecimal digits, which `sha256sum -c` and others can check."""
    return sha256(data).hexdigest()
