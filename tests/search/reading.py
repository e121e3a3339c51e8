"""A finished search index, read as a browser reads it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

FOLDER = "pagefind"
_GZIP = b"\x1f\x8b"
_SIGNATURE = b"pagefind_dcd"


def index_files(output: Path) -> dict[str, bytes]:
    """Return all files of the index of a site, relative to its folder, uncompressed."""
    top = output / FOLDER
    files = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    return {name: _uncompressed(path.read_bytes()) for name, path in sorted(files.items())}


def found_pages(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index says of each page, by the page's address."""
    pages = [json.loads(data) for name, data in index_files(output).items() if "fragment/" in name]
    return {page["url"]: page for page in pages}


def words_of(output: Path) -> str:
    """Return the words of all pages in the index."""
    return "\n".join(page["content"] for page in found_pages(output).values())


def _uncompressed(data: bytes) -> bytes:
    data = gzip.decompress(data) if data.startswith(_GZIP) else data
    return data.removeprefix(_SIGNATURE)
