"""The addresses that editors give files, and the paths that they stand for."""

from __future__ import annotations

from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from generator.read.layout import SITE_FILE


def path_of(uri: str) -> Path | None:
    """Return the path of a file on this machine; None for a text that is no file, or elsewhere."""
    try:
        written = to_fs_path(uri)
    except ValueError:  # no address at all
        return None
    if not written or "\0" in written:
        return None
    path = Path(written)
    return path if path.is_absolute() else None


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    return from_fs_path(str(path)) or path.as_uri()


def site_of(path: Path) -> Path | None:
    """Return the folder of the site that a file is in: the nearest one above it; None for none."""
    for folder in path.parents:
        try:
            if (folder / SITE_FILE).is_file():
                return folder
        except OSError:  # a folder that is closed to this user, or a name that is too long
            return None
    return None
