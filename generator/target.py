"""Where a site is built: the output folder, and what is known to be ours in it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.write.manifest import Manifest
from generator.write.output import is_intact


class Target(Struct, frozen=True):
    """An output folder."""

    output: Path
    state: Path
    """The folder of the site's state, which is never published."""
    pages: Manifest
    """The files of the output that are ours."""
    index: Manifest
    """Those of the search index."""
    trusted: bool = False
    """What was written earlier is known to be there still."""

    @property
    def files(self) -> int:
        """How many files of the output are known to be ours."""
        return len(self.pages.files) + len(self.index.files)

    def is_as_left(self) -> bool:
        """Return whether all files of ours are there as they were left."""
        return self.trusted or all(
            is_intact(self.output, manifest) for manifest in (self.pages, self.index)
        )
