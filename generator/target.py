"""The target of a build: the output folder, and which files in it are ours."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.write.manifest import Manifest
from generator.write.output import is_intact


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

    def is_intact(self) -> bool:
        """Return whether all files of ours are there as the manifests say."""
        manifests = self.manifest, self.search_manifest
        return self.trusted or all(is_intact(self.output, one) for one in manifests)
