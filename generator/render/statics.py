"""Static files: those of the generator, a site's own of the same name in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.problems import AtLine, Finding, Rejected

_PACKAGE = Path(__file__).parent.parent / "static"


def static_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give the static files with their bytes, sorted; they stand below `static/` on the site.

    Raises Rejected where one of them cannot be read.
    """
    found = {**_listed(_PACKAGE), **_listed(root / "static")}
    for name, path in sorted(found.items()):
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            raise Rejected([Finding(f"static/{name}", AtLine(), "unreadable", message)]) from None
        yield f"static/{name}", data


def _listed(folder: Path) -> dict[str, Path]:
    """List the files of a folder, without hidden ones and links that lead out of it."""
    inside = folder.resolve()
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.resolve().is_relative_to(inside)
    }
