"""Static files: those of the generator, a site's own of the same name in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.plan.addresses import DATA_SCHEMA

_PACKAGE = Path(__file__).parent.parent
_SCHEMA = _PACKAGE / "schemas" / "data.json"


def own_statics() -> Mapping[str, Path]:
    """Return the files of the generator that go to every site as they are, by their paths there."""
    files = sorted((_PACKAGE / "static").iterdir())
    return {**{f"static/{path.name}": path for path in files}, DATA_SCHEMA: _SCHEMA}


def static_paths(theirs: Iterable[str]) -> list[str]:
    """Return the paths on the site of all static files; `theirs` are those of the site's own."""
    return sorted({*own_statics(), *theirs})
