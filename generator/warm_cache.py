"""A warm cache, of what builds have kept of a site, for commands that work it out in memory.

Such a command changes nothing and waits for nobody: it works on a copy of the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from generator.build import DRAFTS_FOLDER, STATE_FOLDER
from generator.open_site import cache_file
from generator.store.cache import Cache
from generator.store.database import CacheError
from generator.store.version import code_version

R = TypeVar("R")


def caches_of(root: Path) -> tuple[Path, ...]:
    """Return the files that builds of a site keep their caches in, which need not exist."""
    return tuple(cache_file(root / name, root / STATE_FOLDER) for name in ("site", DRAFTS_FOLDER))


def with_warm_cache(files: Iterable[Path], work: Callable[[Cache], R]) -> R:
    """Return what `work` makes with a cache in memory that begins with what builds have kept.

    `files` are those that builds may have left: what the one written last knows is not read again.
    If that turns out to be damaged, though its mark is right, `work` is called again, with an empty
    cache.
    """
    there = [file for file in files if file.is_file()]
    newest = max(there, key=lambda file: file.stat().st_mtime_ns, default=None)
    try:
        return work(Cache(None, code_version(), copied=newest))
    except CacheError:
        if newest is None:
            raise
    return work(Cache(None, code_version()))
