"""Static files: those of the generator, a site's own of the same name in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.read.files import SourceFile

_PACKAGE = Path(__file__).parent.parent / "static"


def static_files(own: Iterable[SourceFile]) -> Mapping[str, bytes]:
    """Give the static files by their paths on the site, sorted, with their bytes.

    `own` are the site's. Raises Rejected where one of them cannot be read.
    """
    ours = {f"static/{path.name}": path for path in _PACKAGE.iterdir()}
    theirs = {file.path: file for file in own}
    return {
        name: theirs[name].read() if name in theirs else ours[name].read_bytes()
        for name in sorted({**ours, **theirs})
    }
