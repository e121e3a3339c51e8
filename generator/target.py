"""The target of a build: the output folder, and which files in it are ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.workers import beside
from generator.write.manifest import Manifest
from generator.write.output import changed_files, look, record

MANY = 5_000
"""Files of an output that are worth a process of their own to look at, while a build goes on."""

Look = Callable[[frozenset[str]], Set[str]]
"""Returns those of some files that are not in the output as the manifest says."""


class Target(Struct, frozen=True):
    """An output folder with its manifests."""

    output: Path
    state: Path
    """The folder of the site's cache, manifests and lock, which is never published."""
    manifest: Manifest
    """The files of the output that are ours, except those of the search index."""
    search_manifest: Manifest
    """The files of the search index."""
    trusted: bool = False
    """Whether all these files are taken to be there as the manifests say, without a look."""

    @property
    def file_count(self) -> int:
        """How many files of the output are ours."""
        return len(self.manifest.files) + len(self.search_manifest.files)

    def begin(self, generation: str, *, search: bool) -> None:
        """Record that a new generation begins; with `search`, of the search index as well.

        Raise OSError.
        """
        self.manifest.begin(generation)
        if search or self.search_manifest.files:
            self.search_manifest.begin(generation)

    def follows(self, generation: str | None) -> bool:
        """Return whether all files of ours are recorded as the build `generation` left them."""
        search = self.search_manifest
        return self.manifest.follows(generation) and (
            not search.files or search.follows(generation)
        )

    def is_intact(self, look: Look) -> bool:
        """Return whether all files of ours are there as the manifests say."""
        if self.trusted:
            return True
        pages = frozenset(self.manifest.files)
        return not look(pages) and not changed_files(self.output, self.search_manifest)

    @contextmanager
    def looked_at(self, jobs: int) -> Iterator[Look]:
        """Yield a function that returns which files are not in the output as the manifest says.

        In an output that is trusted, none is. If there are many files, and several `jobs` may run,
        another process compares them while the block runs.
        """
        if self.trusted:
            yield lambda _: frozenset()
            return
        is_worth_it = jobs > 1 and len(self.manifest.files) >= MANY
        work = partial(look, self.output, self.manifest)
        with beside(work, worth_a_process=is_worth_it) as seen:

            def missing_or_changed(files: frozenset[str]) -> Set[str]:
                changed = record(self.manifest, seen())
                return files.difference(self.manifest.files) | (files & changed)

            yield missing_or_changed
