"""Static files: those of the generator, a site's own of the same name in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent / "static"


def own_statics() -> Mapping[str, Path]:
    """Give the generator's static files by their paths on the site."""
    return {f"static/{path.name}": path for path in sorted(_PACKAGE.iterdir())}


def static_paths(theirs: Iterable[str]) -> list[str]:
    """Give the paths on the site of all static files; `theirs` are the paths of the site's own."""
    return sorted({*own_statics(), *theirs})
