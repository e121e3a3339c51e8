"""What the work of a build depends on besides the site: the code and its libraries."""

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
    """Return the version of the program that makes the search index; "" where there is none."""
    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return ""


@cache
def code_version() -> str:
    """Return the digest of this generator, its templates and static files, and of its libraries."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".yaml", ".bin"):
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
