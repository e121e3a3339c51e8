"""What the output depends on besides the site's files: this code and its libraries."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    "babel",
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "mdit-py-plugins",
    "msgspec",
    "pydantic",
    "pyyaml",
)


@cache
def indexer_version() -> str:
    """Return the version of the program that makes the search index; "" if it is not installed."""
    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return ""


@cache
def code_version() -> str:
    """Return a digest of Python's version, the libraries' versions, and the files of this package.

    It is part of the key of every page and of the cache, so an update makes everything anew.
    """
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".yaml", ".bin"):
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
