"""What stays open from build to build: the cache of a site, its manifests, a session on these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.read.scan import Snapshot
from generator.request import Request
from generator.store.cache import Cache
from generator.store.file_states import Suspects
from generator.store.version import code_version
from generator.target import Look, Target
from generator.write.manifest import Manifest
from generator.write.output import looks_intact

if TYPE_CHECKING:
    from generator.pipeline import Judge, Outcome
    from generator.plan.kind import Kind
    from generator.search.index import Searched
    from generator.session import Session

LARGE = 1_000_000
"""Bytes of a manifest: about as many as 6,000 files of an output take."""


class OpenSite:
    """A site with its output folder and what is known of both."""

    def __init__(self, output: Path, state: Path, kinds: Sequence[Kind] | None) -> None:
        self._output = output
        self._state = state
        self._kinds = kinds
        self._manifest = Manifest(output.resolve(), state)
        self._search_manifest = Manifest(output.resolve(), state, "search")
        self.cache = Cache(_cache_file_of(self._manifest), code_version())
        self._inode: int | None = None
        """The inode of the output folder when it was last found right: one that was put in its
        place since has another."""

    def refresh(self) -> None:
        """Read the manifests again if another process has written to them."""
        if self._manifest.refresh():
            self._inode = None
        self._search_manifest.refresh()

    def target(self, *, trust: bool) -> Target:
        """Return the output; it is trusted only if it is the folder that was last found right."""
        trusted = trust and self._inode is not None and self._inode == _inode(self._output)
        return Target(self._output, self._state, self._manifest, self._search_manifest, trusted)

    def remember_folder(self) -> None:
        """Remember which folder the output is, now that all files in it are right."""
        self._inode = _inode(self._output)

    def output_was_changed(self) -> bool:
        """Return whether pages are no longer as they were when all were right; forget that then.

        What a build by another process wrote is left to it.
        """
        if self._inode is None or not self._manifest.is_latest():
            return False
        if self._inode == _inode(self._output) and looks_intact(self._output, self._manifest):
            return False
        self._inode = None
        return True

    @cached_property
    def run(self) -> Callable[[Request, Snapshot, Suspects, Target, Look, Judge | None], Outcome]:
        """`pipeline.run` with a session on the cache."""
        from generator.pipeline import run  # noqa: PLC0415 - most of a small build is loading

        return partial(run, self.session)

    def searched(self) -> Searched | None:
        """Return what of the site is searched, as it was last built; None if it never was."""
        from generator.searching import searched_of  # noqa: PLC0415 - previews need it while they wait

        reading = self.session.last_context()
        return searched_of(self.session, reading) if reading else None

    @cached_property
    def session(self) -> Session:
        """The session on the cache."""
        from generator.session import Session  # noqa: PLC0415 - most of a small build is loading

        return Session(self.cache, self._kinds)


def cache_file(output: Path, state: Path) -> Path:
    """Return the file of the cache of an output folder, which need not exist."""
    return _cache_file_of(Manifest(output.resolve(), state))


def _cache_file_of(manifest: Manifest) -> Path:
    return manifest.file.with_name(manifest.file.stem.replace("manifest", "cache") + ".db")


def is_large(state: Path) -> bool:
    """Return whether it is likely that looking at all files of a site is worth a process."""
    sizes = (journal.stat().st_size for journal in state.glob("manifest-*"))
    return max(sizes, default=0) > LARGE


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None
