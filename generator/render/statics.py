"""Static files: those of the generator, a site's own of the same name in their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.problems import AtLine, Finding, Rejected

_PACKAGE = Path(__file__).parent.parent / "static"


def static_files(root: Path) -> Mapping[str, bytes]:
    """Give the static files by their paths on the site, sorted, with their bytes.

    Raises Rejected where one of them cannot be read.
    """
    found = {**_listed(_PACKAGE), **_listed(root / "static")}
    return {f"static/{name}": _read(name, path) for name, path in sorted(found.items())}


def _read(name: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise Rejected([Finding(f"static/{name}", AtLine(), "unreadable", message)]) from None


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
