"""What a build or a check is asked for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from generator.gate import Gate


class Search(StrEnum):
    """What to do about the search index, which is made from finished pages."""

    MAKE = "make"
    """Make it if it is missing or out of date."""
    KEEP = "keep"
    """Make none, and keep one that is out of date, unless a page that it names is no more."""
    NONE = "none"
    """Make none, and remove one that is there."""


class Request(Struct, frozen=True, kw_only=True):
    """Which site to build, and how."""

    root: Path
    now: datetime
    """With a time zone; it decides which articles are public, and nothing else."""
    base_url: str | None = None
    """In place of the one in site.yaml; it ends with a slash."""
    drafts: bool = False
    """Show drafts and embargoed articles too."""
    clean: bool = False
    """Start with an empty cache. The manifests, which know the files of ours, are kept."""
    jobs: int = 1
    """How many processes may work at once."""
    search: Search = Search.NONE
    travels: bool = False
    """Whether what is kept for the next build may be brought elsewhere before that, as in a CI."""

    @property
    def gate(self) -> Gate:
        """The gate, which decides what articles are public."""
        return Gate(self.now, self.drafts)

    @property
    def published_gate(self) -> Gate:
        """The gate of the site that is published, whether or not this request is for a preview."""
        return Gate(self.now)
